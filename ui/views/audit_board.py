"""The supervision board: great figures above, the provinces drawn at the left, a table beside
them."""

from collections.abc import Mapping
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.models.audit_board import TABLES, BoardLine, Square, TableForm
from ui.theme import sizes
from ui.views.audit_boxes import Boxes
from ui.views.audit_map import ProvinceMap
from ui.views.audit_table import KeyedRows, KeyedTable
from ui.views.flow import Flow
from ui.views.parts import Notice, button, card, clear, on_click, retone, row, text, tight
from ui.views.turning import Turning

LABELS = {"since": "از روز", "until": "تا روز"}
PAGE = 200


class Shown(Protocol):
    """A board, or the report a role has in its place."""

    @property
    def tables(self) -> Mapping[str, TableForm]: ...
    @property
    def figures(self) -> tuple[tuple[str, str, str], ...]: ...
    @property
    def squares(self) -> tuple[Square, ...]: ...
    @property
    def under(self) -> str: ...
    def lines(self, table: str) -> tuple[BoardLine, ...]: ...


class AuditBoardView(QWidget):
    """Draws a board, one table at a time. Reports `wanted`, `opened`, `exported`."""

    wanted = Signal()
    opened = Signal()
    exported = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.told, self.under = Notice("bad"), text("", "note")
        self.boxes = Boxes(LABELS)
        self.figures = QWidget()
        self.cards = Flow(self.figures, 10)
        self.map = ProvinceMap()
        self.which = QComboBox()
        self.which.setAccessibleName("جدول")
        self.which.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.which.currentIndexChanged.connect(lambda _at: self._fill())
        first = TABLES["offices"]
        self.rows = KeyedRows(first.heads)
        self.table = KeyedTable(self.rows, "داشبورد نظارت", first.shares)
        self.table.opened.connect(self.opened)
        self.rows.wanted.connect(self._page)
        self.map.picked.connect(self._picked)
        self.board: Shown | None = None
        self.lines: tuple[BoardLine, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 12)
        column.setSpacing(10)
        column.addLayout(self._head())
        column.addWidget(self.told)
        column.addWidget(self.figures)
        column.addWidget(self._middle(), 1)

    def put(self, since: str, until: str) -> None:
        """The days, in the boxes."""
        self.boxes.put({"since": since, "until": until})

    def show_board(self, board: Shown) -> None:
        """The only place that touches the widgets after building."""
        self.board = board
        self._offer(board)
        self.told.say("")
        self.under.setText(board.under)
        clear(self.cards)
        for label, value, tone in board.figures:
            self.cards.addWidget(_figure(label, value, tone))
        self.map.show_squares(board.squares)
        self._fill()

    @property
    def table_name(self) -> str:
        """Which table is shown."""
        return str(self.which.currentData())

    def next_table(self) -> None:
        """F8."""
        self.which.setCurrentIndex((self.which.currentIndex() + 1) % self.which.count())

    def focus(self) -> None:
        """On the table."""
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def to_filter(self) -> None:
        """F7."""
        self.boxes.boxes["since"].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _offer(self, board: Shown) -> None:
        """The tables there are, where they are others."""
        names = [self.which.itemData(at) for at in range(self.which.count())]
        if names != list(board.tables):
            self.which.blockSignals(True)
            self.which.clear()
            for name, form in board.tables.items():
                self.which.addItem(form.title, name)
            self.which.blockSignals(False)

    def _fill(self) -> None:
        if self.board is None:
            return
        form = self.board.tables[self.table_name]
        self.lines = self.board.lines(self.table_name)
        self.rows.begin(form.heads)
        self.table.share(form.shares)
        if self.lines:
            self.table.mark(0)

    def _page(self, page: int, after: int | None) -> None:
        start = after or 0
        some = self.lines[start : start + PAGE]
        more = start + PAGE < len(self.lines)
        self.rows.put(page, some, start + PAGE if more else None)

    def _picked(self, code: str) -> None:
        """A click on the map goes to the province's line."""
        self.which.setCurrentIndex(self.which.findData("provinces"))
        at = next((n for n, line in enumerate(self.lines) if line.code == code), 0)
        self.table.mark(at)
        self.map.mark(code)

    def _head(self) -> QHBoxLayout:
        for box in self.boxes.boxes.values():
            assert isinstance(box, QLineEdit)
            sizes.hold(box, span=150)
            box.returnPressed.connect(self.wanted)
        export = on_click(button("نگه‌داشتن", key="F11"), self.exported.emit)
        named = tight(QVBoxLayout(), 2)
        named.addWidget(text("داشبورد نظارت", "title"))
        named.addWidget(self.under)
        line = tight(QHBoxLayout(), 12)
        line.addLayout(named, 1)
        for name in LABELS:
            line.addLayout(self.boxes.cell(name))
        line.addWidget(export, 0, Qt.AlignmentFlag.AlignBottom)
        return line

    def _middle(self) -> Turning:
        right = tight(QVBoxLayout(), 8)
        right.addLayout(row(self.which, text("F8", "key"), 1))
        right.addWidget(self.table, 1)
        box, inside = card(margin=12, space=6)
        inside.addWidget(text("استان‌ها", "heading"))
        inside.addWidget(self.map, 1)
        inside.addWidget(
            text("هر چه تیره‌تر، یافته و دفتر خاموش بیش‌تر؛ عدد، شمار دفترهاست.", "note")
        )
        return Turning((right, 3), (box, 2), space=12)


def _figure(label: str, value: str, tone: str) -> QFrame:
    box, column = card(margin=12, space=2)
    number = text(value, "heading")
    column.addWidget(text(label, "note"))
    column.addWidget(number)
    if tone:
        retone(number, tone)
    return box
