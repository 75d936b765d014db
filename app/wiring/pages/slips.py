"""Slips about one request: what it lacks, money whose fate is asked, money to be given back."""

import resources
from app.domain.acts import Paid
from app.domain.errors import OperatorCanFix
from app.domain.jalali import date_in_tehran, parse
from app.domain.missing import ANSWER
from app.domain.pages import PageWanted
from app.domain.papers import InquirySlip, MissingSlip, RefundSlip
from app.domain.receipts import ReceiptPayment
from app.wiring.pages.room import Made, Room, about, issued, request_facts, words
from local_db import page_queries, queries, request_queries
from printing.form_words import DOCUMENT_KINDS


def inquiry(room: Room, wanted: PageWanted) -> Made:
    """A payment nobody knows the end of, found by itself or by a request it was to pay for."""
    paid = _unknown(room, wanted)
    tids = tuple(sorted({tid for tid, _, _ in paid.plan.lines}))
    tid = wanted.tid if wanted.tid in tids else tids[0]
    said = words()
    value = InquirySlip(
        issued(room),
        about(room, request_facts(room, tid)),
        _payment(paid),
        account=room.catalogue.agency_name(paid.plan.payee),
        how=(said["inquiry_card"], said["inquiry_not"], said["inquiry_keep"]),
        also=tuple(other for other in tids if other != tid),
    )
    return Made(value, tid, visit=paid.plan.visit, tids=tids)


def missing(room: Room, wanted: PageWanted) -> Made:
    """What a request waits for, with the reason or the kind of each paper; the nearest date."""
    facts = request_facts(room, wanted.tid)
    with room.here.db.read() as connection:
        waiting = request_queries.still_missing(connection, wanted.tid)
        visit = page_queries.visit_of(connection, wanted.tid)
    if not waiting:
        raise OperatorCanFix("nothing-missing")
    until = min((one.until for one in waiting if one.until), default="")
    said = words()
    value = MissingSlip(
        issued(room),
        about(room, facts),
        tuple((one.title, one.note or _kind(one.kind)) for one in waiting),
        until=date_in_tehran(parse(until), 23, 59) if until else None,
        how=(said["missing_here"], said["missing_number"]),
        v_code=facts.body["v_code"],
        begun=facts.state != "incomplete",
    )
    return Made(value, wanted.tid, visit=visit, tids=(wanted.tid,))


def _kind(kind: str) -> str:
    return words()["missing_answer"] if kind == ANSWER else DOCUMENT_KINDS.get(kind, "")


def _unknown(room: Room, wanted: PageWanted) -> Paid:
    with room.here.db.read() as connection:
        if wanted.payment:
            named = queries.payment(connection, wanted.payment)
            found = [named] if named else []
        else:
            found = [paid for _, paid in queries.payments_of(connection, wanted.tid)]
    for paid in found:
        if paid.state == "unknown":
            return paid
    raise OperatorCanFix("payment-not-unknown")


def _payment(paid: Paid) -> ReceiptPayment:
    """What is known of it; a swipe whose answer was lost has no numbers."""
    slip = paid.slip
    if slip is None:
        return ReceiptPayment(paid.plan.amount, "", "", "", "", "terminal")
    return ReceiptPayment(
        paid.plan.amount, slip.terminal, slip.rrn, slip.trace, slip.last4, slip.source
    )


def refund(room: Room, wanted: PageWanted) -> Made:
    """A request to whoever was paid, found by itself or as the newest of a request."""
    with room.here.db.read() as connection:
        name = wanted.refund or next(iter(page_queries.refunds_of(connection, wanted.tid)), "")
        body = page_queries.refund_body(connection, name)
        paid = queries.payment(connection, body["payment"]) if body else None
    if body is None or paid is None:
        raise OperatorCanFix("refund-unknown")
    tids = tuple(sorted({line["tid"] for line in body["lines"]}))
    tid = wanted.tid if wanted.tid in tids else tids[0]
    value = RefundSlip(
        issued(room),
        about(room, request_facts(room, tid)),
        body["amount"],
        _payment(paid),
        sheba=body["to"]["sheba"] or "",
        holder=body["to"]["name"],
        reason=resources.messages().get(body["reason"], body["reason"]),
        payee=room.catalogue.agency_name(body["payee"]),
        deposit_id=body["deposit_id"],
        also=tuple(other for other in tids if other != tid),
    )
    return Made(value, tid, visit=body["visit"], tids=tids)
