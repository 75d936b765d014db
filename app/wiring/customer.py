"""What the citizen sees on the display turned to them: the amount, then the tracking ID.

It is told beside the work and never waited for: a display that is off delays nobody.
"""

from collections.abc import Callable
from itertools import count
from threading import Lock, Thread

from app.domain.acts import Paid, PaymentPlan, Registered, RequestDraft
from app.domain.displays import Display, Shown
from app.domain.errors import Refusal
from app.domain.money import rials
from app.domain.text import persian_digits
from app.wiring.pages.room import words
from app.wiring.printers import DISPLAY
from app.wiring.session import Session
from local_db import queries


class Customer:
    """The display of one session, where one was set."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._one_at_a_time, self._told, self._newest = Lock(), count(1), 0

    def greeted(self, open_visit: Callable[[], str]) -> Callable[[], str]:
        """Open a visit, and welcome whoever came."""

        def opened() -> str:
            visit = open_visit()
            self.show(Shown(words()["display_hello"]))
            return visit

        return opened

    def registered(
        self, register: Callable[[RequestDraft], Registered]
    ) -> Callable[[RequestDraft], Registered]:
        """Register, then tell what is to be paid."""

        def done(draft: RequestDraft) -> Registered:
            made = register(draft)
            self.show(_amount("display_to_pay", made.fee.total))
            return made

        return done

    def paying(self, pay: Callable[[PaymentPlan], Paid]) -> Callable[[PaymentPlan], Paid]:
        """Tell the amount of this swipe, then take it."""

        def paid(plan: PaymentPlan) -> Paid:
            self.show(_amount("display_swipe", plan.amount))
            return pay(plan)

        return paid

    def receipted(self, issue: Callable[[str], str]) -> Callable[[str], str]:
        """Issue the receipt, then show the number to remember."""

        def issued(tid: str) -> str:
            receipt = issue(tid)
            self.show(Shown(words()["display_tid"], persian_digits(tid)))
            return receipt

        return issued

    def show(self, shown: Shown) -> None:
        """On its way; only the newest words reach a display that is slow."""
        with self._session.desk.here.db.read() as connection:
            found = queries.setting(connection, DISPLAY)
        if found:
            self._newest = next(self._told)
            facts = (Display(**found), shown, self._newest)
            Thread(target=self._tell, args=facts, name="display", daemon=True).start()

    def _tell(self, display: Display, shown: Shown, place: int) -> None:
        from printing.display import CustomerDisplay

        with self._one_at_a_time:
            if place != self._newest:
                return
            try:
                CustomerDisplay(display).show(shown)
            except Refusal:
                return  # the settings screen says so when it is tried there


def _amount(word: str, amount: int) -> Shown:
    said = words()
    return (
        Shown(said[word], said["display_rials"].format(amount=rials(amount)))
        if amount
        else (Shown(said["display_free"]))
    )
