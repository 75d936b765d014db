"""Receipts: issued before paper starts, counted when it has come out."""

from typing import Any

from sqlalchemy import Connection

from app.desk.here import Act, Here, record
from app.desk.open_requests import still_open
from app.desk.visits import Serving
from app.domain.entry import Cum
from app.domain.errors import OperatorCanFix
from app.domain.moments import Moment
from local_db import journal, money_queries, queries
from local_db.queries import ReceiptFacts, RequestFacts


def issue_receipt(here: Here, moment: Moment, serving: Serving, tid: str) -> str:
    """Issue the receipt of a paid (or free) request; returns its leaf hash.

    It names, by hash, the registration and the payments it rests on. Issuing twice gives the
    one that stands again.
    """
    with here.db.write() as connection:
        known = queries.receipt(connection, tid)
        if known:
            return known.leaf
        request = queries.request(connection, tid)
        if request is None:
            raise OperatorCanFix("request-unknown")
        if request.state != "registered":
            raise OperatorCanFix("receipt-not-paid")
        paid = [leaf for leaf, _ in queries.payments_of(connection, tid)]
        body = _body(connection, serving, request, paid=paid, total=request.body["total"])
        count = Cum(n=1, fee=request.body["total"])
        act = Act("receipt.issued", body, op=serving.operator, tid=tid, count=count)
        return record(connection, here, moment, act)


def issue_corrected(here: Here, moment: Moment, serving: Serving, tid: str) -> str:
    """A receipt that names the one it replaces (رسید اصلاحی); returns its leaf hash.

    Issued after a correction, or after money was taken at delivery; where neither happened since,
    the one that stands is given again. It counts its whole total, and voids the one before.
    """
    with here.db.write() as connection:
        before = queries.receipt(connection, tid)
        if before is None:
            raise OperatorCanFix("receipt-none-before")
        request = still_open(connection, tid)
        if not (out_of_date(connection, request, before)):
            return before.leaf
        paid = money_queries.all_paid(connection, tid)
        total = sum(amount for _, amount in paid)
        leaves = [leaf for leaf, _ in paid]
        body = _body(connection, serving, request, paid=leaves, total=total)
        body |= {"replaced": before.body["total"]}
        count = Cum(n=1, fee=total, void=before.body["total"])
        act = Act("receipt.issued", body, serving.operator, tid, ref=before.leaf, count=count)
        return record(connection, here, moment, act)


def out_of_date(connection: Connection, request: RequestFacts, receipt: ReceiptFacts) -> bool:
    """Whether a receipt no longer says what is so: a later correction, or a later payment."""
    if money_queries.unreceipted(connection, request.tid):
        return True
    return request.corrected != "" and journal.later(connection, request.corrected, receipt.leaf)


def _body(
    connection: Connection,
    serving: Serving,
    request: RequestFacts,
    *,
    paid: list[str],
    total: int,
) -> dict[str, Any]:
    return {
        "registration": request.leaf,
        "payments": paid,
        "total": total,
        "due": request.body["due"],
        "number": queries.receipt_count(connection) + 1,
        "shift": serving.shift,
    }


def note_printed(
    here: Here, moment: Moment, tid: str, *, op: str, output: str, reason: str = ""
) -> int:
    """A paper came out; returns which copy it was (1 is the first print, `reason` is of others)."""
    with here.db.write() as connection:
        known = queries.receipt(connection, tid)
        if known is None:
            raise OperatorCanFix("request-unknown")
        copy = known.prints + 1
        if here.restored:
            return copy  # paper may be printed again; nothing is added to an old copy
        kind = "receipt.printed" if copy == 1 else "receipt.reprinted"
        body = {"receipt": known.leaf, "copy": copy}
        body |= {"output": output} if copy == 1 else {"reason": reason or "asked"}
        record(connection, here, moment, Act(kind, body, op=op, tid=tid))
        return copy


def note_print_failed(here: Here, moment: Moment, tid: str, *, op: str, reason: str) -> None:
    """No paper came out; the receipt stays issued and can be printed again."""
    if here.restored:
        return
    with here.db.write() as connection:
        known = queries.receipt(connection, tid)
        if known is None:
            raise OperatorCanFix("request-unknown")
        body = {"receipt": known.leaf, "copy": known.prints + 1, "reason": reason}
        record(connection, here, moment, Act("print.failed", body, op=op, tid=tid))
