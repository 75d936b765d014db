"""The calendar beside a date field: one Jalali month as weeks from Saturday to Friday.

Typing stays first: the calendar only shows which weekday a date is, and what is a day off.
"""

from dataclasses import dataclass, replace
from typing import Self

from app.domain.due import Calendar
from app.domain.errors import Refusal
from app.domain.jalali import (
    FIRST_YEAR,
    LAST_YEAR,
    MONTHS,
    JalaliDate,
    days_after,
    long_date,
    month_length,
    parse,
    show,
)
from app.domain.text import persian_digits

HEADS = ("ش", "ی", "د", "س", "چ", "پ", "ج")
WEEK, FRIDAY = 7, 6


@dataclass(frozen=True, slots=True)
class Day:
    """One cell; `off` for Fridays and days off, `title` says which (with its certainty)."""

    date: JalaliDate
    off: bool = False
    title: str = ""


@dataclass(frozen=True, slots=True)
class Month:
    """The day the keys stand on, and what is drawn around it."""

    at: JalaliDate
    today: JalaliDate
    calendar: Calendar
    province: str = ""

    @classmethod
    def begin(
        cls, typed: str, today: JalaliDate, calendar: Calendar, *, province: str = ""
    ) -> Self:
        """On the date that is typed, else on today."""
        try:
            at = parse(typed)
        except Refusal:
            at = today
        return cls(at, today, calendar, province)

    def step(self, days: int) -> Self:
        """Some days on or back; stops at the years we know."""
        at = days_after(self.at, days)
        return replace(self, at=at) if FIRST_YEAR <= at.year <= LAST_YEAR else self

    def turn(self, months: int) -> Self:
        """Some months on or back, on the same day or the last one there is."""
        year, month = divmod(self.at.year * 12 + self.at.month - 1 + months, 12)
        if not FIRST_YEAR <= year <= LAST_YEAR:
            return self
        day = min(self.at.day, month_length(year, month + 1))
        return replace(self, at=type(self.at)(year, month + 1, day))

    def go(self, at: JalaliDate) -> Self:
        """On that very day."""
        return replace(self, at=at)

    @property
    def title(self) -> str:
        """«آبان ۱۴۰۵»."""
        return f"{MONTHS[self.at.month - 1]} {persian_digits(self.at.year)}"

    @property
    def weeks(self) -> tuple[tuple[Day | None, ...], ...]:
        """Rows of seven, Saturday first; None before the first and after the last day."""
        first = type(self.at)(self.at.year, self.at.month, 1)
        days = [days_after(first, n) for n in range(month_length(first.year, first.month))]
        cells: list[Day | None] = [None] * first.weekday()
        cells += [self.day(date) for date in days]
        cells += [None] * (-len(cells) % WEEK)
        return tuple(tuple(cells[at : at + WEEK]) for at in range(0, len(cells), WEEK))

    def day(self, date: JalaliDate) -> Day:
        """That day as it is drawn."""
        found = self.calendar.off(show(date), self.province)
        titles = [one.title + ("" if one.certain else " (قطعی نیست)") for one in found]
        return Day(date, bool(found) or date.weekday() == FRIDAY, "، ".join(titles))

    @property
    def said(self) -> str:
        """The marked day in words, with why it is off: also for a screen reader."""
        title = self.day(self.at).title
        return f"{long_date(self.at)}{f' · {title}' if title else ''}"

    @property
    def text(self) -> str:
        """The marked day as it is typed into the field."""
        return show(self.at)
