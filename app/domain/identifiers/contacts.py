"""How to reach a person: postal code, mobile and land line."""

import re

from app.domain.errors import OperatorCanFix
from app.domain.identifiers.typed import bare, digits
from app.domain.text import persian_digits

_KNOWN_MOBILES = re.compile(r"09(?:1[0-9]|9[0-6]|0[0-5]|3[03-9]|41|2[0-3]|32|98|99)")


def postal_code(text: str) -> str:
    """Ten digits; 0 and 2 do not occur in the first five (the delivery route).

    >>> postal_code("13199-94567")
    '1319994567'
    """
    typed = digits(text, "postal-code", 10)
    for place, digit in enumerate(typed[:5], 1):
        if digit in "02":
            facts = {"place": persian_digits(place), "digit": persian_digits(digit)}
            raise OperatorCanFix("postal-code-route", **facts)
    return typed


def postal_code_doubt(typed: str) -> OperatorCanFix | None:
    """A stricter public rule also bans 5 as the fifth digit."""
    return OperatorCanFix("postal-code-fifth") if typed[4:5] == "5" else None


def mobile(text: str) -> str:
    """An Iranian mobile number as 09xxxxxxxxx.

    >>> mobile("+98 935 000 0001")
    '09350000001'
    """
    typed = bare(text)
    number = digits(re.sub(r"^(?:\+98|0098|98(?=[0-9]{10}$)|0)", "", typed), "mobile")
    if not number.startswith("9"):
        raise OperatorCanFix("mobile-start")
    if len(number) != 10:
        raise OperatorCanFix("mobile-length", count=persian_digits(len(number) + 1))
    return "0" + number


def mobile_doubt(typed: str) -> OperatorCanFix | None:
    """Numbers are ported and ranges are new: an unknown prefix is only a doubt."""
    if _KNOWN_MOBILES.match(typed):
        return None
    return OperatorCanFix("mobile-prefix", prefix=persian_digits(typed[:4]))


def landline(text: str) -> str:
    """As typed, digits only where it has any; the shape is only a doubt."""
    return bare(text)


def landline_doubt(typed: str) -> OperatorCanFix | None:
    """Area code of three digits with its zero, then eight; 09… is a mobile."""
    return None if re.fullmatch(r"0[1-8][0-9]{9}", typed) else OperatorCanFix("landline-doubt")
