"""The bills of a visit as they are scanned: biller, both numbers, amount; F9 registers them all."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.bills import Bill
from app.domain.money import rials
from app.domain.text import persian_digits
from ui import words
from ui.views.flow import Flow
from ui.views.parts import LEFT, Notice, button, card, chip, clear, on_click, row, scroll, tight
from ui.views.parts import text as words_of

BILLERS = {
    "water": "آب",
    "power": "برق",
    "gas": "گاز",
    "landline": "تلفن ثابت",
    "mobile": "تلفن همراه",
    "municipality": "عوارض شهرداری",
    "tax": "مالیات",
    "traffic_fine": "جریمه رانندگی",
}


class BillsView(QWidget):
    """The middle column while bills are scanned. Reports `registered` (F9) and `dropped` (F8: the
    last one)."""

    registered = Signal()
    dropped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.told = Notice("bad")
        self.count = words_of("", "soft")
        inside = QWidget()
        self.lines = tight(QVBoxLayout(inside), 8)
        self.total = words_of("", "display")
        self.total.setAlignment(LEFT)
        self.go = on_click(button("ثبت قبض‌ها", "primary", key="F9"), self.registered.emit)
        self.drop = on_click(button("برداشتن آخرین قبض", "plain", key="F8"), self.dropped.emit)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addLayout(row(words_of("قبض‌های این مراجعه", "title"), self.count, 1, space=12))
        hint = "رمزینه هر قبض را پویش کنید، یا شناسه قبض و شناسه پرداخت را با یک فاصله بنویسید."
        column.addWidget(words_of(hint, "soft", wrap=True))
        column.addWidget(self.told)
        column.addWidget(scroll(inside, name="قبض‌ها"), 1)
        column.addLayout(
            row(words_of("جمع", "strong"), 1, self.total, words_of("ریال", "note"), space=6)
        )
        foot = QWidget()
        flow = Flow(foot, 8)
        flow.addWidget(self.go)
        flow.addWidget(self.drop)
        column.addWidget(foot)

    def show_bills(self, bills: tuple[Bill, ...]) -> None:
        """The only place that touches the lines after building."""
        clear(self.lines)
        for bill in bills:
            self.lines.addWidget(_line(bill))
        self.lines.addStretch(1)
        self.count.setText(f"{persian_digits(len(bills))} قبض" if bills else "")
        self.total.setText(rials(sum(bill.amount for bill in bills)))
        for push in (self.go, self.drop):
            push.setEnabled(bool(bills))

    def end(self) -> None:
        """They are registered: what is shown is what is paid."""
        for push in (self.go, self.drop):
            push.setEnabled(False)

    def refuse(self, said: str, who: str = "") -> None:
        """Why the last line was not taken; "" takes it away."""
        self.told.say(said, who)


def biller(bill: Bill) -> str:
    """Who is paid, in words."""
    return BILLERS.get(bill.biller, bill.biller)


def _line(bill: Bill) -> QWidget:
    box, column = card("card", margin=12, space=4)
    amount = words_of(rials(bill.amount), "heading")
    amount.setAlignment(LEFT)
    column.addLayout(row(chip(biller(bill), "info"), 1, amount, words_of("ریال", "note"), space=6))
    numbers = f"شناسه قبض {words.grouped(bill.bill)} · شناسه پرداخت {words.grouped(bill.payment)}"
    column.addWidget(words_of(numbers, "note", wrap=True))
    return box
