"""A Jalali month to look at beside a date field; arrows move, Enter takes, Esc leaves.

Painted by hand: Qt's own calendar marks the wrong days off and its date field reverses in RTL.
"""

from collections.abc import Callable, Iterator, Mapping

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.domain.text import persian_digits
from ui.models.month import HEADS, WEEK, Day, Month
from ui.theme import sizes
from ui.theme.dress import current
from ui.theme.tokens import Tokens
from ui.views.parts import button, key_cap, on_click, row, text

ROWS = 6
CENTER = Qt.AlignmentFlag.AlignCenter
Turn = Callable[[Month], Month]
KEYS: Mapping[int, Turn] = {
    Qt.Key.Key_Left: lambda month: month.step(1),
    Qt.Key.Key_Right: lambda month: month.step(-1),
    Qt.Key.Key_Down: lambda month: month.step(WEEK),
    Qt.Key.Key_Up: lambda month: month.step(-WEEK),
    Qt.Key.Key_PageDown: lambda month: month.turn(1),
    Qt.Key.Key_PageUp: lambda month: month.turn(-1),
    Qt.Key.Key_Home: lambda month: month.go(month.today),
}
YEARS: Mapping[int, Turn] = {
    Qt.Key.Key_PageDown: lambda month: month.turn(12),
    Qt.Key.Key_PageUp: lambda month: month.turn(-12),
}


class MonthGrid(QWidget):
    """The painted weeks, from the right edge to the left. Reports `picked` for a click."""

    picked = Signal(object)

    def __init__(self, month: Month) -> None:
        super().__init__()
        self.month = month
        # It lives as long as it is open: the type keeps its size.
        self.cell, self.head = sizes.px(40), sizes.px(28)
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        """Always six weeks high, so that nothing moves from month to month."""
        return QSize(self.cell * WEEK, self.head + self.cell * ROWS)

    def show_month(self, month: Month) -> None:
        """Another day or month."""
        self.month = month
        self.update()

    def places(self) -> Iterator[tuple[QRect, Day]]:
        """Where each day stands."""
        for line, week in enumerate(self.month.weeks):
            for column, day in enumerate(week):
                if day is not None:
                    yield self._cell(line, column), day

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Heads, then days: off in red, today ringed, the marked one filled."""
        painter, tokens = QPainter(self), current()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for column, head in enumerate(HEADS):
            painter.setPen(QColor(tokens.bad if column == WEEK - 1 else tokens.text3))
            painter.drawText(QRect(self._x(column), 0, self.cell, self.head), CENTER, head)
        for rect, day in self.places():
            self._paint_day(painter, rect, day, tokens)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click takes a day."""
        at = event.position().toPoint()
        for rect, day in self.places():
            if rect.contains(at):
                self.picked.emit(day.date)

    def _paint_day(self, painter: QPainter, rect: QRect, day: Day, tokens: Tokens) -> None:
        marked = day.date == self.month.at
        box = QRectF(rect).adjusted(3, 3, -3, -3)
        ring = QColor(tokens.primary) if day.date == self.month.today else None
        painter.setPen(QPen(ring, 1.5) if ring else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.primary) if marked else Qt.BrushStyle.NoBrush)
        if marked or ring:
            painter.drawRoundedRect(box, 8, 8)
        ink = tokens.on_primary if marked else tokens.bad if day.off else tokens.text
        painter.setPen(QColor(ink))
        painter.drawText(rect, CENTER, persian_digits(day.date.day))
        if day.title:
            # A holiday has a dot as well as a colour; a Friday stands in its own column.
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(ink))
            painter.drawEllipse(QRectF(rect.center().x() - 2, rect.bottom() - 10, 4, 4))

    def _x(self, column: int) -> int:
        return (WEEK - 1 - column) * self.cell

    def _cell(self, line: int, column: int) -> QRect:
        top = self.head + line * self.cell
        return QRect(self._x(column), top, self.cell, self.cell)


class CalendarView(QFrame):
    """A pop-up below the field. Reports `picked(text)`; typing anything closes it."""

    picked = Signal(str)

    def __init__(self, month: Month, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "popup")
        self.setAccessibleName("تقویم")
        self.month = month
        self.grid = MonthGrid(month)
        self.grid.picked.connect(self._clicked)
        self.title, self.said = text("", "heading"), text("", "soft", wrap=True)
        before = on_click(button("", "quiet", name="chevron-right"), lambda: self.turn(-1))
        after = on_click(button("", "quiet", name="chevron-left"), lambda: self.turn(1))
        for push, name in ((before, "ماه پیش (PageUp)"), (after, "ماه پس (PageDown)")):
            push.setAccessibleName(name)
            push.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            sizes.hold(push, span=40)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 12)
        column.addLayout(row(before, 1, self.title, 1, after))
        column.addWidget(self.grid)
        self.said.setFixedHeight(sizes.high(44, 2))
        column.addWidget(self.said)
        caps = (key_cap("↑ ↓ ← →"), key_cap("PageUp/Down"), key_cap("Enter"), key_cap("Esc"))
        column.addLayout(row(*caps, 1, space=4))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._draw()

    def open_below(self, field: QWidget) -> None:
        """Right edge on right edge, below the field or above it where there is no room."""
        size, corner = self.sizeHint(), field.mapToGlobal(QPoint(field.width(), field.height() + 4))
        screen = QGuiApplication.screenAt(corner) or QGuiApplication.primaryScreen()
        room = screen.availableGeometry()
        top = corner.y()
        if top + size.height() > room.bottom():
            top = field.mapToGlobal(QPoint(0, 0)).y() - size.height() - 4
        self.move(max(room.left(), corner.x() - size.width()), max(room.top(), top))
        self.show()
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def turn(self, months: int) -> None:
        """Some months on or back."""
        self.month = self.month.turn(months)
        self._draw()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go by what is seen: left is the next day."""
        shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        turn = (YEARS if shifted else KEYS).get(event.key())
        if turn:
            self.month = turn(self.month)
            self._draw()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.picked.emit(self.month.text)
            self.close()
        else:
            self.close()

    def _clicked(self, date: object) -> None:
        self.picked.emit(self.month.go(date).text)
        self.close()

    def _draw(self) -> None:
        self.title.setText(self.month.title)
        self.said.setText(self.month.said)
        self.grid.show_month(self.month)
