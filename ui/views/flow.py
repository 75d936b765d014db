"""A layout that wraps its widgets to the next line, from the right edge."""

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class Flow(QLayout):
    """Widgets one after another at their size hints, from right to left, line by line; lower ones
    stand in the middle of their line."""

    def __init__(self, parent: QWidget | None = None, space: int = 6) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        # Qt asks for both a hundred times before one screen is shown.
        self._sizes: list[QSize] = []
        self._heights: dict[int, int] = {}
        self._space = space
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Qt's own hook."""
        self._items.append(item)
        self._forget()

    def count(self) -> int:
        """How many widgets there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Qt's own hook."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Qt's own hook."""
        self._forget()
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def invalidate(self) -> None:
        """Qt's own hook: a widget may have another size by now."""
        self._forget()
        super().invalidate()

    def hasHeightForWidth(self) -> bool:
        """The narrower, the higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height of all lines at that width."""
        if width not in self._heights:
            self._heights[width] = self._place(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    def setGeometry(self, rect: QRect) -> None:
        """Place the widgets."""
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        """The widest widget is the least."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """Room for the widest widget."""
        sizes = self._hints()
        wide = max((size.width() for size in sizes), default=0)
        return QSize(wide, max((size.height() for size in sizes), default=0))

    def _forget(self) -> None:
        self._sizes, self._heights = [], {}

    def _hints(self) -> list[QSize]:
        if not self._sizes:
            self._sizes = [item.sizeHint() for item in self._items]
        return self._sizes

    def _place(self, rect: QRect, *, move: bool) -> int:
        top = rect.y()
        for at, line in enumerate(self._lines(rect.width())):
            top += self._space if at else 0
            right, high = rect.x() + rect.width(), max(size.height() for _, size in line)
            for item, size in line if move else ():
                place = QPoint(right - size.width(), top + (high - size.height()) // 2)
                item.setGeometry(QRect(place, size))
                right -= size.width() + self._space
            top += high
        return top - rect.y()

    def _lines(self, width: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        lines: list[list[tuple[QLayoutItem, QSize]]] = []
        left = 0
        for item, size in zip(self._items, self._hints(), strict=True):
            if not lines or size.width() > left:
                lines.append([])
                left = width
            lines[-1].append((item, size))
            left -= size.width() + self._space
        return lines
