"""The rows of the sending queue: named at once, read by pages of 200, painted flat.

A row whose page is not here yet is blank and asks for it; the words of a page are made once and
kept for the last twenty pages looked at.
"""

from collections.abc import Iterable
from typing import Any

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
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.domain.outbox import QueueKey
from ui.models.sending import Queue, Row
from ui.theme.dress import current
from ui.views.parts import RIGHT

Index = QModelIndex | QPersistentModelIndex
PAGE, PAGES = 200, 20
HEIGHT, MARGIN, GAP = 76, 14, 3


class SendingRows(QAbstractListModel):
    """Hands out words; `wanted(keys)` asks for a page that is not here."""

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.queue = Queue()
        self._pages: dict[int, dict[QueueKey, Row]] = {}
        self._asked: set[int] = set()

    def show(self, queue: Queue) -> None:
        """Other lines or another standing of the line: every page is read again when looked at."""
        if queue.keys == self.queue.keys:
            self.queue, self._asked = queue, set()
            self._ask_again()
            return
        self.beginResetModel()
        self.queue, self._pages, self._asked = queue, {}, set()
        self.endResetModel()

    def put(self, asked: tuple[QueueKey, ...], rows: Iterable[Row]) -> None:
        """A page came, in words already; one of an older queue is of no use any more."""
        start = next((at for at in self._starts() if self._keys(at // PAGE) == asked), None)
        if start is None:
            return
        self._pages.pop(start // PAGE, None)
        self._pages[start // PAGE] = {row.line.key: row for row in rows}
        while len(self._pages) > PAGES:
            del self._pages[next(iter(self._pages))]
        self.dataChanged.emit(self.index(start), self.index(start + len(asked) - 1))

    def row(self, at: int) -> Row | None:
        """The row at that place, once its page is here; asks for it otherwise."""
        if not 0 <= at < len(self.queue.keys):
            return None
        page = self._pages.get(at // PAGE)
        if page is None:
            self._ask(at // PAGE)
            return None
        return page.get(self.queue.keys[at])

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """One for each line."""
        return 0 if parent.isValid() else len(self.queue.keys)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a row says, for the ear; the eye is served by the painter."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        row = self.row(index.row())
        return row.said if row else ""

    def _starts(self) -> range:
        return range(0, len(self.queue.keys), PAGE)

    def _keys(self, page: int) -> tuple[QueueKey, ...]:
        return self.queue.keys[page * PAGE : (page + 1) * PAGE]

    def _ask(self, page: int) -> None:
        if page not in self._asked:
            self._asked.add(page)
            self.wanted.emit(self._keys(page))

    def _ask_again(self) -> None:
        """The same lines may say something else by now: what was looked at is read anew."""
        for page in tuple(self._pages)[-2:]:
            self._ask(page)


class RowPainter(QStyledItemDelegate):
    """Two lines of words at the right, the state at the left; nothing is a widget."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        """Every row is as high as the next."""
        return QSize(200, HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """A card; a blank one while its page is on its way."""
        model = index.model()
        assert isinstance(model, SendingRows)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        marked = bool(option.state & QStyle.StateFlag.State_Selected)
        inside = _card(painter, option.rect, marked)
        if row := model.row(index.row()):
            _words(painter, inside, row)
        painter.restore()


def _card(painter: QPainter, rect: QRect, marked: bool) -> QRect:
    tokens = current()
    box = QRectF(rect).adjusted(1, GAP, -1, -GAP)
    painter.setPen(QColor(tokens.primary if marked else tokens.line))
    painter.setBrush(QColor(tokens.primary_soft if marked else tokens.surface))
    painter.drawRoundedRect(box, 8, 8)
    return rect.adjusted(MARGIN, GAP + 8, -MARGIN, -GAP - 8)


def _words(painter: QPainter, inside: QRect, row: Row) -> None:
    tokens = current()
    wide = _pill(painter, inside, row)
    half = inside.height() // 2
    first = QRect(inside.left() + wide + 12, inside.top(), inside.width() - wide - 12, half)
    second = QRect(inside.left(), inside.top() + half, inside.width(), half)
    _line(painter, first, row.title, (15, QFont.Weight.DemiBold, tokens.text))
    under = " · ".join(part for part in (row.under, row.who) if part)
    _line(painter, second, under, (13, QFont.Weight.Normal, tokens.text2))


def _line(painter: QPainter, rect: QRect, words: str, look: tuple[int, QFont.Weight, str]) -> None:
    size, weight, colour = look
    font = painter.font()
    font.setPixelSize(size)
    font.setWeight(weight)
    painter.setFont(font)
    painter.setPen(QColor(colour))
    fits = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, RIGHT, fits)


def _pill(painter: QPainter, inside: QRect, row: Row) -> int:
    """The state in its colours at the left end; how wide it is."""
    tokens = current()
    ground, ink = tokens.primary_soft, tokens.primary_text
    if row.tone != "info":
        ground = getattr(tokens, f"{row.tone}_soft", tokens.surface2)
        ink = getattr(tokens, row.tone, tokens.text2)
    font = painter.font()
    font.setPixelSize(12)
    font.setWeight(QFont.Weight.DemiBold)
    painter.setFont(font)
    wide = painter.fontMetrics().horizontalAdvance(row.pill) + 22
    box = QRectF(inside.left(), inside.top() + 1, wide, 24)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(box, 12, 12)
    painter.setPen(QColor(ink))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, row.pill)
    return wide
