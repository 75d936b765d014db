"""A table over entries that may be a million: pages read by key ahead of the scroll, painted flat.

The model knows where each page that was reached begins, and keeps the words of the last few; a row
whose page is gone is blank until it is read again from the same key. Nothing grows but one number a
page.
"""

from bisect import bisect_right
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any, Protocol

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from ui.theme import sizes
from ui.theme.dress import current
from ui.views.parts import RIGHT

Index = QModelIndex | QPersistentModelIndex
PAGES, ROW, MARGIN, LEAST = 20, 36, 7, 700
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Celled(Protocol):
    """A row in words; `tone` colours its last cell, `alarmed` the one before."""

    @property
    def cells(self) -> tuple[str, ...]: ...
    @property
    def tone(self) -> str: ...
    @property
    def alarmed(self) -> bool: ...
    @property
    def said(self) -> str: ...


class KeyedRows(QAbstractTableModel):
    """`wanted(page, after)`: read the page that begins after that key."""

    wanted = Signal(int, object)

    def __init__(self, heads: Sequence[str]) -> None:
        super().__init__()
        self.heads = tuple(heads)
        self._after: list[Any] = [None]  # the key each known page begins after
        self._starts: list[int] = [0]  # the first row of each known page
        self._rows = 0
        self._pages: dict[int, tuple[Any, ...]] = {}
        self._asked: set[int] = set()

    def begin(self, heads: Sequence[str] = ()) -> None:
        """Another list, with other heads where they are given: its first page is asked for."""
        self.beginResetModel()
        self.heads = tuple(heads) or self.heads
        self._after, self._starts, self._rows = [None], [0], 0
        self._pages, self._asked = {}, set()
        self.endResetModel()
        self._ask(0)

    def put(self, page: int, rows: Sequence[Celled], after: object) -> None:
        """A page came; `after` is the key the next begins after, None at the end of the list."""
        self._asked.discard(page)
        if not 0 <= page < len(self._after):
            return
        self._pages.pop(page, None)
        self._pages[page] = tuple(rows)
        while len(self._pages) > PAGES:
            del self._pages[next(iter(self._pages))]
        if page == len(self._after) - 1 and self._starts[page] + len(rows) > self._rows:
            self._grow(page, len(rows), after)
        elif rows:
            first = self._starts[page]
            last = min(first + len(rows), self._rows) - 1
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.heads) - 1))

    def missed(self, page: int) -> None:
        """It was refused: whoever looks there again asks again."""
        self._asked.discard(page)

    def at(self, row: int) -> Any:
        """The row there, once its page is here; asks for it, and for the one ahead."""
        if not 0 <= row < self._rows:
            return None
        page = self._page_of(row)
        if page + 1 < len(self._after):
            self._ask(page + 1)
        found = self._pages.get(page)
        if found is None:
            self._ask(page)
            return None
        place = row - self._starts[page]
        return found[place] if place < len(found) else None

    @property
    def held(self) -> int:
        """How many pages' words are kept just now."""
        return len(self._pages)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """As many as were reached so far."""
        return 0 if parent.isValid() else self._rows

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """One for each head."""
        return 0 if parent.isValid() else len(self.heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell's words, for ear and tip; the eye is served by the painter."""
        named = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
        if role not in (*named, Qt.ItemDataRole.AccessibleTextRole):
            return None
        row = self.at(index.row())
        if row is None:
            return ""
        spoken = role == Qt.ItemDataRole.AccessibleTextRole and index.column() == 0
        return row.said if spoken else row.cells[index.column()]

    def headerData(
        self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The heads, at the right edge of their columns."""
        if way == Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT
        return self.heads[section] if role == Qt.ItemDataRole.DisplayRole else None

    def _grow(self, page: int, count: int, after: object) -> None:
        first = self._starts[page]
        self.beginInsertRows(QModelIndex(), self._rows, first + count - 1)
        self._rows = first + count
        self.endInsertRows()
        if after is not None:
            self._after.append(after)
            self._starts.append(self._rows)

    def _page_of(self, row: int) -> int:
        return bisect_right(self._starts, row) - 1

    def _ask(self, page: int) -> None:
        if page not in self._asked and page not in self._pages:
            self._asked.add(page)
            self.wanted.emit(page, self._after[page])


class CellPainter(QStyledItemDelegate):
    """Words in cells, the last two in their tones; nothing is a widget."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The ground, the words inside a margin, a line below."""
        tokens, rect, model = current(), option.rect, index.model()
        assert isinstance(model, KeyedRows)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(tokens.primary_soft))
        painter.setPen(QColor(tokens.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if row := model.at(index.row()):
            column = index.column()
            ink, weight = _ink(row, column, len(model.heads))
            inside = rect.adjusted(MARGIN, 0, -MARGIN, 0)
            size = sizes.size()
            painter.setFont(_font(weight, size))
            painter.setPen(QColor(ink))
            painter.drawText(inside, RIGHT, _fit(row.cells[column], inside.width(), weight, size))


class KeyedTable(QTableView):
    """Reports `opened`; columns share the width by `shares`, but never less than `least`."""

    opened = Signal()

    def __init__(
        self, rows: KeyedRows, name: str, shares: Sequence[int], *, least: int = LEAST
    ) -> None:
        super().__init__()
        self.rows, self.shares, self.least = rows, tuple(shares), least
        self.setAccessibleName(name)
        self.setProperty("role", "keyed")
        self.setModel(rows)
        self.setItemDelegate(CellPainter(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        sizes.hold(self.verticalHeader(), rows=ROW)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        sizes.hold(self, least_height=200)
        self.doubleClicked.connect(lambda _index: self.opened.emit())

    @property
    def marked(self) -> Any:
        """The row under the mark, if its page is here."""
        return self.rows.at(self.currentIndex().row())

    def mark(self, row: int) -> None:
        """Put the mark there."""
        self.setCurrentIndex(self.rows.index(row, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; Esc is for the place around."""
        if event.key() in ENTER:
            self.opened.emit()
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def share(self, shares: Sequence[int]) -> None:
        """Other columns."""
        self.shares = tuple(shares)
        self._share()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns keep their shares."""
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        wide, whole = max(self.viewport().width(), sizes.px(self.least)), sum(self.shares)
        for at, share in enumerate(self.shares):
            self.setColumnWidth(at, wide * share // whole)


@cache
def _font(weight: QFont.Weight, size: int) -> QFont:  # noqa: ARG001  a font for each size
    return sizes.font(13, weight)


@lru_cache(maxsize=4096)
def _fit(words: str, width: int, weight: QFont.Weight, size: int) -> str:
    """The words as they fit; most cells of a country say the same."""
    return QFontMetrics(_font(weight, size)).elidedText(words, Qt.TextElideMode.ElideRight, width)


def _ink(row: Celled, column: int, columns: int) -> tuple[str, QFont.Weight]:
    tokens = current()
    if column == columns - 1:
        return getattr(tokens, row.tone or "text2"), QFont.Weight.DemiBold
    if column == columns - 2 and row.alarmed:
        return tokens.bad, QFont.Weight.Bold
    return (tokens.text if column < 2 else tokens.text2), QFont.Weight.Normal
