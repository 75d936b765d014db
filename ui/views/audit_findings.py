"""Findings: a filter line, the list, and the marked one opened beside it with what may be done."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.audit import Facets
from ui.models.audit_findings import HEADS, LABELS, OpenFinding
from ui.models.audit_words import FINDING_STATES, rule
from ui.theme import sizes
from ui.views.audit_boxes import Boxes
from ui.views.audit_filtered import Filtered
from ui.views.audit_table import KeyedRows, KeyedTable
from ui.views.flow import Flow
from ui.views.parts import (
    Notice,
    button,
    card,
    chip,
    clear,
    on_click,
    retone,
    row,
    scroll,
    text,
    tight,
)
from ui.views.roomy import SideColumn
from ui.views.turning import Turning

SHARES, SIDE = (15, 24, 24, 10, 12), 340
WIDTHS = {"rule": 5, "since": 4, "until": 4}
ACTS = (
    ("پرسش از دفتر", "F9", "question"),
    ("سپردن", "F10", "assign"),
    ("بستن", "F11", "close_it"),
    ("ارجاع به پروانه", "F12", "refer"),
    ("نادیده گرفتن", "Shift+F8", "suppress"),
    ("رویدادهای آن", "Enter", "open_rows"),
)


class AuditFindingsView(Filtered):
    """Draws the list and an OpenFinding. Reports `applied`, `marked`, and acts by name."""

    marked = Signal()
    acted = Signal(str)

    def __init__(self, *, moves: bool) -> None:
        self.rows = KeyedRows(HEADS)
        table = KeyedTable(self.rows, "یافته‌ها", SHARES)
        super().__init__(Boxes(LABELS, ("rule", "state")), table, "rule")
        self.table.opened.connect(partial(self.acted.emit, "open_rows"))
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self.marked.emit())
        self.told, self.empty = Notice("bad"), text("", "soft")
        line = tight(QHBoxLayout(self), 0)
        column = QVBoxLayout()
        column.setContentsMargins(20, 16, 20, 12)
        column.setSpacing(10)
        column.addWidget(text("یافته‌های نظارتی", "title"))
        column.addWidget(self._filters())
        column.addWidget(self.told)
        column.addWidget(self.empty)
        column.addWidget(self.table, 1)
        line.addLayout(column, 1)
        line.addWidget(self._side(moves))
        self.empty.hide()

    def offer(self, facets: Facets) -> None:
        """What there is to choose from."""
        self.boxes.offer("rule", sorted((rule(one), one) for one in facets.rules))
        states = ("open", "answered", "closed")
        self.boxes.offer("state", ((FINDING_STATES[one][0], one) for one in states))

    def show_empty(self, *, nothing: bool) -> None:
        """Where no finding fits."""
        self.empty.setText("یافته‌ای با این پالایه‌ها نیست." if nothing else "")
        self.empty.setVisible(nothing)

    def show_finding(self, finding: OpenFinding | None) -> None:
        """The marked one, or nothing."""
        self.inside.setVisible(finding is not None)
        if finding is None:
            return
        self.title.setText(finding.title)
        said, tone = finding.state
        self.state.setText(said)
        retone(self.state, tone)
        self.why.setText(finding.sheet.why)
        clear(self.facts)
        for at, (label, fact) in enumerate(finding.facts):
            self.facts.addWidget(text(label, "label"), at, 0, Qt.AlignmentFlag.AlignTop)
            self.facts.addWidget(text(fact, wrap=True), at, 1)
        self.facts.setColumnStretch(1, 1)
        clear(self.steps)
        for step in finding.steps:
            self.steps.addWidget(text(step, "note", wrap=True))

    def _filters(self) -> QFrame:
        box, column = card(margin=12, space=8)
        halves = []
        for names in (("rule", "state", "offices"), ("assigned", "since", "until")):
            half = tight(QHBoxLayout(), 8)
            for name in names:
                half.addLayout(self.boxes.cell(name), WIDTHS.get(name, 3))
            halves.append((half, 1))
        column.addWidget(Turning(*halves))
        return box

    def _side(self, moves: bool) -> QFrame:
        side = SideColumn(SIDE)
        column = QVBoxLayout(side)
        column.setContentsMargins(16, 16, 16, 12)
        self.title, self.state = text("", "heading", wrap=True), chip("", "")
        self.why = text("", "body", wrap=True)
        self.facts, self.steps = QGridLayout(), tight(QVBoxLayout(), 4)
        self.facts.setHorizontalSpacing(12)
        self.inside = QWidget()
        inner = tight(QVBoxLayout(self.inside), 10)
        inner.addWidget(self.title)
        inner.addLayout(row(self.state, 1))
        inner.addWidget(self.why)
        inner.addLayout(self.facts)
        inner.addWidget(text("آنچه با آن شد", "label"))
        inner.addLayout(self.steps)
        inner.addStretch(1)
        column.addWidget(scroll(self.inside, name="یافته"), 1)
        acts = QWidget()
        flow = Flow(acts, 8)
        for words, key, name in ACTS if moves else ACTS[-1:]:
            push = on_click(button(words, key=key), partial(self.acted.emit, name))
            flow.addWidget(push)
        column.addWidget(acts)
        self.inside.hide()
        sizes.hold(side, least_height=200)
        return side
