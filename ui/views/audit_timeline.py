"""Points on one line of time from top to bottom, painted: a dot in its tone, words beside it."""

from typing import Any, Protocol

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.theme import sizes
from ui.theme.dress import current
from ui.views.audit_table import ENTER
from ui.views.parts import RIGHT

Index = QModelIndex | QPersistentModelIndex
HIGH, DOT, EDGE, WHEN = 62, 6, 28, 150


class Point(Protocol):
    """What stands at one point of the line."""

    @property
    def at(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def second(self) -> str: ...
    @property
    def tone(self) -> str: ...
    @property
    def said(self) -> str: ...


class Points(QAbstractListModel):
    """The points, oldest first."""

    def __init__(self) -> None:
        super().__init__()
        self.points: tuple[Point, ...] = ()

    def put(self, points: tuple[Point, ...]) -> None:
        """Others."""
        self.beginResetModel()
        self.points = points
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """One for each."""
        return 0 if parent.isValid() else len(self.points)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """All of it, for the ear."""
        named = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        return self.points[index.row()].said if role in named else None


class PointPainter(QStyledItemDelegate):
    """The line at the right, the time beside it, the words at its left."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        """Every point is as high as the next."""
        return QSize(200, sizes.high(HIGH, 2))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One point."""
        model, rect = index.model(), option.rect
        assert isinstance(model, Points)
        point, tokens = model.points[index.row()], current()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.primary_soft))
            painter.drawRoundedRect(rect.adjusted(2, 2, -2, -2), 8, 8)
        _line(painter, rect, index.row(), len(model.points))
        colour = tokens.primary if point.tone == "info" else getattr(tokens, point.tone or "text3")
        painter.setPen(QPen(QColor(tokens.surface), 2))
        painter.setBrush(QColor(colour))
        painter.drawEllipse(_dot(rect), DOT, DOT)
        _words(painter, rect, point)
        painter.restore()


class Timeline(QListView):
    """Reports `opened`: Enter on a point."""

    opened = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.model_ = Points()
        self.setAccessibleName(name)
        self.setModel(self.model_)
        self.setItemDelegate(PointPainter(self))
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumHeight(sizes.high(HIGH, 2))
        self.doubleClicked.connect(lambda _index: self.opened.emit())

    def put(self, points: tuple[Any, ...]) -> None:
        """Other points; the mark goes to the first."""
        self.model_.put(points)
        if points:
            self.setCurrentIndex(self.model_.index(0))

    @property
    def marked(self) -> Any:
        """The point under the mark."""
        at = self.currentIndex().row()
        return self.model_.points[at] if 0 <= at < len(self.model_.points) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; Esc is for the place around."""
        if event.key() in ENTER:
            self.opened.emit()
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)


def _dot(rect: QRect) -> QPoint:
    return QPoint(rect.right() - EDGE, rect.top() + sizes.px(18))


def _line(painter: QPainter, rect: QRect, at: int, count: int) -> None:
    painter.setPen(QPen(QColor(current().line), 2))
    dot = _dot(rect)
    top = dot.y() if at == 0 else rect.top()
    bottom = dot.y() if at == count - 1 else rect.bottom()
    painter.drawLine(dot.x(), top, dot.x(), bottom)


def _words(painter: QPainter, rect: QRect, point: Point) -> None:
    tokens, half = current(), rect.height() // 2
    right = rect.right() - EDGE - 16
    wide = min(sizes.px(WHEN), rect.width() // 3)
    when = QRect(right - wide, rect.top(), wide, half + 4)
    first = QRect(rect.left() + 12, rect.top(), when.left() - rect.left() - 24, half + 4)
    second = QRect(rect.left() + 12, rect.top() + half - 4, first.width(), half)
    normal, strong = QFont.Weight.Normal, QFont.Weight.DemiBold
    for box, words, look in (
        (when, point.at, (12, normal, tokens.text3)),
        (first, point.title, (14, strong, tokens.text)),
        (second, point.second, (12, normal, tokens.text2)),
    ):
        painter.setFont(sizes.font(look[0], look[1]))
        painter.setPen(QColor(look[2]))
        fits = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, RIGHT, fits)
