"""How requests end beside being voided: withdrawn, expired, handed over."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

from sqlalchemy import Connection

from app.desk.here import Act, Here, record, trusted_now
from app.desk.open_requests import without_open_payment
from app.desk.refunds import ask_back
from app.desk.visits import Serving
from app.desk.voids import back_json, planned
from app.domain.endings import INCOMPLETE_FOR, UNPAID_FOR, Handing, Overdue, Somebody
from app.domain.errors import OperatorCanFix, Refusal
from app.domain.identifiers import canonical
from app.domain.jalali import show, tehran_date
from app.domain.moments import Moment
from app.domain.money_back import EndPlan
from local_db import ending_queries, money_queries, queries, request_queries
from local_db.queries import RequestFacts


def plan_withdrawal(here: Here, tid: str) -> EndPlan:
    """What was paid and could go back; which lines do is decided by whoever makes the plan."""
    with here.db.read() as connection:
        without_open_payment(connection, tid)
        return planned(connection, here, tid)


def withdraw(
    here: Here, moment: Moment, serving: Serving, plan: EndPlan, *, asked_by: Somebody
) -> str:
    """The applicant gives up (انصراف); returns the leaf of request.withdrawn.

    `plan.back` names the lines that go back, each by its way; a line left out, or with the way
    `none`, stays paid: the work was done.
    """
    if not plan.reason.strip():
        raise OperatorCanFix("withdrawal-reason-missing")
    with here.db.write() as connection:
        known = without_open_payment(connection, plan.tid)
        _check_lines(plan, planned(connection, here, plan.tid))
        body: dict[str, Any] = {
            "registration": known.leaf,
            "reason": plan.reason.strip(),
            "asked_by": asdict(asked_by),
            "shift": serving.shift,
        }
        body |= {"lines": back_json(plan)} if plan.back else {}
        act = Act("request.withdrawn", body, op=serving.operator, tid=plan.tid, ref=known.leaf)
        leaf = record(connection, here, moment, act)
        ask_back(connection, here, moment, serving, known=known, plan=plan)
        return leaf


def expire_overdue(here: Here, moment: Moment) -> tuple[str, ...]:
    """End what nobody came back for; returns the tracking IDs. Run again, it adds nothing.

    One transaction and one entry each, by trusted time; what was paid in part waits for a person.
    """
    now = trusted_now(here, moment)
    limits = (now - INCOMPLETE_FOR, now - UNPAID_FOR)
    today = show(tehran_date(now))
    with here.db.read() as connection:
        found = ending_queries.overdue(connection, *limits, today=today)
    return tuple(one.tid for one in found if _expire(here, moment, one))


def _expire(here: Here, moment: Moment, overdue: Overdue) -> bool:
    with here.db.write() as connection:
        if not ending_queries.still_waits(connection, overdue.tid):
            return False
        body = {
            "registration": overdue.leaf,
            "reason": overdue.reason,
            "since": overdue.since,
        }
        record(connection, here, moment, Act("request.expired", body, tid=overdue.tid))
        return True


def deliver(here: Here, moment: Moment, serving: Serving, tid: str, *, handing: Handing) -> str:
    """Hand the result over (request.delivered); returns the entry's leaf.

    Refused while something is owed, unreceipted, in doubt or missing, and while it is not proven
    who takes it.
    """
    if not handing.items:
        raise OperatorCanFix("delivery-nothing")
    with here.db.write() as connection:
        known = without_open_payment(connection, tid)
        _check_deliverable(connection, known)
        collector = collector_of(handing, known.body["applicant"])
        receipt = queries.receipt(connection, tid)
        body = {
            "registration": known.leaf,
            "receipt": receipt.leaf if receipt else None,
            "collector": asdict(collector),
            "items": list(handing.items),
            "way": handing.way,
            "evidence": handing.evidence,
            "note": handing.note.strip(),
            "shift": serving.shift,
        }
        act = Act("request.delivered", body, op=serving.operator, tid=tid)
        return record(connection, here, moment, act)


def _check_lines(plan: EndPlan, now: EndPlan) -> None:
    """Only what was paid goes back, whole, and by its own way."""
    known = {one.paid: one.way for one in now.back}
    for one in plan.back:
        if one.paid not in known or one.way not in ("none", known[one.paid]):
            raise OperatorCanFix("end-plan-changed")


def _check_deliverable(connection: Connection, known: RequestFacts) -> None:
    tid = known.tid
    if queries.state(connection, tid) not in ("receipted", "needs_documents"):
        raise OperatorCanFix("delivery-not-receipted")
    asked = queries.standing(connection, tid) == "needs_documents"
    if asked or request_queries.still_missing(connection, tid):
        raise OperatorCanFix("delivery-documents-missing")
    if queries.owed_at_delivery(connection, tid):
        raise OperatorCanFix("delivery-fee-owed")
    if money_queries.unreceipted(connection, tid):
        raise OperatorCanFix("delivery-receipt-first")


def collector_of(handing: Handing, applicant: Mapping[str, Any]) -> Somebody:
    """Who takes it, with a right identifier; not the applicant: with a proof."""
    collector = handing.collector
    if not collector.name.strip() or not collector.id.strip():
        raise OperatorCanFix("collector-unknown")
    if collector.capacity == "self":
        if collector.id != applicant["id"]:
            raise OperatorCanFix("collector-not-applicant")
        return collector
    if handing.evidence is None and not handing.note.strip():
        raise OperatorCanFix("collector-proof")
    return replace(collector, id=_identifier(collector.id))


def _identifier(typed: str) -> str:
    """A national ID in its one form; anything else (a foreigner's) as it stands."""
    try:
        return canonical("national-id", typed)
    except Refusal:
        if len([c for c in typed if c.isdigit()]) == 10:
            raise
        return typed.strip()
