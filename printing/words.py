"""How plain values are written on paper: Persian digits, and codes that are never turned round.

Inside right-to-left text «۰۲۱-۸۸۷۷۶۶۵۵» would be drawn as «۸۸۷۷۶۶۵۵-۰۲۱»; in isolates it keeps
its order. Web and e-mail addresses also keep their ASCII digits, for they are typed as they stand.
"""

import re
import unicodedata
from datetime import datetime

from app.domain.jalali import clock_time, long_date, tehran_date
from app.domain.text import isolate, latin_digits, persian_digits, tidy

_JOINED = re.compile(r"[0-9A-Za-z۰-۹+*@][0-9A-Za-z۰-۹+*@._:/?=&%#~-]*[0-9A-Za-z۰-۹*/]")
_FEWEST_DIGITS = 5
_TRACKING_ID = (5, 3, 4, 4, 2)


def plain(text: str) -> str:
    """Free text; what looks like a code, a telephone or an address in it is isolated."""
    lines = (tidy(line) for line in text.splitlines())
    return "\n".join(_JOINED.sub(_one, line) for line in lines if line).translate(_BARE_DIGITS)


# Digits outside codes; inside them `_one` has already decided.
_PRIVATE = {ord(d): 0xE000 + int(d) for d in "0123456789"}
_BARE_DIGITS = {
    **{ord(d): persian_digits(d) for d in "0123456789٠١٢٣٤٥٦٧٨٩"},
    **{0xE000 + n: str(n) for n in range(10)},
}


def _one(match: re.Match[str]) -> str:
    found = match[0]
    if re.search("[A-Za-z]", found):
        return isolate(found.translate(_PRIVATE))
    many = sum(char.isdecimal() for char in found) >= _FEWEST_DIGITS
    return isolate(found) if many and not found.isdecimal() else found


def code(text: str) -> str:
    """A field that is a code as a whole; with Persian letters in it, it is free text after all."""
    text = persian_digits(tidy(text))
    if any(unicodedata.bidirectional(char) in ("R", "AL") for char in text):
        return plain(text)
    return isolate(text) if text else ""


def grouped_id(tid: str) -> str:
    """OOOOO-EEE-DDDD-SSSS-CC in ASCII digits, from any digits and any grouping."""
    digits = re.sub(r"[^0-9]", "", latin_digits(tid))
    if len(digits) != sum(_TRACKING_ID):
        raise ValueError(f"a tracking ID has {sum(_TRACKING_ID)} digits, not {len(digits)}")
    parts = []
    for size in _TRACKING_ID:
        parts.append(digits[:size])
        digits = digits[size:]
    return "-".join(parts)


def moment(at: datetime) -> str:
    """A day and an hour, as people say them."""
    return f"{long_date(tehran_date(at))}، ساعت {isolate(clock_time(at))}"
