"""Giving money back: asking whoever was paid, and the office's own fee through its terminal.

A refund request is an act of its own with its own end; a refund through the terminal is named
before it happens, so asking the terminal again gives back once.
"""

from itertools import groupby
from typing import Any

from sqlalchemy import Connection

from app.desk.here import Act, Here, new_id, record
from app.desk.visits import Serving
from app.domain.acts import Paid, Slip
from app.domain.entry import Cum
from app.domain.errors import OperatorCanFix
from app.domain.moments import Moment
from app.domain.money_back import Answer, Back, EndPlan, Owed, RefundRow, Waiting
from local_db import doubt_queries, money_queries, queries
from local_db.queries import RequestFacts


def owed_back(here: Here, tid: str | None = None) -> tuple[Owed, ...]:
    """What this office's terminal still has to give back, for one request or for all."""
    with here.db.read() as connection:
        return money_queries.owed_back(connection, tid)


def refunds_of(here: Here, tid: str) -> tuple[RefundRow, ...]:
    """Refund requests and money given back for a request."""
    with here.db.read() as connection:
        return money_queries.refunds_of(connection, tid)


def waiting(here: Here) -> tuple[Waiting, ...]:
    """Refund requests of the office that wait for an answer, or to be made again."""
    with here.db.read() as connection:
        return doubt_queries.waiting(connection)


def ask_back(
    connection: Connection,
    here: Here,
    moment: Moment,
    serving: Serving,
    *,
    known: RequestFacts,
    plan: EndPlan,
) -> None:
    """In the caller's transaction: one refund.requested for each payment somebody else has."""
    asked = [one for one in plan.back if one.way == "refund_request"]
    for payment, group in groupby(sorted(asked, key=_payment), key=_payment):
        paid = queries.payment(connection, payment)
        assert paid is not None
        body = _request_body(known, paid, list(group), plan) | {"shift": serving.shift}
        act = Act("refund.requested", body, op=serving.operator, tid=known.tid, ref=known.leaf)
        record(connection, here, moment, act)


def note_refunded(here: Here, moment: Moment, serving: Serving, owed: Owed, *, slip: Slip) -> str:
    """The terminal gave it back (payment.refunded); the same again writes nothing more."""
    with here.db.write() as connection:
        if owed not in money_queries.owed_back(connection, owed.tid):
            raise OperatorCanFix("refund-not-owed")
        if money_queries.slip_used(connection, slip.terminal, slip.rrn):
            raise OperatorCanFix("slip-used")
        paid = queries.payment(connection, owed.payment)
        assert paid is not None
        counted = _counted(connection, owed.tid, payment=owed.payment, amount=owed.amount)
        lines = [{"tid": owed.tid, "line": line, "amount": rials} for line, rials in owed.lines]
        body = _refunded(paid, serving, lines=lines, counted=counted)
        body |= {"refund": owed.refund, "rrn": slip.rrn, "trace": slip.trace, "last4": slip.last4}
        body |= {"terminal": slip.terminal, "source": slip.source, "reason": "ended"}
        act = Act("payment.refunded", body, op=serving.operator, tid=None, ref=owed.cause)
        return record(connection, here, moment, _counting(act, counted))


def answer(here: Here, moment: Moment, serving: Serving, said: Answer) -> str:
    """What the payee said to a refund request; returns the entry's leaf. It is answered once."""
    if not (said.reference if said.paid else said.reason).strip():
        raise OperatorCanFix("refund-answer-incomplete")
    with here.db.write() as connection:
        asked = money_queries.refund_request(connection, said.refund)
        if asked is None:
            raise OperatorCanFix("refund-answered")
        leaf, body = asked
        if not said.paid:
            told = {"refund": said.refund, "request": leaf, "reason": said.reason.strip()}
            told |= {"reference": said.reference.strip(), "shift": serving.shift}
            act = Act("refund.refused", told, op=serving.operator, ref=leaf)
            return record(connection, here, moment, act)
        tid = body["lines"][0]["tid"]
        counted = _counted(connection, tid, payment=body["payment"], amount=body["amount"])
        paid = queries.payment(connection, body["payment"])
        assert paid is not None
        told = _refunded(paid, serving, lines=body["lines"], counted=counted)
        told |= {"refund": said.refund, "request": leaf, "rrn": said.reference.strip()}
        told |= {"source": "settlement", "reason": body["reason"]}
        act = Act("payment.refunded", told, op=serving.operator, ref=leaf)
        return record(connection, here, moment, _counting(act, counted))


def ask_again(here: Here, moment: Moment, serving: Serving, refund: str) -> str:
    """Ask once more for what was refused; returns the leaf of the new request."""
    with here.db.write() as connection:
        refused = money_queries.refused_request(connection, refund)
        if refused is None:
            raise OperatorCanFix("refund-not-refused")
        leaf, body = refused
        again = dict(body) | {"refund": new_id(), "shift": serving.shift}
        tid = body["lines"][0]["tid"]
        act = Act("refund.requested", again, op=serving.operator, tid=tid, ref=leaf)
        return record(connection, here, moment, act)


def _payment(back: Back) -> str:
    return back.paid.payment


def _counting(act: Act, counted: int) -> Act:
    return Act(act.type, act.body, op=act.op, tid=act.tid, ref=act.ref, count=Cum(void=counted))


def _counted(connection: Connection, tid: str, *, payment: str, amount: int) -> int:
    """Each rial once: not what a void counted, nor what no receipt did."""
    voided = queries.state(connection, tid) == "voided"
    receipted = payment in money_queries.receipted_payments(connection, tid)
    return amount if receipted and not voided else 0


def _refunded(
    paid: Paid, serving: Serving, *, lines: list[dict[str, Any]], counted: int
) -> dict[str, Any]:
    return {
        "payment": paid.payment,
        "visit": paid.plan.visit,
        "account": paid.plan.account,
        "payee": paid.plan.payee,
        "amount": sum(line["amount"] for line in lines),
        "terminal": "",
        "lines": lines,
        "trace": None,
        "last4": None,
        "request": None,
        "approved_by": None,
        "counted": counted,
        "shift": serving.shift,
    }


def _request_body(
    known: RequestFacts, paid: Paid, back: list[Back], plan: EndPlan
) -> dict[str, Any]:
    who = known.body["applicant"]
    last4 = paid.slip.last4 if paid.slip and len(paid.slip.last4) == 4 else None
    lines = {line["index"]: line for line in known.body["fee_lines"]}
    return {
        "refund": new_id(),
        "payment": paid.payment,
        "visit": paid.plan.visit,
        "account": paid.plan.account,
        "payee": paid.plan.payee,
        "deposit_id": lines[back[0].paid.line]["deposit_id"],
        "amount": sum(one.paid.amount for one in back),
        "lines": [
            {"tid": known.tid, "line": one.paid.line, "amount": one.paid.amount} for one in back
        ],
        "reason": plan.reason.strip(),
        "to": {"name": who["name"], "id": who["id"], "sheba": None, "last4": last4},
        "approved_by": plan.approved_by,
    }
