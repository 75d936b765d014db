"""The rows of the day and how they are painted: words under their head, states as chips. Where the
type is large a row has two lines, so that no number is cut.
"""

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
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.models.day import HEADS, SENT, STATE, TALL_HEADS, Day
from ui.theme import sizes
from ui.theme.dress import current

Index = QModelIndex | QPersistentModelIndex
CENTER = Qt.AlignmentFlag.AlignCenter
START = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
TONE = Qt.ItemDataRole.UserRole + 1
MARGIN = 12


class DayRows(QAbstractTableModel):
    """Hands out words that were made once."""

    def __init__(self) -> None:
        super().__init__()
        self.day, self.tall = Day(), False

    def show(self, day: Day) -> None:
        """Replace the rows."""
        self.beginResetModel()
        self.day = day
        self.endResetModel()

    def show_tall(self, tall: bool) -> None:
        """Two lines of words in a row, or one."""
        if tall != self.tall:
            self.tall = tall
            last = len(HEADS) - 1
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, last))
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, last)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """One row for each request."""
        return 0 if parent.isValid() else len(self.day.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """The heads are fixed."""
        return 0 if parent.isValid() else len(HEADS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words, their place and their tone; nothing else."""
        if role == Qt.ItemDataRole.DisplayRole:
            return self.day.cell(index.row(), index.column(), tall=self.tall)
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
            return TALL_HEADS.get(section, HEADS[section]) if self.tall else HEADS[section]
        return START if role == Qt.ItemDataRole.TextAlignmentRole else None


class WordCell(QStyledItemDelegate):
    """Paints words under their head, with the head's margin; the row's ground is the view's."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Words only, cut where the column ends; a second line is softer."""
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(current().primary_soft))
        first, _, second = str(index.data()).partition("\n")
        upper, lower = _lines(option.rect, two=bool(second))
        painter.setPen(QColor(current().text))
        _draw(painter, upper, first)
        if second:
            painter.save()
            _second(painter, lower, second)
            painter.restore()


class ChipCell(QStyledItemDelegate):
    """Paints a state as a chip instead of plain words."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """A soft ground in the state's tone, and the words in its strong sister."""
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(current().primary_soft))
        words, _, second = str(index.data()).partition("\n")
        rect, lower = _lines(option.rect, two=bool(second))
        ground, ink = _tones(str(index.data(TONE) or ""))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(sizes.font(12))
        wide = min(painter.fontMetrics().horizontalAdvance(words) + 22, rect.width())
        deep = sizes.high(24)
        box = QRectF(rect.right() - wide + 1, rect.center().y() - deep // 2, wide, deep)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(box, 12, 12)
        painter.setPen(QColor(ink))
        painter.drawText(box, CENTER, words)
        if second:
            _second(painter, lower, second)
        painter.restore()


def _lines(cell: QRect, *, two: bool) -> tuple[QRect, QRect]:
    """Where the first line of words stands, and the second."""
    inside = cell.adjusted(MARGIN, 4, -MARGIN, -4)
    half = inside.height() // 2 if two else 0
    return inside.adjusted(0, 0, 0, -half), inside.adjusted(0, half, 0, 0)


def _second(painter: QPainter, rect: QRect, words: str) -> None:
    painter.setFont(sizes.font(13))
    painter.setPen(QColor(current().text2))
    _draw(painter, rect, words)


def _draw(painter: QPainter, rect: QRect, words: str) -> None:
    fits = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, START, fits)


def _tones(tone: str) -> tuple[str, str]:
    tokens = current()
    if tone == "info":
        return tokens.primary_soft, tokens.primary_text
    return getattr(tokens, f"{tone}_soft", tokens.surface2), getattr(tokens, tone, tokens.text2)
