"""The desk: services at the right, the form or the paper in the middle, money and promise at left.

It only puts the views side by side and brings them to the front; `ui.counter` joins them.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ui.views.columns import Columns
from ui.views.parts import Notice, tight
from ui.views.roomy import Panels
from ui.views.services import ServicesView
from ui.views.visit import VisitLine
from ui.views.welcome import idle, welcome

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
        self.welcome, self.idle = welcome(self.waiting), idle()
        self.middle, self.side = Panels(), Panels()
        self.middle.addWidget(self.welcome)
        self.side.addWidget(self.idle)
        whole = tight(QVBoxLayout(self), 0)
        whole.addWidget(self.visit)
        whole.addWidget(Columns(self.services, self.middle, self.side, self.idle), 1)

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
