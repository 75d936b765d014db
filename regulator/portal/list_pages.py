"""The lists the law wants public: delegated services and their offices (#61, #62), electronic and
not yet electronic services (#39), the priorities of a province (#18).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from app.domain.cards import Service
from app.domain.catalogue import Catalogue
from app.domain.delegation import Row
from app.domain.jalali import show
from regulator import clock
from regulator.catalogue import shelf
from regulator.offices.models import Office
from regulator.words import word


@dataclass(frozen=True, slots=True)
class Delegated:
    """A delegated service as listed."""

    service: Service
    agency: str
    kinds: tuple[str, ...]
    state: str
    conditions: str
    until: str


@require_safe
def delegated(request: HttpRequest) -> HttpResponse:
    """Delegated services by agency, and the offices of a province."""
    catalogue = shelf.current()
    province = request.GET.get("province", "")[:2]
    rows = sorted(_delegated(catalogue, province), key=lambda row: (row.agency, row.service.title))
    groups = [(key, list(group)) for key, group in groupby(rows, key=lambda row: row.agency)]
    offices = Office.objects.filter(province=province) if province else ()
    facts = {
        "provinces": sorted(catalogue.provinces.values(), key=lambda one: one.name),
        "province": province,
        "groups": groups,
        "offices": offices,
        "first": _priorities(catalogue, province),
    }
    return render(request, "portal/delegated.html", facts)


def _delegated(catalogue: Catalogue, province: str) -> Iterator[Delegated]:
    today = show(clock.today())
    for number, rows in catalogue.delegations.items():
        service = catalogue.services.get(number)
        here = [row for row in rows if row.province in ("", province) and not row.office]
        counting = [row for row in here if row.start <= today <= row.end and row.state != "stopped"]
        if service and counting:
            yield _row(catalogue, service, counting)


def _row(catalogue: Catalogue, service: Service, rows: list[Row]) -> Delegated:
    kinds = (Office.Kind(row.kind).label if row.kind else word("words", "all") for row in rows)
    return Delegated(
        service=service,
        agency=catalogue.agency_name(service.agency),
        kinds=tuple(dict.fromkeys(kinds)),
        state=rows[0].state,
        conditions="؛ ".join(dict.fromkeys(row.conditions for row in rows if row.conditions)),
        until=rows[0].end,
    )


def _priorities(catalogue: Catalogue, province: str) -> list[Service]:
    items = (item for item in catalogue.others.get("priorities", ()) if item["key"] == province)
    numbers = (number for item in items for number in item["services"])
    return [catalogue.services[number] for number in numbers if number in catalogue.services]


@require_safe
def electronic(request: HttpRequest) -> HttpResponse:
    """Which services are electronic, which not yet and until when, and what nobody declared."""
    catalogue, cards = shelf.current(), shelf.cards()
    found: dict[str, list[tuple[Service, str]]] = {"yes": [], "not_yet": [], "exempt": [], "": []}
    for number, service in catalogue.services.items():
        said = cards[number].get("attributes", {}).get("electronic", {})
        found.setdefault(said.get("status", ""), []).append((service, said.get("target", "")))
    return render(request, "portal/electronic.html", {"groups": found})
