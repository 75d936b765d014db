"""Bars from right to left, painted by hand: values above, names below, a few lines behind.

Every chart stands beside the table it is drawn from.
"""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.domain.money import rials
from ui.theme import sizes
from ui.theme.dress import current

CENTER = Qt.AlignmentFlag.AlignCenter
RIGHT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
AXIS, FOOT, HEAD, BAR, ROUND = 56, 26, 22, 44, 4
STEPS = 4


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its name, its height, and whether it is the one that is meant."""

    name: str
    value: int
    marked: bool = False


def step_of(most: int) -> int:
    """The distance of the lines behind: 1, 2 or 5 times a power of ten, four of them above `most`.

    >>> [step_of(most) for most in (0, 3, 130, 5_000_000)]
    [1, 1, 50, 2000000]
    """
    power = 1
    while True:
        for step in (power, 2 * power, 5 * power):
            if step * STEPS >= most:
                return step
        power *= 10


class Chart(QWidget):
    """Draws bars; nothing is computed while it paints."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        sizes.hold(self, least_height=180)
        self.bars: tuple[Bar, ...] = ()

    def show_bars(self, bars: tuple[Bar, ...]) -> None:
        """Replace them; who cannot see them hears them."""
        self.bars = bars
        said = "، ".join(f"{bar.name}: {rials(bar.value)}" for bar in bars)
        self.setAccessibleDescription(said)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Lines, then bars with their words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(sizes.font(12))
        step = step_of(max((bar.value for bar in self.bars), default=0))
        self._lines(painter, step)
        place = (self.width() - AXIS) / max(1, len(self.bars))
        wide = max((painter.fontMetrics().horizontalAdvance(b.name) for b in self.bars), default=0)
        every = int((wide + 8) // place) + 1
        for n, bar in enumerate(self.bars):
            left = self.width() - AXIS - (n + 1) * place
            room = QRectF(left, HEAD, place, self._depth())
            self._bar(painter, bar, room, step * STEPS)
            if n % every == 0:
                under = QRectF(left - wide, room.bottom() + 4, place + 2 * wide, 20)
                painter.drawText(under, CENTER, bar.name)
        painter.end()

    def _depth(self) -> float:
        return float(self.height() - HEAD - FOOT)

    def _lines(self, painter: QPainter, step: int) -> None:
        tokens = current()
        for n in range(STEPS + 1):
            y = HEAD + self._depth() * (1 - n / STEPS)
            painter.setPen(QColor(tokens.line))
            painter.drawLine(0, int(y), self.width() - AXIS, int(y))
            painter.setPen(QColor(tokens.text3))
            box = QRectF(self.width() - AXIS + 8, y - 9, AXIS - 8, 18)
            painter.drawText(box, RIGHT, short(step * n))

    def _bar(self, painter: QPainter, bar: Bar, room: QRectF, most: int) -> None:
        tokens, tall = current(), room.height() * bar.value / most
        wide = min(BAR, room.width() * 0.64)
        left = room.center().x() - wide / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.good if bar.marked else tokens.primary))
        if tall >= 1:
            painter.drawRoundedRect(QRectF(left, room.bottom() - tall, wide, tall), ROUND, ROUND)
        painter.setPen(QColor(tokens.text2))
        if bar.value:
            above = QRectF(room.left() - 8, room.bottom() - tall - 20, room.width() + 16, 18)
            painter.drawText(above, CENTER, short(bar.value))


def short(value: int) -> str:
    """A number that fits above a bar: millions as such.

    >>> short(130), short(12_500_000)
    ('۱۳۰', '۱۲٫۵ م')
    """
    if value < 1_000_000:
        return rials(value)
    tenths = value // 100_000
    part = f"٫{rials(tenths % 10)}" if tenths % 10 else ""
    return f"{rials(tenths // 10)}{part} م"
