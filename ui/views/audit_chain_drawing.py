"""A desk's chains drawn on one axis of time, from right to left: lanes of enrolments, and on them
what is odd. Every mark has its own shape besides its colour, a tip, and a line in the list
beside."""

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QToolTip, QWidget

from app.domain.text import isolate
from ui.models.audit_chain import ChainMark, Drawing, Lane
from ui.theme import sizes
from ui.theme.dress import current
from ui.views.parts import RIGHT

CENTER = Qt.AlignmentFlag.AlignCenter
LANE, FOOT, SIDE, NEAR = 64, 34, 28, 9
BAR, SPOT = 12, 6


class ChainDrawing(QWidget):
    """Reports `picked(place)` for a click on a mark; `place` is its place in the drawing's
    marks."""

    picked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.drawing: Drawing | None = None
        self.marked = -1
        self.setAccessibleName("نمودار زنجیره باجه")
        self.setMouseTracking(True)

    def show_drawing(self, drawing: Drawing | None) -> None:
        """Another; who cannot see it hears the tally, and the list says the rest."""
        self.drawing, self.marked = drawing, -1
        lanes = len(drawing.lanes) if drawing else 1
        self.setFixedHeight(sizes.px(LANE) * lanes + sizes.px(FOOT))
        tally = "، ".join(said for said, _ in drawing.tally) if drawing else ""
        self.setAccessibleDescription(tally)
        self.update()

    def mark(self, place: int) -> None:
        """Ring that mark."""
        self.marked = place
        self.update()

    def place(self, part: float) -> float:
        """Where a part of the time lies: the oldest at the right edge."""
        side = sizes.px(SIDE)
        return self.width() - side - part * (self.width() - 2 * side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Axis, lanes, marks."""
        if self.drawing is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._axis(painter, self.drawing)
        for at, lane in enumerate(self.drawing.lanes):
            self._lane(painter, lane, at)
        for at, mark in enumerate(self.drawing.marks):
            self._mark(painter, mark, ringed=at == self.marked)
        painter.end()

    def event(self, event: QEvent) -> bool:
        """Tips over marks."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = self._near(QPointF(event.pos()))
            mark = self.drawing.marks[place] if self.drawing and place >= 0 else None
            said = f"{mark.title}: {mark.words}" if mark else ""
            QToolTip.showText(event.globalPos(), said, self)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click marks what is near."""
        place = self._near(event.position())
        if place >= 0:
            self.picked.emit(place)

    def _axis(self, painter: QPainter, drawing: Drawing) -> None:
        tokens, bottom = current(), self.height() - sizes.px(FOOT)
        painter.setFont(sizes.font(12))
        wide, last = sizes.px(92), float(self.width() + sizes.px(92))
        for at, said in drawing.ticks:
            x = self.place(drawing.part(at))
            painter.setPen(QPen(QColor(tokens.line), 1))
            painter.drawLine(QPointF(x, 4), QPointF(x, bottom))
            if last - x >= wide:
                last = x
                painter.setPen(QColor(tokens.text3))
                left = min(max(0.0, x - wide / 2), self.width() - wide)
                painter.drawText(QRectF(left, bottom + 6, wide, sizes.px(22)), CENTER, said)

    def _lane(self, painter: QPainter, lane: Lane, at: int) -> None:
        assert self.drawing is not None
        tokens, middle = current(), self._middle(at)
        right, left = (self.place(self.drawing.part(one)) for one in (lane.start, lane.end))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.primary_soft if not lane.closed else tokens.off))
        bar = QRectF(left, middle - BAR / 2, max(right - left, 4.0), BAR)
        painter.drawRoundedRect(bar, BAR / 2, BAR / 2)
        painter.setFont(sizes.font(12, QFont.Weight.DemiBold))
        painter.setPen(QColor(tokens.text2))
        box = QRectF(0, middle - BAR / 2 - sizes.px(24), self.width() - SIDE, sizes.px(20))
        painter.drawText(box, RIGHT, f"{lane.name} · {isolate(lane.dev)}")

    def _mark(self, painter: QPainter, mark: ChainMark, *, ringed: bool) -> None:
        assert self.drawing is not None
        tokens, middle = current(), self._middle(mark.lane)
        right, left = (self.place(self.drawing.part(one)) for one in (mark.start, mark.end))
        stretch = QRectF(left, middle - BAR / 2, max(2.0, right - left), BAR)
        _draw(painter, mark.kind, mark.tone, stretch)
        if ringed:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens.text), 2))
            wide = max(4.0 * SPOT, right - left + 2 * SPOT)
            centre = QPointF((left + right) / 2, middle)
            ring = QRectF(centre.x() - wide / 2, middle - 2 * SPOT, wide, 4.0 * SPOT)
            painter.drawRoundedRect(ring, 8, 8)

    def _middle(self, lane: int) -> float:
        return sizes.px(LANE) * (lane + 0.66)

    def _near(self, at: QPointF) -> int:
        """The mark under a point; small ones lie above the stretches."""
        if self.drawing is None:
            return -1
        best, found = 1e9, -1
        for place, mark in enumerate(self.drawing.marks):
            right, left = (self.place(self.drawing.part(one)) for one in (mark.start, mark.end))
            if abs(at.y() - self._middle(mark.lane)) > 2 * NEAR:
                continue
            if left - NEAR <= at.x() <= right + NEAR and right - left <= best:
                best, found = right - left, place
        return found


class Sample(QWidget):
    """One kind's shape, for the legend."""

    def __init__(self, kind: str, tone: str) -> None:
        super().__init__()
        self.kind, self.tone = kind, tone
        sizes.hold(self, square=20)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """As in the drawing."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QRectF(self.rect()).center()
        whole = QRectF(1, middle.y() - BAR / 2, self.width() - 2, BAR)
        at = whole if self.kind == "silence" else QRectF(middle.x(), whole.top(), 0, BAR)
        _draw(painter, self.kind, self.tone, at)
        painter.end()


def _draw(painter: QPainter, kind: str, tone: str, at: QRectF) -> None:
    """A stretch of silence, or a shape at the right end."""
    tokens = current()
    colour = tokens.primary if tone == "info" else getattr(tokens, tone or "text3")
    painter.setPen(QPen(QColor(tokens.surface), 1.5))
    painter.setBrush(QColor(colour))
    if kind == "silence":
        painter.setBrush(_hatched(colour))
        painter.setPen(QPen(QColor(colour), 1))
        painter.drawRect(at)
    else:
        _shape(painter, kind, QPointF(at.right(), at.center().y()))


def _shape(painter: QPainter, kind: str, at: QPointF) -> None:
    """A shape of its own for each kind: colour alone tells nobody enough."""
    x, y, r = at.x(), at.y(), float(SPOT)
    points = {
        "gap": [(x - r, y - r), (x + r, y - r), (x + r, y + r), (x - r, y + r)],
        "fork": [(x, y - r - 2), (x + r + 2, y + r), (x - r - 2, y + r)],
        "step": [(x, y - r - 2), (x + r + 2, y), (x, y + r + 2), (x - r - 2, y)],
        "restored": [(x + r, y - r), (x + r, y + r), (x - r - 2, y)],
    }.get(kind)
    if points is None:
        painter.drawEllipse(at, r, r)
    else:
        painter.drawPolygon([QPointF(*one) for one in points])


def _hatched(colour: str) -> QBrush:
    return QBrush(QColor(colour), Qt.BrushStyle.BDiagPattern)
