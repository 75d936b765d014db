"""A field on screen: label above, editor, and a message line whose place is always kept.

`editor_for` is the one table from a field's kind to its editor.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.domain.forms import Answer, Field
from ui.models.request import FieldState
from ui.theme import sizes
from ui.views.fields.lines import LineEditor, NoteEditor
from ui.views.fields.picks import ChoiceEditor, YesNoEditor
from ui.views.fields.rows import RowsEditor
from ui.views.parts import button, on_click, retone, text, tight

WIDE = frozenset({"multiline", "table", "list"})
PICKED = frozenset({"choice", "province", "county", "city"})
MESSAGE_HEIGHT = 18
OFFER = "پیشنهاد"
GIVEN = "از درخواست پیشین همین متقاضی؛ با او بازبینی کنید"


def editor_for(field: Field) -> Any:
    """The editor of a field's kind; unknown kinds are typed as words."""
    if field.kind in PICKED:
        return ChoiceEditor(field.choices)
    if field.kind == "boolean":
        return YesNoEditor("بله")
    if field.kind == "multiline":
        return NoteEditor()
    if field.kind == "list" and not field.columns:
        field = replace(field, columns=(Field("item", field.label, field.item or "text", ""),))
    if field.kind in ("table", "list"):
        return RowsEditor(field, editor_for)
    return LineEditor(field.kind)


class FieldView(QWidget):
    """Reports `edited(name, answer)` and `left(name)`; `show_state` draws what the model says."""

    edited = Signal(str, object)
    left = Signal(str)
    accepted = Signal(str, object)
    calendar = Signal(object)

    def __init__(
        self,
        field: Field,
        make: Callable[[Field], Any] = editor_for,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.field = field
        self.editor = make(field)
        self.label = text(field.label, "label", wrap=True)
        self.label.setBuddy(self.editor)
        self.message = text("", "message", wrap=True)
        sizes.hold(self.message, least_height=MESSAGE_HEIGHT)
        self.offer = on_click(button("", "offer"), self._accept)
        self.offer.setAccessibleName(OFFER)
        self._offered: Answer = None
        self._state: FieldState | None = None
        self._lay_out()
        self.editor.setAccessibleName(field.label)
        self.editor.setAccessibleDescription(field.note)
        self.editor.edited.connect(self._edited)
        self.editor.left.connect(self._left)
        self.editor.installEventFilter(self)

    @property
    def wide(self) -> bool:
        """Whether it takes a whole row of the form."""
        return self.field.kind in WIDE

    def show_state(self, state: FieldState) -> None:
        """Draw label, message and tone. Never touches the text while it is being typed."""
        if state == self._state and not isinstance(self.editor, RowsEditor):
            return
        self._state = state
        # A tick is always answered, so a star on it would only worry.
        star = " *" if state.required and self.field.kind != "boolean" else ""
        self.label.setText(self.field.label + star)
        given = GIVEN if state.given else ""
        self.message.setText(state.error or given or state.derived or self.field.note)
        calm = "info" if given else "good" if state.derived else ""
        retone(self.message, "bad" if state.error else calm)
        if isinstance(self.editor, RowsEditor):
            self.editor.mark(set(state.cells))
        else:
            retone(self.editor, "bad" if state.error else "")
        self._offered = state.offer
        self.offer.setVisible(bool(state.offer_words))
        self.offer.setText(state.offer_words)
        self.offer.setAccessibleName(state.offer_words or OFFER)
        self.setEnabled(not state.locked)

    def focus(self) -> None:
        """Put the caret here."""
        self.editor.setFocus(Qt.FocusReason.TabFocusReason)

    def stand(self, caret: int) -> None:
        """Put the caret here, that many letters in."""
        self.focus()
        if isinstance(self.editor, QLineEdit):
            self.editor.setCursorPosition(caret)
        elif isinstance(self.editor, NoteEditor):
            self.editor.stand(caret)

    @property
    def caret(self) -> int:
        """How many letters in the caret stands."""
        if isinstance(self.editor, QLineEdit):
            return self.editor.cursorPosition()
        return self.editor.textCursor().position() if isinstance(self.editor, NoteEditor) else 0

    def accept_offer(self) -> bool:
        """Take what the message line offers; False when it offers nothing."""
        if self._offered is None or not self.offer.isVisibleTo(self):
            return False
        self._accept()
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in a one-line field, a choice or a tick goes on to the next field."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if enter and isinstance(watched, QLineEdit | ChoiceEditor | YesNoEditor):
                self.focusNextChild()
                return True
        return super().eventFilter(watched, event)

    def _edited(self, value: Answer) -> None:
        self.edited.emit(self.field.name, value)

    def _left(self) -> None:
        self.left.emit(self.field.name)

    def _accept(self) -> None:
        value = self._offered
        self.editor.put(value)
        self.accepted.emit(self.field.name, value)

    def _lay_out(self) -> None:
        column = tight(QVBoxLayout(self), 4)
        column.addWidget(self.label, 0, Qt.AlignmentFlag.AlignBottom)
        if hasattr(self.editor, "calendar"):
            self.editor.calendar.connect(self.calendar)
        column.addWidget(self.editor)
        below = tight(QHBoxLayout(), 8)
        below.addWidget(self.message, 1)
        below.addWidget(self.offer)
        column.addLayout(below)
        column.addStretch(1)
        self.offer.hide()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)


def field_here() -> FieldView | None:
    """The field the caret stands in, if it stands in one."""
    widget: QWidget | None = QApplication.focusWidget()
    while widget is not None and not isinstance(widget, FieldView):
        widget = widget.parentWidget()
    return widget
