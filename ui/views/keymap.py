"""The key map: every key of the place we are at, and those that work everywhere. Ctrl+F1, Esc."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ui.keys import EVERYWHERE
from ui.theme import sizes
from ui.views.parts import RIGHT, button, card, key_cap, on_click, row, scroll, text
from ui.views.roomy import Dialog

WIDTH, HEIGHT, CAP, COLUMNS = 860, 620, 92, 2


class Told(Protocol):
    """A key of any table: where it works (EVERYWHERE: "") and what it does there."""

    @property
    def key(self) -> str: ...
    @property
    def place(self) -> str: ...
    @property
    def means(self) -> str: ...


class KeyMapView(Dialog):
    """Draws keys once; it is closed by what opened it."""

    def __init__(self, title: str, keys: Sequence[Told], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("کلیدها")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(WIDTH, HEIGHT)
        self.keys = tuple(keys)
        inside = QWidget()
        boxes = QVBoxLayout(inside)
        boxes.setContentsMargins(24, 8, 24, 8)
        boxes.setSpacing(12)
        own = [key for key in self.keys if key.place != EVERYWHERE]
        common = [key for key in self.keys if key.place == EVERYWHERE]
        for heading, some in ((f"در «{title}»", own), ("همه‌جا", common)):
            if some:
                boxes.addWidget(_box(heading, some))
        boxes.addStretch(1)
        close = on_click(button("بستن", "plain", key="Esc"), self.reject)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 16, 0, 16)
        head, foot = row(text("کلیدها", "title"), 1, key_cap("Ctrl+F1")), row(1, close)
        for line in (head, foot):
            line.setContentsMargins(24, 0, 24, 0)
        whole.addLayout(head)
        whole.addWidget(scroll(inside, name="کلیدها"), 1)
        whole.addLayout(foot)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The key that opened it closes it too."""
        if event.key() == Qt.Key.Key_F1:
            self.reject()
        else:
            super().keyPressEvent(event)


def _box(heading: str, keys: Sequence[Told]) -> QWidget:
    box, column = card(margin=16, space=10)
    column.addWidget(text(heading, "heading"))
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(8)
    lines = (len(keys) + 1) // COLUMNS
    for at, key in enumerate(keys):
        across = at // lines * 2
        cap = key_cap(key.key)
        sizes.hold(cap, span=CAP)
        grid.addWidget(cap, at % lines, across)
        said = text(key.means, wrap=True)
        said.setAlignment(RIGHT)
        grid.addWidget(said, at % lines, across + 1)
        grid.setColumnStretch(across + 1, 1)
    column.addLayout(grid)
    return box
