"""How each kind of field is typed: its direction, its digits, its example, its tidy form.

A code (number, plate, date, money) reads left to right and stands at the right edge; words follow
the paragraph. What is typed is shown in Persian digits, save codes with Latin letters.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from app.domain import jalali
from app.domain.errors import Refusal
from app.domain.forms import Answer
from app.domain.money import MAX_RIALS, parse_rials, rials
from app.domain.text import latin_digits, persian_digits

Script = Literal["words", "digits", "latin"]


@dataclass(frozen=True, slots=True)
class Kind:
    """`neaten` is applied when the field is left, `read` makes the answer of what stands there."""

    script: Script = "words"
    example: str = ""
    neaten: Callable[[str], str] = str
    read: Callable[[str], Answer] = str


def neat_date(text: str) -> str:
    """`14040312`, `1404/3/12` → `1404/03/12`; anything else as typed.

    >>> neat_date("۱۴۰۴/۳/۱۲"), neat_date("14041230"), neat_date("دیروز")
    ('1404/03/12', '14041230', 'دیروز')
    """
    try:
        return jalali.show(jalali.parse(text))
    except Refusal:
        return text


def neat_time(text: str) -> str:
    """`830`, `8:30` → `08:30`; anything else as typed."""
    match = re.fullmatch(r"(\d{1,2})[:٫.]?(\d\d)", latin_digits(text).strip())
    if not match or int(match[1]) > 23 or int(match[2]) > 59:
        return text
    return f"{int(match[1]):02}:{match[2]}"


def neat_moment(text: str) -> str:
    """A date and a clock time parted by a space, each neatened."""
    day, _, clock = latin_digits(text).strip().partition(" ")
    return f"{neat_date(day)} {neat_time(clock)}".strip()


def neat_money(text: str) -> str:
    """Grouped by thousands when it is an amount."""
    try:
        return rials(parse_rials(text))
    except Refusal:
        return text


def read_code(text: str) -> Answer:
    """ASCII digits, no spaces around."""
    return latin_digits(text).strip()


def read_integer(text: str) -> Answer:
    """An int once it is one; as typed until then."""
    plain = re.sub("[٬,]", "", latin_digits(text).strip())
    return int(plain) if re.fullmatch(r"-?[0-9]{1,18}", plain) else plain


def read_decimal(text: str) -> Answer:
    """ASCII text with a point: `2.5`."""
    return re.sub("[٫/]", ".", latin_digits(text).strip())


def read_money(text: str) -> Answer:
    """Whole rials as an int of any size up to the limit; as typed while it is none.

    >>> read_money("۵٬۰۰۰٬۰۰۰٬۰۰۰")
    5000000000
    """
    try:
        return parse_rials(text)
    except Refusal:
        return latin_digits(text).strip()


def regroup(text: str) -> str:
    """Money while it is typed: digits only are grouped at once, anything else is left alone."""
    plain = re.sub(r"[٬,\s]", "", latin_digits(text))
    if re.fullmatch("[0-9]+", plain) and int(plain) <= MAX_RIALS:
        return rials(int(plain))
    return text


def _code(example: str) -> Kind:
    return Kind("digits", example, read=read_code)


def _latin(example: str) -> Kind:
    return Kind("latin", example, neaten=str.upper, read=read_code)


WORDS = Kind()
KINDS: dict[str, Kind] = {
    "text": WORDS,
    "multiline": WORDS,
    "integer": Kind("digits", "", read=read_integer),
    "decimal": Kind("digits", "", read=read_decimal),
    "money": Kind("digits", "ریال", neaten=neat_money, read=read_money),
    "jalali-date": Kind("digits", "۱۴۰۴/۰۳/۱۲", neaten=neat_date, read=read_code),
    "time": Kind("digits", "۰۸:۳۰", neaten=neat_time, read=read_code),
    "jalali-datetime": Kind("digits", "۱۴۰۴/۰۳/۱۲ ۰۸:۳۰", neaten=neat_moment, read=read_code),
    "national-id": _code("۱۰ رقم"),
    "legal-id": _code("۱۱ رقم"),
    "foreign-id": _code("۱۲ رقم"),
    "postal-code": _code("۱۰ رقم"),
    "mobile": _code("۰۹…"),
    "landline": _code("با پیش‌شماره: ۰۲۱…"),
    "sheba": _latin("IR و ۲۴ رقم"),
    "plate": Kind("words", "۱۲ب۳۴۵۶۷"),
    "motorcycle-plate": _code("۸ رقم"),
    "vin": _latin("۱۷ نویسه"),
    "passport": _latin("A12345678"),
    "licence-no": _code("۱۰ رقم"),
    "code": _code(""),
    "economic-code": _code("۱۱ یا ۱۲ رقم"),
    "bill-id": _code("شناسه قبض"),
    "payment-id": _code("شناسه پرداخت"),
    "birth-cert-serial": Kind("words", "سری و سریال"),
}


def kind(name: str) -> Kind:
    """That kind's entry; an unknown kind is typed as words."""
    return KINDS.get(name, WORDS)


def digits_of(script: Script, text: str) -> str:
    """The digits shown while typing: Latin beside Latin letters, else Persian."""
    return latin_digits(text) if script == "latin" else persian_digits(text)
