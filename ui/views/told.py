"""Amounts the agency told the desk: typed twice, with reference and date, one card per fee line."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from app.domain.forms import Answer, Field
from ui.models.request import FieldState, Request
from ui.models.told import ToldEntry
from ui.views.fields.field import FieldView
from ui.views.form import section_card
from ui.views.parts import Notice, clear, text, tight

BOXES = (
    Field("amount", "مبلغ اعلامی (ریال)", "money", ""),
    Field("again", "همان مبلغ، بار دوم", "money", ""),
    Field("reference", "شماره نامه یا شناسه", "code", ""),
    Field("date", "تاریخ برگه", "jalali-date", ""),
    Field("paper", "نام برگه‌ای که از آن خوانده شد", "text", ""),
)


class ToldView(QWidget):
    """Reports `told(line index, ToldEntry)`."""

    told = Signal(int, object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.column = tight(QVBoxLayout(self), 12)
        self.entries: dict[int, ToldEntry] = {}
        self.boxes: dict[int, dict[str, FieldView]] = {}
        self.notices: dict[int, Notice] = {}

    def show_request(self, request: Request) -> None:
        """The only place that touches the boxes after building."""
        lines = {
            line.index: line.title
            for line in request.fee.lines
            if line.amount_from == "told_by_agency" and line.charged_at == "registration"
        }
        if lines.keys() != self.boxes.keys():
            self._rebuild(lines)
        self.setVisible(bool(lines))
        for index in lines:
            self._draw(index, request)

    def focus(self, index: int) -> None:
        """Put the caret in that line's amount."""
        self.boxes[index]["amount"].focus()

    def _draw(self, index: int, request: Request) -> None:
        trouble = self.entries.get(index, ToldEntry()).trouble
        self.notices[index].say(trouble if request.pressed else "")
        for box in self.boxes[index].values():
            needed = box.field.name != "paper"
            box.show_state(FieldState(required=needed, locked=request.locked))

    def _rebuild(self, lines: dict[int, str]) -> None:
        clear(self.column)
        self.boxes, self.notices = {}, {}
        for index, title in lines.items():
            self.column.addWidget(self._card(index, title))

    def _card(self, index: int, title: str) -> QFrame:
        box, column = section_card("مبلغ اعلامی دستگاه")
        column.addWidget(text(title, "soft", wrap=True))
        self.notices[index] = Notice("bad")
        column.addWidget(self.notices[index])
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        self.boxes[index] = {field.name: self._box(index, field) for field in BOXES}
        for at, view in enumerate(self.boxes[index].values()):
            grid.addWidget(view, at // 2, at % 2)
        column.addLayout(grid)
        return box

    def _box(self, index: int, field: Field) -> FieldView:
        view = FieldView(field)
        entry = self.entries.get(index, ToldEntry())
        view.editor.put(getattr(entry, field.name) or None)
        if field.name in ("amount", "again"):
            # The second amount is typed from the paper again, never pasted from the first.
            view.editor.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        view.edited.connect(lambda name, value: self._typed(index, name, value))
        return view

    def _typed(self, index: int, name: str, value: Answer) -> None:
        kept: Any = value if name in ("amount", "again") else str(value or "")
        self.entries[index] = replace(self.entries.get(index, ToldEntry()), **{name: kept})
        self.told.emit(index, self.entries[index])
