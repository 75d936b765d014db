"""What stands where a list would be while there is nothing in it: a picture and one sentence."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme import sizes
from ui.views.parts import icon, row, text

WIDTH = 460


class Empty(QWidget):
    """Takes the caret when the list cannot, so that keys go on and a screen reader says why."""

    def __init__(self, name: str, said: str = "") -> None:
        super().__init__()
        self.words = text("", "soft", wrap=True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        sizes.hold(self.words, most_width=WIDTH)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addStretch(2)
        column.addWidget(icon(name, "text3", 36), 0, Qt.AlignmentFlag.AlignHCenter)
        line = row(1, self.words, 1)
        line.setStretch(1, 100)
        column.addLayout(line)
        column.addStretch(3)
        self.say(said)

    def say(self, said: str) -> None:
        """Why there is nothing, and what brings something here."""
        self.words.setText(said)
        self.setAccessibleName(said)

    def stand_for(self, rows: QWidget, *, empty: bool) -> None:
        """Show one of both; the caret goes with it."""
        here = self if empty else rows
        other = rows if empty else self
        had = other.hasFocus()
        here.show()
        other.hide()
        if had:
            here.setFocus(Qt.FocusReason.OtherFocusReason)
