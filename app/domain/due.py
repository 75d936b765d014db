"""When the citizen gets the answer: the due date, and the calendar of working days it rests on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Literal

from app.domain.jalali import (
    FRIDAY,
    THURSDAY,
    JalaliDate,
    date_in_tehran,
    days_after,
    show,
    tehran_date,
    tehran_time,
)

Unit = Literal["working_days", "calendar_days", "hours", "minutes"]
LAST_HOUR, LAST_MINUTE = 23, 59


@dataclass(frozen=True, slots=True)
class ResponseTime:
    """How long the agency may take. `provisional` must be shown as «موقت» wherever a date is.

    `unit_stated` is false where the source says «روز» and not which; `min` is the shortest stated.
    """

    max: int
    unit: Unit
    provisional: bool = True
    source: str = ""
    min: int | None = None
    unit_stated: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day off. `certain` is false for a forecast lunar day; `provinces` empty: everywhere.

    `reason` is why a closure was called; it is told to whoever it makes wait.
    """

    title: str
    kind: str
    certain: bool = True
    provinces: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Calendar:
    """Days off by `YYYY/MM/DD`, known up to `until` (the last day of the last announced year).

    Fridays are not in it. `thursdays` says by province code whether offices open on Thursdays;
    where it is silent the office's own licence says so.
    """

    days: Mapping[str, tuple[Holiday, ...]] = field(default_factory=dict)
    until: str = ""
    thursdays: Mapping[str, bool] = field(default_factory=dict)

    def off(self, date_sh: str, province: str = "") -> tuple[Holiday, ...]:
        """The holidays and closures that count that day, country-wide or in that province."""
        found = self.days.get(date_sh, ())
        return tuple(day for day in found if not day.provinces or province in day.provinces)


@dataclass(frozen=True, slots=True)
class Due:
    """The promise. `at` is in Tehran time: the exact moment when `has_time`, else the day's end.

    The rest are the facts it rests on, without words: the rule (`max`, `unit`), how many days off
    were skipped, whether one of them is only a forecast (`uncertain`), and whether the calendar
    ended before the date did (`beyond_calendar`: later holidays may still move it).
    """

    at: datetime
    date_sh: str
    has_time: bool
    provisional: bool
    max: int = 0
    unit: Unit = "working_days"
    skipped: int = 0
    uncertain: bool = False
    beyond_calendar: bool = False


def calendar_from_items(items: Iterable[Mapping[str, Any]]) -> Calendar:
    """Items of kind `holidays` ({until, days}), `closure` (one day) and `thursday-rule`.

    A day is {date_sh, title, kind?, certain?, provinces?, reason?}; a rule {provinces: {code:
    bool}}.
    """
    days: dict[str, tuple[Holiday, ...]] = {}
    thursdays: dict[str, bool] = {}
    until = ""
    for item in items:
        if item.get("kind") == "thursday-rule":
            thursdays |= item["provinces"]
            continue
        until = max(until, item.get("until", ""))
        for day in item.get("days", (item,)):
            days[day["date_sh"]] = (*days.get(day["date_sh"], ()), _holiday(day))
    return Calendar(days, until, thursdays)


def _holiday(day: Mapping[str, Any]) -> Holiday:
    kind = day.get("kind", "extraordinary")
    return Holiday(
        title=day["title"],
        kind="extraordinary" if kind == "closure" else kind,
        certain=day.get("certain", True),
        provinces=tuple(day.get("provinces", ())),
        reason=day.get("reason", ""),
    )


def due_date(
    response: ResponseTime,
    complete_at: datetime,
    calendar: Calendar,
    thursday_open: bool,
    *,
    province: str = "",
) -> Due:
    """The due date of a request that was complete (and paid) at that moment.

    Hours and minutes run on the clock, day and night. Days are counted from the day after; working
    days skip Fridays, Thursdays where offices are closed then, holidays and closures.
    """
    if response.unit in ("hours", "minutes"):
        at = tehran_time(complete_at + timedelta(**{response.unit: response.max}))
        date_sh = show(tehran_date(at))
        return Due(at, date_sh, True, response.provisional, response.max, response.unit)
    date = tehran_date(complete_at)
    passed: list[tuple[Holiday, ...]] = []
    if response.unit == "calendar_days":
        date = days_after(date, response.max)
    else:
        open_then = calendar.thursdays.get(province, thursday_open)
        closed = (FRIDAY,) if open_then else (THURSDAY, FRIDAY)
        date, passed = _working_days(date, response.max, calendar, closed, province=province)
    return Due(
        at=date_in_tehran(date, LAST_HOUR, LAST_MINUTE),
        date_sh=show(date),
        has_time=False,
        provisional=response.provisional,
        max=response.max,
        unit=response.unit,
        skipped=len(passed),
        uncertain=any(not holiday.certain for days in passed for holiday in days),
        beyond_calendar=show(date) > calendar.until,
    )


def called_off(
    calendar: Calendar, after: str, until: str, *, province: str = ""
) -> tuple[tuple[str, Holiday], ...]:
    """The sudden closures after one date and up to another: why a promise moved, day by day."""
    return tuple(
        (date_sh, holiday)
        for date_sh in sorted(calendar.days)
        if after < date_sh <= until
        for holiday in calendar.off(date_sh, province)
        if holiday.kind == "extraordinary"
    )


def _working_days(
    date: JalaliDate, count: int, calendar: Calendar, closed: tuple[int, ...], *, province: str
) -> tuple[JalaliDate, list[tuple[Holiday, ...]]]:
    """The count-th working day after the date, and the holidays passed on otherwise open days."""
    passed = []
    while count:
        date = days_after(date, 1)
        if date.weekday() in closed:
            continue
        if off := calendar.off(show(date), province):
            passed.append(off)
        else:
            count -= 1
    return date, passed
