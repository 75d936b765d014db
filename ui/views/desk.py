"""The desk: services at the right, the form or the paper in the middle, money and promise at left.

It only puts the views side by side and brings them to the front; `ui.counter` joins them.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui.keys import Key, keys_at
from ui.theme import sizes
from ui.views.flow import Flow
from ui.views.parts import Notice, card, icon, key_cap, row, scroll, text, tight
from ui.views.roomy import SideColumn
from ui.views.services import ServicesView
from ui.views.visit import VisitLine

if TYPE_CHECKING:
    # What stands beside a request is loaded when there is one, or before (`ui.preloading`).
    from collections.abc import Callable

    from ui.models.request import Request
    from ui.views.bills import BillsView
    from ui.views.fee import FeeView
    from ui.views.form_page import FormPage
    from ui.views.payment import PaymentView
    from ui.views.receipt import PaperView, PromiseView

Screen = TypeVar("Screen", bound=QWidget)
SIDE_WIDTH = 312
# The keys an operator begins with; Ctrl+F1 has them all.
FIRST = (
    *("F2", "F1", "Enter", "F5", "F7", "F8", "F9", "F10", "F11", "F12"),
    *("Shift+F3", "Shift+F8", "Ctrl+F5", "Ctrl+F2", "Ctrl+F1"),
)


class DeskView(QWidget):
    """The visit's line over three columns. All but `page` live as long as it does; what is shown
    once there is a request is built then, and `built(screen)` lets whoever acts on it connect it.
    """

    built = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.visit = VisitLine()
        self.services = ServicesView()
        self.page: FormPage | None = None
        self.waiting = Notice("info")
        self.welcome, self.idle = _welcome(self.waiting), _idle()
        self.middle, self.side = QStackedWidget(), QStackedWidget()
        self.middle.addWidget(self.welcome)
        self.side.addWidget(self.idle)
        whole = tight(QVBoxLayout(self), 0)
        whole.addWidget(self.visit)
        line = tight(QHBoxLayout(), 0)
        whole.addLayout(line, 1)
        line.addWidget(self.services)
        line.addWidget(self.middle, 1)
        line.addWidget(_side(self.side))

    @cached_property
    def bills(self) -> BillsView:
        """The middle column while bills are scanned."""
        from ui.views.bills import BillsView

        return self._built(self.middle, BillsView())

    @cached_property
    def fee(self) -> FeeView:
        """The column while a form is filled."""
        from ui.views.fee import FeeView

        return self._built(self.side, FeeView())

    @cached_property
    def payment(self) -> PaymentView:
        """The column while it is paid."""
        from ui.views.payment import PaymentView

        return self._built(self.side, PaymentView())

    @cached_property
    def promise(self) -> PromiseView:
        """The column at the end."""
        from ui.views.receipt import PromiseView

        return self._built(self.side, PromiseView())

    @cached_property
    def paper(self) -> PaperView:
        """The receipt in the middle."""
        from ui.views.receipt import PaperView

        return self._built(self.middle, PaperView())

    def _built(self, stack: QStackedWidget, screen: Screen) -> Screen:
        stack.addWidget(screen)
        self.built.emit(screen)
        return screen

    def begin(self, request: Request, join: Callable[[FormPage], object]) -> None:
        """A new form in place of the old one; `join` connects it before it shows."""
        from ui.views.form_page import FormPage

        self.drop_page()
        self.page = FormPage(request, self.middle)
        join(self.page)
        self.middle.addWidget(self.page)
        self.middle.setCurrentWidget(self.page)
        self.fee.refuse("")
        self.side.setCurrentWidget(self.fee)

    def rest(self) -> None:
        """No request: the key map, and an empty column; a receipt's picture is 3 MB."""
        self.drop_page()
        if "paper" in self.__dict__:
            self.paper.show_paper("", b"")
        self.middle.setCurrentWidget(self.welcome)
        self.side.setCurrentWidget(self.idle)

    def drop_page(self) -> None:
        """Forget the form on screen."""
        if self.page is not None:
            self.middle.removeWidget(self.page)
            self.page.deleteLater()
            self.page = None


def _side(stack: QStackedWidget) -> QFrame:
    box = SideColumn(SIDE_WIDTH)
    tight(QVBoxLayout(box), 0).addWidget(stack)
    return box


def _welcome(waiting: QWidget) -> QWidget:
    inside = QWidget()
    box, column = card(margin=24, space=10)
    sizes.hold(box, most_width=620)
    column.addWidget(waiting)
    column.addWidget(text("خدمت را برگزینید", "title"))
    words = (
        "نام خدمت، شماره آن یا نام دستگاه را بنویسید و Enter بزنید. شماره ملی مراجعه‌کننده، شناسه "
        "پیگیری یا رمزینه قبض را هم همان‌جا بنویسید یا پویش کنید."
    )
    column.addWidget(text(words, "soft", wrap=True))
    column.addSpacing(6)
    keys = QWidget()
    flow = Flow(keys, 8)
    for key in keys_at("request"):
        if key.key in FIRST:
            flow.addWidget(_key(key))
    column.addWidget(keys)
    outer = QVBoxLayout(inside)
    outer.addStretch(1)
    line = row(1, box, 1)
    line.setStretch(1, 100)
    outer.addLayout(line)
    outer.addStretch(1)
    return scroll(inside, name="کلیدهای میز")


def _key(key: Key) -> QWidget:
    pair, cap = QWidget(), key_cap(key.key)
    sizes.hold(cap, span=76)
    line = row(cap, text(key.means), 1, space=12)
    pair.setLayout(line)
    sizes.hold(pair, least_span=272)
    return pair


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
