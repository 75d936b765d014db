"""The desk: services at the right, the form or the paper in the middle, money and promise at left.

It only puts the views side by side and brings them to the front; `ui.counter` joins them.
"""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.domain.text import persian_digits
from ui.models.choosing import agency_of
from ui.models.request import Request
from ui.views.fee import FeeView
from ui.views.form import FormView
from ui.views.papers import PapersView
from ui.views.parts import card, chip, icon, key_cap, row, scroll, text, tight
from ui.views.payment import PaymentView
from ui.views.receipt import PaperView, PromiseView
from ui.views.services import ServicesView
from ui.views.told import ToldView

SIDE_WIDTH = 312
KEYS = (
    ("F2", "جست‌وجوی خدمت"),
    ("F1", "راهنمای خدمت: گام‌ها، مدارک، زمان، شناسنامه"),
    ("Enter", "رفتن به پرسش بعدی"),
    ("F8", "رفتن به نخستین مورد مانده"),
    ("F7", "پذیرفتن پیشنهاد زیر پرسش"),
    ("F9", "ثبت درخواست"),
    ("F10", "دریافت با کارت‌خوان"),
    ("F11", "ثبت برگه کارت‌خوان با دست"),
    ("F12", "چاپ رسید"),
)


class FormPage(QWidget):
    """The middle column while a request is filled: title, fields, told amounts, papers."""

    edited = Signal(str, object)
    left = Signal(str)

    def __init__(self, request: Request, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        inside = QWidget()
        self.area = scroll(inside, name="کاربرگ")
        whole = tight(QVBoxLayout(self), 8)
        whole.addLayout(_title(request))
        whole.addWidget(self.area, 1)
        self.form = FormView(request, inside)
        self.told, self.papers = ToldView(inside), PapersView(inside)
        self.form.edited.connect(self.edited)
        self.form.left.connect(self.left)
        column = QVBoxLayout(inside)
        column.setContentsMargins(20, 4, 20, 20)
        column.setSpacing(12)
        for part in (self.form, self.told, self.papers):
            column.addWidget(part)
        column.addStretch(1)
        self.show_request(request)

    def show_request(self, request: Request) -> None:
        """Hand the request to each part."""
        for part in (self.form, self.told, self.papers):
            part.show_request(request)

    def focus(self, place: str) -> None:
        """Put the caret where `Request.first_trouble` says."""
        where, _, what = place.partition("/")
        if where == "paper":
            self.papers.focus(what)
        elif where == "told":
            self.told.focus(int(what))
        else:
            self.form.focus(place)

    def follow(self, widget: QWidget | None) -> None:
        """Scroll so that the caret and its message are in sight."""
        if widget is not None and self.isAncestorOf(widget):
            self.area.ensureWidgetVisible(widget, 20, 60)


class DeskView(QWidget):
    """Three columns. `services`, `fee`, `payment`, `promise`, `paper` live as long as it does."""

    def __init__(self) -> None:
        super().__init__()
        self.services = ServicesView()
        self.fee, self.payment, self.promise = FeeView(), PaymentView(), PromiseView()
        self.paper = PaperView()
        self.page: FormPage | None = None
        self.welcome, self.idle = _welcome(), _idle()
        self.middle, self.side = QStackedWidget(), QStackedWidget()
        for screen in (self.welcome, self.paper):
            self.middle.addWidget(screen)
        for screen in (self.idle, self.fee, self.payment, self.promise):
            self.side.addWidget(screen)
        line = tight(QHBoxLayout(self), 0)
        line.addWidget(self.services)
        line.addWidget(self.middle, 1)
        line.addWidget(_side(self.side))

    def begin(self, request: Request, join: Callable[[FormPage], object]) -> None:
        """A new form in place of the old one; `join` connects it before it shows."""
        self.drop_page()
        self.page = FormPage(request, self.middle)
        join(self.page)
        self.middle.addWidget(self.page)
        self.middle.setCurrentWidget(self.page)
        self.fee.refuse("")
        self.side.setCurrentWidget(self.fee)

    def rest(self) -> None:
        """No request: the key map, and an empty column."""
        self.drop_page()
        self.middle.setCurrentWidget(self.welcome)
        self.side.setCurrentWidget(self.idle)

    def drop_page(self) -> None:
        """Forget the form on screen."""
        if self.page is not None:
            self.middle.removeWidget(self.page)
            self.page.deleteLater()
            self.page = None


def _title(request: Request) -> QVBoxLayout:
    service = request.service
    code = chip(f"کد {persian_digits(service.number)}")
    column = QVBoxLayout()
    column.setContentsMargins(24, 16, 24, 0)
    column.setSpacing(2)
    title = text(service.title, "title", wrap=True)
    line = row(title, code, text("راهنما", "note"), key_cap("F1"), space=8)
    line.setStretch(0, 1)
    column.addLayout(line)
    column.addWidget(text(agency_of(request.catalogue, service), "soft", wrap=True))
    return column


def _side(stack: QStackedWidget) -> QFrame:
    box = QFrame()
    box.setProperty("role", "side")
    box.setFixedWidth(SIDE_WIDTH)
    tight(QVBoxLayout(box), 0).addWidget(stack)
    return box


def _welcome() -> QWidget:
    screen = QWidget()
    box, column = card(margin=24, space=10)
    box.setMaximumWidth(520)
    column.addWidget(text("خدمت را برگزینید", "title"))
    words = "نام خدمت، شماره آن یا نام دستگاه را بنویسید و Enter بزنید."
    column.addWidget(text(words, "soft", wrap=True))
    column.addSpacing(6)
    for key, meaning in KEYS:
        cap = key_cap(key)
        cap.setFixedWidth(56)
        column.addLayout(row(cap, text(meaning), 1, space=12))
    outer = QVBoxLayout(screen)
    outer.addWidget(box, 0, Qt.AlignmentFlag.AlignCenter)
    return screen


def _idle() -> QWidget:
    screen = QWidget()
    column = QVBoxLayout(screen)
    column.setContentsMargins(24, 24, 24, 24)
    column.setSpacing(12)
    column.addStretch(1)
    column.addWidget(icon("receipt-text", "text3", 36), 0, Qt.AlignmentFlag.AlignHCenter)
    words = text("هزینه، زمان پاسخ و پرداخت این‌جا می‌آید.", "soft", wrap=True)
    words.setAlignment(Qt.AlignmentFlag.AlignCenter)
    column.addWidget(words)
    column.addStretch(2)
    return screen
