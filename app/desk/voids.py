"""Voiding a request (ابطال), and putting another in its place in the same act.

Before payment freely. After it a manager agreed (the caller asks `app.domain.rights`), and each
paid line goes back its own way: `app.domain.money_back`.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection

from app.desk.here import Act, Here, record, trusted_now
from app.desk.open_requests import without_open_payment
from app.desk.refunds import ask_back
from app.desk.visits import Prepared, Serving, prepare, record_registration
from app.domain.acts import Registered, RequestDraft
from app.domain.entry import Cum
from app.domain.errors import OperatorCanFix
from app.domain.fees import FeeLine
from app.domain.moments import Moment
from app.domain.money_back import Back, EndPlan, PaidLine, Way, way_back
from local_db import money_queries, queries
from local_db.queries import RequestFacts

# After that the agency works on it: a correction, or a withdrawal.
BEFORE_THE_AGENCY = ("registered", "awaiting_payment", "part_paid", "receipted", "received")


def plan_void(here: Here, tid: str) -> EndPlan:
    """What voiding it would do, line by line; refused where it cannot be voided now."""
    with here.db.read() as connection:
        without_open_payment(connection, tid)
        return planned(connection, here, tid)


def void(here: Here, moment: Moment, serving: Serving, plan: EndPlan) -> str:
    """Void a request exactly as planned; returns the leaf hash of request.voided.

    Refund requests to whoever else was paid stand in the same transaction; what the terminal gives
    back is owed from here on (`refunds.owed_back`). A plan that no longer holds is refused: money
    came or went meanwhile.
    """
    with here.db.write() as connection:
        known = _to_be_voided(connection, here, plan)
        leaf = record(connection, here, moment, _act(connection, serving, known, plan=plan))
        ask_back(connection, here, moment, serving, known=known, plan=plan)
        return leaf


def void_and_renew(
    here: Here, moment: Moment, serving: Serving, draft: RequestDraft, *, plan: EndPlan
) -> Registered:
    """A typo seen at once: the request is voided and a right one stands in its place, both or none.

    A line of the new request with the same index, account and amount is paid by what was paid for
    the old one; all else goes back, and what is new is owed.
    """
    now = trusted_now(here, moment)
    prepared = prepare(here, now, serving, replace(draft, completes=""))
    with here.db.write() as connection:
        known = _to_be_voided(connection, here, plan)
        if queries.standing(connection, plan.tid) not in BEFORE_THE_AGENCY:
            raise OperatorCanFix("void-too-late")
        done = record_registration(connection, here, moment, serving, prepared=prepared)
        plan = replace(plan, back=_going_over(plan.back, prepared))
        act = _act(connection, serving, known, plan=plan, replacement=done.tid)
        record(connection, here, moment, act)
        ask_back(connection, here, moment, serving, known=known, plan=plan)
        state = queries.state(connection, done.tid)
    return replace(done, state=state or done.state)


def planned(connection: Connection, here: Here, tid: str) -> EndPlan:
    """Every paid line with the way it would go back."""
    paid = money_queries.paid_lines(connection, tid)
    back = tuple(Back(one, way_back(one.payee, here.office.kind)) for one in paid)
    return EndPlan(tid, back, money_queries.counted(connection, tid))


def back_json(plan: EndPlan) -> list[dict[str, Any]]:
    """The lines of a plan as a body holds them."""
    return [{"line": one.paid.line, "amount": one.paid.amount, "way": one.way} for one in plan.back]


def _to_be_voided(connection: Connection, here: Here, plan: EndPlan) -> RequestFacts:
    known = without_open_payment(connection, plan.tid)
    if not plan.same_money(planned(connection, here, plan.tid)):
        raise OperatorCanFix("end-plan-changed")
    if not plan.reason.strip():
        raise OperatorCanFix("void-reason-missing")
    return known


def _act(
    connection: Connection,
    serving: Serving,
    known: RequestFacts,
    *,
    plan: EndPlan,
    replacement: str | None = None,
) -> Act:
    receipt = queries.receipt(connection, known.tid)
    body = {
        "registration": known.leaf,
        "receipt": receipt.leaf if receipt else None,
        "reason": plan.reason.strip(),
        "amount": plan.counted,
        "replacement": replacement,
        "lines": back_json(plan),
        "approved_by": plan.approved_by,
        "shift": serving.shift,
    }
    ref = receipt.leaf if receipt else known.leaf
    count = Cum(void=plan.counted)
    return Act("request.voided", body, op=serving.operator, tid=known.tid, ref=ref, count=count)


def _going_over(back: Sequence[Back], prepared: Prepared) -> tuple[Back, ...]:
    lines = {line.index: line for line in prepared.taken.fee.lines}
    return tuple(
        replace(one, way=_way_over(one.paid, lines.get(one.paid.line), one.way)) for one in back
    )


def _way_over(paid: PaidLine, line: FeeLine | None, otherwise: Way) -> Way:
    if line is None or line.charged_at != "registration":
        return otherwise
    same = (line.payee, line.account or line.payee, line.amount)
    return "none" if same == (paid.payee, paid.account, paid.amount) else otherwise
