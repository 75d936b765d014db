"""The requests of today: a table with fixed rows and painted chips, count and sum below.

Enter opens the case of the marked request, F12 its receipt beside the table; Esc closes that.
"""

from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QHeaderView,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from app.domain.acts import RequestRow
from ui.models.day import HEADS, SENT, STATE, Day
from ui.theme import sizes
from ui.theme.dress import current
from ui.views.again import AgainView
from ui.views.empty import Empty
from ui.views.parts import Notice, button, card, key_cap, on_click, row, text

Index = QModelIndex | QPersistentModelIndex
CENTER = Qt.AlignmentFlag.AlignCenter
START = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
TONE = Qt.ItemDataRole.UserRole + 1
WIDTHS = (72, 200, 0, 170, 170, 120, 116, 112)
STRETCHED = 2
# What the receipt beside the table tells anyway makes room for it.
ON_PAPER = (3, 5, 6, 7)
OPEN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
MARGIN = 12
NOTHING = "امروز هنوز درخواستی ثبت نشده است. F2 نخستین را آغاز می‌کند."


class DayRows(QAbstractTableModel):
    """Hands out words that were made once."""

    def __init__(self) -> None:
        super().__init__()
        self.day = Day()

    def show(self, day: Day) -> None:
        """Replace the rows."""
        self.beginResetModel()
        self.day = day
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """One row for each request."""
        return 0 if parent.isValid() else len(self.day.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """The heads are fixed."""
        return 0 if parent.isValid() else len(HEADS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words, their place and their tone; nothing else."""
        if role == Qt.ItemDataRole.DisplayRole:
            return self.day.rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return START
        if role == TONE and index.column() in (STATE, SENT):
            return self.day.tones[index.row()][0 if index.column() == STATE else 1]
        return None

    def headerData(
        self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The heads, over their columns."""
        if way != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return HEADS[section]
        return START if role == Qt.ItemDataRole.TextAlignmentRole else None


class WordCell(QStyledItemDelegate):
    """Paints words under their head, with the head's margin; the row's ground is the view's."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Words only, cut where the column ends."""
        rect: QRect = option.rect.adjusted(MARGIN, 0, -MARGIN, 0)
        tokens = current()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(tokens.primary_soft))
        painter.setPen(QColor(tokens.text))
        words = str(index.data())
        fits = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, START, fits)


class ChipCell(QStyledItemDelegate):
    """Paints a state as a chip instead of plain words."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """A soft ground in the state's tone, and the words in its strong sister."""
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(current().primary_soft))
        words, (ground, ink) = str(index.data()), _tones(str(index.data(TONE) or ""))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(sizes.font(12))
        rect: QRect = option.rect.adjusted(MARGIN, 0, -MARGIN, 0)
        wide = min(painter.fontMetrics().horizontalAdvance(words) + 22, rect.width())
        deep = sizes.high(24)
        box = QRectF(rect.right() - wide + 1, rect.center().y() - deep // 2, wide, deep)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(box, 12, 12)
        painter.setPen(QColor(ink))
        painter.drawText(box, CENTER, words)
        painter.restore()


def _tones(tone: str) -> tuple[str, str]:
    tokens = current()
    if tone == "info":
        return tokens.primary_soft, tokens.primary_text
    return getattr(tokens, f"{tone}_soft", tokens.surface2), getattr(tokens, tone, tokens.text2)


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
        self.receipt.hide()
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

    def _share(self, open_: bool) -> None:
        self.receipt.setVisible(open_)
        for at in ON_PAPER:
            self.table.setColumnHidden(at, open_)

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
        sizes.hold(table.verticalHeader(), rows=44)
        head = table.horizontalHeader()
        head.setHighlightSections(False)
        for at, wide in enumerate(WIDTHS):
            if at == STRETCHED:
                head.setSectionResizeMode(at, QHeaderView.ResizeMode.Stretch)
            else:
                head.resizeSection(at, wide)
        table.setItemDelegate(WordCell(table))
        for at in (STATE, SENT):
            table.setItemDelegateForColumn(at, ChipCell(table))
