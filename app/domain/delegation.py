"""Delegation (واگذاری): which office may take which service, on which day.

The regulator publishes a list for each half year. Its dates work at the desk without a network:
a service stops on its day whether or not anybody heard from the regulator since.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from app.domain.errors import RegulatorCanFix

if TYPE_CHECKING:
    from app.domain.acts import OfficeFacts
    from app.domain.catalogue import Catalogue

State = Literal["active", "closing", "stopped"]
Standing = Literal["active", "closing", "stopped", "none"]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list. "" means every kind, province or office; `start` and `end` include."""

    service: int
    state: State
    start: str
    end: str
    kind: str = ""
    province: str = ""
    office: str = ""
    conditions: str = ""

    def covers(self, office: "OfficeFacts", date_sh: str) -> bool:
        """Whether it speaks of that office on that day."""
        asked = ((self.kind, office.kind), (self.province, office.province))
        here = all(said in ("", own) for said, own in (*asked, (self.office, office.code)))
        return here and self.start <= date_sh <= self.end

    @property
    def weight(self) -> tuple[bool, bool, bool, str]:
        """The more specific row wins: office, then province, then kind; then the later start."""
        return bool(self.office), bool(self.province), bool(self.kind), self.start


def row_in_force(
    catalogue: "Catalogue", service: int, office: "OfficeFacts", on: str
) -> Row | None:
    """The one row that decides about a service at an office on that day (`YYYY/MM/DD`)."""
    found = [row for row in catalogue.delegations.get(service, ()) if row.covers(office, on)]
    return max(found, key=lambda row: row.weight, default=None)


def state_of(catalogue: "Catalogue", service: int, office: "OfficeFacts", on: str) -> Standing:
    """Where the service (by number) stands at that office; "none" when no row speaks of it."""
    row = row_in_force(catalogue, service, office, on)
    return row.state if row else "none"


def check(
    catalogue: "Catalogue", service: int, office: "OfficeFacts", *, on: str, opened: str | None
) -> None:
    """Refuse what this office may not take today.

    A closing service only ends what was begun: `opened`, the day the draft was begun, must lie
    before the row that closes it.
    """
    row = row_in_force(catalogue, service, office, on)
    title = catalogue.services[service].title
    if row is None:
        raise RegulatorCanFix("service-not-delegated", service=title, office=office.name)
    if row.state == "stopped":
        raise RegulatorCanFix("service-stopped", service=title)
    if row.state == "closing" and not (opened and opened < row.start):
        raise RegulatorCanFix("service-closing", service=title)


def rows_by_service(items: Iterable[Mapping[str, Any]]) -> dict[int, tuple[Row, ...]]:
    """Items of kind `delegation-list`. A row lives inside its list's half year."""
    found: dict[int, list[Row]] = {}
    for item in items:
        for row in _rows(item):
            found.setdefault(row.service, []).append(row)
    return {service: tuple(rows) for service, rows in found.items()}


def _rows(item: Mapping[str, Any]) -> Iterator[Row]:
    for row in item["rows"]:
        yield Row(
            service=row["service"],
            state=row["state"],
            start=max(row.get("from") or "", item["from"]),
            end=min(row.get("to") or item["to"], item["to"]),
            kind=row.get("office_kind") or "",
            province=row.get("province") or "",
            office=row.get("office") or "",
            conditions=row.get("conditions") or "",
        )
