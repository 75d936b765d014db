"""Asks for one line of words before something is done: a reason, a name; without it, no way on."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ui.views.parts import RIGHT, Notice, button, on_click, row, text
from ui.views.roomy import Dialog

LEAST = 3


class ReasonView(Dialog):
    """Reports `agreed(words)`. `about` is the heading, `under` what will happen, `least` how many
    letters it wants."""

    agreed = Signal(str)

    def __init__(self, about: str, under: str, parent: QWidget, *, label: str = "دلیل") -> None:
        super().__init__(parent)
        self.least = LEAST
        self.resize(520, 0)
        self.reason = QLineEdit()
        self.reason.setAlignment(RIGHT)
        self.reason.setAccessibleName(label)
        self.reason.textChanged.connect(self._typed)
        self.trouble = Notice("bad")
        self.agree = on_click(button("ادامه", "primary", key="Enter"), self._agree)
        self.agree.setEnabled(False)
        self.agree.setDefault(True)
        self.setWindowTitle(about)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(text(about, "heading", wrap=True))
        column.addWidget(text(under, "soft", wrap=True))
        column.addWidget(text(label, "label"))
        column.addWidget(self.reason)
        column.addWidget(self.trouble)
        back = on_click(button("بازگشت", "plain", key="Esc"), self.reject)
        back.setAutoDefault(False)
        line = row(self.agree, back, 1)
        column.addLayout(line)
        self.finished.connect(self.deleteLater)

    def _typed(self, words: str) -> None:
        self.agree.setEnabled(len(words.strip()) >= self.least)

    def _agree(self) -> None:
        if self.agree.isEnabled():
            self.agreed.emit(self.reason.text().strip())
            self.accept()
