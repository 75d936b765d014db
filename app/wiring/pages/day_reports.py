"""The summary of days as a page: one sheet, whatever the office did."""

from collections.abc import Iterator
from datetime import datetime

from app.domain.jalali import (
    clock_time,
    date_in_tehran,
    date_of_day,
    long_date,
    show,
    tehran_date,
    tehran_day,
)
from app.domain.money import rials
from app.domain.pages import PageWanted
from app.domain.periods import Period
from app.domain.report_papers import DailySummary, Tally, TallyTable
from app.domain.summary import NOTHING, Compared, Summary
from app.domain.summary_tables import SERVED, WAITED, Line, SumTable, mean, tables
from app.domain.text import isolate, persian_digits
from app.wiring.naming import names, report_words, usage_tables
from app.wiring.pages.room import Made, Room, issued
from app.wiring.pages.shift_reports import counted
from local_db import day_queries

# Lines of a table on the one sheet of a day.
MOST_LINES = 8
ON_PAPER = (
    *("work", "money", "shares", "accounts", "returned", "services", "agencies", "operators"),
    *("ages", "kinds", "priorities"),
)
OPEN = ("due_today", "overdue", "needs_documents", "ready")


def daily(room: Room, wanted: PageWanted) -> Made:
    """Days `first` to `last`; today where none is named."""
    first = wanted.first or tehran_day(room.now)
    last = wanted.last or first
    with room.here.db.read() as connection:
        period = Period("day" if first == last else "range", first, last)
        summary = day_queries.summary(connection, period, room.now, office=wanted.office)
        found = tables(summary, names(connection, room.catalogue), report_words())
        found += () if wanted.office else usage_tables(connection, period)
    return Made(day_page(room, summary, found), period.first_sh.replace("/", ""))


def day_page(room: Room, summary: Summary, found: tuple[SumTable, ...]) -> DailySummary:
    """The sheet: the longest tables are shortened, never their totals."""
    said, period = report_words(), summary.period
    first, last = date_of_day(period.first), date_of_day(period.last)
    span = {"first": long_date(first), "last": long_date(last)}
    shown = [one for one in found if one.name in ON_PAPER]
    return DailySummary(
        issued(room),
        date_in_tehran(first, 12),
        tuple(_table(one.shortened(MOST_LINES, said["lines"]["others"])) for one in shown),
        open_items=counted({name: getattr(summary.open, name) for name in OPEN}, said),
        span=_span(summary, said["facts"]["range"].format(**span)),
        facts=(*_times(summary), *_compared(summary), *_heard(summary)),
    )


def _span(summary: Summary, between: str) -> str:
    """From when to when, where it is no single day, and that it is of every desk."""
    whose = report_words()["facts"]["whole_office"] if summary.office else ""
    return "، ".join(filter(None, (whose, "" if summary.period.days == 1 else between)))


def _table(one: SumTable) -> TallyTable:
    total = _tally(one.total) if one.total else None
    return TallyTable(one.title, one.of, tuple(map(_tally, one.lines)), total)


def _tally(line: Line) -> Tally:
    return Tally(line.title, line.count, line.amount)


def _times(summary: Summary) -> Iterator[tuple[str, str]]:
    said = report_words()["facts"]
    for kind in (WAITED, SERVED):
        if (one := summary.total(kind)).n:
            usual, most = (said["minutes"].format(count=persian_digits(part)) for part in mean(one))
            yield said[kind], said["mean"].format(mean=usual, most=most)


def _compared(summary: Summary) -> Iterator[tuple[str, str]]:
    said = report_words()["facts"]
    for other in summary.compared:
        one_day = summary.period.days == 1
        name = "before_day" if other.against == "before" and one_day else other.against
        requests, paid = _of(other, "registered"), _of(other, "payments_succeeded")
        yield said[name], said["compared"].format(requests=rials(requests[0]), rials=rials(paid[1]))


def _of(other: Compared, kind: str) -> tuple[int, int]:
    one = other.per_day(kind) if other.against == "month" else other.sums.get(kind, NOTHING)
    return one.n, one.amount


def _heard(summary: Summary) -> Iterator[tuple[str, str]]:
    said = report_words()["facts"]
    for one in summary.heard:
        if one.as_of:
            told = {"desk": persian_digits(one.desk), "at": _moment(one.as_of)}
            late = {"count": persian_digits(one.late)}
            more = said["late"].format(**late) if one.late else ""
            yield said["heard"], said["as_of"].format(**told) + more


def _moment(at: datetime) -> str:
    return isolate(persian_digits(f"{show(tehran_date(at))} {clock_time(at)}"))
