"""Payments: started, then succeeded, failed or unknown; each step durable before the next.

A payment is for one account of a visit and is divided over the fee lines of its requests. An
unknown one is never charged again; nothing here takes cash (the law wants it electronic, #106).
"""

from dataclasses import replace
from itertools import groupby
from typing import Any

from sqlalchemy import Connection

from app.desk.here import Act, Here, new_id, record
from app.desk.visits import Serving
from app.domain.acts import Paid, PaymentPlan, PaymentState, Resolution, Slip
from app.domain.errors import OperatorCanFix
from app.domain.moments import Moment
from app.domain.money_back import Doubt
from local_db import doubt_queries, money_queries, queries
from local_db.queries import OwedLine


def plan_payments(here: Here, visit: str) -> tuple[PaymentPlan, ...]:
    """What the visit still owes, one plan per account (or per payee where none is published)."""
    with here.db.read() as connection:
        return _plans(visit, queries.owed_lines(connection, visit))


def plan_delivery(here: Here, visit: str, tid: str) -> tuple[PaymentPlan, ...]:
    """What a request of any visit still owes before it is handed over, in this visit."""
    with here.db.read() as connection:
        return _plans(visit, queries.owed_at_delivery(connection, tid))


def start_payment(here: Here, moment: Moment, serving: Serving, plan: PaymentPlan) -> Paid:
    """Speak for the lines before anybody is charged.

    The plan is checked against what is owed now: a second start for the same account while one is
    open or unknown is refused, so nothing is charged twice.
    """
    started = Paid(new_id(), plan, "started")
    with here.db.write() as connection:
        if plan not in _owed(connection, plan):
            raise OperatorCanFix("payment-not-owed")
        if money_queries.account_open(connection, plan.visit, plan.account):
            raise OperatorCanFix("payment-account-open")
        act = Act("payment.started", _body(started, serving), op=serving.operator)
        record(connection, here, moment, act)
    return started


def end_payment(
    here: Here, moment: Moment, serving: Serving, *, paid: Paid, slip: Slip | None, reason: str = ""
) -> Paid:
    """Settle a started payment: with a slip it succeeded, without one it failed for a reason."""
    ended = replace(paid, state="succeeded" if slip else "failed", slip=slip, reason=reason)
    with here.db.write() as connection:
        _check_open(connection, paid)
        _check_slip(connection, slip)
        act = Act(f"payment.{ended.state}", _body(ended, serving), op=serving.operator)
        record(connection, here, moment, act)
    return ended


def doubt_payment(here: Here, moment: Moment, serving: Serving, *, paid: Paid, reason: str) -> Paid:
    """Nobody knows whether the card was charged: it stays so until someone finds out."""
    unknown = replace(paid, state="unknown", reason=reason)
    with here.db.write() as connection:
        _check_open(connection, paid)
        act = Act("payment.unknown", _body(unknown, serving), op=serving.operator)
        record(connection, here, moment, act)
    return unknown


def resolve(
    here: Here, moment: Moment, serving: Serving | None, paid: Paid, *, found: Resolution
) -> Paid:
    """An unknown payment found its end (payment.resolved): taken or not, and who says so.

    Only now may its lines be charged again, and only if nothing was taken. A word against the
    terminal's needs a reason, and a manager the caller has asked.
    """
    if found.by != "terminal" and not found.reason.strip():
        raise OperatorCanFix("resolution-reason-missing")
    state: PaymentState = "succeeded" if found.slip else "failed"
    ended = replace(paid, state=state, slip=found.slip, reason=found.reason.strip())
    with here.db.write() as connection:
        known = queries.payment(connection, paid.payment)
        if known is None or known.state != "unknown":
            raise OperatorCanFix("payment-resolved-already")
        _check_slip(connection, found.slip)
        body = _body(replace(ended, plan=known.plan), serving)
        body |= {"outcome": state, "by": found.by, "source": found.source}
        ref = queries.payment_leaf(connection, paid.payment)
        op = serving.operator if serving else None
        record(connection, here, moment, Act("payment.resolved", body, op=op, ref=ref))
    return ended


def unresolved(here: Here) -> tuple[Paid, ...]:
    """Payments nobody knows the end of, oldest first."""
    with here.db.read() as connection:
        return queries.payments_in(connection, "unknown")


def doubts(here: Here) -> tuple[Doubt, ...]:
    """The same with the moment each began to be in doubt."""
    with here.db.read() as connection:
        return doubt_queries.doubts(connection)


def plan_request(here: Here, visit: str, tid: str) -> tuple[PaymentPlan, ...]:
    """What one request of an earlier visit still owes from its registration, paid in this visit."""
    with here.db.read() as connection:
        return _plans(visit, queries.owed_by(connection, tid))


def doubt_unfinished(here: Here, moment: Moment) -> tuple[Paid, ...]:
    """At start-up: a payment found started was cut off, so its outcome is unknown.

    One transaction and one entry each; running it twice changes nothing.
    """
    with here.db.read() as connection:
        cut_off = queries.payments_in(connection, "started")
    for paid in cut_off:
        unknown = replace(paid, state="unknown", reason="interrupted")
        with here.db.write() as connection:
            record(connection, here, moment, Act("payment.unknown", _body(unknown, None)))
    return cut_off


def _plans(visit: str, owed: tuple[OwedLine, ...]) -> tuple[PaymentPlan, ...]:
    def account(line: OwedLine) -> tuple[str, str]:
        return line.account or line.payee, line.payee

    plans = []
    for (name, payee), group in groupby(sorted(owed, key=account), key=account):
        lines = tuple((line.tid, line.line, line.amount) for line in group)
        plans.append(PaymentPlan(visit, name, payee, sum(line[2] for line in lines), lines))
    return tuple(plans)


def _owed(connection: Connection, plan: PaymentPlan) -> tuple[PaymentPlan, ...]:
    """What may be charged now: of this visit, and of the requests it names, at delivery too."""
    found = _plans(plan.visit, queries.owed_lines(connection, plan.visit))
    for tid in sorted({line[0] for line in plan.lines}):
        found += _plans(plan.visit, queries.owed_at_delivery(connection, tid))
        found += _plans(plan.visit, queries.owed_by(connection, tid))
    return found


def _check_slip(connection: Connection, slip: Slip | None) -> None:
    """A slip proves one payment or one refund, whatever the day."""
    if slip and money_queries.slip_used(connection, slip.terminal, slip.rrn):
        raise OperatorCanFix("slip-used")


def _check_open(connection: Connection, paid: Paid) -> None:
    known = queries.payment(connection, paid.payment)
    if known is None or known.state != "started":
        raise OperatorCanFix("payment-already-ended")


def _body(paid: Paid, serving: Serving | None) -> dict[str, Any]:
    slip = paid.slip
    state: PaymentState = paid.state
    return {
        "payment": paid.payment,
        "visit": paid.plan.visit,
        "account": paid.plan.account,
        "payee": paid.plan.payee,
        "amount": paid.plan.amount,
        "terminal": slip.terminal if slip else "",
        "lines": [
            {"tid": tid, "line": line, "amount": amount} for tid, line, amount in paid.plan.lines
        ],
        "rrn": slip.rrn if slip else None,
        "trace": slip.trace if slip else None,
        "last4": slip.last4 if slip else None,
        "source": slip.source if slip else "terminal",
        "reason": paid.reason or ("" if state != "failed" else "declined"),
        "shift": serving.shift if serving else None,
    }
