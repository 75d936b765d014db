"""After a release: what its tariffs change about requests that still go on (مابه‌التفاوت).

A table that came late never reprices. What is owed more becomes a line to be charged at delivery,
written as a correction of the registration; what was paid too much becomes a refund request to
whoever was paid. What was settled before is counted, so running this again adds nothing.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from sqlalchemy import Connection

from app.desk.bodies import fee_line
from app.desk.here import Act, Here, new_id, record
from app.domain.acts import Paid
from app.domain.catalogue import Catalogue
from app.domain.differences import Difference, differences
from app.domain.fees import FeeLine
from app.domain.jalali import show, tehran_date
from app.domain.moments import Moment, from_wire
from local_db import catalogue_queries, queries
from local_db.catalogue_queries import ROUND, OpenRequest

REASON = "tariff-arrived-later"


def settle(here: Here, moment: Moment, catalogue: Catalogue, *, since: str = "") -> tuple[str, ...]:
    """Settle every open request of this desk; returns the leaf hashes of the entries made.

    `since` (`YYYY/MM/DD`) spares older requests: `changes.tariffs_since` says it. One transaction
    and one entry for each correction and each refund request. A line not paid yet is lowered only
    after it was paid: run this again then.
    """
    made: list[str] = []
    for tid in still_open(here):
        made += settle_request(here, moment, catalogue, tid=tid, since=since)
    return tuple(made)


def still_open(here: Here) -> tuple[str, ...]:
    """The requests of this desk that still go on, oldest first."""
    with here.db.read() as connection:
        return catalogue_queries.open_requests(connection)


def registered_on(known: OpenRequest) -> str:
    """The Tehran date a request was priced on."""
    return str(known.body.get("on") or show(tehran_date(from_wire(known.at))))


def settle_request(
    here: Here, moment: Moment, catalogue: Catalogue, *, tid: str, since: str = ""
) -> list[str]:
    """Settle one request, so that a caller with many can let other acts in between."""
    with here.db.read() as connection:
        known = catalogue_queries.open_request(connection, tid)
    if registered_on(known) < since or not _found(here, catalogue, known):
        return []
    payments = sorted({payment for payment, _, _ in known.paid})
    steps = [partial(_correction, here, catalogue, tid)]
    steps += [partial(_refund, here, catalogue, tid, payment=payment) for payment in payments]
    made = (_written(here, moment, step) for step in steps)
    return [leaf for leaf in made if leaf]


def _written(here: Here, moment: Moment, make: Callable[[Connection], Act | None]) -> str | None:
    """What is to be written is found in the transaction that writes it."""
    with here.db.write() as connection:
        act = make(connection)
        return record(connection, here, moment, act) if act else None


def _found(here: Here, catalogue: Catalogue, known: OpenRequest) -> tuple[Difference, ...]:
    more = {line: sum(n for _, n in added) for line, added in known.differences.items()}
    settled = {
        line: amount + more.get(line, 0) - known.refunded.get(line, 0)
        for line, amount in known.charged.items()
    }
    place = (here.office.kind, here.office.province)
    on = registered_on(known)
    return differences(catalogue, known.body, on=on, settled=settled, place=place)


def _correction(here: Here, catalogue: Catalogue, tid: str, connection: Connection) -> Act | None:
    """One correction with a new line for each that rose; None when nothing did."""
    known = catalogue_queries.open_request(connection, tid)
    rose = [one for one in _found(here, catalogue, known) if one.amount > 0]
    if not rose:
        return None
    before = known.body["fee_lines"]
    added = [fee_line(one.as_line(_free_index(known, one.line.index))) for one in rose]
    body = {
        "registration": known.leaf,
        "reason": REASON,
        "fields": [f"/fee_lines/{len(before) + place}" for place in range(len(added))],
        "difference": sum(one.amount for one in rose),
        "approved_by": None,
        "request": dict(known.body) | {"fee_lines": [*before, *added]},
    }
    return Act("request.corrected", body, tid=tid, ref=known.leaf)


def _free_index(known: OpenRequest, line: int) -> int:
    """Where the next difference of that line stands."""
    return (len(known.differences.get(line, ())) + 1) * ROUND + line


def _refund(
    here: Here, catalogue: Catalogue, tid: str, connection: Connection, *, payment: str
) -> Act | None:
    """What one payment took too much, asked back; never more than it took."""
    known = catalogue_queries.open_request(connection, tid)
    took = {line: amount for name, line, amount in known.paid if name == payment}
    parts = [
        (one.line, min(-one.amount, took[one.line.index] - known.refunded.get(one.line.index, 0)))
        for one in _found(here, catalogue, known)
        if one.amount < 0 and one.line.index in took
    ]
    parts = [(line, amount) for line, amount in parts if amount > 0]
    paid = queries.payment(connection, payment)
    if not parts or paid is None:
        return None
    return Act("refund.requested", _refund_body(known, paid, parts), tid=tid, ref=known.leaf)


def _refund_body(
    known: OpenRequest, paid: Paid, parts: list[tuple[FeeLine, int]]
) -> dict[str, Any]:
    who = known.body["applicant"]
    last4 = paid.slip.last4 if paid.slip and len(paid.slip.last4) == 4 else None
    return {
        "refund": new_id(),
        "payment": paid.payment,
        "visit": paid.plan.visit,
        "account": paid.plan.account,
        "payee": paid.plan.payee,
        "deposit_id": parts[0][0].deposit_id,
        "amount": sum(amount for _, amount in parts),
        "lines": [
            {"tid": known.tid, "line": line.index, "amount": amount} for line, amount in parts
        ],
        "reason": REASON,
        "to": {"name": who["name"], "id": who["id"], "sheba": None, "last4": last4},
        "approved_by": None,
        "shift": None,
    }
