"""Garbage is collected on the window's thread alone, between two events.

Python collects on whichever thread makes the object that is one too many. On a worker that keeps
the window waiting in the middle of a key, and may free a widget where no widget may be touched.
"""

import gc

from PySide6.QtCore import QObject, QTimer

EVERY = 1_000  # ms
# Objects since the last look at the young, and looks at the young since the last at the middle.
YOUNG, MIDDLE = 7_000, 10


class Collecting(QObject):
    """Does what Python's own collector did, as long as `parent` lives. The old are looked through
    when a citizen has left (`ui.memory`)."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        parent.destroyed.connect(gc.enable)
        timer = QTimer(self)
        timer.timeout.connect(self.look)
        timer.start(EVERY)

    def look(self) -> None:
        """The young when they are many, with them now and then the middle."""
        young, middle, _ = gc.get_count()
        if young > YOUNG:
            gc.collect(1 if middle >= MIDDLE else 0)
