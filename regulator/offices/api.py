"""Enrolment and the public directory of device keys."""

from typing import Any

from django.http import HttpRequest
from ninja import Field, Router, Schema

from app.domain.moments import to_wire
from regulator import clock, keys, pace
from regulator.intake import nonces
from regulator.offices.enrol import enrol
from regulator.offices.facts import office_facts, operators
from regulator.offices.models import Enrolment
from regulator.openapi import (
    FREE,
    JWS,
    KEYS,
    MOMENT,
    NONCE,
    TEXT,
    WHOLE,
    answers,
    many,
    maybe,
    named,
    record,
)

router = Router(tags=["offices"])


_ENROLLED = {
    "certificate": JWS,
    "office": FREE,
    "keys": KEYS,
    "lease": maybe(JWS),
    "operators": many(FREE),
    "check": TEXT,
    **NONCE,
}
_DEVICE = record(pub=TEXT, office=TEXT, ep=WHOLE, state=TEXT, certificate=TEXT)
_DIRECTORY = {"keys": KEYS, "devices": named(_DEVICE), "server_time": MOMENT}


class EnrolIn(Schema):
    """What a new desk sends: the code it was told and the public half of its fresh key."""

    code: str = Field(max_length=40)
    pub: str = Field(max_length=43)
    app: str = Field(max_length=64, pattern=r"^[\x20-\x7e]+$")
    desk: int | None = Field(default=None, ge=1, le=99)


@router.post("/enrol", openapi_extra=answers(record(**_ENROLLED)))
def take_enrolment(request: HttpRequest, asked: EnrolIn) -> dict[str, Any]:
    """Certificate, office, keys, first lease, operators; `check` is compared by two people."""
    pace.of_address(request)
    made = enrol(code=asked.code, pub=asked.pub, app=asked.app, desk=asked.desk)
    lease = made.leases.first()
    return {
        "certificate": made.certificate,
        "office": office_facts(made.office, request.build_absolute_uri("/")),
        "keys": keys.directory(),
        "lease": lease.token if lease else None,
        "operators": operators(made.office),
        "check": made.check_number,
        **nonces.fresh(made.dev),
    }


@router.get("/directory", openapi_extra=answers(record(**_DIRECTORY)))
def show_directory(request: HttpRequest, dev: str = "") -> dict[str, Any]:
    """Every device key ever certified, so that a receipt's QR can be checked without a network; or
    the one that is named.
    """
    pace.of_address(request)
    asked = Enrolment.objects.filter(dev=dev) if dev else Enrolment.objects.all()
    return {
        "keys": keys.directory(),
        "devices": {one.dev: _device(one) for one in asked},
        "server_time": to_wire(clock.now()),
    }


def _device(one: Enrolment) -> dict[str, Any]:
    return {
        "pub": one.pub,
        "office": one.office_id,
        "ep": one.ep,
        "state": one.state,
        "certificate": one.certificate,
    }
