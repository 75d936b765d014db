"""Asks why: a receipt is printed again, or another's case is looked at. The reason is kept."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from ui.views.parts import RIGHT, button, on_click, row, text
from ui.views.roomy import Dialog

LEAST = 3
MOST = 200


@dataclass(frozen=True, slots=True)
class Why:
    """What is asked: the heading, what becomes of the answer, usual answers, and the key's word."""

    title: str
    said: str
    usual: tuple[str, ...]
    agree: str


REPRINT = Why(
    "این رسید پیش‌تر چاپ شده است",
    "روی برگه «چاپ مجدد» با نام شما، زمان و دلیل نوشته و در سیاهه ثبت می‌شود.",
    ("برگه نخست گم شده است", "چاپ خوانا نبود", "نسخه برای دستگاه خواسته شده است"),
    "چاپ مجدد",
)
READ = Why(
    "این پرونده را متصدی دیگری پذیرفته است",
    "دیدن آن با نام شما و دلیل در سیاهه ثبت می‌شود.",
    ("متقاضی پشت باجه است", "پیگیری درخواست متقاضی", "به خواست مدیر دفتر"),
    "دیدن پرونده",
)


class WhyView(Dialog):
    """No reason, no way on. Reports `agreed(reason)`; F2, F3 and F4 take a usual one."""

    agreed = Signal(str)

    def __init__(self, why: Why, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(why.agree)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(560, 0)
        self.reason = QLineEdit()
        self.reason.setAlignment(RIGHT)
        self.reason.setMaxLength(MOST)
        self.reason.setAccessibleName("دلیل")
        self.reason.setPlaceholderText("دلیل را بنویسید یا یکی را برگزینید")
        self.reason.textChanged.connect(self._typed)
        self.agree = on_click(button(why.agree, "primary", key="Enter"), self._agree)
        self.agree.setEnabled(False)
        self.agree.setDefault(True)
        self.usual = [self._usual(at, words) for at, words in enumerate(why.usual, 2)]
        back = on_click(button("بازگشت", "plain", key="Esc"), self.reject)
        back.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(text(why.title, "heading", wrap=True))
        column.addWidget(text(why.said, "soft", wrap=True))
        column.addWidget(text("دلیل", "label"))
        column.addWidget(self.reason)
        for push in self.usual:
            column.addLayout(row(push, 1))
        column.addLayout(row(self.agree, back, 1))

    def _usual(self, at: int, words: str) -> QPushButton:
        push = on_click(button(words, "pill", key=f"F{at}"), lambda: self.reason.setText(words))
        push.setShortcut(f"F{at}")
        push.setAutoDefault(False)
        return push

    def _typed(self, words: str) -> None:
        self.agree.setEnabled(len(words.strip()) >= LEAST)

    def _agree(self) -> None:
        if self.agree.isEnabled():
            # Before `agreed`: it may open the next question over this one.
            self.accept()
            self.agreed.emit(self.reason.text().strip())
