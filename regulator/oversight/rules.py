"""Business rules looked at when a registration arrives. They never refuse; they make findings."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from app.domain.entry import Entry
from app.domain.jalali import tehran_time
from app.domain.moments import from_wire
from app.domain.wire import Owner
from regulator import clock
from regulator.delegation.models import Delegation
from regulator.intake.models import Case
from regulator.offices.models import Office
from regulator.oversight.fees import expected_total


@dataclass(frozen=True, slots=True)
class Broken:
    """A rule an entry broke, and who must act on it."""

    reason: str
    owner: Owner
    facts: Mapping[str, Any] = field(default_factory=dict)


def broken_rules(entry: Entry, body: Mapping[str, Any], office: Office) -> Iterator[Broken]:
    """Tracking ID, delegation, licence and fee of a registration, by the day it was made.

    Of a request accepted incomplete only the ID can be wrong: there is no fee and no promise yet.
    """
    if entry.type not in ("request.registered", "request.incomplete"):
        return
    yield from _broken_by_the_id(entry)
    if entry.type == "request.registered":
        yield from _broken_by_the_promise(entry, body, office)


def _broken_by_the_promise(
    entry: Entry, body: Mapping[str, Any], office: Office
) -> Iterator[Broken]:
    at = _moment(entry)
    day = tehran_time(at).date()
    stated = body.get("service")
    service = stated if type(stated) is int and 0 <= stated < 2**32 else 0
    # «closing» still takes what began as a draft, and nobody here can tell that apart.
    if Delegation.objects.all().state(office, service, day) not in ("active", "closing"):
        yield Broken("not-delegated", "manager", {"service": service})
    if not any(licence.covers(day) for licence in office.licences.all()):
        yield Broken("licence-expired", "manager")
    expected = expected_total(body, office, at)
    if expected is not None and expected != body.get("total"):
        yield Broken("fee-differs", "manager", {"expected": expected})


def _broken_by_the_id(entry: Entry) -> Iterator[Broken]:
    tid = entry.tid or ""
    if tid[:8] != f"{entry.office}{entry.ep:03}":
        yield Broken("tid-foreign", "regulator")
    elif Case.objects.filter(tid=tid).exclude(leaf=entry.ref or "", state="incomplete").exists():
        yield Broken("tid-twice", "regulator")


def _moment(entry: Entry) -> datetime:
    """When it was registered; a clock beyond what our calendar reaches counts as now."""
    at = from_wire(entry.ts)
    return at if 2000 <= at.year <= 2100 else clock.now()
