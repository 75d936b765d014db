"""Money at the window: plan, charge by terminal, a slip typed by hand."""

from app.desk import payments
from app.desk.visits import Serving
from app.devices.terminal import AnswerLost, Declined, Terminal, checked_slip
from app.domain.acts import Paid, PaymentPlan, Slip
from app.domain.errors import ManagerCanFix, OperatorCanFix, Refusal
from app.wiring import clock
from app.wiring.session import Session
from local_db import queries

TERMINAL = "terminal"


class Till:
    """Payments of one session, at the terminal it was given or the one the manager set."""

    def __init__(self, session: Session, terminal: Terminal | None) -> None:
        self._session, self._given = session, terminal

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
