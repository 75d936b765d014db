"""The payment side: plan, terminal or slip, receipt, paper. Success shows only after COMMIT."""

from __future__ import annotations

from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.domain.pages import PageWanted
from app.domain.text import isolate, persian_digits
from ui import words
from ui.sending import Ends, Sending

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.domain.acts import Paid, PaymentPlan, Registered, Slip
    from app.domain.errors import Refusal
    from ui.functions import Functions
    from ui.models.paying import Paying
    from ui.tasks import Tasks
    from ui.views.desk import DeskView


class Till(QObject):
    """What a visit owes, together. `issued(tid)`: one receipt more; `receipted`: all of them, with
    what the last is shown by."""

    acted = Signal()
    issued = Signal(str)
    receipted = Signal(str)

    def __init__(
        self, desk: DeskView, functions: Functions, tasks: Tasks, sending: Sending
    ) -> None:
        super().__init__(desk)
        self.desk, self.functions, self.tasks, self.sending = desk, functions, tasks, sending
        self.paying: Paying | None = None
        self.visit = ""
        self.earlier: tuple[str, ...] = ()
        self.several = False
        desk.built.connect(self._join)

    def _join(self, screen: QWidget) -> None:
        from ui.views.payment import PaymentView
        from ui.views.receipt import PromiseView

        if isinstance(screen, PaymentView):
            screen.by_terminal.connect(self.by_terminal)
            screen.by_hand.connect(self.by_hand)
            screen.slip.connect(self._pay_slip)
        if isinstance(screen, PaymentView | PromiseView):
            screen.printed.connect(self.print_)

    def begin(
        self,
        visit: str,
        unpaid: tuple[Registered, ...],
        earlier: tuple[str, ...] = (),
        *,
        several: bool = False,
    ) -> None:
        """Take the money of what was registered in the visit; `earlier` are tracking IDs of other
        visits that are paid in this one, `several`: it already has a receipt, so an envelope too.
        """
        from ui.models.paying import Paying

        *before, last = unpaid
        self.visit, self.earlier = visit, earlier
        self.several = several or bool(before)
        self.paying = Paying(last, before=tuple(before))
        self.desk.side.setCurrentWidget(self.desk.payment)
        self._go_on()

    def forget(self) -> None:
        """Nothing is being paid."""
        self.paying = None

    @property
    def done(self) -> bool:
        """Every receipt is issued."""
        return self.paying is not None and self.paying.done

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
        """F12: paper. The receipts, and the envelope of several; before them, of a payment nobody
        knows the end of, the slip that says so. Whatever the printer does, the promise stands."""
        if self.done and self.paying:
            self.desk.promise.say("در حال چاپ…", tone="info")
            self._print_from(self.paying, 0)
        elif self.paying and self.paying.unknown:
            tid, payment = self.paying.registered.tid, self.desk.payment
            payment.say_paper("در حال چاپ…", tone="info")
            self.sending.page(
                PageWanted("inquiry", tid=tid),
                Ends(lambda _: payment.say_paper("برگه چاپ شد."), self._slip_jammed),
            )

    def _print_from(self, paying: Paying, at: int) -> None:
        """One page after another, so that each question about a copy is asked alone."""
        every = paying.all
        if at < len(every):
            ends = Ends(partial(self._printed, paying, at), self.not_printed)
            self.sending.receipt(every[at].tid, ends)
        elif self.several:
            ends = Ends(partial(self._printed, paying, at), self.not_printed)
            self.sending.page(PageWanted("envelope", visit=self.visit), ends)

    def _printed(self, paying: Paying, at: int, where: str) -> None:
        self.acted.emit()
        if not self.several:
            self.desk.promise.say(f"رسید چاپ شد: {isolate(PurePath(where).name)}")
        elif at == len(paying.all):
            count = persian_digits(len(paying.all))
            self.desk.promise.say(f"{count} رسید و پاکت مراجعه چاپ شد.")
        else:
            self._print_from(paying, at + 1)

    def not_printed(self, refusal: Refusal) -> None:
        """Paper or its picture failed; the receipt stands."""
        self.acted.emit()
        sentence, who = words.sentence(refusal), words.who_acts(refusal)
        self.desk.promise.say(sentence, who, tone="warn")

    def _slip_jammed(self, refusal: Refusal) -> None:
        self.acted.emit()
        told, who = words.sentence(refusal), words.who_acts(refusal)
        self.desk.payment.say_paper(told, who, tone="warn")

    def _pay_slip(self, slip: Slip) -> None:
        if self.paying and (plan := self.paying.next_plan) and not self.paying.busy:
            self._wait("در حال ثبت برگه…")
            self.tasks.run(lambda: self.functions.pay_by_slip(plan, slip), self._paid, self._unpaid)

    def _plan(self) -> tuple[PaymentPlan, ...]:
        """On the worker: what this visit owes, then what earlier visits left to be paid in it."""
        money, plans = self.functions.money, self.functions.plan_payments(self.visit)
        if money is not None:
            for tid in self.earlier:
                plans += money.plan_request(self.visit, tid)
        return plans

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
        """Plan, then the next account, then the receipts once every account has its money."""
        if self.paying is None:
            return
        if self.paying.plans is None:
            self._wait("در حال آماده‌کردن پرداخت…")
            self.tasks.run(self._plan, self._planned, self._unpaid)
        elif self.paying.settled:
            self._issue(self.paying.without_receipt)
        else:
            self.desk.payment.show_paying(self.paying)
            next_key = self.desk.payment.next if self.paying.stuck else self.desk.payment.terminal
            next_key.setFocus()

    def _issue(self, tid: str) -> None:
        self._wait("در حال صدور رسید…")
        issue = self.functions.issue_receipt
        self.tasks.run(lambda: issue(tid), partial(self._issued, tid), self._unpaid)

    def _issued(self, tid: str, receipt: str) -> None:
        if self.paying is None:
            return
        self.paying = self.paying.issue(tid)
        self.issued.emit(tid)
        if self.paying.done:
            self.desk.promise.show_promise(self.paying.all)
            self.desk.side.setCurrentWidget(self.desk.promise)
            self.receipted.emit(receipt)
            self.acted.emit()
        else:
            self._go_on()

    def _wait(self, why: str) -> None:
        if self.paying:
            self.paying = self.paying.wait(why)
            self.desk.payment.show_paying(self.paying)
