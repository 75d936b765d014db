"""A few keys and what they do, painted in one widget: as widgets of their own fifteen caps and
fifteen wrapped words were a third of what the desk's opening took.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.keys import Key
from ui.theme import sizes
from ui.theme.dress import current
from ui.views.parts import RIGHT
from ui.views.service_line import broken

# As the sheet has a cap; between columns and rows, and between a cap and its words.
CAP_WIDTH, CAP_HEIGHT, ROUND, SPACE, ASIDE = 66, 24, 6, 8, 12
LARGE = 150  # beyond it one column


@dataclass(frozen=True, slots=True)
class _Row:
    """Where one key stands."""

    key: str
    lines: tuple[str, ...]
    right: int
    top: int
    height: int


class KeyList(QWidget):
    """Two columns, read down one and then the other; one where the type is large."""

    def __init__(self, keys: Sequence[Key]) -> None:
        super().__init__()
        self.keys = tuple(keys)
        self._known: dict[int, tuple[_Row, ...]] = {}
        self.setAccessibleName("، ".join(f"{key.key} {key.means}" for key in self.keys))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def minimumSizeHint(self) -> QSize:
        """Room for the longest word; how high that makes it the layout asks of the width."""
        words = " ".join(one.means for one in self.keys)
        return QSize(self._wide(words.split()), self.sizeHint().height())

    def sizeHint(self) -> QSize:
        """Each in one line."""
        wide = self._wide([one.means for one in self.keys])
        return QSize(wide, self.heightForWidth(wide))

    def heightForWidth(self, width: int) -> int:
        """To the end of the longer column."""
        return max((row.top + row.height for row in self._rows(width)), default=0)

    def changeEvent(self, event: QEvent) -> None:
        """A new sheet is worn: perhaps in another size."""
        if event.type() == QEvent.Type.StyleChange:
            self._known.clear()
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Caps at the right of their words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for row in self._rows(self.width()):
            _cap(painter, row)
            _words(painter, row, self._breadth(self.width()))

    @property
    def _columns(self) -> int:
        return 1 if sizes.size() > LARGE else 2

    def _wide(self, words: Sequence[str]) -> int:
        longest = max(map(QFontMetrics(sizes.font(14)).horizontalAdvance, words), default=0)
        return self._columns * (_beside() + longest + 1) + SPACE * (self._columns - 1)

    def _breadth(self, width: int) -> int:
        """Of the words of one column."""
        return (width - SPACE * (self._columns - 1)) // self._columns - _beside()

    def _rows(self, width: int) -> tuple[_Row, ...]:
        """Qt asks for the height a dozen times before one screen is shown."""
        if width not in self._known:
            in_each = -(-len(self.keys) // self._columns)
            right, breadth = width, self._breadth(width)
            rows: list[_Row] = []
            for first in range(0, len(self.keys), max(1, in_each)):
                rows += _column(self.keys[first : first + in_each], right, breadth)
                right -= breadth + _beside() + SPACE
            self._known[width] = tuple(rows)
        return self._known[width]


def _column(keys: Sequence[Key], right: int, breadth: int) -> Iterator[_Row]:
    metrics, top = QFontMetrics(sizes.font(14)), 0
    for key in keys:
        lines = broken(key.means, metrics, breadth)
        high = max(sizes.high(CAP_HEIGHT), metrics.height() * len(lines))
        yield _Row(key.key, lines, right, top, high)
        top += high + SPACE


def _beside() -> int:
    """The cap's own room."""
    return sizes.px(CAP_WIDTH) + ASIDE


def _cap(painter: QPainter, row: _Row) -> None:
    tokens, high = current(), sizes.high(CAP_HEIGHT)
    wide, top = sizes.px(CAP_WIDTH), row.top + (row.height - high) // 2
    box = QRectF(row.right - wide, top, wide, high)
    painter.setPen(QColor(tokens.line))
    painter.setBrush(QColor(tokens.surface2))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), ROUND, ROUND)
    painter.setPen(QColor(tokens.text2))
    painter.setFont(sizes.font(12, QFont.Weight.Medium))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, row.key)


def _words(painter: QPainter, row: _Row, breadth: int) -> None:
    painter.setPen(QColor(current().text))
    painter.setFont(sizes.font(14))
    each = row.height / len(row.lines)
    for at, line in enumerate(row.lines):
        left = row.right - _beside() - breadth
        painter.drawText(QRectF(left, row.top + at * each, breadth, each), RIGHT, line)
