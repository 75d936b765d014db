"""The supervision board (داشبورد نظارت), and the ranking of offices (#28) with all it rests on."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from app.domain.board_lines import (
    AgencyLine,
    Coverage,
    Figures,
    MonthLine,
    OfficeLine,
    ProvinceLine,
    ServiceLine,
    share,
)

Code = Literal["on_time", "desk_minutes", "findings", "complaints", "mistakes", "late_hours"]


@dataclass(frozen=True, slots=True)
class Criterion:
    """One measure of an office: full marks at `best`, none at `worst`, in a line between."""

    code: Code
    weight: int
    best: int
    worst: int

    def score(self, value: int) -> int:
        """0 to 100.

        >>> Criterion("findings", 1, best=0, worst=20).score(5)
        75
        """
        way = (self.worst - value) * 100 / (self.worst - self.best)
        return round(min(100.0, max(0.0, way)))


@dataclass(frozen=True, slots=True)
class Mark:
    """What one criterion gave an office: the figure and its score."""

    code: Code
    value: int
    score: int


@dataclass(frozen=True, slots=True)
class Ranked:
    """An office's place; `score` is the weighted mean of its marks, in tenths of a point."""

    place: int
    office: str
    score: int
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Board:
    """All of it for one scope and the days `since` to `until` (`YYYY-MM-DD`, both included).
    `place` of `log` entries are counted; `unranked` offices had too few requests.
    """

    since: str
    until: str
    at: str
    place: int
    log: int
    country: Figures
    provinces: tuple[ProvinceLine, ...]
    offices: tuple[OfficeLine, ...]
    services: tuple[ServiceLine, ...]
    months: tuple[MonthLine, ...]
    agencies: tuple[AgencyLine, ...]
    coverage: Coverage
    criteria: tuple[Criterion, ...]
    ranking: tuple[Ranked, ...]
    unranked: int


def values(office: OfficeLine) -> dict[Code, int]:
    """What each criterion looks at; one without a figure is left out, and its weight with it."""
    done = office.figures
    found: dict[Code, int | None] = {
        "on_time": share(done.on_time, done.answered, 100),
        "desk_minutes": done.mean_at_desk,
        "findings": share(office.findings, done.requests, 1000),
        "complaints": share(office.complaints, done.requests, 1000),
        "mistakes": share(done.voids + done.reprints, done.requests, 1000),
        "late_hours": share(done.late_hours, done.entries),
    }
    return {code: value for code, value in found.items() if value is not None}


def rank(
    offices: Iterable[OfficeLine], criteria: tuple[Criterion, ...], *, least: int
) -> tuple[Ranked, ...]:
    """Offices with at least so many requests, the best first; equal scores share a place.

    score = Σ weight × mark ÷ Σ weight, over the criteria that have a figure.
    """
    scored = []
    for office in offices:
        found = values(office)
        counted = [one for one in criteria if one.weight and one.code in found]
        if office.figures.requests < least or not counted:
            continue
        marks = tuple(Mark(c.code, found[c.code], c.score(found[c.code])) for c in counted)
        points = sum(c.weight * mark.score for c, mark in zip(counted, marks, strict=True))
        score = round(points * 10 / sum(one.weight for one in counted))
        scored.append((score, office.code, marks))
    scored.sort(key=lambda one: (-one[0], one[1]))
    first = {score: place for place, (score, _, _) in reversed([*enumerate(scored, 1)])}
    return tuple(Ranked(first[score], code, score, marks) for score, code, marks in scored)
