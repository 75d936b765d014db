"""The left column after registration: one line for each account, F10 terminal, F11 slip by hand."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from app.domain.acts import Paid, PaymentPlan
from app.domain.forms import Answer, Field
from app.domain.money import rials
from ui import words
from ui.models.paying import SLIP_SHAPES, Paying, SlipEntry
from ui.models.request import FieldState
from ui.views.fields.field import FieldView
from ui.views.parts import (
    LEFT,
    Notice,
    button,
    card,
    chip,
    clear,
    on_click,
    row,
    scroll,
    text,
    tight,
)

BOXES = (
    Field("terminal", "شماره پایانه", "code", "", note="۸ رقم"),
    Field("rrn", "شماره مرجع (RRN)", "code", "", note="۱۲ رقم"),
    Field("trace", "شماره پیگیری برگه", "code", "", note="تا ۶ رقم"),
    Field("last4", "چهار رقم پایانی کارت", "code", "", note="۴ رقم"),
)
BY_TERMINAL, AGAIN = "دریافت با کارت‌خوان   F10", "دوباره   F10"
BY_HAND, BACK = "ثبت برگه با دست   F11", "بازگشت به کارت‌خوان   F11"


class PaymentView(QWidget):
    """Reports `by_terminal`, `by_hand`, `slip(Slip)`, `printed`, `another_one` (one more
    service before the money) and `next_one`; draws a Paying."""

    next_one = Signal()
    another_one = Signal()
    printed = Signal()
    by_terminal = Signal()
    by_hand = Signal()
    slip = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.entry = SlipEntry()
        self.name_of: Callable[[str], str] = str
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(20, 16, 20, 12)
        column.setSpacing(12)
        column.addWidget(text("پرداخت الکترونیکی", "heading"))
        self.promise = self._promise()
        column.addWidget(self.promise)
        self.plans = tight(QVBoxLayout(), 8)
        column.addLayout(self.plans)
        self.trouble = Notice("warn")
        column.addWidget(self.trouble)
        self.paper = Notice("good")
        column.addWidget(self.paper)
        column.addWidget(self._slip_card())
        column.addStretch(1)
        whole = tight(QVBoxLayout(self), 0)
        self.area = scroll(inside, name="پرداخت")
        whole.addWidget(self.area, 1)
        whole.addWidget(self._foot())

    def show_paying(self, paying: Paying) -> None:
        """The only place that touches the widgets after building."""
        self.tid.setText("\n".join(words.tracking(one.tid) for one in paying.all))
        clear(self.plans)
        for at, plan in enumerate(paying.plans or ()):
            card_ = _plan_card(plan, paying.outcomes.get(at), self.name_of(plan.payee))
            self.plans.addWidget(card_)
        said, tone = paying.told
        self.trouble.say(said, tone=tone or "warn")
        self.another.setVisible(paying.leaves)
        self.print_.setVisible(paying.unknown)
        self.paper.say("")
        self.slip_card.setVisible(paying.by_hand)
        self.bar.setVisible(bool(paying.busy))
        self.doing.setText(paying.busy)
        self.doing.setVisible(bool(paying.busy))
        self.terminal.setEnabled(paying.can_pay or paying.waits)
        self.terminal.setText(AGAIN if paying.waits else BY_TERMINAL)
        self.hand.setEnabled(paying.can_pay)
        self.hand.setVisible(not paying.stuck and not paying.waits)
        self.terminal.setVisible(not paying.stuck and not paying.by_hand)
        self.hand.setText(BACK if paying.by_hand else BY_HAND)
        self.accept.setVisible(paying.by_hand)
        self.promise.setVisible(not paying.by_hand)
        self.next.setVisible(paying.stuck)

    def refuse(self, sentence: str, who: str = "") -> None:
        """Why the last try was not accepted."""
        self.trouble.say(sentence, who, tone="bad")

    def say_paper(self, sentence: str, who: str = "", *, tone: str = "good") -> None:
        """What became of the slip about an unknown payment."""
        self.paper.say(sentence, who, tone=tone)

    def open_slip(self) -> None:
        """Clear the boxes and put the caret in the first."""
        self.entry = SlipEntry()
        for view in self.boxes.values():
            view.editor.put(None)
            view.show_state(FieldState(required=True))
        self._stand("terminal")

    def send_slip(self) -> None:
        """Report the slip, or show what is wrong with it."""
        if typed := self.entry.slip:
            self.slip.emit(typed)
            return
        wrong = [name for name in SLIP_SHAPES if self.entry.trouble(name)]
        for name, view in self.boxes.items():
            view.show_state(FieldState(required=True, error=self.entry.trouble(name)))
        self._stand(wrong[0])

    def _stand(self, name: str) -> None:
        """The caret in that box, and the box in sight once it has its place."""
        self.boxes[name].focus()
        QTimer.singleShot(0, self, partial(self.area.ensureWidgetVisible, self.boxes[name], 0, 20))

    def _promise(self) -> QWidget:
        box, column = card("inset", margin=14, space=4)
        column.addLayout(row(text("شناسه پیگیری", "label"), 1, chip("ثبت شد", "good")))
        self.tid = text("", "heading")
        column.addWidget(self.tid)
        return box

    def _slip_card(self) -> QWidget:
        self.slip_card, column = card("inset", margin=14, space=4)
        column.addWidget(text("برگه کارت‌خوان", "strong"))
        self.boxes = {field.name: self._box(field) for field in BOXES}
        for view in self.boxes.values():
            column.addWidget(view)
        return self.slip_card

    def _box(self, field: Field) -> FieldView:
        view = FieldView(field)
        view.edited.connect(self._typed)
        view.left.connect(self._left)
        return view

    def _typed(self, name: str, value: Answer) -> None:
        kept: dict[str, Any] = {one: getattr(self.entry, one) for one in SLIP_SHAPES}
        self.entry = SlipEntry(**{**kept, name: str(value or "")})

    def _left(self, name: str) -> None:
        if getattr(self.entry, name):
            state = FieldState(required=True, error=self.entry.trouble(name))
            self.boxes[name].show_state(state)

    def _foot(self) -> QWidget:
        foot = QWidget()
        column = QVBoxLayout(foot)
        column.setContentsMargins(20, 8, 20, 16)
        column.setSpacing(8)
        self.doing = text("", "soft")
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("در حال پرداخت")
        self.terminal = button(BY_TERMINAL, "primary")
        self.hand = button(BY_HAND, "plain")
        self.accept = on_click(button("پذیرفتن برگه", "primary", key="F9"), self.send_slip)
        self.next = button("درخواست بعدی", "primary", key="F9")
        self.print_ = button("چاپ «پرداخت در حال بررسی»", "plain", key="F12", name="printer")
        on_click(self.print_, self.printed.emit)
        on_click(self.next, self.next_one.emit)
        on_click(self.terminal, self.by_terminal.emit)
        self.another = button("خدمت دیگر، پرداخت با هم", "quiet", key="Shift+F9")
        on_click(self.another, self.another_one.emit)
        on_click(self.hand, self.by_hand.emit)
        pushes = (self.terminal, self.accept, self.hand, self.another, self.print_, self.next)
        for widget in (self.doing, self.bar, *pushes):
            column.addWidget(widget)
        return foot


def _plan_card(plan: PaymentPlan, paid: Paid | None, payee: str) -> QWidget:
    box, column = card("inset", margin=14, space=4)
    state, tone = words.PAYMENT_STATES[paid.state] if paid else ("در انتظار پرداخت", "")
    column.addLayout(row(text("واریز به", "label"), 1, chip(state, tone)))
    column.addWidget(text(payee, "strong", wrap=True))
    amount = text(rials(plan.amount), "heading")
    amount.setAlignment(LEFT)
    column.addLayout(row(text("مبلغ", "soft"), 1, amount, text("ریال", "note"), space=6))
    if paid and paid.slip:
        slip = f"پایانه {words.grouped(paid.slip.terminal)} · مرجع {words.grouped(paid.slip.rrn)}"
        column.addWidget(text(slip, "note", wrap=True))
    if paid and paid.reason and paid.state == "failed":
        column.addWidget(text(words.reason(paid.reason), "note", wrap=True))
    return box
