"""The card of the promise: when the answer comes at the latest, and what that rests on."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.due import Due
from ui import words
from ui.views.parts import card, chip, row, text, tight


class DueCard(QWidget):
    """The same before a request is registered and after."""

    def __init__(self) -> None:
        super().__init__()
        box, column = card("inset", margin=14, space=4)
        self.provisional = chip("موقت", "warn")
        column.addLayout(row(text("زمان نهایی پاسخ", "label"), 1, self.provisional))
        self.words = text("", "heading", wrap=True)
        self.basis = text("", "note", wrap=True)
        column.addWidget(self.words)
        column.addWidget(self.basis)
        tight(QVBoxLayout(self), 0).addWidget(box)

    def show_due(self, due: Due) -> None:
        """Another promise."""
        self.words.setText(words.due_text(due))
        self.basis.setText(words.due_basis(due))
        self.provisional.setVisible(due.provisional)
