"""The payment side: plan, terminal or slip, receipt, paper. Success shows only after COMMIT."""

from pathlib import PurePath

from PySide6.QtCore import QObject, Signal

from app.domain.acts import Paid, PaymentPlan, Registered, Slip
from app.domain.errors import Refusal
from app.domain.pages import PageWanted
from app.domain.text import isolate
from ui import words
from ui.functions import Functions
from ui.models.paying import Paying
from ui.sending import Ends, Sending
from ui.tasks import Tasks
from ui.views.desk import DeskView


class Till(QObject):
    """One registered request at a time. `receipted` says that its receipt is issued."""

    acted = Signal()
    receipted = Signal(str)

    def __init__(
        self, desk: DeskView, functions: Functions, tasks: Tasks, sending: Sending
    ) -> None:
        super().__init__(desk)
        self.desk, self.functions, self.tasks, self.sending = desk, functions, tasks, sending
        self.paying: Paying | None = None
        self.visit = ""
        desk.payment.by_terminal.connect(self.by_terminal)
        desk.payment.by_hand.connect(self.by_hand)
        desk.payment.slip.connect(self._pay_slip)
        desk.promise.printed.connect(self.print_)
        desk.payment.printed.connect(self.print_)

    def begin(self, visit: str, registered: Registered) -> None:
        """Take the money of what was just registered."""
        self.visit, self.paying = visit, Paying(registered)
        self.desk.side.setCurrentWidget(self.desk.payment)
        self._go_on()

    def forget(self) -> None:
        """Nothing is being paid."""
        self.paying = None

    @property
    def done(self) -> bool:
        """The receipt is issued."""
        return self.paying is not None and bool(self.paying.receipt)

    def by_terminal(self) -> None:
        """F10: hand the next plan to the terminal, or try again what was refused before money.

        An unknown payment is never a next plan.
        """
        if self.paying is None or self.done or self.paying.busy:
            return
        if self.paying.waits:
            self._go_on()
        elif plan := self.paying.next_plan:
            self._wait("کارت‌خوان آماده است؛ کارت را بکشید…")
            self.tasks.run(lambda: self.functions.pay_by_terminal(plan), self._paid, self._unpaid)

    def by_hand(self) -> None:
        """F11: open the boxes for a paper slip, or close them again."""
        if self.paying and not self.done and self.paying.can_pay:
            self.paying = self.paying.turn_hand()
            self.desk.payment.show_paying(self.paying)
            if self.paying.by_hand:
                self.desk.payment.open_slip()

    def print_(self) -> None:
        """F12: paper. The receipt; before it, of a payment nobody knows the end of, the slip that
        says so. Whatever the printer does, the promise stands."""
        if self.paying and self.paying.receipt:
            self.desk.promise.say("در حال چاپ…", tone="info")
            self.sending.receipt(self.paying.receipt, Ends(self._printed, self.not_printed))
        elif self.paying and self.paying.unknown:
            tid, payment = self.paying.registered.tid, self.desk.payment
            payment.say_paper("در حال چاپ…", tone="info")
            self.sending.page(
                PageWanted("inquiry", tid=tid),
                Ends(lambda _: payment.say_paper("برگه چاپ شد."), self._slip_jammed),
            )

    def _slip_jammed(self, refusal: Refusal) -> None:
        self.acted.emit()
        told, who = words.sentence(refusal), words.who_acts(refusal)
        self.desk.payment.say_paper(told, who, tone="warn")

    def _pay_slip(self, slip: Slip) -> None:
        if self.paying and (plan := self.paying.next_plan) and not self.paying.busy:
            self._wait("در حال ثبت برگه…")
            self.tasks.run(lambda: self.functions.pay_by_slip(plan, slip), self._paid, self._unpaid)

    def _planned(self, plans: tuple[PaymentPlan, ...]) -> None:
        if self.paying:
            self.paying = self.paying.planned(plans)
            self._go_on()

    def _paid(self, paid: Paid) -> None:
        if self.paying:
            self.paying = self.paying.outcome(paid)
            self.acted.emit()
            self._go_on()

    def _unpaid(self, refusal: Refusal) -> None:
        self._wait("")
        self.desk.payment.refuse(words.sentence(refusal), words.who_acts(refusal))

    def _go_on(self) -> None:
        """Plan, then the next account, then the receipt once every account has its money."""
        if self.paying is None:
            return
        if self.paying.plans is None:
            visit = self.visit
            self._wait("در حال آماده‌کردن پرداخت…")
            self.tasks.run(lambda: self.functions.plan_payments(visit), self._planned, self._unpaid)
        elif self.paying.settled:
            tid = self.paying.registered.tid
            self._wait("در حال صدور رسید…")
            self.tasks.run(lambda: self.functions.issue_receipt(tid), self._issued, self._unpaid)
        else:
            self.desk.payment.show_paying(self.paying)
            next_key = self.desk.payment.next if self.paying.stuck else self.desk.payment.terminal
            next_key.setFocus()

    def _issued(self, receipt: str) -> None:
        if self.paying:
            self.paying = self.paying.done(receipt)
            self.desk.promise.show_promise(self.paying.registered)
            self.desk.side.setCurrentWidget(self.desk.promise)
            self.receipted.emit(receipt)
            self.acted.emit()

    def _printed(self, where: str) -> None:
        self.acted.emit()
        self.desk.promise.say(f"رسید چاپ شد: {isolate(PurePath(where).name)}")

    def not_printed(self, refusal: Refusal) -> None:
        """Paper or its picture failed; the receipt stands."""
        self.acted.emit()
        sentence, who = words.sentence(refusal), words.who_acts(refusal)
        self.desk.promise.say(sentence, who, tone="warn")

    def _wait(self, why: str) -> None:
        if self.paying:
            self.paying = self.paying.wait(why)
            self.desk.payment.show_paying(self.paying)
