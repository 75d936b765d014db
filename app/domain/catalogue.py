"""The catalogue a desk works by: agencies, services and their cards, forms, tariffs, days off.

It is read from the items of one release and never changes; a new release makes a new one.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.domain.cards import (
    Agency,
    Inquiry,
    LegalField,
    Service,
    agency_from_item,
    service_from_item,
)
from app.domain.due import Calendar, ResponseTime, calendar_from_items
from app.domain.forms import Document, Form, form_from_item
from app.domain.tariffs import (
    Decision,
    FeeRule,
    Tariff,
    decision_from_item,
    tariff_from_item,
)
from app.domain.text import fold

__all__ = [
    "Agency",
    "Calendar",
    "Catalogue",
    "Decision",
    "Document",
    "FeeRule",
    "Form",
    "Inquiry",
    "LegalField",
    "Province",
    "ResponseTime",
    "Service",
    "Tariff",
    "catalogue_from_items",
    "search",
]

Item = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Province:
    """A province: its two-digit code and the plate codes it issues."""

    code: str
    name: str
    plate_codes: tuple[str, ...] = ()
    motorcycle_codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Catalogue:
    """Everything of one release. Services are found by number; tariffs by title.

    `rules` are the fee rules of all services; `counties` are cities by county by province code;
    `others` the items of kinds this module does not read (delegations, announcements, vat, …).
    """

    agencies: Mapping[str, Agency]
    services: Mapping[int, Service]
    forms: Mapping[tuple[str, int], Form]
    tariffs: Mapping[str, Tariff]
    decisions: tuple[Decision, ...]
    calendar: Calendar
    provinces: Mapping[str, Province]
    counties: Mapping[str, Mapping[str, tuple[str, ...]]]
    others: Mapping[str, tuple[Item, ...]]
    rules: tuple[FeeRule, ...] = field(repr=False)
    index: tuple[tuple[str, str, Service], ...] = field(repr=False)

    def by_key(self, key: str) -> Service:
        """The service of that key; KeyError when there is none."""
        return {service.key: service for service in self.services.values()}[key]

    def form(self, number: int, version: int) -> Form:
        """That version of a service's form; KeyError when the release does not hold it."""
        return self.forms[self.services[number].key, version]

    def agency_name(self, key: str) -> str:
        """The agency's full name; the key itself when this release does not know it."""
        return self.agencies[key].name if key in self.agencies else key


def catalogue_from_items(items: Iterable[Item]) -> Catalogue:
    """The catalogue of a release's items: JSON objects with `kind`, `key`, `version`.

    Of a service the newest version counts, and its newest form; older forms stay for drafts.
    """
    kinds: dict[str, list[Item]] = {}
    for item in sorted(items, key=lambda item: int(item.get("version", 0))):
        kinds.setdefault(item.get("kind", ""), []).append(item)
    forms = {(one["key"], one["version"]): form_from_item(one) for one in kinds.pop("form", [])}
    newest = {key: form for (key, _), form in forms.items()}
    agencies = [agency_from_item(a) for one in kinds.pop("agencies", []) for a in one["agencies"]]
    named = {agency.key: agency for agency in agencies}
    cards = [service_from_item(item, newest[item["key"]]) for item in kinds.pop("service", [])]
    services = {service.number: service for service in cards}
    tariffs = [tariff_from_item(item) for item in kinds.pop("tariff", [])]
    return Catalogue(
        agencies=named,
        services=services,
        forms=forms,
        tariffs={tariff.title: tariff for tariff in tariffs},
        decisions=tuple(decision_from_item(item) for item in kinds.pop("decision", [])),
        calendar=calendar_from_items(kinds.pop("holidays", []) + kinds.pop("closure", [])),
        provinces=_provinces(kinds.pop("provinces", [])),
        counties=_counties(kinds.pop("divisions", [])),
        others={kind: tuple(found) for kind, found in kinds.items()},
        rules=tuple(rule for service in services.values() for rule in service.fees),
        index=tuple(_indexed(service, named) for service in services.values() if service.offered),
    )


def _provinces(items: list[Item]) -> dict[str, Province]:
    rows = [row for item in items for row in item["provinces"]]
    return {
        row["code"]: Province(
            row["code"],
            row["name"],
            (*row["plate_codes"], *row["plate_codes_shared"]),
            tuple(row["motorcycle_codes"]),
        )
        for row in rows
    }


def _counties(items: list[Item]) -> dict[str, dict[str, tuple[str, ...]]]:
    return {
        code: {county: tuple(cities) for county, cities in counties.items()}
        for item in items
        for code, counties in item["counties"].items()
    }


def _indexed(service: Service, agencies: Mapping[str, Agency]) -> tuple[str, str, Service]:
    """Folded title and synonyms; the same with agency names and category; the service."""
    keys = [service.agency, *(service.agency_by[1].values() if service.agency_by else ())]
    found = [agencies[key] for key in keys if key in agencies]
    names = [text for a in found for text in (a.name, a.short, *a.aliases, *a.former_names)]
    called = fold(" ".join((str(service.number), service.title, *service.synonyms)))
    return called, fold(" ".join((called, *names, service.category, service.service_id))), service


def search(catalogue: Catalogue, text: str) -> list[Service]:
    """Desk-offered services where every word typed is found, best first; all of them for no text.

    Looked at: title, synonyms, number, official ID, agency names (old ones too), category; in any
    spelling and any digits. Words in title, synonyms or number count before all else.
    """
    words = fold(text).split()
    found = [
        (_rank(words, called), number, service)
        for number, (called, everything, service) in enumerate(catalogue.index)
        if all(word in everything for word in words)
    ]
    return [service for _, _, service in sorted(found, key=lambda one: one[:2])]


def _rank(words: list[str], called: str) -> int:
    """0 when every word begins a word of the service's own names, 1 inside them, 2 elsewhere."""
    if not all(word in called for word in words):
        return 2
    starts = f" {called}"
    return 0 if all(f" {word}" in starts for word in words) else 1
