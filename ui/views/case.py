"""A case on screen: what it is now, money, papers and receipts at the right, its story beside them;
at the left every act with its key, or the form of the one that is being done.
"""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from ui.models.act_form import ActForm
from ui.models.case import CaseSheet
from ui.models.case_acts import CaseAct
from ui.views.act_panel import ActPanel
from ui.views.case_parts import fact_row, line_row, titled, told_row
from ui.views.parts import Notice, button, chip, clear, frame, on_click, row, scroll, text, tight

SIDE_WIDTH = 328


class CaseView(QWidget):
    """Reports `wanted(act)` and `left` (Esc); the panel reports for itself."""

    wanted = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.panel = ActPanel()
        self.told = Notice("info")
        self.head, self.near, self.far = (
            tight(QVBoxLayout(), 4),
            tight(QVBoxLayout(), 12),
            tight(QVBoxLayout(), 12),
        )
        self.buttons: dict[str, QPushButton] = {}
        self.acts = tight(QVBoxLayout(), 8)
        line = tight(QHBoxLayout(self), 0)
        line.addWidget(self._middle(), 1)
        line.addWidget(self._side())

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
            ("مدارک", sheet.papers),
        ):
            self._add(self.near, title, [line_row(line) for line in lines])
        self.near.addStretch(1)
        self._add(self.far, "سرگذشت", [told_row(told) for told in sheet.story])
        self.far.addStretch(1)

    def show_acts(self, acts: tuple[CaseAct, ...]) -> None:
        """Every act with its key; one that cannot be done says why."""
        clear(self.acts)
        self.buttons = {act.name: self._act(act, first=not at) for at, act in enumerate(acts)}
        for push in self.buttons.values():
            self.acts.addWidget(push)
        self.acts.addStretch(1)

    def show_form(self, form: ActForm | None) -> None:
        """The form of an act in place of the acts, or the acts again."""
        if form is not None:
            self.panel.show_form(form)
        self.side.setCurrentWidget(self.panel if form else self.list)

    def say(self, said: str, who: str = "", *, tone: str = "good") -> None:
        """What became of the last act."""
        self.told.say(said, who, tone=tone)

    def focus(self) -> None:
        """On the first act that may be done."""
        free = (push for push in self.buttons.values() if push.isEnabled())
        target: QWidget = next(free, self)
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

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

    def _add(self, column: QVBoxLayout, title: str, parts: list[QWidget]) -> None:
        if parts:
            column.addWidget(titled(title, parts))

    def _act(self, act: CaseAct, *, first: bool) -> QPushButton:
        push = button(act.label, "primary" if first else "plain", key=act.key)
        on_click(push, partial(self.wanted.emit, act.name))
        push.setEnabled(not act.why)
        push.setToolTip(act.why)
        push.setAccessibleDescription(act.why)
        return push

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
        area = scroll(inside, name="پرونده")
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        column.addWidget(area, 1)
        return middle

    def _side(self) -> QWidget:
        box, self.list, self.side = frame("side"), QWidget(), QStackedWidget()
        box.setFixedWidth(SIDE_WIDTH)
        column = QVBoxLayout(self.list)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        column.addWidget(text("کارهای این پرونده", "heading"))
        inside = QWidget()
        inside.setLayout(self.acts)
        column.addWidget(scroll(inside, name="کارهای این پرونده"), 1)
        column.addWidget(text("کار خاموش؟ کلید آن را بزنید تا دلیلش گفته شود.", "note", wrap=True))
        column.addWidget(on_click(button("بازگشت به فهرست", "plain", key="Esc"), self.left.emit))
        for screen in (self.list, self.panel):
            self.side.addWidget(screen)
        tight(QVBoxLayout(box), 0).addWidget(self.side)
        return box
