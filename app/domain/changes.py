"""What a new release changes, as a value: for the morning notice, and for late tariffs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from app.domain.catalogue import Catalogue
from app.domain.due import Calendar
from app.domain.jalali import month_length
from app.domain.tariffs import Decision, Row, Tariff, table_in_force

ChangeKind = Literal[
    "tariff",
    "extension",
    "form",
    "service-added",
    "service-stopped",
    "delegation",
    "closure",
    "notice",
]


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is other than it was. `what` is its title, `key` its own key.

    Amounts (whole rial) are None where there is none; `since` is the first day it counts on
    (`YYYY/MM/DD`, "" where that means nothing); `note` is a variant, a reason or a version.
    """

    kind: ChangeKind
    key: str
    what: str
    old: int | None = None
    new: int | None = None
    since: str = ""
    note: str = ""


def changes(old: Catalogue, new: Catalogue) -> tuple[Change, ...]:
    """Everything the newer catalogue changes for people at a desk, in the order it is told."""
    return (
        *_tariffs(old, new),
        *_extensions(old, new),
        *_forms(old, new),
        *_services(old, new),
        *_delegations(old, new),
        *_closures(old.calendar, new.calendar),
        *_notices(old, new),
    )


def tariffs_since(old: Catalogue, new: Catalogue) -> str | None:
    """The first day on which some price differs between the two; None when none does."""
    found = (*_tariffs(old, new), *_extensions(old, new))
    return min((change.since for change in found), default=None)


def _tariffs(old: Catalogue, new: Catalogue) -> Iterator[Change]:
    for title, tariff in new.tariffs.items():
        before = _rows(old.tariffs.get(title))
        after = _rows(tariff)
        for place in sorted(before.keys() | after.keys()):
            now = after.get(place)
            was = before.get(place) or _carried(old, title, place)
            if _amount(was) != _amount(now):
                year, variant, _ = place
                yield Change(
                    kind="tariff",
                    key=str(tariff.number),
                    what=title,
                    old=_amount(was),
                    new=_amount(now),
                    since=f"{year}/01/01",
                    note=variant,
                )


def _rows(tariff: Tariff | None) -> Mapping[tuple[int, str, str], Row]:
    """Amounts by year, variant and province."""
    return {
        (year, variant, row.province): row
        for year, table in (tariff.tables.items() if tariff else ())
        for variant, row in table.items()
    }


def _carried(old: Catalogue, title: str, place: tuple[int, str, str]) -> Row | None:
    """What an older table, carried on to that year by a decision, said so far."""
    year, variant, province = place
    tariff = old.tariffs.get(title)
    if tariff is None:
        return None
    last_day = f"{year}/12/{month_length(year, 12)}"
    table = table_in_force(tariff, last_day, rules=old.rules, decisions=old.decisions)
    return table.row(variant, province) if table else None


def _amount(row: Row | None) -> int | None:
    return row.amount if row else None


def _extensions(old: Catalogue, new: Catalogue) -> Iterator[Change]:
    """Titles a decision carries on that were not carried before."""
    before = {(one.to_year, title) for one in old.decisions for title in one.titles}
    for decision in new.decisions:
        added = [
            title for title in sorted(decision.titles) if (decision.to_year, title) not in before
        ]
        if added:
            yield _extension(decision, len(added))


def _extension(decision: Decision, count: int) -> Change:
    year = min(int(decision.date[:4]) + 1, decision.to_year)
    since = max(decision.date, f"{year}/01/01")
    return Change("extension", decision.key, decision.text, new=count, since=since)


def _forms(old: Catalogue, new: Catalogue) -> Iterator[Change]:
    for number, service in new.services.items():
        known = old.services.get(number)
        if known and known.form.version != service.form.version:
            version = str(service.form.version)
            yield Change("form", service.key, service.title, note=version)


def _services(old: Catalogue, new: Catalogue) -> Iterator[Change]:
    was, now = _offered(old), _offered(new)
    for number in sorted(now.keys() - was.keys()):
        yield Change("service-added", str(number), now[number])
    for number in sorted(was.keys() - now.keys()):
        yield Change("service-stopped", str(number), was[number])


def _delegations(old: Catalogue, new: Catalogue) -> Iterator[Change]:
    """Only what closes or stops: a new half year says «active» of nearly everything."""
    for number, rows in new.delegations.items():
        known = old.delegations.get(number, ())
        title = new.services[number].title if number in new.services else str(number)
        for row in rows:
            if row.state != "active" and row not in known:
                yield Change("delegation", str(number), title, since=row.start, note=row.state)


def _offered(catalogue: Catalogue) -> dict[int, str]:
    return {number: one.title for number, one in catalogue.services.items() if one.offered}


def _closures(old: Calendar, new: Calendar) -> Iterator[Change]:
    for date_sh in sorted(new.days):
        known: Any = old.days.get(date_sh, ())
        for day in new.days[date_sh]:
            if day not in known:
                yield Change("closure", date_sh, day.title, since=date_sh, note=day.reason)


def _notices(old: Catalogue, new: Catalogue) -> Iterator[Change]:
    known = {notice.sha256 for notice in old.notices}
    for notice in new.notices:
        if notice.sha256 not in known:
            version = str(notice.version)
            yield Change("notice", notice.key, notice.title, since=notice.start, note=version)
