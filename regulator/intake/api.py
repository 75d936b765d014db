"""Nonce, segments and feed: the three calls of a desk's sync loop."""

import re
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from app.domain.wire import MAX_SEGMENT
from regulator import pace
from regulator.intake import feed, journal, nonces, packed, segments
from regulator.intake.signed import caller
from regulator.offices.models import Enrolment
from regulator.openapi import (
    FLAG,
    FREE,
    JWS,
    MOMENT,
    NONCE,
    TEXT,
    WHOLE,
    answers,
    many,
    record,
    sends,
    signed,
)
from regulator.problems import Problem

router = Router(tags=["intake"])
JOSE = "application/jose"
Room = Annotated[int, Query(ge=1, le=feed.ROOM)]
_SEGMENT = {
    "from": {"type": "integer", "minimum": 1},
    "prev": TEXT,
    "entries": many(TEXT),
    "bodies": many(FREE),
}
_ITEM = record(n=WHOLE, kind=TEXT, at=MOMENT, data=FREE, scope=TEXT)
_FEED = record(items=many(_ITEM), cursor=TEXT, more=FLAG)


@router.get("/dev/{dev}/nonce", openapi_extra=answers(record(**NONCE)))
def give_nonce(request: HttpRequest, dev: str) -> dict[str, str]:
    """A nonce for the device's next request and the server's time; not signed."""
    pace.of_address(request)
    known = re.fullmatch(r"[0-9a-f]{16}", dev) and Enrolment.objects.filter(dev=dev).exists()
    if not known:
        raise Problem("unknown-device")
    return nonces.fresh(dev)


@router.post(
    "/dev/{dev}/segments",
    openapi_extra=signed(answers(JWS, JOSE, requestBody=sends(record(**_SEGMENT)))),
)
def take_segment(request: HttpRequest, dev: str) -> HttpResponse:
    """A run of entries with their bodies; the answer is one JWS of typ pk-ack+jws."""
    raw = packed.sent(request, MAX_SEGMENT)
    known = caller(request, body=raw)
    if known.enrolment.dev != dev:
        raise Problem("bad-request-signature")
    segment = segments.segment_in(raw, request.headers.get("Content-Encoding", ""))
    return HttpResponse(journal.receive(segment, known), content_type=JOSE)


@router.get("/feed", openapi_extra=signed(answers(_FEED)))
def give_feed(
    request: HttpRequest, cursor: str = "", held: str = "", room: Room = feed.ROOM
) -> dict[str, Any]:
    """{items, cursor, more} for the office of the device that signed; `room` in bytes is what its
    line bears at once."""
    return feed.read(caller(request).enrolment, cursor, held, room=room)
