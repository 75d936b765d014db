"""Random days of an office: everything its people do, crashes and repeats among it."""

import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from app.desk import payments, people, receipts, shifts
from app.desk.here import Act, record
from app.domain import canonical
from app.domain.acts import Operator, Slip
from app.domain.jalali import tehran_day, tehran_time
from app.domain.moments import from_wire
from app.domain.shifts import Closing
from local_db import journal, queries
from tests.desk.conftest import Desk

AMIR = Operator("2", "امیر آزمایشی", "operator")
NEGAR = Operator("3", "نگار آزمایشی", "operator")
CAPACITIES = ("self", "father", "mother")


@dataclass
class Busy:
    """A desk with two operators and a chance."""

    desk: Desk
    chance: random.Random
    rrn: int = 0
    paid: list[Any] = field(default_factory=list)
    receipted: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        people.add_operator(self.desk.here, self.desk.clock(), NEGAR, "no password")

    def work(self, citizens: int) -> None:
        """That many citizens, with whatever happens between them."""
        for _ in range(citizens):
            self.desk.clock.go(minutes=self.chance.randrange(1, 400))
            self._citizen()
            if self.chance.random() < 0.15:
                self._relieve()
        self._close()
        self._relieve()

    def say(self, kind: str, body: dict[str, Any], *, tid: str | None = None) -> None:
        """An act of the operator at work, as its entry."""
        with self.desk.here.db.write() as connection:
            act = Act(kind, body, op=self.desk.serving.operator, tid=tid)
            record(connection, self.desk.here, self.desk.clock(), act)

    def _citizen(self) -> None:
        desk, visit = self.desk, self.desk.visit()
        for _ in range(self.chance.randrange(0, 3)):
            capacity = self.chance.choice(CAPACITIES)
            given = {} if capacity == "self" else {"visitor_capacity": capacity, **VISITOR}
            done = desk.register(visit, **given)
            if not self._pay(visit, done):
                break
        if self.chance.random() < 0.7:
            self.desk.clock.go(seconds=self.chance.randrange(20, 900))
            self.say("visit.closed", {"visit": visit})

    def _pay(self, visit: str, done: Any) -> bool:
        """Whether the visit may go on: nothing more is charged while a payment is unknown."""
        here, clock, serving = self.desk.here, self.desk.clock, self.desk.serving
        for plan in payments.plan_payments(here, visit):
            fate = self.chance.random()
            if fate < 0.1:
                return True
            started = payments.start_payment(here, clock(), serving, plan)
            if fate < 0.2:
                payments.doubt_unfinished(here, clock())  # the program was killed here
                return False
            if fate < 0.3:
                payments.end_payment(here, clock(), serving, paid=started, slip=None)
                continue
            self.rrn += 1
            terminal = self.chance.choice(("90000001", "90000002"))
            slip = Slip(terminal, f"{self.rrn:012}", "1", "0015", "terminal")
            self.paid.append(payments.end_payment(here, clock(), serving, paid=started, slip=slip))
            for _ in range(self.chance.randrange(1, 3)):  # a second try gives the first again
                receipts.issue_receipt(here, clock(), serving, done.tid)
            self.receipted.append(done.tid)
            self._afterwards(done)
        return True

    def _afterwards(self, done: Any) -> None:
        operator = self.desk.serving.operator
        for _ in range(self.chance.randrange(0, 3)):
            receipts.note_printed(
                self.desk.here, self.desk.clock(), done.tid, op=operator, output="file"
            )
        if self.chance.random() < 0.2:
            self._void(done)

    def _void(self, done: Any) -> None:
        shift, paid = self.desk.serving.shift, self.paid[-1]
        lines = [{"tid": tid, "line": n, "amount": amount} for tid, n, amount in paid.plan.lines]
        refund = {"payment": paid.payment, "visit": paid.plan.visit, "account": paid.plan.account}
        refund |= {"payee": paid.plan.payee, "amount": paid.plan.amount, "lines": lines}
        refund |= {"reason": "typo", "shift": shift, "approved_by": None, "refund": "a" * 32}
        gone = {"terminal": paid.slip.terminal, "rrn": None, "trace": None, "last4": None}
        self.say("payment.refunded", refund | gone | {"source": "terminal", "request": None})
        void = {"registration": done.leaf, "receipt": None, "reason": "typo", "shift": shift}
        void |= {"amount": done.fee.total, "replacement": None, "lines": [], "approved_by": None}
        self.say("request.voided", void, tid=done.tid)

    def _close(self) -> None:
        here, clock, serving = self.desk.here, self.desk.clock, self.desk.serving
        me = AMIR if serving.operator == "2" else NEGAR
        if open_shift_of(self.desk, me.number) == serving.shift:
            shifts.close_shift(here, clock(), Closing(serving.shift), by=me)

    def _relieve(self) -> None:
        """The other operator takes over; now and then a shift is closed."""
        desk, serving = self.desk, self.desk.serving
        other = NEGAR if serving.operator == "2" else AMIR
        if self.chance.random() < 0.5:
            self._close()
        shift = shifts.open_shift(desk.here, desk.clock(), other.number)
        desk.serving = replace(serving, operator=other.number, shift=shift)


