"""The entries of an office for its desks: those of its other desks, and a desk's own from before.

They need no number of their own: each stands under its device and its place there, which are dense
already, so taking them in costs nothing more and a rebuild changes nothing. What a desk is given of
another: whatever came since a fortnight before it was enrolled, and all of the cases still open.
Of itself, enrolled before under another key, it is given everything it does not hold.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Q

from app.domain.moments import to_wire
from regulator.intake.models import Case, DeviceHead, StoredEntry
from regulator.offices.models import Enrolment
from regulator.problems import Problem

BEFORE = timedelta(days=14)
ENDED = ("delivered", "rejected", "voided", "withdrawn", "expired")
PAGE, ROOM = 200, 1 << 20
HELD = re.compile(r"([0-9a-f]{16})\.([0-9]{1,15})")


@dataclass(frozen=True, slots=True)
class Page:
    """Feed items, how far each device was read with them, and whether there are more."""

    items: tuple[dict[str, Any], ...]
    places: dict[str, int]
    more: bool


def read_held(text: str) -> dict[str, int]:
    """`dev.seq,dev.seq`: how far a desk holds entries of keys it does not ask with."""
    parts = text.split(",") if text else []
    found = [HELD.fullmatch(part) for part in parts]
    if len(parts) > 100 or not all(found):
        raise Problem("malformed")
    return {match[1]: int(match[2]) for match in found if match}


def page(enrolment: Enrolment, places: Mapping[str, int], room: int = ROOM) -> Page:
    """What follows after those places, device by device, in about `room` bytes: at least one."""
    others = Enrolment.objects.filter(office=enrolment.office_id).exclude(dev=enrolment.dev)
    known = {one.dev: one for one in others.order_by("issued_at", "dev")}
    heads = dict(DeviceHead.objects.filter(dev__in=known).values_list("dev", "seq"))
    at = {dev: min(place, heads.get(dev, 0)) for dev, place in places.items() if dev in known}
    items: list[dict[str, Any]] = []
    for dev, one in known.items():
        if at.get(dev, 0) >= heads.get(dev, 0):
            continue
        for seq, told in _told(enrolment, one, at.get(dev, 0), heads[dev]):
            size = sum(len(json.dumps(item["data"])) for item in told)
            if items and (size > room or len(items) >= PAGE):
                return Page(tuple(items), at, True)
            items.extend(told)
            room -= size
            at[dev] = seq
        at[dev] = heads[dev]
    return Page(tuple(items), at, False)


def _told(
    enrolment: Enrolment, of: Enrolment, after: int, head: int
) -> Iterator[tuple[int, list[dict[str, Any]]]]:
    places = StoredEntry.objects.filter(dev=of.dev, seq__gt=after, seq__lte=head)
    if of.desk_id != enrolment.desk_id:
        places = _concerning(places, enrolment)
    for stored in places.select_related("kept").order_by("seq")[: PAGE + 1].iterator():
        yield stored.seq, list(_items(stored))


def _concerning(places: Any, enrolment: Enrolment) -> Any:
    still_open = Case.objects.filter(office=enrolment.office_id).exclude(state__in=ENDED)
    recent = Q(arrived_at__gte=enrolment.issued_at - BEFORE)
    first = Q(type="epoch.opened")  # it holds the certificate all others are checked against
    wanted = recent | first | Q(tid__in=still_open.values("tid"))
    return places.exclude(verdict="quarantined").filter(wanted)


def _items(stored: StoredEntry) -> Iterator[dict[str, Any]]:
    at, token = to_wire(stored.arrived_at), bytes(stored.token).decode("utf-8", "replace")
    named = {"n": stored.seq, "at": at}
    entry = {"dev": stored.dev, "entry": token}
    yield {**named, "kind": "entry", "data": entry, "scope": stored.dev}
    kept = getattr(stored, "kept", None)
    if kept is not None and kept.sound:
        body = {"dev": stored.dev, **json.loads(bytes(kept.content))}
        yield {**named, "kind": "body", "data": body, "scope": f"{stored.dev}/body"}
