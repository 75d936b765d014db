"""A receipt's QR read by the scanner anywhere: it opens the case, whatever has the caret.

A scanner is a quick typist: its letters reach the field with the caret first, and are taken out of
it again once they turn out to be a receipt. Only the native window is watched, as in `ui.idle`.
"""

import re

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor, QWindow
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from app.domain.text import latin_digits

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
RECEIPT = re.compile(r"HTTPS?://\S+/R/[A-Z2-7]{100,}$", re.IGNORECASE)
PAUSE, MOST = 400, 500  # milliseconds between two letters; letters
OWN = "scans"  # the property of a field that reads receipts itself


class Scanner(QObject):
    """Reports `scanned(text)`."""

    scanned = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.window, self.typed, self.at = window, "", 0
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusWindowChanged.connect(self._watch)
        self._watch(window.windowHandle())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Collects letters; Enter after a receipt's is ours, everything else passes."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in ENTER:
                return self._ended()
            self._heard(event.text(), event.timestamp())
        return super().eventFilter(watched, event)

    def _heard(self, letters: str, at: int) -> None:
        if letters.isprintable() and letters:
            self.typed = letters if at - self.at > PAUSE else (self.typed + letters)[-MOST:]
            self.at = at

    def _ended(self) -> bool:
        found, self.typed = RECEIPT.search(self.typed), ""
        here = QApplication.focusWidget()
        if found is None or (here is not None and here.property(OWN)):
            return False
        _wipe(here, found[0])
        self.scanned.emit(found[0])
        return True

    def _watch(self, window: QWindow | None) -> None:
        """The main window alone: a dialog asks for something else."""
        if window is not None and window is self.window.windowHandle():
            window.removeEventFilter(self)
            window.installEventFilter(self)


def _wipe(here: QWidget | None, scanned: str) -> None:
    """What the scanner typed goes out of the field it was typed into, as if by Backspace."""
    many = len(scanned)
    if isinstance(here, QLineEdit):
        end = here.cursorPosition()
        if latin_digits(here.text()[:end]).upper().endswith(scanned.upper()):
            here.setSelection(end - many, many)
            here.backspace()
    elif isinstance(here, QPlainTextEdit):
        cursor = here.textCursor()
        moves = QTextCursor.MoveOperation.PreviousCharacter
        cursor.movePosition(moves, QTextCursor.MoveMode.KeepAnchor, many)
        if latin_digits(cursor.selectedText()).upper() == scanned.upper():
            cursor.removeSelectedText()
