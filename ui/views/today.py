"""The requests of today: a table with fixed rows and painted chips, count and sum below.

Enter opens the case of the marked request, F12 its receipt beside the table; Esc closes that.
"""

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QPushButton, QTableView, QVBoxLayout, QWidget

from app.domain.acts import RequestRow
from ui.models.day import SENT, STATE, Day
from ui.theme import sizes
from ui.views.again import AgainView
from ui.views.day_rows import ChipCell, DayRows, WordCell
from ui.views.empty import Empty
from ui.views.parts import Notice, button, card, key_cap, on_click, row, text
from ui.views.turning import LARGE

# The words of each column, and of those where a row has two lines of them.
WIDTHS, TALL = (72, 200, 0, 170, 170, 120, 116, 112), {1: 184, 4: 150}
STRETCHED = 2
SHOWN = (*TALL, STRETCHED)
# What the receipt beside the table tells anyway makes room for it.
ON_PAPER = (3, 5, 6, 7)
OPEN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
NOTHING = "امروز هنوز درخواستی ثبت نشده است. F2 نخستین را آغاز می‌کند."


class TodayView(QWidget):
    """Draws a Day. Reports `wanted`: the case of the marked request, or its receipt;
    `pages`: all its papers; `led`: to another place."""

    wanted = Signal()
    pages = Signal()
    led = Signal(str)

    def __init__(self, *, cases: bool = False) -> None:
        super().__init__()
        self.cases = cases
        self.rows = DayRows()
        self.table = QTableView()
        self._dress()
        self.opened: RequestRow | None = None
        self.receipt = AgainView()
        self._share(False)
        self.receipt.left.connect(self.close_receipt)
        self.table.installEventFilter(self)
        self.table.doubleClicked.connect(lambda _index: self.wanted.emit())
        self.table.selectionModel().currentRowChanged.connect(self._moved)
        self.trouble = Notice("bad")
        self.count, self.total = text("", "strong"), text("", "title")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(16)
        column.addLayout(row(text("درخواست‌های امروز", "title"), 1, *self._ways(), key_cap("F3")))
        column.addWidget(self.trouble)
        self.empty = Empty("list-checks", NOTHING)
        beside = row(self.table, self.empty, self.receipt, space=16)
        for at, part in enumerate((3, 3, 2)):
            beside.setStretch(at, part)
        column.addLayout(beside, 1)
        column.addWidget(self._foot())

    def show_day(self, day: Day) -> None:
        """The only place that touches the table after building."""
        marked = self.marked
        tids = [one.tid for one in day.requests]
        at = tids.index(marked.tid) if marked and marked.tid in tids else 0
        self.rows.show(day)
        self.empty.stand_for(self.table, empty=not tids)
        if self.opened and self.opened.tid not in tids:
            self.close_receipt()
        self.table.setCurrentIndex(self.rows.index(at, 0))
        self.count.setText(day.count)
        self.total.setText(day.total)

    def focus(self) -> None:
        """On the table, or on what says that it is empty."""
        here = self.empty if self.table.isHidden() else self.table
        here.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @property
    def marked(self) -> RequestRow | None:
        """The request the keys stand on."""
        at, requests = self.table.currentIndex().row(), self.rows.day.requests
        return requests[at] if 0 <= at < len(requests) else None

    def shows(self, request: RequestRow) -> bool:
        """Its receipt lies beside the table."""
        return self.opened is not None and self.opened.tid == request.tid

    def open_receipt(self, request: RequestRow) -> None:
        """Make room beside the table; the picture comes later."""
        self.opened = request
        # A current cell in a hidden column would hold the arrow keys up.
        self.table.setCurrentIndex(self.rows.index(self.table.currentIndex().row(), 0))
        self._share(True)
        self.receipt.show_request(request)

    def close_receipt(self) -> None:
        """Esc: the whole table again."""
        if self.opened:
            self.opened = None
            self._share(False)
            self.focus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and Esc on the table."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in OPEN:
                self.wanted.emit()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.close_receipt()
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc, wherever the caret is: beside the paper too."""
        if event.key() == Qt.Key.Key_Escape and self.opened:
            self.close_receipt()
        else:
            super().keyPressEvent(event)

    def _moved(self, now: QModelIndex) -> None:
        """What would be printed is always what is marked."""
        if now.isValid() and self.marked and not self.shows(self.marked):
            self.close_receipt()

    def changeEvent(self, event: QEvent) -> None:
        """Perhaps another size of type."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._share(self.opened is not None)

    def _share(self, open_: bool) -> None:
        """Room for the receipt; where the type is large, rows of two lines in three columns."""
        tall, table = sizes.size() > LARGE, self.table
        self.receipt.setVisible(open_)
        self.rows.show_tall(tall)
        for at, wide in enumerate(WIDTHS):
            told = at in ON_PAPER if not tall else at == STATE
            table.setColumnHidden(at, (open_ and told) or (tall and at not in SHOWN))
            if at != STRETCHED and not table.isColumnHidden(at):
                table.setColumnWidth(at, sizes.px(TALL[at]) if tall else wide)
        table.verticalHeader().setDefaultSectionSize(sizes.high(66 if tall else 44, 1 + tall))

    def _ways(self) -> tuple[QPushButton, QPushButton]:
        """From the day to its figures, and to the end of the shift."""
        return (
            on_click(button("گزارش روز", key="Shift+F1"), lambda: self.led.emit("day")),
            on_click(button("پایان شیفت"), lambda: self.led.emit("shift")),
        )

    def _foot(self) -> QWidget:
        box, foot = card(margin=16, space=0)
        opens, prints = (
            ("پرونده", "رسید و چاپ دوباره") if self.cases else ("دیدن رسید", "چاپ دوباره")
        )
        look = row(key_cap("Enter"), text(opens, "note"), key_cap("F12"), text(prints, "note"))
        look.addWidget(on_click(button("برگه‌ها", "pill", key="Shift+F11"), self.pages.emit))
        line = row(self.count, space=16)
        line.addLayout(look)
        line.addStretch(1)
        line.addLayout(row(text("جمع", "soft"), self.total, text("ریال", "note")))
        foot.addLayout(line)
        return box

    def _dress(self) -> None:
        table = self.table
        table.setModel(self.rows)
        table.setAccessibleName("درخواست‌های امروز")
        table.setShowGrid(False)
        table.setAlternatingRowColors(True)
        table.setTabKeyNavigation(False)
        table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        table.verticalHeader().hide()
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = table.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionResizeMode(STRETCHED, QHeaderView.ResizeMode.Stretch)
        table.setItemDelegate(WordCell(table))
        for at in (STATE, SENT):
            table.setItemDelegateForColumn(at, ChipCell(table))
