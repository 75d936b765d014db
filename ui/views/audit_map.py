"""The provinces as equal squares in their places, painted; the table beside says the same."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from ui.models.audit_board import Square
from ui.models.audit_map import HIGH, PLACES, WIDE, names
from ui.theme import sizes
from ui.theme.dress import current

CENTER = Qt.AlignmentFlag.AlignCenter
GAP, SIDE = 4, 62
GROUNDS = ("good_soft", "surface2", "warn_soft", "bad_soft")
INKS = ("good", "text2", "warn", "bad")


class ProvinceMap(QWidget):
    """Reports `picked(code)` for a click."""

    picked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.squares: dict[str, Square] = {}
        self.marked = ""
        self.setAccessibleName("نقشه استان‌ها")

    def show_squares(self, squares: tuple[Square, ...]) -> None:
        """Others; who cannot see them hears them."""
        self.squares = {one.code: one for one in squares}
        self.setAccessibleDescription("؛ ".join(one.words for one in squares))
        self.updateGeometry()
        self.update()

    def mark(self, code: str) -> None:
        """Ring a province."""
        self.marked = code
        self.update()

    def sizeHint(self) -> QSize:
        """Room for a name in each square."""
        return QSize(sizes.px(SIDE) * WIDE, sizes.px(SIDE - 12) * HIGH)

    def minimumSizeHint(self) -> QSize:
        """The same."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A square for each province; those outside the scope are empty."""
        painter, tokens = QPainter(self), current()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for code, name in names().items():
            square, box = self.squares.get(code), self._box(code)
            ground = GROUNDS[square.shade] if square else "ground"
            ring = code == self.marked and square is not None
            painter.setPen(QPen(QColor(tokens.primary if ring else tokens.line), 2 if ring else 1))
            painter.setBrush(QColor(getattr(tokens, ground)))
            painter.drawRoundedRect(box, 8, 8)
            painter.setPen(QColor(getattr(tokens, INKS[square.shade]) if square else tokens.text3))
            self._words(painter, box, name, square.count if square else "")
        painter.end()

    def event(self, event: QEvent) -> bool:
        """Tips over squares."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            square = self.squares.get(self._at(QPointF(event.pos())))
            QToolTip.showText(event.globalPos(), square.words if square else "", self)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click picks a province."""
        if (code := self._at(event.position())) in self.squares:
            self.picked.emit(code)

    def _words(self, painter: QPainter, box: QRectF, name: str, count: str) -> None:
        painter.setFont(sizes.font(11))
        half = box.height() * 0.6
        upper = QRectF(box.left() + 3, box.top() + 2, box.width() - 6, half)
        wrapped = CENTER | Qt.TextFlag.TextWordWrap
        painter.drawText(upper if count else box.adjusted(3, 0, -3, 0), wrapped, name)
        if count:
            painter.setFont(sizes.font(14, QFont.Weight.Bold))
            lower = QRectF(box.left(), box.top() + half, box.width(), box.height() - half - 2)
            painter.drawText(lower, CENTER, count)

    def _box(self, code: str) -> QRectF:
        column, line = PLACES[code]
        wide, high = self.width() / WIDE, self.height() / HIGH
        return QRectF(column * wide, line * high, wide, high).adjusted(
            GAP / 2, GAP / 2, -GAP / 2, -GAP / 2
        )

    def _at(self, place: QPointF) -> str:
        return next((code for code in PLACES if self._box(code).contains(place)), "")
