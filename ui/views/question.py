"""A question before something is done that cannot be taken back by a key."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.views.parts import button, on_click, row, text
from ui.views.roomy import Dialog


class QuestionView(Dialog):
    """Reports `agreed`: Enter does it, Esc leaves everything as it is."""

    agreed = Signal()

    def __init__(
        self, about: str, under: str, act: str, parent: QWidget, *, back: str = "بازگشت"
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(about)
        self.finished.connect(self.deleteLater)
        self.resize(520, 0)
        agree = on_click(button(act, "primary", key="Enter"), self._agree)
        agree.setDefault(True)
        leave = on_click(button(back, key="Esc"), self.reject)
        leave.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(text(about, "heading", wrap=True))
        column.addWidget(text(under, "soft", wrap=True))
        column.addLayout(row(agree, leave, 1))

    def _agree(self) -> None:
        self.agreed.emit()
        self.accept()
