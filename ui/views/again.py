"""A receipt beside the list of the day: the paper, what became of printing it, and two keys."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.acts import RequestRow
from ui import words
from ui.theme import sizes
from ui.views.parts import Notice, button, card, on_click, row, text, tight
from ui.views.receipt import PaperView


class AgainView(QWidget):
    """Reports `printed` (F12) and `left` (Esc)."""

    printed = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        sizes.hold(self, least_width=340, most_width=460)
        self.paper = PaperView()
        self.tid, self.told = text("", "soft"), Notice("good")
        box, column = card(margin=0, space=0)
        column.addWidget(self.paper, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 0, 16, 16)
        foot.setSpacing(8)
        foot.addWidget(self.told)
        foot.addWidget(self.tid)
        again = on_click(
            button("چاپ دوباره", "plain", key="F12", name="printer"), self.printed.emit
        )
        close = on_click(button("بستن", "plain", key="Esc"), self.left.emit)
        line = row(again, close)
        line.setStretch(0, 1)
        foot.addLayout(line)
        column.addLayout(foot)
        tight(QVBoxLayout(self), 0).addWidget(box)

    def show_request(self, request: RequestRow) -> None:
        """Whose receipt it is, before the picture has come."""
        self.tid.setText(words.tracking(request.tid))
        self.told.say("")
        self.paper.show_paper(request.service_title, b"")
