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
    """Tracking ID, delegation, licence and fee of a registration, by the day it was made."""
    if entry.type != "request.registered":
        return
    yield from _broken_by_the_id(entry)
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
    elif Case.objects.filter(tid=tid).exists():
        yield Broken("tid-twice", "regulator")


def _moment(entry: Entry) -> datetime:
    """When it was registered; a clock beyond what our calendar reaches counts as now."""
    at = from_wire(entry.ts)
    return at if 2000 <= at.year <= 2100 else clock.now()
