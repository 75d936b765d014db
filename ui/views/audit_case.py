"""A case: its facts above, everything that happened to it as one line of time below."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.models.audit_case import OpenCase
from ui.views.audit_timeline import Timeline
from ui.views.flow import Flow
from ui.views.parts import Notice, button, card, chip, clear, on_click, retone, row, text


class AuditCaseView(QWidget):
    """Draws an OpenCase. Reports `opened` (the entry of the marked point), `packed` and `left`."""

    opened = Signal()
    packed = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.title, self.state, self.told = text("", "title"), chip("", ""), Notice("bad")
        self.line = Timeline("گام‌های پرونده")
        self.line.opened.connect(self.opened)
        box, inside = card(margin=14, space=6)
        self.fact_box = QWidget()
        self.facts = Flow(self.fact_box, 16)
        inside.addWidget(self.fact_box)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 12)
        column.setSpacing(10)
        column.addLayout(row(self.title, self.state, 1, space=12))
        column.addWidget(self.told)
        column.addWidget(box)
        column.addWidget(self.line, 1)
        foot = QWidget()
        acts = Flow(foot, 8)
        for words, key, signal in (
            ("رویداد این گام", "Enter", self.opened),
            ("بسته ادله", "F12", self.packed),
            ("بازگشت", "Esc", self.left),
        ):
            acts.addWidget(on_click(button(words, key=key), signal.emit))
        column.addWidget(foot)

    def show_busy(self, words: str) -> None:
        """Nothing of another case stays."""
        self.told.say("")
        self.title.setText(words)
        self.state.hide()
        clear(self.facts)
        self.line.put(())

    def show_case(self, case: OpenCase) -> None:
        """The only place that touches the widgets after building."""
        self.title.setText(case.title)
        said, tone = case.state
        self.state.setText(said)
        retone(self.state, tone)
        self.state.show()
        clear(self.facts)
        for label, fact in case.facts:
            pair = QWidget()
            pair.setLayout(row(text(label, "label"), text(fact), space=6))
            self.facts.addWidget(pair)
        self.line.put(case.moments)

    def focus(self) -> None:
        """On the line of time."""
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
