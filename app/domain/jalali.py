"""Jalali dates in Tehran time.

A date at a border is the text `YYYY/MM/DD` in ASCII digits; inside it is a `jdatetime.date`. The
moment a thing happened is an aware `datetime`; `tehran_date` is the civil date it fell on.

>>> show(tehran_date(datetime(2026, 11, 21, 21, 0, tzinfo=UTC)))
'1405/09/01'
>>> day_number(parse("1405/08/30"))
2071
>>> long_date(parse("1405/08/30"))
'شنبه ۳۰ آبان ۱۴۰۵'
"""

import re
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

import jdatetime

from app.domain.errors import OperatorCanFix
from app.domain.text import latin_digits, persian_digits

__all__ = [
    "UTC",
    "JalaliDate",
    "clock_time",
    "date_in_tehran",
    "date_of_day",
    "day_number",
    "days_after",
    "long_date",
    "parse",
    "show",
    "tehran_date",
    "tehran_day",
    "tehran_time",
]

JalaliDate: TypeAlias = Any  # jdatetime.date: the library ships no types
TEHRAN = ZoneInfo("Asia/Tehran")
MONTHS = (
    "فروردین",
    "اردیبهشت",
    "خرداد",
    "تیر",
    "مرداد",
    "شهریور",
    "مهر",
    "آبان",
    "آذر",
    "دی",
    "بهمن",
    "اسفند",
)
WEEKDAYS = ("شنبه", "یکشنبه", "دوشنبه", "سه‌شنبه", "چهارشنبه", "پنجشنبه", "جمعه")
FRIDAY, THURSDAY = 6, 5
# Where jdatetime, ICU and jalali-core agree (qt.md §3); no document of ours lies outside.
FIRST_YEAR, LAST_YEAR = 1200, 1499
_EPOCH = jdatetime.date(1400, 1, 1).togregorian()


def parse(text: str) -> JalaliDate:
    """`14040312`, `1404/3/12` or `۱۴۰۴-۳-۱۲`; says which part is wrong."""
    clean = latin_digits(text).strip()
    match = re.fullmatch(r"(\d{4})[/\-.](\d{1,2})[/\-.](\d{1,2})|(\d{4})(\d\d)(\d\d)", clean)
    if not match:
        raise OperatorCanFix("date-shape")
    year, month, day = (int(part) for part in match.groups() if part)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise OperatorCanFix("date-year", year=year, first=FIRST_YEAR, last=LAST_YEAR)
    if not 1 <= month <= 12:
        raise OperatorCanFix("date-month", month=month)
    if not 1 <= day <= month_length(year, month):
        raise OperatorCanFix(
            "date-day", day=day, month=MONTHS[month - 1], year=year, last=month_length(year, month)
        )
    return jdatetime.date(year, month, day)


@lru_cache(512)
def month_length(year: int, month: int) -> int:
    """Days of a Jalali month; Esfand has 30 in a leap year."""
    if month <= 6:
        return 31
    leap: bool = jdatetime.date(year, 1, 1).isleap()
    return 30 if month < 12 or leap else 29


def show(date: JalaliDate) -> str:
    """The text form kept in answers and bodies: `YYYY/MM/DD`, ASCII digits."""
    return f"{date.year:04}/{date.month:02}/{date.day:02}"


def long_date(date: JalaliDate) -> str:
    """For people: weekday, day, month name and year in Persian digits."""
    day, year = persian_digits(date.day), persian_digits(date.year)
    return f"{WEEKDAYS[date.weekday()]} {day} {MONTHS[date.month - 1]} {year}"


def tehran_time(moment: datetime) -> datetime:
    """The same moment on Tehran's clock."""
    return moment.astimezone(TEHRAN)


def tehran_date(moment: datetime) -> JalaliDate:
    """The Jalali civil date in Tehran at that moment."""
    return _jalali(tehran_time(moment).date())


def tehran_day(moment: datetime) -> int:
    """`day_number` of the civil date in Tehran at that moment, without the calendar between."""
    number: int = (tehran_time(moment).date() - _EPOCH).days
    return number


def date_of_day(number: int) -> JalaliDate:
    """The Jalali date of a `day_number`."""
    return _jalali(_EPOCH + timedelta(days=number))


# Each date jdatetime makes asks the system for its language; a form asks for today at every key.
@lru_cache(256)
def _jalali(day: date) -> JalaliDate:
    return jdatetime.date.fromgregorian(date=day)


def clock_time(moment: datetime) -> str:
    """`HH:MM` in Tehran, Persian digits."""
    return persian_digits(tehran_time(moment).strftime("%H:%M"))


def date_in_tehran(date: JalaliDate, hour: int = 0, minute: int = 0) -> datetime:
    """The moment a Jalali date's given Tehran clock time falls on."""
    day = date.togregorian()
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=TEHRAN)


def days_after(date: JalaliDate, days: int) -> JalaliDate:
    """The date that many days later (or earlier, when negative)."""
    return date + timedelta(days=days)


def day_number(date: JalaliDate) -> int:
    """Days since 1 Farvardin 1400, the day in a tracking ID (that day itself is 0)."""
    number: int = (date.togregorian() - _EPOCH).days
    return number
