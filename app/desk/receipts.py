"""Receipts: issued before paper starts, counted when it has come out."""

from app.desk.here import Act, Here, record
from app.desk.visits import Serving
from app.domain.entry import Cum
from app.domain.errors import OperatorCanFix
from app.domain.moments import Moment
from local_db import queries


def issue_receipt(here: Here, moment: Moment, serving: Serving, tid: str) -> str:
    """Issue the receipt of a paid (or free) request; returns its leaf hash.

    It names, by hash, the registration and the payments it rests on. Issuing twice gives the
    first one again.
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
        payments = queries.payments_of(connection, tid)
        body = {
            "registration": request.leaf,
            "payments": [leaf for leaf, _ in payments],
            "total": request.body["total"],
            "due": request.body["due"],
            "number": queries.receipt_count(connection) + 1,
            "shift": serving.shift,
        }
        count = Cum(n=1, fee=request.body["total"])
        act = Act("receipt.issued", body, op=serving.operator, tid=tid, count=count)
        return record(connection, here, moment, act)


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
