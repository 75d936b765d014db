"""Ten fingers and a pair of eyes for the real window: real key events, and waiting without sleep.

Never QTest.keyClicks: with Persian letters it aborts the process.
"""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEvent, QEventLoop, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

from ui.window import Window

PATIENCE, GLANCE = 30_000, 4  # milliseconds


class Stuck(Exception):
    """The window did not show in time what was waited for."""


class Hands:
    """Ten fingers: keys go to the widget with the caret, exactly as the platform sends them."""

    def __init__(self, window: Window, patience: int = PATIENCE) -> None:
        self.window, self.patience = window, patience

    def wait(self, shown: Callable[[], object], what: str) -> None:
        """Turn the event loop until it is so; Stuck when it takes too long."""
        clock, glance = QElapsedTimer(), QTimer()
        clock.start()
        # Asleep between events, so that the workers are not kept from what is waited for.
        glance.start(GLANCE)
        while not shown():
            if clock.elapsed() > self.patience:
                raise Stuck(what)
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        self.turn()

    def wake(self) -> None:
        """Make the window the active one: without that no field is ever left."""
        if QGuiApplication.platformName() != "offscreen":
            self.window.raise_()  # which the offscreen platform only complains about
        self.window.activateWindow()
        self.wait(self.window.isActiveWindow, "the window to be active")

    def turn(self) -> None:
        """Let everything that is due happen."""
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        loop = QEventLoop()
        QTimer.singleShot(0, loop.quit)
        loop.exec()
        QCoreApplication.processEvents()

    def settle(self, window: Window) -> None:
        """Until no worker is at anything."""
        self.wait(lambda: window.tasks.running == 0, "workers to finish")

    def type(self, words: str, target: QWidget | None = None) -> None:
        """One key event for each character."""
        for letter in words:
            self._send(0, letter, target or self._caret())

    def press(self, key: Qt.Key, target: QWidget | None = None) -> None:
        """A key without a letter. F-keys go through the shortcut map, like any key."""
        self._send(key, "", target or self._caret())
        self.turn()

    def fkey(self, number: int, *, shift: bool = False, ctrl: bool = False) -> None:
        """F1 to F12, wherever the caret is."""
        key = Qt.Key(Qt.Key.Key_F1.value + number - 1)
        if not shift and not ctrl:
            return self.press(key)
        held = Qt.Modifier.SHIFT if shift else Qt.Modifier.CTRL
        if not self._shortcut(key.value | held.value):
            raise Stuck(f"nothing hears {'Shift' if shift else 'Ctrl'}+F{number}")
        return self.turn()

    def _caret(self) -> QWidget:
        return QApplication.focusWidget() or self.window

    def _send(self, key: int | Qt.Key, letter: str, target: QWidget) -> None:
        code = key.value if isinstance(key, Qt.Key) else key
        if hasattr(self.window, "idle"):
            # These keys pass the native window by, where hands at rest are noticed.
            self.window.idle.touched()
        for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, code, Qt.KeyboardModifier.NoModifier, letter)
            if kind == QEvent.Type.KeyPress and self._shortcut(code):
                continue
            QCoreApplication.sendEvent(target, event)

    def _shortcut(self, code: int) -> bool:
        """Events sent to a widget pass the shortcut map by; a window's F-keys must not."""
        for shortcut in self.window.shortcuts:
            if shortcut.key() == QKeySequence(code):
                shortcut.activated.emit()
                return True
        return False
