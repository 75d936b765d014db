"""A paper to look at, page under page: a receipt behind a number, the copy that was kept of a
citizen's paper."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ui.views.parts import scroll, text
from ui.views.roomy import Dialog

WIDE = 620


class PaperLook(Dialog):
    """Esc closes it; the arrow keys turn the paper."""

    def __init__(self, title: str, pictures: tuple[bytes, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(680, 720)
        inside = QWidget()
        pages = QVBoxLayout(inside)
        for picture in pictures:
            pages.addWidget(_page(title, picture))
        column = QVBoxLayout(self)
        column.addWidget(text(title, "heading", wrap=True))
        area = scroll(inside, name=title)
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        column.addWidget(area, 1)


def _page(title: str, picture: bytes) -> QLabel:
    pixmap, page = QPixmap(), QLabel()
    pixmap.loadFromData(picture)
    if pixmap.width() > WIDE:
        pixmap = pixmap.scaledToWidth(WIDE, Qt.TransformationMode.SmoothTransformation)
    page.setPixmap(pixmap)
    page.setAccessibleName(title)
    return page
