"""The days a board is about: a civil day from its text, and whole Jalali months."""

from datetime import date, timedelta

from app.domain.jalali import JalaliDate, month_length, parse
from regulator.jalali_fields import jalali_text


def day_of(told: date | str) -> date:
    """SQLite says a day in words, PostgreSQL as one."""
    return date.fromisoformat(told) if isinstance(told, str) else told


def month(of: str) -> tuple[date, date]:
    """First and last day of a Jalali month, `YYYY/MM`; refused as any date is.

    >>> month("1405/07")
    (datetime.date(2026, 9, 23), datetime.date(2026, 10, 22))
    """
    first = parse(f"{of}/01")
    last = parse(f"{of}/{month_length(first.year, first.month)}")
    return first.togregorian(), last.togregorian()


def months(of: str, count: int) -> tuple[date, date]:
    """First and last day of so many months that end with that one.

    >>> months("1405/02", 3)[0] == month("1404/12")[0]
    True
    """
    first = of
    for _ in range(count - 1):
        first = before(first)
    return month(first)[0], month(of)[1]


def month_of(day: JalaliDate) -> str:
    """Its month, `YYYY/MM`."""
    return f"{day.year}/{day.month:02}"


def before(of: str) -> str:
    """The month before."""
    return jalali_text(month(of)[0] - timedelta(days=1))[:7]


def after(of: str) -> str:
    """The month after."""
    return jalali_text(month(of)[1] + timedelta(days=1))[:7]
