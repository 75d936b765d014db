"""A case on screen: what it is now, money, papers and receipts at the right, its story beside them;
at the left its acts.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.models.case import CaseSheet, Line
from ui.views.acts import ActsView
from ui.views.case_parts import fact_row, line_row, titled, told_row
from ui.views.parts import Notice, button, chip, clear, on_click, row, scroll, text, tight


class CaseView(QWidget):
    """Draws a CaseSheet. Reports `left` (Esc) and `looked(title, hash)`: a copy is to be shown; the
    acts report for themselves."""

    left = Signal()
    looked = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.acts = ActsView("کارهای این پرونده", back="بازگشت به فهرست")
        self.acts.left.connect(self.left)
        self.told = Notice("info")
        self.head = tight(QVBoxLayout(), 4)
        self.near, self.far = tight(QVBoxLayout(), 12), tight(QVBoxLayout(), 12)
        line = tight(QHBoxLayout(self), 0)
        line.addWidget(self._middle(), 1)
        line.addWidget(self.acts)

    def show_case(self, sheet: CaseSheet) -> None:
        """Draw a case; everything of another is gone."""
        for layout in (self.head, self.near, self.far):
            clear(layout)
        self._show_head(sheet)
        self._add(self.near, "اکنون", [fact_row(line) for line in sheet.now])
        for title, lines in (
            ("مانده", sheet.waits),
            ("هزینه و پرداخت", sheet.money),
            ("رسیدها", sheet.receipts),
        ):
            self._add(self.near, title, [line_row(line) for line in lines])
        self._add(self.near, "مدارک", [self._paper(line) for line in sheet.papers])
        self.near.addStretch(1)
        self._add(self.far, "سرگذشت", [told_row(told) for told in sheet.story])
        self.far.addStretch(1)

    def say(self, said: str, who: str = "", tone: str = "good") -> None:
        """What became of the last act."""
        self.told.say(said, who, tone=tone)

    def focus(self) -> None:
        """On the first act that may be done."""
        if not self.acts.focus():
            self.area.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc: back to the list."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _show_head(self, sheet: CaseSheet) -> None:
        title = text(sheet.title, "title", wrap=True)
        line = row(title, chip(sheet.pill, sheet.tone), space=12)
        line.setStretch(0, 1)
        self.head.addLayout(line)
        self.head.addLayout(row(text("شناسه پیگیری", "soft"), text(sheet.tid, "heading"), 1))

    def _paper(self, line: Line) -> QWidget:
        drawn = line_row(line)
        if not line.copy:
            return drawn
        box, push = QWidget(), button("دیدن رونوشت", "quiet")
        push.setAccessibleName(f"دیدن رونوشت {line.name}")
        on_click(push, lambda: self.looked.emit(line.name, line.copy))
        both = row(drawn, push, space=8)
        both.setStretch(0, 1)
        box.setLayout(both)
        return box

    def _add(self, column: QVBoxLayout, title: str, parts: list[QWidget]) -> None:
        if parts:
            column.addWidget(titled(title, parts))

    def _middle(self) -> QWidget:
        inside, middle = QWidget(), QWidget()
        both = row(space=16)
        both.setContentsMargins(24, 0, 24, 20)
        both.addLayout(self.near, 1)
        both.addLayout(self.far, 1)
        inside.setLayout(both)
        column = tight(QVBoxLayout(middle), 12)
        top = tight(QVBoxLayout(), 8)
        top.setContentsMargins(24, 16, 24, 0)
        top.addLayout(self.head)
        top.addWidget(self.told)
        column.addLayout(top)
        self.area = scroll(inside, name="پرونده")
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        column.addWidget(self.area, 1)
        return middle
