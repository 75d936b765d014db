"""Before a promise is dated by a doubtful clock: a person looks at a calendar and says so."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.views.parts import button, on_click, row, text
from ui.views.roomy import Dialog


class DateDialog(Dialog):
    """Reports `agreed`; Enter agrees, Esc leaves the request as it is."""

    agreed = Signal()

    def __init__(self, asked: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("تاریخ امروز")
        self.resize(520, 0)
        wrong = "اگر نیست، ساعت رایانه را درست کنید یا یک بار همگام کنید (F4) و دوباره بزنید."
        agree = on_click(button("بله، همین است", "primary", key="Enter"), self._agree)
        agree.setDefault(True)
        back = on_click(button("نیست", "plain", key="Esc"), self.reject)
        back.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(text(asked, "strong", wrap=True))
        column.addWidget(text(wrong, "soft", wrap=True))
        column.addLayout(row(agree, back, 1))

    def _agree(self) -> None:
        self.agreed.emit()
        self.accept()
