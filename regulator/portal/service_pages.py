"""Public service cards: steps, documents, time, fee basis and the eleven legal fields (#9, #34)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from app.domain.cards import LegalField, Service
from app.domain.catalogue import Catalogue, search
from app.domain.jalali import show
from app.domain.tariffs import FeeRule, TableInForce, table_in_force
from app.domain.text import persian_digits
from regulator import clock
from regulator.catalogue import shelf
from regulator.portal.card_attributes import attributes, waiver
from regulator.words import word


@dataclass(frozen=True, slots=True)
class Listed:
    """A service in the list."""

    number: int
    title: str
    category: str
    agency_name: str


@dataclass(frozen=True, slots=True)
class FeeShown:
    """A fee rule as shown; `amount` where one amount holds for all, `varies` where several do."""

    title: str
    payee: str
    amount_from: str
    amount: int | None = None
    varies: bool = False
    year: int = 0
    extended: bool = False


@dataclass(frozen=True, slots=True)
class FieldShown:
    """A legal field as lines of text."""

    title: str
    status: str
    texts: tuple[str, ...]


@require_safe
def services(request: HttpRequest) -> HttpResponse:
    """All services offered at offices, or those a search finds, under their headings."""
    typed = request.GET.get("q", "")[:80]
    catalogue = shelf.current()
    rows = [
        Listed(one.number, one.title, one.category, _agency(catalogue, one))
        for one in search(catalogue, typed)
    ]
    rows.sort(key=lambda row: (row.category, row.title))
    groups = [(key, list(group)) for key, group in groupby(rows, key=lambda row: row.category)]
    return render(request, "portal/services.html", {"typed": typed, "groups": groups})


@require_safe
def service(request: HttpRequest, number: int) -> HttpResponse:
    """One service's card."""
    catalogue = shelf.current()
    found = catalogue.services.get(number)
    if found is None:
        raise Http404
    facts = {
        "service": found,
        "agency": _agency(catalogue, found),
        # Rules that differ only in their condition look alike here.
        "fees": list(dict.fromkeys(_fees(catalogue, found))),
        "card": [_field(stated) for stated in found.card],
        "attributes": attributes(catalogue, found),
        "waiver": waiver(found),
    }
    return render(request, "portal/service.html", facts)


def _agency(catalogue: Catalogue, one: Service) -> str:
    keys = one.agency_by[1].values() if one.agency_by else (one.agency,)
    return "، ".join(dict.fromkeys(catalogue.agency_name(key) for key in keys if key))


def _fees(catalogue: Catalogue, one: Service) -> Iterator[FeeShown]:
    today = clock.today()
    for rule in one.fees:
        if rule.valid_in(today.year):
            yield _fee(catalogue, rule, show(today))


def _fee(catalogue: Catalogue, rule: FeeRule, on: str) -> FeeShown:
    title = rule.title or rule.label
    payee = catalogue.agency_name(rule.payee) if rule.payee else ""
    table = _table(catalogue, rule, on)
    if table is None:
        amount_from = "unknown" if rule.amount_from == "tariff" else rule.amount_from
        return FeeShown(title, payee, amount_from)
    rows = [table.row(variant, "") for variant in rule.variants()]
    amounts = {row.amount for row in rows if row}
    return FeeShown(
        title=title if not rule.variant else f"{title} – {rule.variant}",
        payee=payee,
        amount_from=rule.amount_from,
        amount=next(iter(amounts)) if len(amounts) == 1 else None,
        varies=len(amounts) != 1 or bool(rule.times),
        year=table.year,
        extended=table.extended,
    )


def _table(catalogue: Catalogue, rule: FeeRule, on: str) -> TableInForce | None:
    tariff = catalogue.tariffs.get(rule.title)
    if tariff is None:
        return None
    return table_in_force(tariff, on, rules=catalogue.rules, decisions=catalogue.decisions)


def _field(stated: LegalField) -> FieldShown:
    return FieldShown(stated.title, stated.status, tuple(_texts(stated.value)))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, part in value.items():
            if part is not None:
                yield f"{word('card_parts', key)}: {_said(part)}"
    elif isinstance(value, tuple):
        yield from (str(part) for part in value)
    elif value is not None:
        yield str(value)


def _said(part: object) -> str:
    if isinstance(part, bool):
        return word("card_parts", str(part).lower())
    return persian_digits(str(part))
