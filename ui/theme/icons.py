"""Line icons (lucide, ISC) in the colour of a token, drawn at twice the size for sharp screens.

A widget dressed by `put_on` remembers its icon and token, so a change of theme can renew it.
"""

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

import resources
from ui.theme import sizes
from ui.theme.dress import current

SHARP = 2


@cache
def pixmap(name: str, colour: str, size: int) -> QPixmap:
    """The icon as a square picture of that logical size."""
    source = resources.read(f"icons/{name}.svg").replace(b"currentColor", colour.encode())
    picture = QPixmap(size * SHARP, size * SHARP)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(source)).render(painter, QRectF(0, 0, size * SHARP, size * SHARP))
    painter.end()
    picture.setDevicePixelRatio(SHARP)
    return picture


def put_on(widget: QAbstractButton | QLabel, name: str, token: str, size: int = 18) -> None:
    """Give a button or label that icon in that token's colour."""
    widget.setProperty("line_icon", f"{name} {token} {size}")
    _draw(widget)


def renew(root: QWidget) -> None:
    """Draw all icons below `root` again, in the theme now worn."""
    for button in root.findChildren(QAbstractButton):
        if button.property("line_icon"):
            _draw(button)
    for label in root.findChildren(QLabel):
        if label.property("line_icon"):
            _draw(label)


def _draw(widget: QAbstractButton | QLabel) -> None:
    name, token, pixels = str(widget.property("line_icon")).split()
    size = sizes.px(int(pixels))
    picture = pixmap(name, getattr(current(), token), size)
    if isinstance(widget, QLabel):
        widget.setFixedSize(size, size)
        widget.setPixmap(picture)
    else:
        widget.setIcon(QIcon(picture))
        widget.setIconSize(QSize(size, size))
