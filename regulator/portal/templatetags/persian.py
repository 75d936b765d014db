"""How values look on a Persian page: digits, Tehran dates, money, codes left to right."""

from datetime import datetime

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from app.domain import jalali, money, tracking
from app.domain.errors import OperatorCanFix
from app.domain.text import persian_digits
from regulator.words import word

register = template.Library()
register.filter("fa", persian_digits)
register.filter("rials", money.rials)
register.simple_tag(word, name="word")


@register.filter
def moment(at: datetime) -> str:
    """Weekday, Jalali date and time in Tehran; a date no calendar here reaches stays as it is."""
    try:
        return f"{jalali.long_date(jalali.tehran_date(at))}، {jalali.clock_time(at)}"
    except (ValueError, OverflowError):
        return persian_digits(at.isoformat())


@register.filter
def day(date_sh: str) -> str:
    """A date of ours (`YYYY/MM/DD`) in words; anything else as it stands."""
    try:
        return jalali.long_date(jalali.parse(date_sh))
    except OperatorCanFix:
        return persian_digits(date_sh)


@register.filter
def code(value: object) -> SafeString:
    """A number people read digit by digit, isolated so that it never turns around."""
    return format_html('<bdi dir="ltr" class="code">{}</bdi>', persian_digits(str(value)))


@register.filter
def tid(digits: str) -> SafeString:
    """A tracking ID in its groups."""
    return code(tracking.spoken(digits))
