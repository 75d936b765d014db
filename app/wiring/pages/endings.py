"""Papers of how a request ended: made void, or handed over."""

from collections.abc import Mapping, Sequence
from typing import Any

from app.domain.errors import OperatorCanFix
from app.domain.money import rials
from app.domain.pages import PageWanted
from app.domain.papers import DeliverySlip, VoidNotice
from app.domain.text import persian_digits
from app.domain.tracking import spoken
from app.wiring.pages.room import Made, Room, about, issued, masked, request_facts, words
from local_db import page_queries, request_queries
from local_db.queries import RequestFacts


def void(room: Room, wanted: PageWanted) -> Made:
    """That the request no longer stands, and what becomes of what was paid, line by line."""
    facts, body, visit = _ended(room, wanted.tid, "request.voided", missing="void-none")
    with room.here.db.read() as connection:
        names = page_queries.names(connection)
    approved = body["approved_by"] or ""
    value = VoidNotice(
        issued(room),
        about(room, facts),
        body["reason"],
        approved_by=names.get(approved, approved),
        paid=sum(line["amount"] for line in body["lines"]),
        money=_money(body["lines"], body["replacement"]),
    )
    return Made(value, wanted.tid, visit=visit, tids=(wanted.tid,))


def _money(lines: Sequence[Mapping[str, Any]], replacement: str | None) -> str:
    """Each way the money goes, with its sum."""
    if not lines:
        return words()["void_unpaid"]
    told = []
    for way in ("terminal", "refund_request", "none"):
        amount = sum(line["amount"] for line in lines if line["way"] == way)
        other = persian_digits(spoken(replacement)) if replacement else ""
        if amount:
            told.append(words()[f"void_{way}"].format(amount=rials(amount), tid=other))
    return " ".join(told)


def delivery(room: Room, wanted: PageWanted) -> Made:
    """What was handed over and to whom, for the collector to sign."""
    facts, body, visit = _ended(room, wanted.tid, "request.delivered", missing="delivery-none")
    collector = body["collector"]
    with room.here.db.read() as connection:
        codes = request_queries.codes(connection, wanted.tid)
    value = DeliverySlip(
        issued(room),
        about(room, facts),
        tuple(body["items"]),
        collector=collector["name"],
        collector_id_masked=masked(collector["id"]),
        capacity=_capacity(room, facts, collector["capacity"]),
        external_code=codes[-1][1] if codes else "",
    )
    return Made(value, wanted.tid, visit=visit, tids=(wanted.tid,))


def _ended(
    room: Room, tid: str, act: str, *, missing: str
) -> tuple[RequestFacts, dict[str, Any], str]:
    """The request, the body of the last entry of that kind about it, and the visit."""
    facts = request_facts(room, tid)
    with room.here.db.read() as connection:
        body = page_queries.last_body(connection, tid, act)
        visit = page_queries.visit_of(connection, tid)
    if body is None:
        raise OperatorCanFix(missing)
    return facts, body, visit


def _capacity(room: Room, facts: RequestFacts, code: str) -> str:
    """As the form calls it."""
    service = room.catalogue.services.get(facts.body["service"])
    fields = service.form.fields if service else ()
    choices = {field.name: dict(field.choices) for field in fields}
    return choices.get("visitor_capacity", {}).get(code, "" if code == "self" else code)
