"""Which offices, services and days a board is about, and the sums of just these."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from app.domain.board_lines import NAMES, Figures
from regulator.offices.models import Office
from regulator.rows import fetch

By = Literal["office", "service", "day"]
_SUMS = ", ".join(f"COALESCE(SUM({name}), 0)" for name in NAMES)


@dataclass(frozen=True, slots=True)
class Within:
    """The offices by code, `whole` if these are all; the services, None if all; the days `since` to
    `until`, both included.
    """

    offices: Mapping[str, Office]
    whole: bool
    services: frozenset[int] | None
    since: date
    until: date
    _known: dict[By, dict[Any, Figures]] = field(default_factory=dict, compare=False)

    def sums(self, by: By) -> dict[Any, Figures]:
        """Figures by a column of the sums; asked of the database once."""
        if by not in self._known:
            self._known[by] = self._asked(by)
        return self._known[by]

    def _asked(self, by: By) -> dict[Any, Figures]:
        parts, values = ["day BETWEEN %s AND %s"], [self.since.isoformat(), self.until.isoformat()]
        told: list[Any] = list(values)
        if not self.whole:
            parts.append("office = ANY(%s)")
            told.append(sorted(self.offices))
        if self.services is not None:
            parts.append("service = ANY(%s)")
            told.append(sorted(self.services))
        # Names of our own columns; values are bound.
        asked = f"SELECT {by}, {_SUMS} FROM supervision_daysum WHERE {' AND '.join(parts)}"  # noqa: S608
        return {key: Figures(*map(int, sums)) for key, *sums in fetch(f"{asked} GROUP BY 1", *told)}


def within(
    since: date,
    until: date,
    *,
    offices: Collection[str] | None = None,
    services: Collection[int] | None = None,
) -> Within:
    """Those days of these offices and services; None: of all."""
    rows = Office.objects.all() if offices is None else Office.objects.filter(code__in=offices)
    found = {one.code: one for one in rows}
    some = None if services is None else frozenset(services)
    return Within(found, offices is None, some, since, until)
