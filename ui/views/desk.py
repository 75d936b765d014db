"""The desk: services at the right, the form or the paper in the middle, money and promise at left.

It only puts the views side by side and brings them to the front; `ui.counter` joins them.
"""

from collections.abc import Callable
from functools import cached_property
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.domain.text import persian_digits
from ui.keys import Key, keys_at
from ui.models.choosing import agency_of
from ui.models.drafts import pill
from ui.models.request import Request
from ui.models.versions import newer
from ui.theme import sizes
from ui.views.bills import BillsView
from ui.views.fee import FeeView
from ui.views.flow import Flow
from ui.views.form import FormView
from ui.views.papers import PapersView
from ui.views.parts import (
    LEFT,
    Notice,
    button,
    card,
    chip,
    icon,
    key_cap,
    on_click,
    retone,
    row,
    scroll,
    text,
    tight,
)
from ui.views.payment import PaymentView
from ui.views.receipt import PaperView, PromiseView
from ui.views.roomy import SideColumn
from ui.views.services import ServicesView
from ui.views.told import ToldView
from ui.views.visit import VisitLine
from ui.words import tracking

Screen = TypeVar("Screen", bound=QWidget)
SIDE_WIDTH = 312
# The keys an operator begins with; Ctrl+F1 has them all.
FIRST = (
    *("F2", "F1", "Enter", "F5", "F7", "F8", "F9", "F10", "F11", "F12"),
    *("Shift+F3", "Shift+F8", "Ctrl+F5", "Ctrl+F2", "Ctrl+F1"),
)


class FormPage(QWidget):
    """The middle column while a request is filled: title, fields, told amounts, papers."""

    edited = Signal(str, object)
    left = Signal(str)
    upgrade = Signal()
    without = " بدون آن‌ها: F11 پذیرش ناقص."

    def __init__(self, request: Request, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        inside = QWidget()
        self.pill, self.kept = chip(""), text("", "note")
        self.kept.setAlignment(LEFT)
        self.newer, self.standing = Notice("info"), Notice("warn")
        self.another = Notice("info")
        self.first = Notice("info")
        self.move_on = button("دیدن و پذیرفتن نسخه جدید", "quiet", key="Shift+F7")
        on_click(self.move_on, self.upgrade.emit)
        self.area = scroll(inside, name="کاربرگ")
        whole = tight(QVBoxLayout(self), 8)
        whole.addLayout(_title(request, self.pill, self.kept))
        whole.addLayout(self._strips())
        whole.addWidget(self.area, 1)
        self.form = FormView(request, inside)
        self.told, self.papers = ToldView(inside), PapersView(inside)
        self.form.edited.connect(self.edited)
        self.form.left.connect(self.left)
        column = QVBoxLayout(inside)
        column.setContentsMargins(20, 4, 20, 20)
        column.setSpacing(12)
        for part in (self.first, self.another, self.form, self.told, self.papers):
            column.addWidget(part)
        column.addStretch(1)
        self.show_request(request)

    def show_request(self, request: Request) -> None:
        """Hand the request to each part."""
        for part in (self.form, self.told, self.papers):
            part.show_request(request)
        words_, tone = pill(request.trouble_count)
        self.pill.setText(words_)
        retone(self.pill, tone)
        self._ask_papers(request)
        version = newer(request)
        said = f"نسخه {persian_digits(version)} این کاربرگ منتشر شده است" if version else ""
        self.newer.say(f"{said}؛ پاسخ‌ها با نسخه پیشین مانده‌اند." if version else "")
        self.move_on.setVisible(bool(version) and not request.locked)
        self.versions.setVisible(bool(version))

    def _ask_papers(self, request: Request) -> None:
        titles = "، ".join(paper.title for paper in request.papers_missing)
        known = f"ادامه درخواست {tracking(request.completes)}. " if request.completes else ""
        asked = f"مدارکی که هنوز دیده نشده: {titles}.{self.without}" if titles else ""
        self.first.say(f"{known}{asked}" if not request.locked else known)

    def show_kept(self, words_: str, who: str) -> None:
        """How the last save of the draft went; loud only when it did not."""
        self.kept.setText("" if who else words_)
        if who:
            self.standing.say(words_, who, tone="bad")

    def stand(self, place: str) -> None:
        """The caret back where it stood, else on the first thing that is missing."""
        if not (place and self.form.stand(place)):
            self.focus(self.form.request.first_trouble or self.form.first())

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

    def _strips(self) -> QVBoxLayout:
        strips = tight(QVBoxLayout(), 6)
        strips.setContentsMargins(20, 0, 20, 0)
        strips.addWidget(self.standing)
        line = row(self.newer, self.move_on)
        line.setStretch(0, 1)
        # A line of hidden parts alone would be no wider than its margins, and all strips with it.
        self.versions = QWidget()
        self.versions.setLayout(line)
        strips.addWidget(self.versions)
        return strips


class DeskView(QWidget):
    """The visit's line over three columns. All but `page` live as long as it does; what is shown
    once somebody pays is built then, and `built(screen)` lets whoever acts on it connect it."""

    built = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.visit = VisitLine()
        self.services = ServicesView()
        self.bills = BillsView()
        self.fee = FeeView()
        self.page: FormPage | None = None
        self.waiting = Notice("info")
        self.welcome, self.idle = _welcome(self.waiting), _idle()
        self.middle, self.side = QStackedWidget(), QStackedWidget()
        for screen in (self.welcome, self.bills):
            self.middle.addWidget(screen)
        for screen in (self.idle, self.fee):
            self.side.addWidget(screen)
        whole = tight(QVBoxLayout(self), 0)
        whole.addWidget(self.visit)
        line = tight(QHBoxLayout(), 0)
        whole.addLayout(line, 1)
        line.addWidget(self.services)
        line.addWidget(self.middle, 1)
        line.addWidget(_side(self.side))

    @cached_property
    def payment(self) -> PaymentView:
        """The column while it is paid."""
        return self._built(self.side, PaymentView())

    @cached_property
    def promise(self) -> PromiseView:
        """The column at the end."""
        return self._built(self.side, PromiseView())

    @cached_property
    def paper(self) -> PaperView:
        """The receipt in the middle."""
        return self._built(self.middle, PaperView())

    def _built(self, stack: QStackedWidget, screen: Screen) -> Screen:
        stack.addWidget(screen)
        self.built.emit(screen)
        return screen

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


def _title(request: Request, state: QWidget, kept: QWidget) -> QVBoxLayout:
    service = request.service
    code = chip(f"کد {persian_digits(service.number)}")
    column = QVBoxLayout()
    column.setContentsMargins(24, 16, 24, 0)
    column.setSpacing(2)
    title = text(service.title, "title", wrap=True)
    line = row(title, state, code, text("راهنما", "note"), key_cap("F1"), space=8)
    line.setStretch(0, 1)
    column.addLayout(line)
    under = row(text(agency_of(request.catalogue, service), "soft", wrap=True), kept)
    under.setStretch(0, 1)
    column.addLayout(under)
    return column


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
