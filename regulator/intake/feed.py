"""The feed: what the regulator tells an office, and what it tells the whole country.

Numbers are dense within a scope (the office's code, or `country`), given under the scope's row
lock; entries of the office's desks stand under their device. The cursor is opaque and holds them
all.
"""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from app.domain import canonical
from app.domain.moments import to_wire
from regulator import clock
from regulator.intake import office_entries
from regulator.intake.models import FeedHead, FeedItem
from regulator.offices import leases
from regulator.offices.models import Enrolment
from regulator.problems import Problem
from regulator.rows import fetch, insert

COUNTRY = "country"
PAGE, ROOM = 200, office_entries.ROOM
# What stands around the data of an item.
AROUND = 100


def tell(scope: str, kind: str, /, **data: Any) -> FeedItem:
    """Add one item; part of the transaction that made it true."""
    return tell_all(scope, [(kind, data)])[0]


def tell_all(scope: str, told: Sequence[tuple[str, Mapping[str, Any]]]) -> list[FeedItem]:
    """Add items, (kind, data) each, under consecutive numbers."""
    last = _raised(scope, len(told))
    places, at = range(last - len(told) + 1, last + 1), clock.now()
    items = [
        FeedItem(scope=scope, n=n, kind=kind, at=at, data=dict(data))
        for n, (kind, data) in zip(places, told, strict=True)
    ]
    insert(items)
    return items


def _raised(scope: str, count: int) -> int:
    """The last of that many new numbers; the scope's row is locked until the end."""
    heads = "UPDATE intake_feedhead SET n = n + %s WHERE scope = %s RETURNING n"
    found = fetch(heads, count, scope)
    if not found:
        FeedHead.objects.get_or_create(scope=scope)
        return _raised(scope, count)
    last: int = found[0][0]
    return last


@transaction.atomic
def read(enrolment: Enrolment, cursor: str, held: str = "", *, room: int = ROOM) -> dict[str, Any]:
    """{items, cursor, more} after the cursor; renews the device's lease in passing.

    `held` says which entries of its own earlier keys a desk still has (`dev.seq,…`). Each of the
    three kinds of items fills about `room` bytes at most, with one at least.
    """
    lease = leases.renewed(enrolment)
    if lease:
        tell(enrolment.office_id, "lease", dev=enrolment.dev, lease=lease.token)
    office, country, devices = _places(cursor)
    entries = office_entries.page(enrolment, office_entries.read_held(held) | devices, room)
    ours, more_ours = _page(enrolment.office_id, office, room)
    theirs, more_theirs = _page(COUNTRY, country, room)
    told = [_json(item) for item in (*ours, *theirs) if _concerns(item, enrolment)]
    return {
        "items": [*told, *entries.items],
        "cursor": _cursor(_last(ours, office), _last(theirs, country), entries.places),
        "more": more_ours or more_theirs or entries.more,
    }


def _page(scope: str, after: int, room: int) -> tuple[list[FeedItem], bool]:
    """The next items of a scope that fit, and whether there are more."""
    found = _after(scope, after)
    kept: list[FeedItem] = []
    for item in found[:PAGE]:
        room -= len(json.dumps(item.data)) + AROUND
        if kept and room < 0:
            break
        kept.append(item)
    return kept, len(kept) < len(found)


def _after(scope: str, n: int) -> list[FeedItem]:
    return list(FeedItem.objects.filter(scope=scope, n__gt=n).order_by("n")[: PAGE + 1])


def _last(items: list[FeedItem], before: int) -> int:
    return items[-1].n if items else before


def _concerns(item: FeedItem, enrolment: Enrolment) -> bool:
    # A lease is for one device; the office's other desks need not see it.
    return item.kind != "lease" or item.data["dev"] == enrolment.dev


def _json(item: FeedItem) -> dict[str, Any]:
    scope = "country" if item.scope == COUNTRY else "office"
    at = to_wire(item.at)
    return {"n": item.n, "kind": item.kind, "at": at, "data": item.data, "scope": scope}


def _cursor(office: int, country: int, devices: Mapping[str, int]) -> str:
    parts = (f".{dev}-{seq}" for dev, seq in devices.items() if seq)
    return canonical.b64u(f"{office}.{country}{''.join(parts)}".encode("ascii"))


def _places(cursor: str) -> tuple[int, int, dict[str, int]]:
    if not cursor:
        return 0, 0, {}
    try:
        text = canonical.unb64u(cursor).decode("ascii")
    except ValueError as wrong:
        raise Problem("malformed") from wrong
    match = _CURSOR.fullmatch(text)
    if match is None:
        raise Problem("malformed")
    devices = (part.split("-") for part in match[3].split(".")[1:])
    return int(match[1]), int(match[2]), {dev: int(seq) for dev, seq in devices}


_CURSOR = re.compile(r"([0-9]{1,18})\.([0-9]{1,18})((?:\.[0-9a-f]{16}-[0-9]{1,15})*)")
