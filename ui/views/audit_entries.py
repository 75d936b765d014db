"""The entries of the scope: filters at the right, the table beside them, what is filtered above."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.domain.audit import Facets
from ui.models.audit_filter import LABELS, FilterForm
from ui.models.audit_map import province
from ui.models.audit_rows import HEADS
from ui.models.audit_words import VERDICTS, rule
from ui.models.entries import entry_name
from ui.views.audit_boxes import Boxes
from ui.views.audit_filtered import Filtered
from ui.views.audit_table import KeyedRows, KeyedTable
from ui.views.flow import Flow
from ui.views.parts import Notice, button, chip, clear, on_click, row, scroll, text, tight
from ui.views.roomy import SideColumn
from ui.views.turning import Turning

SIDE, MOST_CHIPS = 288, 8
CHOICES = ("province", "service", "kind", "rule", "verdict")
PAIRS = (
    ("text",),
    ("tid",),
    ("since", "until"),
    ("offices", "desk"),
    ("operator", "province"),
    ("service",),
    ("kind",),
    ("amount_from", "amount_to"),
    ("rule", "verdict"),
)
SHARES = (15, 13, 13, 5, 7, 13, 10, 21, 6, 8)
NOTHING = "رویدادی با این پالایه‌ها نیست. با F8 پالایه‌ها را بردارید."


class AuditEntriesView(Filtered):
    """Draws a FilterForm and the table. Reports `applied`, `opened` and the foot's acts by name."""

    opened = Signal()
    acted = Signal(str)

    def __init__(self) -> None:
        self.rows = KeyedRows(HEADS)
        table = KeyedTable(self.rows, "رویدادها", SHARES, least=860)
        super().__init__(Boxes(LABELS, CHOICES), table, "text")
        self.table.opened.connect(self.opened)
        self.count, self.told, self.empty = text("", "soft"), Notice("bad"), text("", "soft")
        self.acts: dict[str, QPushButton] = {}
        self.filters = QWidget()
        self.chips = Flow(self.filters, 6)
        line = tight(QHBoxLayout(self), 0)
        line.addWidget(self._side())
        column = QVBoxLayout()
        column.setContentsMargins(20, 16, 20, 12)
        column.setSpacing(10)
        column.addLayout(row(text("رویدادها", "title"), self.count, 1, space=12))
        column.addWidget(self.filters)
        column.addWidget(self.told)
        column.addWidget(self.empty)
        column.addWidget(self.table, 1)
        column.addWidget(self._foot())
        line.addLayout(column, 1)
        self.empty.hide()

    def offer(self, facets: Facets) -> None:
        """What there is to choose from."""
        self.boxes.offer("province", ((province(one), one) for one in facets.provinces))
        self.boxes.offer("service", ((one.title, str(one.number)) for one in facets.services))
        self.boxes.offer("kind", sorted((entry_name(one), one) for one in facets.types))
        self.boxes.offer("rule", sorted((rule(one), one) for one in facets.rules))
        self.boxes.offer("verdict", ((said, code) for code, (said, _) in VERDICTS.items()))

    def show_form(self, form: FilterForm, said: tuple[str, ...]) -> None:
        """What is filtered by, in the boxes and in chips above the table."""
        self.boxes.put({name: getattr(form, name) for name in LABELS})
        self.boxes.show_troubles({})
        clear(self.chips)
        more = said[MOST_CHIPS:]
        for words in (*said[:MOST_CHIPS], *(("…",) if more else ())):
            self.chips.addWidget(chip(words, "info"))
        self.filters.setVisible(bool(said))

    def show_count(self, words: str, *, nothing: bool = False) -> None:
        """How many there are."""
        self.count.setText(words)
        self.empty.setText(NOTHING if nothing else "")
        self.empty.setVisible(nothing)

    def _side(self) -> QFrame:
        side = SideColumn(SIDE, "choose")
        column = tight(QVBoxLayout(side), 8)
        column.setContentsMargins(16, 16, 12, 12)
        column.addLayout(row(text("پالایه‌ها", "heading"), 1, text("F7", "key")))
        inside = QWidget()
        lines = tight(QVBoxLayout(inside), 6)
        lines.setContentsMargins(0, 0, 4, 0)
        for names in PAIRS:
            lines.addWidget(Turning(*((self.boxes.cell(name), 1) for name in names)))
        lines.addStretch(1)
        column.addWidget(scroll(inside, name="پالایه‌ها"), 1)
        apply = on_click(button("خواندن", "primary", key="F9"), self.applied.emit)
        drop = on_click(button("پاک کردن", key="F8"), lambda: self.acted.emit("clear"))
        column.addLayout(row(apply, drop))
        return side

    def _foot(self) -> QWidget:
        foot = QWidget()
        flow = Flow(foot, 8)
        acts = (
            ("باز کردن", "Enter", "open_marked"),
            ("پرونده", "Shift+F7", "case"),
            ("زنجیره", "Shift+F8", "chain"),
            ("نگه‌داشته‌ها", "F10", "saved"),
            ("نگه‌داشتن", "F11", "keep"),
            ("بسته ادله", "F12", "package"),
        )
        for words, key, name in acts:
            self.acts[name] = on_click(button(words, key=key), partial(self.acted.emit, name))
            flow.addWidget(self.acts[name])
        return foot
