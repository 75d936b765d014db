"""A simulated desk: makes and signs entries as a real one does, visit by visit."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any

from app.domain import canonical, tracking
from app.domain.jalali import day_number, tehran_date
from app.domain.moments import Moment
from regulator.offices.models import Enrolment
from regulator.simulation import bodies
from regulator.simulation.chain import Chain, Made


@dataclass(slots=True)
class Visit:
    """One visit as it shall be; what is not said is honest. `back`: how far the clock was set."""

    at: datetime
    person: str
    rrn: str
    registration: Mapping[str, Any]
    source: str = "terminal"
    back: timedelta = timedelta()
    reprinted: bool = False
    refunded: bool = False
    voided: bool = False


@dataclass(slots=True)
class Desk:
    """`made` waits to be sent; `settling` are payments the next settlement file names."""

    enrolment: Enrolment
    chain: Chain
    rng: Random
    sent: int = 0
    last: str = ""
    day: int = 0
    serial: int = 0
    made: list[Made] = field(default_factory=list)
    settling: list[str] = field(default_factory=list)

    def visit(self, told: Visit, *, settles: bool = True) -> dict[str, str]:
        """The visit's entries, made; their leaves by what they are."""
        at = told.at - told.back
        tid = self._tid(told.at)
        visit, payment = self._id(), self._id()
        add = self._adder(told)
        first = add("visit.opened", {"visit": visit, "number": None}, None)
        body = bodies.registered(told.registration, visit, told.person, at)
        registered = add("request.registered", body, tid)
        pay = bodies.paid(body, payment, tid, rrn=told.rrn, source=told.source)
        add("payment.started", pay, None)
        paid = add("payment.succeeded", pay, None)
        receipt = add("receipt.issued", bodies.issued(body, registered, paid), tid)
        add("receipt.printed", {"receipt": receipt, "copy": 1, "output": "roll"}, tid)
        if told.reprinted:
            again = {"receipt": receipt, "copy": 2, "reason": "lost"}
            add("receipt.reprinted", again, tid)
        if told.voided:
            add("request.voided", bodies.voided(body, registered, receipt), tid)
        if told.refunded:
            add("payment.refunded", bodies.refunded(pay, self._id()), None)
        if settles:
            self.settling.append(payment)
        return {"first": first, "registered": registered, "paid": paid}

    def leaf_of(self, seq: int) -> str:
        """Of an entry that still waits."""
        waiting = self.made[seq - self.sent - 1]
        return canonical.leaf(waiting[0])

    def settle(self, at: datetime) -> None:
        """The day's settlement file; no day's payments are left out by an honest office."""
        if self.settling:
            self.add("settlement.imported", bodies.settlement(self.settling, at, self._id()), at)
            self.settling = []

    def add(
        self,
        kind: str,
        body: dict[str, Any],
        at: datetime,
        *,
        tid: str | None = None,
        up: int | None = None,
    ) -> str:
        """The next entry of the chain; its leaf."""
        boot = f"{day_number(tehran_date(at)):016x}"
        moment = Moment(at, _up(at) if up is None else up, boot)
        self.made.append(self.chain.add(kind, body, moment, salt=self.rng.randbytes(16), tid=tid))
        return self.chain.prev

    def _adder(self, told: Visit) -> Any:
        passed = 0

        def add(kind: str, body: dict[str, Any], tid: str | None) -> str:
            nonlocal passed
            passed += self.rng.randint(5, 40)
            real = told.at + timedelta(seconds=passed)
            return self.add(kind, body, real - told.back, tid=tid, up=_up(real))

        return add

    def _tid(self, at: datetime) -> str:
        day = day_number(tehran_date(at))
        self.serial = self.serial + 1 if day == self.day else 1
        self.day = day
        enrolled = self.enrolment
        return tracking.compose(
            office=enrolled.office_id, ep=enrolled.ep, day=day, serial=self.serial
        )

    def _id(self) -> str:
        return self.rng.randbytes(16).hex()


def _up(at: datetime) -> int:
    """Milliseconds since a boot at the day's first hour."""
    return (at.hour * 3600 + at.minute * 60 + at.second) * 1000
