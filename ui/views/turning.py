"""Parts side by side that stand one below the other once the type is large."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QBoxLayout, QLayout, QWidget

from ui.theme import sizes
from ui.views.parts import tight

LARGE = 125
WAY = QBoxLayout.Direction


class Turning(QWidget):
    """Turns with the size of the type, beyond `most`; parts are widgets or layouts with the room
    they take."""

    def __init__(
        self, *parts: tuple[QWidget | QLayout, int], space: int = 8, most: int = LARGE
    ) -> None:
        super().__init__()
        self.most = most
        self.line = tight(QBoxLayout(WAY.LeftToRight, self), space)
        for part, stretch in parts:
            if isinstance(part, QWidget):
                self.line.addWidget(part, stretch)
            else:
                self.line.addLayout(part, stretch)
        self._turn()

    def changeEvent(self, event: QEvent) -> None:
        """A new sheet is worn: perhaps in another size."""
        if event.type() == QEvent.Type.StyleChange:
            self._turn()
        super().changeEvent(event)

    def _turn(self) -> None:
        large = sizes.size() > self.most
        self.line.setDirection(WAY.TopToBottom if large else WAY.LeftToRight)
