"""A plain table of words: one line marked, room in the cells, a line's last cell in its tone."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
)

from ui.theme import sizes
from ui.theme.dress import current

START = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
TONE = Qt.ItemDataRole.UserRole
ROW, MARGIN = 36, 12
Index = QModelIndex | QPersistentModelIndex


class Roomy(QStyledItemDelegate):
    """Keeps the words off the edges of their cells."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The ground as ever, the words inside a margin."""
        tokens, rect = current(), option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(tokens.primary_soft))
        painter.setPen(QColor(getattr(tokens, index.data(TONE) or "text")))
        inside = rect.adjusted(MARGIN, 0, -MARGIN, 0)
        fits = painter.fontMetrics().elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, inside.width()
        )
        painter.drawText(inside, index.data(Qt.ItemDataRole.TextAlignmentRole), fits)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Room for the margins too."""
        return super().sizeHint(option, index) + QSize(2 * MARGIN, 0)


def plain_table(columns: int, *, name: str, wide: int = 0) -> QTableWidget:
    """Empty; the `wide` column takes what room the others leave."""
    made = QTableWidget(0, columns)
    made.setAccessibleName(name)
    made.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    made.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    made.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    made.setTabKeyNavigation(False)
    made.setShowGrid(False)
    made.setItemDelegate(Roomy(made))
    made.verticalHeader().hide()
    sizes.hold(made.verticalHeader(), rows=ROW)
    head = made.horizontalHeader()
    for place in range(columns):
        fit = QHeaderView.ResizeMode.ResizeToContents
        head.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch if place == wide else fit)
    return made


def fill(
    table: QTableWidget,
    rows: Sequence[Sequence[str]],
    heads: Sequence[str],
    tones: Sequence[str] = (),
) -> None:
    """Other words in it; `tones` are tokens of the theme, one for each line."""
    table.setHorizontalHeaderLabels(list(heads))
    table.setRowCount(len(rows))
    for at, cells in enumerate(rows):
        for place, said in enumerate(cells):
            item = QTableWidgetItem(said)
            item.setTextAlignment(START)
            if tones and place == len(cells) - 1:
                item.setData(TONE, tones[at])
            table.setItem(at, place, item)
    for place in range(table.columnCount()):
        head = table.horizontalHeaderItem(place)
        if head:
            head.setTextAlignment(START)
    if rows:
        table.setCurrentCell(0, 0)
