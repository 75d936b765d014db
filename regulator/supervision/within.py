"""Which offices and services a board is about: an account's scope as rows of the sums."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from app.domain.audit import Scope
from app.domain.board_lines import NAMES, Figures
from regulator.offices.models import Office
from regulator.rows import fetch

_SUMS = ", ".join(f"COALESCE(SUM({name}), 0)" for name in NAMES)


@dataclass(frozen=True, slots=True)
class Within:
    """The offices of a scope, by code, the services ((): all), and the days, both included."""

    offices: Mapping[str, Office]
    whole: bool
    services: tuple[int, ...]
    since: date
    until: date

    def sums(self, by: str) -> dict[Any, Figures]:
        """Figures by a column of the sums; by "''", of all."""
        which, told = ["day BETWEEN %s AND %s"], [self.since.isoformat(), self.until.isoformat()]
        listed: list[Any] = list(told)
        if not self.whole:
            which.append("office = ANY(%s)")
            listed.append(list(self.offices))
        if self.services:
            which.append("service = ANY(%s)")
            listed.append(list(self.services))
        # Names of our own columns; values are bound.
        asked = (
            f"SELECT {by}, {_SUMS} FROM supervision_daysum WHERE {' AND '.join(which)} GROUP BY 1"  # noqa: S608
        )
        return {key: Figures(*map(int, sums)) for key, *sums in fetch(asked, *listed)}


def within(scope: Scope, since: date, until: date) -> Within:
    """What an account of that scope may see of those days."""
    rows = Office.objects.all()
    if scope.offices or scope.provinces:
        rows = rows.filter(Q(code__in=scope.offices) | Q(province__in=scope.provinces))
    found = {one.code: one for one in rows}
    whole = not (scope.offices or scope.provinces)
    return Within(found, whole, tuple(scope.services), since, until)
