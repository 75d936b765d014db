"""Coverage (#98): which transferable services may be done where, and which counties have an office.

Transferable are the services offered at desks in the catalogue in force; delegated those whose most
specific row of the half-year lists says «active» for a kind of office that is there.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from app.domain.board_lines import Coverage, OfficeLine
from app.domain.catalogue import Catalogue
from app.domain.text import plain_name
from regulator.catalogue import shelf
from regulator.delegation.models import Delegation
from regulator.offices.models import Office
from regulator.supervision.within import Within

Rows = Mapping[int, list[Delegation]]


@dataclass(frozen=True, slots=True)
class Spread:
    """Over the country or a part of it: the transferable `services`; by province code, those some
    office there may do, and (its counties, those of them with an office).
    """

    services: frozenset[int]
    delegated: Mapping[str, set[int]]
    counties: Mapping[str, tuple[int, int]]


def spread(here: Within, offices: Iterable[OfficeLine]) -> Spread:
    """Within a scope, on its last day."""
    catalogue = shelf.current()
    services = transferable(catalogue)
    if here.services is not None:
        services &= here.services
    counties = served(catalogue, offices)
    if not here.whole:
        own = {one.province for one in here.offices.values()}
        counties = {code: told for code, told in counties.items() if code in own}
    return Spread(services, delegated(here.offices.values(), services, here.until), counties)


def coverage(here: Within, over: Spread, offices: Iterable[OfficeLine]) -> Coverage:
    """Of the scope as a whole."""
    used = {number for number, done in here.sums("service").items() if done.requests}
    return Coverage(
        transferable=len(over.services),
        delegated=len(set().union(*over.delegated.values())),
        used=len(used & over.services),
        counties=sum(of_all for of_all, _ in over.counties.values()),
        served=sum(some for _, some in over.counties.values()),
        rural=sum(one.rural for one in offices),
    )


def transferable(catalogue: Catalogue) -> frozenset[int]:
    """Their numbers."""
    return frozenset(one.number for one in catalogue.services.values() if one.offered)


def delegated(
    offices: Iterable[Office], services: frozenset[int], day: date
) -> dict[str, set[int]]:
    """By province code, the services some office there may do on that day."""
    rows = _rows(day)
    places = {(one.province, one.kind) for one in offices}
    codes = {one.code: one.province for one in offices}
    found: dict[str, set[int]] = defaultdict(set)
    for service in services:
        for province, kind in places:
            if _says(rows[service], province, kind) == "active":
                found[province].add(service)
        for row in rows[service]:
            if row.office in codes and row.state == "active":
                found[codes[row.office]].add(service)
    return found


def _rows(day: date) -> Rows:
    rows: dict[int, list[Delegation]] = defaultdict(list)
    current = Q(starts__lte=day) & (Q(ends__isnull=True) | Q(ends__gte=day))
    for row in Delegation.objects.filter(current):
        rows[row.service].append(row)
    return rows


def _says(rows: list[Delegation], province: str, kind: str) -> str:
    general = (one for one in rows if not one.office)
    fit = [
        one for one in general if one.province in ("", province) and one.office_kind in ("", kind)
    ]
    row = max(fit, key=lambda one: one.rank, default=None)
    return str(row.state) if row else ""


def served(catalogue: Catalogue, offices: Iterable[OfficeLine]) -> dict[str, tuple[int, int]]:
    """By province code: its counties, and those of them with an office. Spelling does not count."""
    there: dict[str, set[str]] = defaultdict(set)
    for one in offices:
        there[one.province].add(plain_name(one.county))
    return {
        code: (len(counties), len({plain_name(name) for name in counties} & there[code]))
        for code, counties in catalogue.counties.items()
    }
