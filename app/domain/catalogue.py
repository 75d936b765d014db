"""The catalogue a desk works by: agencies, services and their cards, forms, tariffs, days off.

It is read from the items of one release and never changes; a new release makes a new one.
"""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from app.domain.cards import (
    Agency,
    Inquiry,
    LegalField,
    Service,
    agency_from_item,
    service_from_item,
)
from app.domain.delegation import Row, rows_by_service
from app.domain.due import Calendar, ResponseTime, calendar_from_items
from app.domain.exemptions import Exemption, exemption_from_item
from app.domain.form_values import Document, Form, form_from_item
from app.domain.notices import Notice, notice_from_item
from app.domain.searching import Index, index_of, places
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
    `delegations` the rows of all lists by service number; `others` the items of kinds this module
    does not read (vat, licensing, …).
    """

    agencies: Mapping[str, Agency]
    services: Mapping[int, Service]
    forms: Mapping[tuple[str, int], Form]
    tariffs: Mapping[str, Tariff]
    decisions: tuple[Decision, ...]
    calendar: Calendar
    provinces: Mapping[str, Province]
    counties: Mapping[str, Mapping[str, tuple[str, ...]]]
    delegations: Mapping[int, tuple[Row, ...]]
    exemptions: Mapping[str, Exemption]
    notices: tuple[Notice, ...]
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

    Of each item the newest version counts; of forms the older ones stay too, for drafts.
    """
    kinds = _by_kind(items)
    forms = {(one["key"], one["version"]): form_from_item(one) for one in kinds.pop("form", [])}
    newest = {key: form for (key, _), form in forms.items()}
    agencies = [agency_from_item(a) for one in kinds.pop("agencies", []) for a in one["agencies"]]
    named = {agency.key: agency for agency in agencies}
    cards = [service_from_item(item, newest[item["key"]]) for item in kinds.pop("service", [])]
    services = {service.number: service for service in cards}
    tariffs = [tariff_from_item(item) for item in kinds.pop("tariff", [])]
    exemptions = [exemption_from_item(item) for item in kinds.pop("exemption", [])]
    off = [kinds.pop(kind, []) for kind in ("holidays", "closure", "thursday-rule")]
    return Catalogue(
        agencies=named,
        services=services,
        forms=forms,
        tariffs={tariff.title: tariff for tariff in tariffs},
        decisions=tuple(decision_from_item(item) for item in kinds.pop("decision", [])),
        calendar=calendar_from_items([item for found in off for item in found]),
        provinces=_provinces(kinds.pop("provinces", [])),
        counties=_counties(kinds.pop("divisions", [])),
        delegations=rows_by_service(kinds.pop("delegation-list", [])),
        exemptions={exemption.key: exemption for exemption in exemptions},
        notices=tuple(notice_from_item(item) for item in kinds.pop("notice", [])),
        others={kind: tuple(found) for kind, found in kinds.items()},
        rules=tuple(rule for service in services.values() for rule in service.fees),
        index=tuple(_indexed(service, named) for service in services.values() if service.offered),
    )


def _by_kind(items: Iterable[Item]) -> dict[str, list[Item]]:
    """Items by kind, forms in all versions, of all else only the newest of each key."""
    newest: dict[tuple[str, ...], Item] = {}
    for item in sorted(items, key=lambda item: int(item.get("version", 0))):
        kind, key = item.get("kind", ""), item.get("key", "")
        version = str(item.get("version", 0)) if kind == "form" else ""
        newest[kind, key, version] = item
    kinds: dict[str, list[Item]] = {}
    for (kind, _, _), item in newest.items():
        kinds.setdefault(kind, []).append(item)
    return kinds


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


def search(
    catalogue: Catalogue,
    text: str,
    *,
    uses: Mapping[int, int] | None = None,
    pinned: Set[int] = frozenset(),
) -> list[Service]:
    """Desk-offered services where every word typed is found, best first; all of them for no text.

    Looked at: title, synonyms, number, official ID, agency names (old ones too), category; in any
    spelling and any digits. Words in title, synonyms or number count before all else; among equals
    the pinned services, then the most used (`uses`: times by service number), come first.
    """
    index, place_of = _index(catalogue)
    counted = {
        place_of[number]: times for number, times in (uses or {}).items() if number in place_of
    }
    kept = frozenset(place_of[number] for number in pinned if number in place_of)
    found = places(index, text, uses=counted, pinned=kept)
    return [catalogue.index[place][2] for place in found]


@lru_cache(maxsize=4)
def _index(catalogue: Catalogue) -> tuple[Index, Mapping[int, int]]:
    """The words of all offered services, and each service's place among them; made once."""
    texts = ((called, everything) for called, everything, _ in catalogue.index)
    numbers = {service.number: place for place, (_, _, service) in enumerate(catalogue.index)}
    return index_of(texts), numbers
