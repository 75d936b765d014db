"""Notices that nobody touched keyboard or mouse for some minutes.

Only native windows are watched, not every widget: a filter over all events would slow each paint.
"""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

TOUCHES = (
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
)
MINUTE = 60_000


class Idle(QObject):
    """Reports `over` once; it begins anew with `wait`."""

    over = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.timeout.connect(self.over)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.focusWindowChanged.connect(self._watch)
        self._watch(app.focusWindow())

    def wait(self, minutes: int) -> None:
        """Count from now."""
        self.timer.start(minutes * MINUTE)

    def rest(self) -> None:
        """Nobody is at work: nothing to count."""
        self.timer.stop()

    def touched(self) -> None:
        """A hand moved: count anew, if somebody is at work."""
        if self.timer.isActive():
            self.timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hears the hand, and lets everything pass."""
        if event.type() in TOUCHES:
            self.touched()
        return super().eventFilter(watched, event)

    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.removeEventFilter(self)
            window.installEventFilter(self)
