"""Stretches of Jalali days, by day number: a day, a week from Saturday, a month, a year, any.

>>> from app.domain.jalali import day_number, parse
>>> on = day_number(parse("1405/08/30"))
>>> [(one.first_sh, one.last_sh) for one in map(Period.of, ("day", "week", "month"), [on] * 3)]
[('1405/08/30', '1405/08/30'), ('1405/08/30', '1405/09/06'), ('1405/08/01', '1405/08/30')]
>>> Period.of("year", on).days
365
"""

from dataclasses import dataclass
from typing import Literal, Self

import jdatetime

from app.domain.errors import OperatorCanFix
from app.domain.jalali import date_of_day, day_number, month_length, parse, show

PeriodKind = Literal["day", "week", "month", "year", "range"]
LONGEST = 3 * 366  # days of one summary


@dataclass(frozen=True, slots=True)
class Period:
    """Days `first` to `last`, both counted (`app.domain.jalali.day_number`)."""

    kind: PeriodKind
    first: int
    last: int

    @classmethod
    def of(cls, kind: PeriodKind, day: int) -> Self:
        """The day, week, month or year a day lies in."""
        on = date_of_day(day)
        if kind == "week":
            first = day - on.weekday()
            return cls(kind, first, first + 6)
        if kind == "month":
            first = day - on.day + 1
            return cls(kind, first, first + month_length(on.year, on.month) - 1)
        if kind == "year":
            first = day_number(jdatetime.date(on.year, 1, 1))
            return cls(kind, first, day_number(jdatetime.date(on.year + 1, 1, 1)) - 1)
        return cls("day", day, day)

    @classmethod
    def between(cls, first: str, last: str) -> Self:
        """Any stretch, as typed; OperatorCanFix where it ends before it begins or is too long."""
        begin, end = day_number(parse(first)), day_number(parse(last))
        if end < begin:
            raise OperatorCanFix("period-backwards")
        if end - begin >= LONGEST:
            raise OperatorCanFix("period-too-long", years=LONGEST // 366)
        return cls("day" if begin == end else "range", begin, end)

    @property
    def days(self) -> int:
        """How many."""
        return self.last - self.first + 1

    @property
    def first_sh(self) -> str:
        """Its first day, `YYYY/MM/DD`."""
        return show(date_of_day(self.first))

    @property
    def last_sh(self) -> str:
        """Its last day, `YYYY/MM/DD`."""
        return show(date_of_day(self.last))

    def before(self) -> "Period":
        """The one before, of the same kind; of any stretch one as long."""
        if self.kind == "range":
            return Period("range", self.first - self.days, self.first - 1)
        return Period.of(self.kind, self.first - 1)

    def after(self) -> "Period":
        """The one that follows."""
        if self.kind == "range":
            return Period("range", self.last + 1, self.last + self.days)
        return Period.of(self.kind, self.last + 1)
