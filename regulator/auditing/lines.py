"""Filling the read table of the auditors: behind the sequencer, in batches of its own, in the log's
order, from where the last one ended.

Whatever is told of an entry stands in its bytes, its body, its verdict or its case: `rebuild` makes
the same again. Of a body that was erased no slip and no terminal is remembered.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from django.db import transaction

from app.domain import canonical
from app.domain.jalali import TEHRAN
from app.domain.moments import from_wire
from regulator.agencies import scope
from regulator.auditing import sessions
from regulator.auditing.models import AboutLine, DaySpan, Line, LineHead
from regulator.offices.models import Enrolment
from regulator.oversight.events import log
from regulator.rows import fetch, insert

BATCH = 2000
_HEAD = "SELECT next FROM auditing_linehead FOR UPDATE"
_GONE_ON = "UPDATE auditing_linehead SET next = %s RETURNING next"
_READ = """
    SELECT p.n, s.dev, s.seq, s.leaf, s.token, s.verdict, s.reason, s.arrived_at, b.content,
      g.remains
    FROM intake_logplace p JOIN intake_storedentry s ON s.id = p.entry_id
    LEFT JOIN intake_storedbody b ON b.entry_id = s.id AND b.sound
    LEFT JOIN intake_erasedbody g ON g.entry_id = s.id"""
_NEXT = f"{_READ} WHERE p.n >= %s ORDER BY p.n LIMIT %s"
_THESE = f"{_READ} WHERE p.n = ANY(%s) ORDER BY p.n"
_ABOUT = """
    SELECT n FROM auditing_line WHERE n < %s AND (tid = ANY(%s) OR leaf = ANY(%s))
    UNION SELECT n FROM auditing_aboutline WHERE n < %s AND tid = ANY(%s)"""
_DROP = (
    "DELETE FROM auditing_line WHERE n = ANY(%s) RETURNING n",
    "DELETE FROM auditing_aboutline WHERE n = ANY(%s) RETURNING n",
)
_CASES = "SELECT tid, leaf, dev, service FROM intake_case WHERE tid = ANY(%s)"
_FORGET = """
    UPDATE auditing_line SET slip = '', terminal = '' WHERE terminal <> '' AND leaf = ANY(%s)
    RETURNING n"""
_LISTS = ("lines", "rows")
# What makes a case known, or known better: what came before it is read again.
_BEGINS = ("request.incomplete", "request.registered")
_LARGEST = 2**62
_TID = re.compile(r"[0-9]{18}", re.ASCII)
_SOURCES = ("terminal", "slip", "settlement")


class Told(NamedTuple):
    """One entry of a batch, read."""

    n: int
    dev: str
    seq: int
    leaf: str
    verdict: str
    reason: str
    arrived: datetime
    entry: Mapping[str, Any]
    body: Mapping[str, Any]
    tids: tuple[str, ...]


class About(NamedTuple):
    """What a request is about: its service, and the agency an answer chose."""

    service: int | None
    agency: str


def fill() -> int:
    """Read on to the end of the log; how many entries there were."""
    count = 0
    while read := fill_batch():
        count += read
    return count


@transaction.atomic
def fill_batch(many: int = BATCH) -> int:
    """The next entries of the log become lines; how many. Two at once do no harm."""
    [(start,)] = fetch(_HEAD)
    told = [_read(row) for row in fetch(_NEXT, start, many)]
    if not told:
        return 0
    _keep(told)
    begun = [tid for one in told if one.entry.get("type") in _BEGINS for tid in one.tids]
    if begun:
        _read_again(start, begun, [])
    fetch(_GONE_ON, told[-1].n + 1)
    return len(told)


@transaction.atomic
def again(tids: Iterable[str], leaves: Iterable[str]) -> None:
    """What is about those requests, or in those entries, is read again: a body came late."""
    [(end,)] = fetch(_HEAD)
    _read_again(end, list(tids), list(leaves))


def _read_again(end: int, tids: list[str], leaves: list[str]) -> None:
    """The lines before a place that are about those."""
    places = [n for (n,) in fetch(_ABOUT, end, tids, leaves, end, tids)]
    if places:
        for statement in _DROP:
            fetch(statement, places)
        _keep([_read(row) for row in fetch(_THESE, places)])


def _keep(told: list[Told]) -> None:
    cases = _cases({tid for one in told for tid in one.tids})
    places = _places({one.dev for one in told})
    lines = [_line(one, cases, places[one.dev]) for one in told]
    insert(lines)
    insert(AboutLine(n=one.n, tid=tid) for one in told if len(one.tids) > 1 for tid in one.tids)
    _span(lines)


@transaction.atomic
def rebuild(by: str) -> int:
    """Make every line again; how many there are now."""
    LineHead.objects.select_for_update().update(next=0)
    for table in (Line, AboutLine, DaySpan):
        table.objects.all().delete()
    count = fill()
    log("lines.rebuilt", "lines", by, count=count)
    return count


def forget(leaves: Iterable[str]) -> None:
    """Their bodies were erased: nothing is left of a slip."""
    fetch(_FORGET, list(leaves))


def _read(row: tuple[Any, ...]) -> Told:
    n, dev, seq, leaf, token, verdict, reason, arrived, content, remains = row
    arrived = arrived if arrived.tzinfo else arrived.replace(tzinfo=UTC)
    entry: dict[str, Any] = {}
    body: dict[str, Any] = {}
    if verdict != "quarantined":
        entry = json.loads(canonical.unb64u(bytes(token).decode("ascii").split(".")[1]))
        left = json.loads(bytes(remains)) if remains is not None else {}
        body = json.loads(bytes(content))["body"] if content is not None else left
    tids = tuple(dict.fromkeys(_tids(entry, body)))
    return Told(n, dev, seq, leaf, verdict, reason, arrived, entry, body, tids)


def _tids(entry: Mapping[str, Any], body: Mapping[str, Any]) -> Iterator[str]:
    """The requests an entry is about: its own, or those its body names."""
    if entry.get("tid"):
        yield entry["tid"]
        return
    rows = [row for name in _LISTS for row in _list(body.get(name)) if isinstance(row, dict)]
    named = [*(row.get("tid") for row in rows), *_list(body.get("tids"))]
    yield from (tid for tid in named if isinstance(tid, str) and _TID.fullmatch(tid))


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _cases(tids: set[str]) -> dict[str, list[tuple[str, About]]]:
    """By tracking ID, the cases that have it: the device that gave it, and what they are about."""
    found: dict[str, list[tuple[str, About]]] = defaultdict(list)
    rows = fetch(_CASES, list(tids)) if tids else []
    chosen = scope.chosen({leaf: service for _, leaf, _, service in rows}) if rows else {}
    for tid, leaf, dev, service in rows:
        agency = chosen.get(leaf, scope.NOBODY)
        found[tid].append((dev, About(service, "" if agency == scope.NOBODY else agency)))
    return found


def _places(devs: set[str]) -> dict[str, tuple[str, int, int]]:
    """By device: office, desk and enrolment number."""
    found = Enrolment.objects.filter(dev__in=devs)
    rows = found.values_list("dev", "office_id", "desk__number", "ep")
    return {dev: (office, desk, ep) for dev, office, desk, ep in rows}


def _line(
    told: Told, cases: Mapping[str, list[tuple[str, About]]], place: tuple[str, int, int]
) -> Line:
    office, desk, ep = place
    entry, body = told.entry, told.body
    at = from_wire(entry["ts"]) if entry else None
    about = _about(told, cases)
    seen = at if at and 2000 <= at.year <= 2100 else told.arrived
    return Line(
        **{name: getattr(told, name) for name in ("n", "leaf", "dev", "seq", "verdict", "reason")},
        ep=entry.get("ep", ep),
        office=office,
        desk=entry.get("desk", desk),
        operator=entry.get("op") or "",
        type=entry.get("type", "")[:40],
        at=ms(at) if at else None,
        arrived=ms(told.arrived),
        day=seen.astimezone(TEHRAN).date(),
        tid=told.tids[0] if len(told.tids) == 1 else "",
        service=about.service,
        agency=about.agency,
        amount=_amount(body),
        **_slip(body),
    )


def _about(told: Told, cases: Mapping[str, list[tuple[str, About]]]) -> About:
    """What all its requests have in common; nothing of an entry that is about several."""
    found = {_of(told.dev, cases.get(tid, [])) for tid in told.tids}
    service = told.body.get("service")
    if type(service) is int and 0 <= service < _LARGEST and not found - {About(None, "")}:
        return About(service, "")
    return found.pop() if len(found) == 1 else About(None, "")


def _of(dev: str, known: list[tuple[str, About]]) -> About:
    # A cloned desk may have given an ID twice: its own device's case comes first.
    first = sorted(known, key=lambda one: (one[0] != dev, one[0]))
    return first[0][1] if first else About(None, "")


def _amount(body: Mapping[str, Any]) -> int | None:
    told = body.get("amount", body.get("total"))
    return told if type(told) is int and abs(told) < _LARGEST else None


def _slip(body: Mapping[str, Any]) -> dict[str, str]:
    """How it was paid: the source as it is, slip and terminal as marks."""
    source, rrn, terminal = (body.get(name) for name in ("source", "rrn", "terminal"))
    return {
        "source": source if source in _SOURCES else "",
        "slip": slip_mark(rrn) if isinstance(rrn, str) and rrn else "",
        "terminal": terminal_mark(terminal) if isinstance(terminal, str) and terminal else "",
    }


def slip_mark(rrn: str) -> str:
    """What stands for a slip's reference number."""
    return sessions.mark("rrn", rrn)


def terminal_mark(terminal: str) -> str:
    """What stands for a terminal."""
    return sessions.mark("terminal", terminal)


def _span(lines: list[Line]) -> None:
    """Widen the spans of the days that were met."""
    met: dict[date, list[int]] = defaultdict(list)
    for line in lines:
        met[line.day].append(line.n)
    kept = {one.day: one for one in DaySpan.objects.filter(day__in=met)}
    for day, places in met.items():
        first, last = min(places), max(places)
        known = kept.get(day)
        if known is None:
            DaySpan.objects.create(day=day, first=first, last=last)
        elif not known.first <= first <= last <= known.last:
            known.first, known.last = min(first, known.first), max(last, known.last)
            known.save()


def ms(moment: datetime) -> int:
    """Milliseconds since 1970, exact."""
    since = moment - _EPOCH
    return since.days * 86_400_000 + since.seconds * 1000 + since.microseconds // 1000


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
