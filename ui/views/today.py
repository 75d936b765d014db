"""The requests of today: a table with fixed rows and painted chips, count and sum below."""

from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    Qt,
)
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ui.models.day import HEADS, SENT, STATE, Day
from ui.theme.dress import current
from ui.views.parts import Notice, card, key_cap, row, text

Index = QModelIndex | QPersistentModelIndex
CENTER = Qt.AlignmentFlag.AlignCenter
START = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
TONE = Qt.ItemDataRole.UserRole + 1
WIDTHS = (72, 200, 0, 170, 170, 120, 116, 112)
STRETCHED = 2
MARGIN = 12


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
        font = painter.font()
        font.setPixelSize(12)
        painter.setFont(font)
        rect: QRect = option.rect.adjusted(MARGIN, 0, -MARGIN, 0)
        wide = min(painter.fontMetrics().horizontalAdvance(words) + 22, rect.width())
        box = QRectF(rect.right() - wide + 1, rect.center().y() - 12, wide, 24)
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
    """Draws a Day."""

    def __init__(self) -> None:
        super().__init__()
        self.rows = DayRows()
        self.table = QTableView()
        self._dress()
        self.trouble = Notice("bad")
        self.count, self.total = text("", "strong"), text("", "title")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(16)
        column.addLayout(row(text("درخواست‌های امروز", "title"), 1, key_cap("F3")))
        column.addWidget(self.trouble)
        column.addWidget(self.table, 1)
        box, foot = card(margin=16, space=0)
        foot.addLayout(row(self.count, 1, text("جمع", "soft"), self.total, text("ریال", "note")))
        column.addWidget(box)

    def show_day(self, day: Day) -> None:
        """The only place that touches the table after building."""
        self.rows.show(day)
        self.count.setText(day.count)
        self.total.setText(day.total)

    def focus(self) -> None:
        """On the table."""
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _dress(self) -> None:
        table = self.table
        table.setModel(self.rows)
        table.setAccessibleName("درخواست‌های امروز")
        table.setShowGrid(False)
        table.setAlternatingRowColors(True)
        table.setTabKeyNavigation(False)
        table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        table.verticalHeader().hide()
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.verticalHeader().setDefaultSectionSize(44)
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
