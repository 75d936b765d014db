"""What people type into an identifier field, as the characters that count."""

import re

from app.domain.errors import OperatorCanFix
from app.domain.text import ZWNJ, latin_digits, persian_digits, tidy

_SEPARATORS = re.compile(rf"[\s\-–—−/_.{ZWNJ}]+")


def bare(text: str) -> str:
    """Digits in ASCII, letters in upper case, Persian ye and kaf; no spaces, dashes or slashes.

    >>> bare("IR۳۰ ۰۱۷۹-9990")
    'IR3001799990'
    """
    return _SEPARATORS.sub("", latin_digits(tidy(text)).upper())


def digits(text: str, code: str, *lengths: int) -> str:
    """The digits alone, of one of these lengths; the refusal says which place or how many.

    Codes: `<code>-empty`, `<code>-letter` (place, found), `<code>-length` (count, wanted).
    """
    typed = bare(text)
    if not typed:
        raise OperatorCanFix(f"{code}-empty")
    for place, found in enumerate(typed, 1):
        if found not in "0123456789":
            raise OperatorCanFix(f"{code}-letter", place=persian_digits(place), found=found)
    if lengths and len(typed) not in lengths:
        raise wrong_length(code, typed, *lengths)
    return typed


def wrong_length(code: str, typed: str, *lengths: int) -> OperatorCanFix:
    """The refusal for too many or too few characters."""
    wanted = " یا ".join(persian_digits(length) for length in lengths)
    return OperatorCanFix(f"{code}-length", count=persian_digits(len(typed)), wanted=wanted)
