"""Business rules looked at when registrations arrive. They never refuse; they make findings."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from app.domain.catalogue import Catalogue
from app.domain.entry import Entry
from app.domain.errors import OperatorCanFix
from app.domain.jalali import JalaliDate, parse, tehran_date
from app.domain.moments import from_wire
from app.domain.wire import Owner
from regulator import clock
from regulator.catalogue import shelf
from regulator.offices.models import Office
from regulator.oversight import facts
from regulator.oversight.fees import expected_total

INCOMPLETE, REGISTERED = "request.incomplete", "request.registered"
FAR_OFF = timedelta(days=1)
Told = tuple[Entry, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Broken:
    """A rule an entry broke, and who must act on it."""

    reason: str
    owner: Owner
    facts: Mapping[str, Any] = field(default_factory=dict)


class Rules:
    """The rules for some entries of one office: whatever they rest on is asked for once."""

    def __init__(self, office: Office, told: Sequence[Told]) -> None:
        self._office = office
        self._told = [one for one in told if one[0].type in (INCOMPLETE, REGISTERED)]
        self._catalogues: dict[int, Catalogue | None] = {}
        self._days: dict[date, facts.Day] = {}

    def broken(self, entry: Entry, body: Mapping[str, Any], leaf: str) -> tuple[Broken, ...]:
        """What this one breaks, in the order it was made in; `leaf` is its own hash.

        Of a request accepted incomplete only the ID can be wrong: there is no fee and no promise
        yet.
        """
        if entry.type == INCOMPLETE:
            return tuple(self._of_the_id(entry, leaf))
        if entry.type == REGISTERED:
            return (*self._of_the_id(entry, leaf), *self._of_the_promise(entry, body))
        return ()

    def _of_the_id(self, entry: Entry, leaf: str) -> Iterator[Broken]:
        tid, completed = entry.tid or "", (entry.ref or "", "incomplete")
        # A body that came late finds its own case there.
        others = {one for one in self._given[tid] if one != completed and one[0] != leaf}
        if tid[:8] != f"{entry.office}{entry.ep:03}":
            yield Broken("tid-foreign", "regulator")
        elif others:
            yield Broken("tid-twice", "regulator")
        self._given[tid] = others | {(leaf, entry.type.removeprefix("request."))}

    def _of_the_promise(self, entry: Entry, body: Mapping[str, Any]) -> Iterator[Broken]:
        jalali, service = _day(entry, body), _service(body)
        day = self._day(jalali.togregorian())
        # «closing» still takes what began as a draft, and nobody here can tell that apart.
        if day.lists.get(service) not in ("active", "closing"):
            yield Broken("not-delegated", "manager", {"service": service})
        if not day.licensed:
            yield Broken("licence-expired", "manager")
        allowed = day.people.get(entry.op or "", frozenset())
        if allowed is not None and service not in allowed:
            yield Broken("not-authorised", "manager", {"operator": entry.op})
        yield from self._of_the_fee(body, jalali)
        if _is_far_off(entry) and not self._clock_noted:
            self._clock_noted = True
            yield Broken("clock-far-off", "manager", {"ts": entry.ts})

    def _of_the_fee(self, body: Mapping[str, Any], day: JalaliDate) -> Iterator[Broken]:
        catalogue = self._catalogue(body.get("release"))
        expected = expected_total(body, self._office, day, catalogue) if catalogue else None
        if expected is not None and expected != body.get("total"):
            stated = body.get("total")
            yield Broken("fee-differs", "manager", {"expected": expected, "stated": stated})

    def _catalogue(self, release: object) -> Catalogue | None:
        number = release if type(release) is int and 0 <= release < 2**31 else 0
        if number not in self._catalogues:
            self._catalogues[number] = shelf.of(number)
        return self._catalogues[number]

    def _day(self, day: date) -> facts.Day:
        if day not in self._days:
            services = {_service(body) for _, body in self._told}
            self._days[day] = facts.of_day(self._office, services, day)
        return self._days[day]

    @cached_property
    def _given(self) -> dict[str, set[tuple[str, str]]]:
        return facts.given({entry.tid or "" for entry, _ in self._told})

    @cached_property
    def _clock_noted(self) -> bool:
        return facts.clock_noted(self._told[0][0].dev)


def _service(body: Mapping[str, Any]) -> int:
    stated = body.get("service")
    return stated if type(stated) is int and 0 <= stated < 2**32 else 0


def _day(entry: Entry, body: Mapping[str, Any]) -> JalaliDate:
    """The Tehran date it was priced for: stated by the body, else by the entry's clock."""
    try:
        return parse(str(body["on"]))
    except (KeyError, OperatorCanFix):
        return tehran_date(_moment(entry))


def _moment(entry: Entry) -> datetime:
    """When it was registered; a clock beyond what our calendar reaches counts as now."""
    at = from_wire(entry.ts)
    return at if 2000 <= at.year <= 2100 else clock.now()


def _is_far_off(entry: Entry) -> bool:
    """The desk itself measured so, or its clock is ahead of ours. Being late proves nothing."""
    off = timedelta(milliseconds=entry.ck["off"]) if entry.ck else timedelta()
    return abs(off) > FAR_OFF or from_wire(entry.ts) - clock.now() > FAR_OFF
