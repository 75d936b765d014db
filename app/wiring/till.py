"""Money at the window: plan, charge by terminal, a slip typed by hand."""

from app.desk import payments, refunds
from app.desk.visits import Serving
from app.devices.terminal import AnswerLost, Declined, Terminal, checked_slip
from app.domain.acts import Paid, PaymentPlan, Resolution, Slip
from app.domain.approvals import Approval
from app.domain.errors import ManagerCanFix, OperatorCanFix, Refusal
from app.domain.money_back import Answer, Owed
from app.wiring import clock
from app.wiring.session import Session
from local_db import queries
from ui.counter_functions import MoneyFunctions

TERMINAL = "terminal"


class Till:
    """Payments of one session, at the terminal it was given or the one the manager set."""

    def __init__(self, session: Session, terminal: Terminal | None) -> None:
        self._session, self._given = session, terminal

    def functions(self) -> MoneyFunctions:
        """What the window is handed beside paying itself."""
        desk = self._session
        return MoneyFunctions(
            plan_request=lambda visit, tid: payments.plan_request(desk.desk.here, visit, tid),
            plan_delivery=lambda visit, tid: payments.plan_delivery(desk.desk.here, visit, tid),
            unresolved=self.unresolved,
            doubts=lambda: payments.doubts(desk.desk.here),
            waiting=lambda: refunds.waiting(desk.desk.here),
            ask_again=self.ask_again,
            resolve=self.resolve,
            owed_back=self.owed_back,
            give_back=self.give_back,
            give_back_by_slip=self.give_back_by_slip,
            answer_refund=self.answer_refund,
            ask_refund_again=self.ask_refund_again,
        )

    def plan(self, visit: str) -> tuple[PaymentPlan, ...]:
        """What the visit still owes, one plan per account."""
        return payments.plan_payments(self._session.desk.here, visit)

    def pay_by_terminal(self, plan: PaymentPlan) -> Paid:
        """Start, charge, settle. Nothing is locked while the citizen types the PIN."""
        # Who began it ends it, whoever is at the desk by then.
        serving = self._session.serving()
        started = self._start(serving, plan)
        slip, code = self._charge(started)
        if code == "terminal-answer-lost":
            return self._doubt(serving, started, code)
        return self._end(serving, started, slip, code)

    def pay_by_slip(self, plan: PaymentPlan, slip: Slip) -> Paid:
        """A payment made on a terminal of its own, its slip typed by hand."""
        slip = checked_slip(slip)
        serving = self._session.serving()
        started = self._start(serving, plan)
        try:
            return self._end(serving, started, slip, "")
        except OperatorCanFix as refused:
            self._end(serving, started, None, refused.code)
            raise

    def ask_again(self, payment: str) -> Paid:
        """Ask the terminal what became of an unknown payment; its word settles it, and what it
        does not know it will not charge later. Without an answer the payment stays unknown."""
        paid = self._unknown(payment)
        try:
            slip = self._terminal().find(payment, paid.plan.amount)
            return self._resolve(paid, Resolution(slip, "terminal", "terminal"))
        except Declined as no:
            return self._resolve(paid, Resolution(None, "terminal", "terminal", no.code))

    def resolve(
        self, payment: str, slip: Slip | None, reason: str, approval: Approval | None = None
    ) -> Paid:
        """A person's word on an unknown payment: by its slip it was taken, else it was not."""
        paid, slip = self._unknown(payment), slip and checked_slip(slip)
        # A payment may be for several requests; the approval was asked for the first of them.
        tid = paid.plan.lines[0][0]
        with self._session.allowed("resolution", approval, tid=tid) as manager:
            by = manager or self._session.operator
            return self._resolve(paid, Resolution(slip, "slip", by, reason))

    def unresolved(self) -> tuple[Paid, ...]:
        """Payments nobody knows the end of."""
        return payments.unresolved(self._session.desk.here)

    def give_back(self, owed: Owed) -> str:
        """Give money back through the terminal; asked again after a lost answer it gives once."""
        slip = self._terminal().refund(owed.refund, owed.payment, owed.amount)
        return self._note_refunded(owed, slip)

    def give_back_by_slip(self, owed: Owed, slip: Slip) -> str:
        """It was given back on a terminal of its own; its slip is typed by hand."""
        return self._note_refunded(owed, checked_slip(slip))

    def owed_back(self) -> tuple[Owed, ...]:
        """What this office's terminal still owes to anybody."""
        return refunds.owed_back(self._session.desk.here)

    def answer_refund(self, answer: Answer) -> str:
        """What the payee said to a refund request."""
        here, serving = self._session.desk.here, self._session.serving()
        return self._session.act(lambda: refunds.answer(here, clock.moment(), serving, answer))

    def ask_refund_again(self, refund: str) -> str:
        """Ask once more for what was refused."""
        here, serving = self._session.desk.here, self._session.serving()
        return self._session.act(lambda: refunds.ask_again(here, clock.moment(), serving, refund))

    def _note_refunded(self, owed: Owed, slip: Slip) -> str:
        here, serving = self._session.desk.here, self._session.serving()
        return self._session.act(
            lambda: refunds.note_refunded(here, clock.moment(), serving, owed, slip=slip)
        )

    def _resolve(self, paid: Paid, found: Resolution) -> Paid:
        here, serving = self._session.desk.here, self._session.serving()
        return self._session.act(
            lambda: payments.resolve(here, clock.moment(), serving, paid, found=found)
        )

    def _unknown(self, payment: str) -> Paid:
        for paid in self.unresolved():
            if paid.payment == payment:
                return paid
        raise OperatorCanFix("payment-resolved-already")

    def _start(self, serving: Serving, plan: PaymentPlan) -> Paid:
        here = self._session.desk.here
        return self._session.act(
            lambda: payments.start_payment(here, clock.moment(), serving, plan)
        )

    def _end(self, serving: Serving, started: Paid, slip: Slip | None, reason: str) -> Paid:
        here = self._session.desk.here
        return self._session.act(
            lambda: payments.end_payment(
                here, clock.moment(), serving, paid=started, slip=slip, reason=reason
            )
        )

    def _doubt(self, serving: Serving, started: Paid, reason: str) -> Paid:
        here = self._session.desk.here
        return self._session.act(
            lambda: payments.doubt_payment(
                here, clock.moment(), serving, paid=started, reason=reason
            )
        )

    def _charge(self, started: Paid) -> tuple[Slip | None, str]:
        plan = started.plan
        try:
            return self._terminal().charge(started.payment, plan.amount, plan.account), ""
        except (Declined, AnswerLost) as ended:
            return None, ended.code
        except Refusal as away:
            return None, away.code

    def _terminal(self) -> Terminal:
        if self._given:
            return self._given
        with self._session.desk.here.db.read() as connection:
            found = queries.setting(connection, TERMINAL)
        if not found:
            raise ManagerCanFix("terminal-not-set")
        return Terminal(found["host"], found["port"])