def open_shift_of(desk: Desk, operator: str) -> str | None:
    with desk.here.db.read() as connection:
        return queries.open_shift(connection, operator)


VISITOR = {
    "visitor_kind": "natural_iranian",
    "visitor_national_id": "0000000027",
    "visitor_first_name": "رضا",
    "visitor_last_name": "نمونه",
    "visitor_mobile": "09120000001",
}


def entries(desk: Desk) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """(payload, body) of every entry, as the journal holds them."""
    with desk.here.db.read() as connection:
        for token, wrapped in journal.everything(connection):
            yield canonical.loads(canonical.unb64u(token.split(".")[1])), wrapped["body"]


Counted = dict[tuple[int, str, str, str], tuple[int, int]]


def recount(desk: Desk) -> Counted:
    """(day, dimension, key, kind) → (how many, rials), counted plainly from the entries."""
    found: dict[tuple[int, str, str, str], list[int]] = defaultdict(lambda: [0, 0])
    services, lines, opened = {}, {}, {}
    for payload, body in entries(desk):
        kind, at = payload["type"], from_wire(payload["ts"])
        if kind == "request.registered":
            services[payload["tid"]] = body["service"]
            lines |= {(payload["tid"], one["index"]): one for one in body["fee_lines"]}
        if kind == "visit.opened":
            opened[body["visit"]] = at
        for name, rials, more in _said(kind, body, payload, services, lines, opened):
            place = {"all": "", "desk": str(payload["desk"]), "hour": str(tehran_time(at).hour)}
            for dim, key in (place | {"operator": payload["op"] or ""} | more).items():
                one = found[tehran_day(at), dim, key, name]
                one[0] += 1
                one[1] += rials
    return {key: (n, rials) for key, (n, rials) in found.items()}


def _said(kind, body, payload, services, lines, opened):
    """What one entry says: (name, rials or seconds, further dimensions)."""
    service = {"service": str(services[payload["tid"]])} if payload["tid"] in services else {}
    if kind == "visit.opened":
        yield "visits", 0, {}
    elif kind == "visit.closed":
        at = from_wire(payload["ts"])
        yield "served", round((at - opened[body["visit"]]).total_seconds()), {}
    elif kind == "request.registered":
        capacity = body["visitor"]["capacity"]
        channel = "self" if capacity == "self" else "representative"
        yield "registered", body["total"], service | {"channel": channel}
    elif kind == "receipt.issued":
        yield "receipts", body["total"], service
    elif kind == "receipt.reprinted":
        yield "reprints", 0, service
    elif kind == "request.voided":
        yield "voided", body["amount"], service
    elif kind in PAYMENTS:
        about = {"account": f"{body['account']}|{body['payee']}", "channel": body["source"]}
        yield PAYMENTS[kind], body["amount"], about
        moved = {"payment.succeeded": "collected", "payment.refunded": "returned"}.get(kind)
        for line in body["lines"] if moved else ():
            payee = lines[line["tid"], line["line"]]["payee"]
            share = "own" if payee == "counter_office" else "agency"
            yield moved, line["amount"], {"service": str(services[line["tid"]]), "share": share}


PAYMENTS = {
    "payment.succeeded": "payments_succeeded",
    "payment.failed": "payments_failed",
    "payment.unknown": "payments_unknown",
    "payment.refunded": "refunds",
}
