"""A corrected receipt says what was put right: each answer by the form's own label, and why."""

from collections.abc import Iterator, Mapping
from typing import Any

import resources
from app.domain.papers import Corrected
from app.domain.receipts import ReceiptPaper
from app.wiring.pages.room import Room
from local_db import journal, page_queries, queries
from printing.form_answers import answer_text

_ANSWERS = "/answers/"


def corrected(room: Room, paper: ReceiptPaper, tid: str) -> Corrected | None:
    """None where no correction came after the receipt it replaces: then only money was added."""
    with room.here.db.read() as connection:
        request, receipt = queries.request(connection, tid), queries.receipt(connection, tid)
        if not request or not receipt or not request.corrected or not receipt.replaces:
            return None
        if not journal.later(connection, request.corrected, receipt.replaces):
            return None
        right = page_queries.last_body(connection, tid, "request.corrected")
        wrong = page_queries.said_before(connection, tid)
    if right is None or wrong is None:
        return None
    reason = resources.messages().get(right["reason"], right["reason"])
    return Corrected(paper, paper.operator, reason, tuple(_changes(room, right, wrong)))


def _changes(
    room: Room, right: Mapping[str, Any], wrong: Mapping[str, Any]
) -> Iterator[tuple[str, str, str]]:
    """(label, before, after). What follows from an answer is not said twice."""
    now, before = right["request"]["answers"], wrong["answers"]
    service = room.catalogue.services.get(right["request"]["service"])
    fields = {field.name: field for field in service.form.fields} if service else {}
    places = {code: one.name for code, one in room.catalogue.provinces.items()}
    pointers = (one for one in right["fields"] if one.startswith(_ANSWERS))
    for name in dict.fromkeys(one.removeprefix(_ANSWERS).split("/")[0] for one in pointers):
        field = fields.get(name)
        if field and not field.columns:
            was, is_ = (answer_text(field, one.get(name), places) for one in (before, now))
            yield field.label, was, is_
