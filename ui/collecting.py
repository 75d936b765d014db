"""Garbage is collected on the window's thread alone, between two events.

Python collects on whichever thread makes the object that is one too many. On a worker that keeps
the window waiting in the middle of a key, and may free a widget where no widget may be touched.
"""

import gc

from PySide6.QtCore import QObject, QTimer

EVERY = 100  # ms
# Objects since the last look at the young; looks at the younger since the last at those before.
YOUNG, OLDER = 7_000, 10


class Collecting(QObject):
    """Does what Python's own collector did, as long as `parent` lives. What was there before the
    work began is frozen by the windows; also the old are looked through in some milliseconds."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        parent.destroyed.connect(gc.enable)
        timer = QTimer(self)
        timer.timeout.connect(self.look)
        timer.start(EVERY)

    def look(self) -> None:
        """The young when they are many, with them now and then the older."""
        young, middle, old = gc.get_count()
        if young > YOUNG:
            gc.collect(2 if old >= OLDER else 1 if middle >= OLDER else 0)
