"""A receipt's QR read by the scanner anywhere: it opens the case, whatever has the caret.

A scanner is a quick typist: its letters reach the field with the caret first, which is put back as
it was once they turn out to be a receipt; on a Persian layout they come as Persian letters. Only
the native window is watched, as in `ui.idle`.
"""

import re
from dataclasses import dataclass
from typing import Self

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from app.domain.keyboard import pressed
from app.domain.text import ZWNJ

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
RECEIPT = re.compile(r"HTTPS?://\S+/R/[A-Z2-7]{100,}$", re.IGNORECASE)
PAUSE, LEAST, MOST = 400, 100, 500  # milliseconds between two letters; letters
OWN = "scans"  # the property of a field that reads receipts itself


class Scanner(QObject):
    """Reports `scanned(text)`."""

    scanned = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.window, self.typed, self.at = window, "", 0
        self.before: list[_Before] = []
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
        if letters and (letters.isprintable() or letters == ZWNJ):
            if at - self.at > PAUSE:
                self._forget()
            self.at = at
            self.typed = (self.typed + letters)[-MOST:]
            self.before.extend([_Before.of(QApplication.focusWidget())] * len(letters))
            del self.before[:-MOST]

    def _ended(self) -> bool:
        read = receipt_in(self.typed)
        here = QApplication.focusWidget()
        before = self.before[-len(read[0])] if read else None
        self._forget()
        if read is None or before is None:
            return False
        typed, receipt = read
        if typed == receipt and here is not None and here.property(OWN):
            return False
        before.restore(here)
        self.scanned.emit(receipt)
        return True

    def _forget(self) -> None:
        self.typed, self.before = "", []

    def _watch(self, window: QWindow | None) -> None:
        """The main window alone: a dialog asks for something else."""
        if window is not None and window is self.window.windowHandle():
            window.removeEventFilter(self)
            window.installEventFilter(self)


@dataclass(frozen=True, slots=True)
class _Before:
    """What stood in the field with the caret, and where it was, before a letter came."""

    widget: QWidget | None
    text: str = ""
    at: int = 0

    @classmethod
    def of(cls, here: QWidget | None) -> Self:
        if isinstance(here, QLineEdit):
            return cls(here, here.text(), here.cursorPosition())
        if isinstance(here, QPlainTextEdit):
            return cls(here, here.toPlainText(), here.textCursor().position())
        if isinstance(here, QComboBox):
            return cls(here, "", here.currentIndex())
        return cls(here)

    def restore(self, here: QWidget | None) -> None:
        """Take out what the scanner typed, as if by hand: whoever hears of typing hears of it."""
        if here is not self.widget or self == _Before.of(here):
            return
        if isinstance(here, QLineEdit):
            here.selectAll()
            here.insert(self.text)
            here.setCursorPosition(self.at)
        elif isinstance(here, QPlainTextEdit):
            here.setPlainText(self.text)
            cursor = here.textCursor()
            cursor.setPosition(self.at)
            here.setTextCursor(cursor)
        elif isinstance(here, QComboBox):
            here.setCurrentIndex(self.at)
            here.activated.emit(self.at)


def receipt_in(text: str) -> tuple[str, str] | None:
    """The receipt at the end of what was typed, as it was typed and as the QR has it."""
    if found := RECEIPT.search(text):
        return found[0], found[0]
    if len(text) < LEAST:
        return None
    for keys in pressed(text):
        if found := RECEIPT.search("".join(latin for _, latin in keys)):
            typed = "".join(piece for piece, _ in keys[len(keys) - len(found[0]) :])
            return typed, found[0].upper()
    return None
