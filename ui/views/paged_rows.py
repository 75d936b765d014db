"""Rows of a list: named at once, read by pages of 200, painted flat.

A row whose page is not here yet is blank and asks for it; the words of a page are made once and
kept for the last twenty pages looked at.
"""

from collections.abc import Mapping
from typing import Any, Protocol

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.theme import sizes
from ui.theme.dress import current
from ui.views.parts import RIGHT

Index = QModelIndex | QPersistentModelIndex
PAGE, PAGES = 200, 20
HEIGHT, MARGIN, GAP = 76, 14, 3


class Painted(Protocol):
    """What a row shows: two lines, a state in its tone, and all of it for the ear."""

    @property
    def title(self) -> str: ...
    @property
    def second(self) -> str: ...
    @property
    def pill(self) -> str: ...
    @property
    def tone(self) -> str: ...
    @property
    def said(self) -> str: ...


class PagedRows(QAbstractListModel):
    """Hands out words; `wanted(keys)` asks for a page that is not here."""

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.keys: tuple[Any, ...] = ()
        self._pages: dict[int, Mapping[Any, Any]] = {}
        self._asked: set[int] = set()
        self._first: Mapping[Any, Any] = {}

    def put_keys(self, keys: tuple[Any, ...]) -> None:
        """Other rows: every page is read when it is looked at. The same: read anew what was."""
        if keys == self.keys:
            self._asked = set()
            for page in tuple(self._pages)[-2:]:
                self._ask(page)
            return
        self.beginResetModel()
        self.keys, self._pages, self._asked, self._first = keys, {}, set(), {}
        self.endResetModel()

    def put_first(self, rows: Mapping[Any, Any]) -> None:
        """The rows in sight, which came with the keys; their page is read once it is needed."""
        self._first = rows
        if rows:
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))

    def put_page(self, asked: tuple[Any, ...], rows: Mapping[Any, Any]) -> None:
        """A page came, in words already; one of an older list is of no use any more."""
        start = next((at for at in self._starts() if self._named(at // PAGE) == asked), None)
        if start is None:
            return
        self._pages.pop(start // PAGE, None)
        self._pages[start // PAGE] = rows
        while len(self._pages) > PAGES:
            del self._pages[next(iter(self._pages))]
        self.dataChanged.emit(self.index(start), self.index(start + len(asked) - 1))

    def painted(self, at: int) -> Any:
        """The row at that place, once its page is here; asks for it otherwise."""
        if not 0 <= at < len(self.keys):
            return None
        page = self._pages.get(at // PAGE)
        if page is None and self.keys[at] in self._first:
            return self._first[self.keys[at]]
        if page is None:
            self._ask(at // PAGE)
            return None
        return page.get(self.keys[at])

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """One for each line."""
        return 0 if parent.isValid() else len(self.keys)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a row says, for the ear; the eye is served by the painter."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        row = self.painted(index.row())
        return row.said if row else ""

    def _starts(self) -> range:
        return range(0, len(self.keys), PAGE)

    def _named(self, page: int) -> tuple[Any, ...]:
        return self.keys[page * PAGE : (page + 1) * PAGE]

    def _ask(self, page: int) -> None:
        if page not in self._asked:
            self._asked.add(page)
            self.wanted.emit(self._named(page))


class RowPainter(QStyledItemDelegate):
    """Two lines of words at the right, the state at the left; nothing is a widget."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        """Every row is as high as the next."""
        return QSize(200, sizes.high(HEIGHT, 2))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """A card; a blank one while its page is on its way."""
        model = index.model()
        assert isinstance(model, PagedRows)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        marked = bool(option.state & QStyle.StateFlag.State_Selected)
        inside = _card(painter, option.rect, marked)
        if row := model.painted(index.row()):
            _words(painter, inside, row, marked)
        painter.restore()


def cuts(words: str, width: int) -> bool:
    """Whether a row as wide as that cannot show the whole of its second line."""
    return QFontMetrics(sizes.font(13)).horizontalAdvance(words) > width - 2 * MARGIN


def paged_list(rows: PagedRows, name: str) -> QListView:
    """A list over those rows, every row as high as the next."""
    made = QListView()
    made.setProperty("role", "drafts")
    made.setAccessibleName(name)
    made.setModel(rows)
    made.setItemDelegate(RowPainter(made))
    made.setUniformItemSizes(True)
    made.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    sizes.hold(made, least_height=90)
    return made


def _card(painter: QPainter, rect: QRect, marked: bool) -> QRect:
    tokens = current()
    box = QRectF(rect).adjusted(1, GAP, -1, -GAP)
    painter.setPen(QColor(tokens.primary if marked else tokens.line))
    painter.setBrush(QColor(tokens.primary_soft if marked else tokens.surface))
    painter.drawRoundedRect(box, 8, 8)
    return rect.adjusted(MARGIN, GAP + 8, -MARGIN, -GAP - 8)


def _words(painter: QPainter, inside: QRect, row: Painted, marked: bool) -> None:
    tokens = current()
    wide = _pill(painter, inside, row, marked)
    half = inside.height() // 2
    first = QRect(inside.left() + wide + 12, inside.top(), inside.width() - wide - 12, half)
    second = QRect(inside.left(), inside.top() + half, inside.width(), half)
    _line(painter, first, row.title, (15, QFont.Weight.DemiBold, tokens.text))
    _line(painter, second, row.second, (13, QFont.Weight.Normal, tokens.text2))


def _line(painter: QPainter, rect: QRect, words: str, look: tuple[int, QFont.Weight, str]) -> None:
    size, weight, colour = look
    painter.setFont(sizes.font(size, weight))
    painter.setPen(QColor(colour))
    fits = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, RIGHT, fits)


def _pill(painter: QPainter, inside: QRect, row: Painted, marked: bool) -> int:
    """The state in its colours at the left end; how wide it is."""
    tokens = current()
    # On the mark's own colour it would be no pill.
    ground, ink = tokens.surface if marked else tokens.primary_soft, tokens.primary_text
    if row.tone != "info":
        ground = getattr(tokens, f"{row.tone}_soft", tokens.surface2)
        ink = getattr(tokens, row.tone, tokens.text2)
    painter.setFont(sizes.font(12, QFont.Weight.DemiBold))
    wide = painter.fontMetrics().horizontalAdvance(row.pill) + 22
    box = QRectF(inside.left(), inside.top() + 1, wide, sizes.high(24))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(box, 12, 12)
    painter.setPen(QColor(ink))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, row.pill)
    return wide
