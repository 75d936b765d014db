"""Answers as typed → the one form we keep. What cannot be read stays as typed for the validator.

Unanswered is None: an empty text, an empty list, a row without cells.
"""

import re
from collections.abc import Callable
from typing import Any

from app.domain.errors import OperatorCanFix, Refusal
from app.domain.identifiers import READERS
from app.domain.jalali import parse, show
from app.domain.money import parse_rials
from app.domain.text import latin_digits, tidy

Read = Callable[[str], Any]
_DECIMAL = re.compile(r"([0-9]{1,12})(?:\.([0-9]{1,2}))?")


def tidy_text(text: str) -> str:
    """Tidied twice: a mark taken out may leave two letters that only then join."""
    once = tidy(text)
    return once if once == text else tidy(once)


def lines(text: str) -> str:
    """Several lines, each tidy; empty lines at the ends are dropped."""
    return "\n".join(tidy_text(line) for line in text.splitlines()).strip()


def date_text(text: str) -> str:
    """A Jalali date as `YYYY/MM/DD`."""
    return show(parse(text))


def time_text(text: str) -> str:
    """A clock time as HH:MM.

    >>> time_text("۷:۰۵")
    '07:05'
    """
    match = re.fullmatch(r"([0-9]{1,2}):([0-9]{2})", latin_digits(text).strip())
    if not match or int(match[1]) > 23 or int(match[2]) > 59:
        raise OperatorCanFix("time-shape")
    return f"{int(match[1]):02}:{match[2]}"


def datetime_text(text: str) -> str:
    """A Jalali date and a clock time as `YYYY/MM/DD HH:MM`."""
    date, _, time = text.strip().partition(" ")
    return f"{date_text(date)} {time_text(time)}"


def decimal_text(text: str) -> str:
    """A number with at most two decimals, kept as text so that it is the same everywhere.

    >>> decimal_text("۱۲٫۵۰")
    '12.5'
    """
    match = _DECIMAL.fullmatch(latin_digits(text).strip().replace("٫", "."))
    if not match:
        raise OperatorCanFix("decimal-shape")
    fraction = (match[2] or "").rstrip("0")
    return f"{int(match[1])}.{fraction}" if fraction else f"{int(match[1])}"


def whole_number(text: str) -> int:
    """A whole number in any digits."""
    match = re.fullmatch(r"-?[0-9]{1,15}", latin_digits(text).strip())
    if not match:
        raise OperatorCanFix("answer-integer")
    return int(match[0])


READ: dict[str, Read] = {
    **READERS,
    "text": tidy_text,
    "multiline": lines,
    "choice": tidy_text,
    "province": tidy_text,
    "county": tidy_text,
    "integer": whole_number,
    "money": parse_rials,
    "decimal": decimal_text,
    "jalali-date": date_text,
    "time": time_text,
    "jalali-datetime": datetime_text,
}


def clean(kind: str, raw: Any) -> Any:
    """One scalar answer in its canonical form; as typed (tidied) when it cannot be read."""
    if not isinstance(raw, str):
        return raw
    text = lines(raw) if kind == "multiline" else tidy_text(raw)
    if not text or kind not in READ or READ[kind] is tidy_text:
        return text or None
    try:
        return READ[kind](text)
    except Refusal:
        return text
