"""What the desk shows while there is no request: how to begin, and where the money will be."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.keys import keys_at
from ui.theme import sizes
from ui.views.empty import Empty
from ui.views.key_list import KeyList
from ui.views.parts import card, row, scroll, text

# The keys an operator begins with; Ctrl+F1 has them all.
FIRST = (
    *("F2", "F1", "Enter", "F5", "F7", "F8", "F9", "F10", "F11", "F12"),
    *("Shift+F3", "Shift+F8", "Ctrl+F5", "Ctrl+F2", "Ctrl+F1"),
)
WORDS = (
    "نام خدمت، شماره آن یا نام دستگاه را بنویسید و Enter بزنید. شماره ملی مراجعه‌کننده، شناسه "
    "پیگیری یا رمزینه قبض را هم همان‌جا بنویسید یا پویش کنید."
)


def welcome(waiting: QWidget) -> QWidget:
    """How a request is begun, and the keys; `waiting` says what is still to come."""
    # First the empty area: what is in it already would be dressed now, and under each new parent.
    inside = QWidget()
    area = scroll(inside, name="کلیدهای میز")
    box, column = card(margin=24, space=10)
    sizes.hold(box, most_width=620)
    column.addWidget(waiting)
    column.addWidget(text("خدمت را برگزینید", "title"))
    column.addWidget(text(WORDS, "soft", wrap=True))
    column.addSpacing(6)
    column.addWidget(KeyList([key for key in keys_at("request") if key.key in FIRST]))
    outer = QVBoxLayout(inside)
    outer.addStretch(1)
    line = row(1, box, 1)
    line.setStretch(1, 100)
    outer.addLayout(line)
    outer.addStretch(1)
    return area


def idle() -> QWidget:
    """The side, while there is nothing to pay."""
    return Empty("receipt-text", "هزینه، زمان پاسخ و پرداخت این‌جا می‌آید.")
