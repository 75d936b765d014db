"""Plates of cars and motorcycles, and the vehicle identification number."""

import re
from collections.abc import Collection

from app.domain.errors import OperatorCanFix
from app.domain.identifiers.typed import bare
from app.domain.text import persian_digits

LETTERS = (
    *("ب", "ج", "د", "س", "ص", "ط", "ق", "ل", "م", "ن", "و", "ه", "ی"),  # private
    *("الف", "پ", "ت", "ث", "ز", "ش", "ع", "ف", "ک", "گ", "ژ", "D", "S", "تشریفات"),
)


def plate(text: str) -> str:
    """A car plate: two digits, letter, three digits, dash, two digits of the province.

    Zero is taken as unused but in the province code's second digit (a rule of ours).

    >>> plate("۱۲ ب ۳۴۵ ایران ۱۱")
    '12ب345-11'
    """
    typed = bare(text).replace("ایران", "")
    match = re.fullmatch(r"([0-9]*)([^0-9]+)([0-9]*)", typed)
    if not match:
        raise OperatorCanFix("plate-shape")
    first, letter, rest = match.groups()
    letter = "الف" if letter == "ا" else letter
    if letter not in LETTERS:
        raise OperatorCanFix("plate-letter", letter=letter)
    if len(first) != 2:
        raise OperatorCanFix("plate-first", count=persian_digits(len(first)))
    if len(rest) != 5:
        raise OperatorCanFix("plate-rest", count=persian_digits(len(rest)))
    if "0" in first + rest[:4]:
        raise OperatorCanFix("plate-zero")
    return f"{first}{letter}{rest[:3]}-{rest[3:]}"


def plate_doubt(typed: str, codes: Collection[str] = ()) -> OperatorCanFix | None:
    """A province code no province is known to issue; nothing is doubted without the codes."""
    code = typed[-2:]
    if not codes or code in codes:
        return None
    return OperatorCanFix("plate-province", found=persian_digits(code))


def motorcycle_plate(text: str) -> str:
    """Three digits, dash, five; another shape is kept as typed and only doubted.

    >>> motorcycle_plate("۱۱۱ ۲۳۴۵۶")
    '111-23456'
    """
    typed = bare(text)
    return f"{typed[:3]}-{typed[3:]}" if re.fullmatch(r"[0-9]{8}", typed) else typed


def motorcycle_plate_doubt(typed: str, codes: Collection[str] = ()) -> OperatorCanFix | None:
    """Digits 1–9 (the last may be 0), and a code some province is known to issue."""
    if not re.fullmatch(r"[1-9]{3}-[1-9]{4}[0-9]", typed):
        return OperatorCanFix("motorcycle-plate-doubt")
    if codes and typed[:3] not in codes:
        return OperatorCanFix("motorcycle-plate-code", found=persian_digits(typed[:3]))
    return None


def vin(text: str) -> str:
    """As typed, in capitals; the shape is only a doubt."""
    return bare(text)


def vin_doubt(typed: str) -> OperatorCanFix | None:
    """Seventeen letters and digits without I, O and Q."""
    if re.fullmatch(r"[A-HJ-NPR-Z0-9]{17}", typed):
        return None
    return OperatorCanFix("vin-doubt", count=persian_digits(len(typed)))
