"""A picture of a paper before it is kept: what is beside the paper is cut off.

Arrows move the edge that is chosen (Tab: the next edge), the mouse draws a frame; Enter keeps, Esc
gives up.
"""

from collections.abc import Mapping

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.text import isolate, persian_digits
from ui.theme.dress import current
from ui.views.parts import button, key_cap, on_click, row, text
from ui.views.roomy import Dialog

WIDE, HIGH, STEP, LEAST = 640, 460, 12, 40
EDGES, SIDES = ("راست", "بالا", "چپ", "پایین"), (0, 2)
ARROWS: Mapping[int, tuple[int, int]] = {
    Qt.Key.Key_Left: (-STEP, 0),
    Qt.Key.Key_Right: (STEP, 0),
    Qt.Key.Key_Up: (0, -STEP),
    Qt.Key.Key_Down: (0, STEP),
}


class CropView(Dialog):
    """Reports `kept(QImage)`: what is inside the frame."""

    kept = Signal(object)

    def __init__(self, title: str, picture: QImage, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.board = Board(picture)
        self.edge = text("", "soft")
        self.board.moved.connect(self._tell)
        keep = on_click(button("نگه‌داشتن", "primary", key="Enter"), self._keep)
        back = on_click(button("بازگشت", "plain", key="Esc"), self.reject)
        for push in (keep, back):
            push.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(text(title, "heading", wrap=True))
        column.addWidget(self.board, 0, Qt.AlignmentFlag.AlignHCenter)
        hint = row(key_cap("↑ ↓ ← →"), text("جابه‌جایی لبه", "note"), key_cap("Tab"), self.edge, 1)
        column.addLayout(hint)
        column.addLayout(row(keep, back, 1))
        self.board.setFocus()
        self._tell()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter keeps what is inside the frame."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._keep()
        else:
            super().keyPressEvent(event)

    def _tell(self) -> None:
        size = self.board.frame.size()
        pixels = isolate(persian_digits(f"{size.width()}×{size.height()}"))
        self.edge.setText(f"لبه {EDGES[self.board.edge]} · {pixels}")

    def _keep(self) -> None:
        self.kept.emit(self.board.picture.copy(self.board.frame))
        self.accept()


class Board(QWidget):
    """The picture, and a frame around what will be kept; `moved` when it changed."""

    moved = Signal()

    def __init__(self, picture: QImage) -> None:
        super().__init__()
        self.picture, self.frame, self.edge = picture, picture.rect(), 0
        keep = Qt.AspectRatioMode.KeepAspectRatio
        self.shown = picture.size().scaled(QSize(WIDE, HIGH), keep)
        self.setFixedSize(self.shown)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("تصویر مدرک و کادر برش")
        self._from = QPoint()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes from edge to edge, and after the last one on to the buttons."""
        edge = self.edge + (1 if forward else -1)
        self.edge = edge % len(EDGES)
        self.moved.emit()
        return edge == self.edge or super().focusNextPrevChild(forward)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """An arrow moves the chosen edge, never past the other one."""
        dx, dy = ARROWS.get(event.key(), (0, 0))
        if not (dx if self.edge in SIDES else dy):
            super().keyPressEvent(event)
            return
        frame = self.frame
        left, top, right, bottom = frame.left(), frame.top(), frame.right(), frame.bottom()
        moved = {
            0: (left, top, right + dx, bottom),
            1: (left, top + dy, right, bottom),
            2: (left + dx, top, right, bottom),
            3: (left, top, right, bottom + dy),
        }[self.edge]
        self._take(QRect(QPoint(*moved[:2]), QPoint(*moved[2:])))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A new frame begins here."""
        self._from = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """It ends here, so far."""
        drawn = QRect(self._from, event.position().toPoint()).normalized()
        scale = self.picture.width() / self.width()
        corner, size = drawn.topLeft() * scale, drawn.size() * scale
        self._take(QRect(corner, size))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """What is cut off stands in the dark."""
        painter = QPainter(self)
        painter.drawImage(self.rect(), self.picture)
        scale = self.width() / self.picture.width()
        inside = QRect(self.frame.topLeft() * scale, self.frame.size() * scale)
        dark = QColor(0, 0, 0, 150)
        painter.fillRect(0, 0, self.width(), inside.top(), dark)
        painter.fillRect(0, inside.bottom() + 1, self.width(), self.height(), dark)
        painter.fillRect(0, inside.top(), inside.left(), inside.height(), dark)
        painter.fillRect(inside.right() + 1, inside.top(), self.width(), inside.height(), dark)
        painter.setPen(QPen(QColor(current().primary), 2))
        painter.drawRect(inside.adjusted(0, 0, -1, -1))

    def _take(self, frame: QRect) -> None:
        frame = frame & self.picture.rect()
        if frame.width() >= LEAST and frame.height() >= LEAST:
            self.frame = frame
            self.update()
            self.moved.emit()
