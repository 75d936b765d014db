"""One-line editors: words, codes, dates, money; and the note of several lines.

Every editor has `edited` (the answer as typed), `answer()`, `put()` and is itself what takes focus.
"""

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QFocusEvent, QIcon, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QToolButton

from app.domain.forms import Answer
from app.domain.money import rials
from app.domain.text import ZWNJ
from ui.models import kinds
from ui.theme import icons, sizes
from ui.views.parts import RIGHT

MOST = 4000  # letters of a note; a body as a whole has a limit of its own


class LineEditor(QLineEdit):
    """A line of the given kind. Codes run left to right at the right edge, so nothing reverses."""

    edited = Signal(object)
    left = Signal()
    calendar = Signal(object)

    def __init__(self, kind_name: str) -> None:
        super().__init__()
        self.kind = kinds.kind(kind_name)
        self.dated = kind_name == "jalali-date"
        self.money = kind_name == "money"
        self.setPlaceholderText(self.kind.example)
        self.setMaxLength(400)
        if self.kind.script != "words":
            self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setAlignment(RIGHT)
        self.textEdited.connect(self._typed)
        if self.dated:
            self._add_key()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """↓ in a date asks for the calendar; typing stays what it was."""
        if self.dated and event.key() == Qt.Key.Key_Down:
            self.calendar.emit(self)
        else:
            super().keyPressEvent(event)

    def pick(self, date_sh: str) -> None:
        """A date was picked: as if it had been typed."""
        self._show(date_sh)
        self.edited.emit(self.answer())

    def answer(self) -> Answer:
        """What stands in the line, read by its kind; None when it is empty."""
        typed = self.text()
        return self.kind.read(typed) if typed.strip() else None

    def put(self, value: Answer) -> None:
        """Show an answer without reporting it as typed."""
        if value is None:
            self.clear()
        elif self.money and isinstance(value, int):
            self.setText(rials(value))
        else:
            self._show(str(value))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Neaten what was typed, then say that the field was left."""
        super().focusOutEvent(event)
        if event.reason() == Qt.FocusReason.PopupFocusReason:
            return
        if self.text().strip():
            self._show(self.kind.neaten(self.text()))
            self.edited.emit(self.answer())
        self.left.emit()

    def _add_key(self) -> None:
        """The picture of a calendar at the far side; its key is ↓."""
        action = self.addAction(QIcon(), QLineEdit.ActionPosition.TrailingPosition)
        action.triggered.connect(self._ask_calendar)
        for push in self.findChildren(QToolButton):
            icons.put_on(push, "calendar", "text3", 15)
            push.setAccessibleName("تقویم (↓)")
            push.setToolTip("تقویم (↓)")

    def _ask_calendar(self) -> None:
        self.calendar.emit(self)

    def _typed(self, typed: str) -> None:
        if self.money:
            typed = kinds.regroup(typed)
        if self.kind.script != "words":
            self._show(typed)
        self.edited.emit(self.answer())

    def _show(self, words: str) -> None:
        """Show the text in the kind's digits; the caret stays as far from the end as it was."""
        if self.kind.script != "words":
            words = kinds.digits_of(self.kind.script, words)
        if words == self.text():
            return
        behind = len(self.text()) - self.cursorPosition()
        self.setText(words)
        self.setCursorPosition(max(0, len(words) - behind))


class NoteEditor(QPlainTextEdit):
    """Several lines of words, MOST letters of them. Tab goes on to the next field, Enter makes a
    line."""

    edited = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        sizes.hold(self, height=78)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        option = self.document().defaultTextOption()
        option.setTextDirection(Qt.LayoutDirection.RightToLeft)
        option.setAlignment(RIGHT)
        self.document().setDefaultTextOption(option)
        self._quiet = False
        self.textChanged.connect(self._typed)

    def answer(self) -> Answer:
        """The text, or None when there is nothing in it."""
        typed = self.toPlainText()
        return typed if typed.strip(f" \n{ZWNJ}") else None

    def put(self, value: Answer) -> None:
        """Show an answer without reporting it as typed."""
        self._quiet = True
        self.setPlainText("" if value is None else str(value))
        self._quiet = False

    def stand(self, caret: int) -> None:
        """Put the caret that many letters in."""
        cursor = self.textCursor()
        cursor.setPosition(min(caret, len(self.toPlainText())))
        self.setTextCursor(cursor)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Pasted or dropped: as many letters as there is room for; a whole book stops nobody."""
        room = MOST - len(self.toPlainText()) + len(self.textCursor().selectedText())
        self.insertPlainText(source.text()[: max(0, room)])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A letter more than there is room for is not taken."""
        full = len(self.toPlainText()) >= MOST and not self.textCursor().hasSelection()
        if not (full and event.text().isprintable() and event.text()):
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that the field was left."""
        super().focusOutEvent(event)
        self.left.emit()

    def _typed(self) -> None:
        if not self._quiet:
            self.edited.emit(self.answer())
