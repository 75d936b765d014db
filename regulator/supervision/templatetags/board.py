"""How the board's figures look in Persian: spans of time, percents, months, scores."""

from datetime import datetime

from django import template

from app.domain import jalali
from app.domain.board_lines import share
from app.domain.text import persian_digits

register = template.Library()
NONE = "–"
_HOUR, _DAY = 60, 1440


@register.filter
def span(minutes: int | None) -> str:
    """Minutes as people say them, in at most two units.

    >>> span(1500)
    '۱ روز و ۱ ساعت'
    """
    if minutes is None:
        return NONE
    parts = [
        (minutes // _DAY, "روز"),
        (minutes % _DAY // _HOUR, "ساعت"),
        (minutes % _HOUR, "دقیقه"),
    ]
    told = [f"{count} {unit}" for count, unit in parts if count][:2]
    return persian_digits(" و ".join(told) or "کمتر از یک دقیقه")


@register.filter
def percent(permille: int | None) -> str:
    """A thousandth's count as percent, no fraction, no sign: words say which way."""
    return NONE if permille is None else persian_digits(f"{round(abs(permille) / 10)}٪")


@register.filter
def part(some: int, whole: int) -> str:
    """Some of a whole as percent."""
    return percent(share(some, whole, 1000))


@register.filter
def month(of: str) -> str:
    """`1405/08` by its name."""
    words = jalali.long_date(jalali.parse(f"{of}/01")).split()
    return " ".join(words[-2:])


@register.filter
def points(tenths: int) -> str:
    """A score in tenths of a point."""
    return persian_digits(f"{tenths // 10}٫{tenths % 10}")


@register.filter
def heard(at: datetime | None) -> str:
    """When it was heard last: day and time."""
    if at is None:
        return "هرگز"
    shown = jalali.show(jalali.tehran_date(at))
    return persian_digits(f"{shown}، {jalali.tehran_time(at):%H:%M}")
