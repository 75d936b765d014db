"""The board and the reform report as plain tables: what an export writes, each under its heads."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from app.domain.board import Board
from app.domain.board_lines import NAMES, Figures
from app.domain.jalali import show, tehran_date, tehran_time
from app.domain.moments import from_wire
from app.domain.reform import ReformReport
from regulator.jalali_fields import jalali_text
from regulator.supervision.days import day_of
from regulator.words import word

Cell = str | int | None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under heads; digits are ASCII and days Jalali, so that any program sorts and adds."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def of_board(board: Board) -> tuple[Table, ...]:
    """All of it, the sums first."""
    return (
        _table("about", ("title", "value"), _about(board)),
        _table("provinces", (*_PLACE, *NAMES), [_province(one) for one in board.provinces]),
        _table("offices", (*_OFFICE, *NAMES), [_office(one) for one in board.offices]),
        _table("services", (*_SERVICE, *NAMES), [_service(one) for one in board.services]),
        _table("agencies", (*_AGENCY, *NAMES), [_agency(one) for one in board.agencies]),
        _table(
            "months", ("month", *NAMES), [(m.month, *_figures(m.figures)) for m in board.months]
        ),
        _table("ranking", _ranked_heads(board), list(_ranking(board))),
        _table(
            "criteria",
            ("criterion", "weight", "best", "worst"),
            [(word("criteria", c.code), c.weight, c.best, c.worst) for c in board.criteria],
        ),
    )


def of_reform(report: ReformReport) -> tuple[Table, ...]:
    """What the law lists."""
    parts = [(word("board", name), getattr(report.coverage, name)) for name in _COVERAGE]
    spread = [(p.province, p.delegated, p.counties, p.served) for p in report.provinces]
    rows = [tuple(_said(getattr(one, name)) for name in _INDICATORS) for one in report.services]
    days = [(word("board", name), _shown(getattr(report, name))) for name in ("since", "until")]
    return (
        _table("coverage", ("title", "value"), [*days, *parts]),
        _table("spread", ("province", "delegated", "counties", "served"), spread),
        _table("indicators", _INDICATORS, rows),
    )


_PLACE = (
    *("province", "offices", "silent", "rural", "findings", "past_due", "owed", "last"),
    *("counties", "served", "delegated"),
)
_OFFICE = (
    *("code", "name", "province", "county", "rural", "desks", "findings", "complaints"),
    *("past_due", "owed", "last"),
)
_AGENCY = ("key", "name", "transferable", "delegated", "used")
_SERVICE = ("number", "title", "mean", "baseline", "since", "source", "reduction", "reached")
_COVERAGE = ("transferable", "delegated", "used", "counties", "served", "rural")
_INDICATORS = (
    *("number", "service_id", "title", "agency", "minutes", "cost", "inquiries", "documents"),
    *("forms", "items", "baseline", "since", "source", "reduction", "reached"),
)
_DAYS = ("since", "until", "at")


def _table(name: str, heads: Sequence[str], rows: Sequence[Sequence[Cell]]) -> Table:
    titles = tuple(word("board", one) for one in heads)
    return Table(word("board_tables", name), titles, tuple(tuple(row) for row in rows))


def _about(board: Board) -> list[tuple[Cell, Cell]]:
    days: list[tuple[str, Cell]] = [(name, _shown(getattr(board, name))) for name in _DAYS]
    days += [("place", board.place), ("log", board.log), ("unranked", board.unranked)]
    days += [(name, getattr(board.coverage, name)) for name in _COVERAGE]
    days += list(zip(NAMES, _figures(board.country), strict=True))
    return [(word("board", name), value) for name, value in days]


def _figures(figures: Figures) -> tuple[int, ...]:
    return tuple(getattr(figures, name) for name in NAMES)


def _province(one: Any) -> tuple[Cell, ...]:
    own: dict[str, Cell] = {"province": one.name, "last": _shown(one.last)}
    return (*(own.get(name, getattr(one, name, None)) for name in _PLACE), *_figures(one.figures))


def _office(one: Any) -> tuple[Cell, ...]:
    own: dict[str, Cell] = {"last": _shown(one.last), "rural": int(one.rural)}
    return (*(own.get(name, getattr(one, name)) for name in _OFFICE), *_figures(one.figures))


def _agency(one: Any) -> tuple[Cell, ...]:
    return (*(getattr(one, name) for name in _AGENCY), *_figures(one.figures))


def _service(one: Any) -> tuple[Cell, ...]:
    known = one.baseline
    own: dict[str, Cell] = {
        "mean": one.figures.mean,
        "title": one.title or word("board", "gathered"),
    }
    own |= {"baseline": known and known.minutes, "since": known and known.day}
    own |= {"source": known and known.source, "reached": _said(one.reached)}
    told = (own[name] if name in own else getattr(one, name) for name in _SERVICE)
    return (*told, *_figures(one.figures))


def _ranked_heads(board: Board) -> tuple[str, ...]:
    codes = [one.code for one in board.criteria]
    return ("place", "code", "score", *codes, *(f"{code}_mark" for code in codes))


def _ranking(board: Board) -> Iterator[tuple[Cell, ...]]:
    """The score in tenths of a point, then each criterion's figure and its marks."""
    for one in board.ranking:
        marks = {mark.code: mark for mark in one.marks}
        found = [marks.get(criterion.code) for criterion in board.criteria]
        figures = [mark.value if mark else None for mark in found]
        scores = [mark.score if mark else None for mark in found]
        yield (one.place, one.office, one.score, *figures, *scores)


def _said(value: Any) -> Cell:
    return int(value) if isinstance(value, bool) else value


def _shown(told: str) -> str:
    """A civil day or a moment in the Jalali calendar and Tehran time."""
    if len(told) == len("2026-01-01"):
        return jalali_text(day_of(told))
    if not told:
        return ""
    at = from_wire(told)
    return f"{show(tehran_date(at))} {tehran_time(at):%H:%M}"
