"""How plain values are written on paper: Persian digits, and codes that are never turned round.

Inside right-to-left text «۰۲۱-۸۸۷۷۶۶۵۵» would be drawn as «۸۸۷۷۶۶۵۵-۰۲۱»; in isolates it keeps
its order. Web and e-mail addresses also keep their ASCII digits, for they are typed as they stand,
and so does what was isolated with them before.
"""

import re
import unicodedata
from datetime import datetime

from app.domain.jalali import clock_time, long_date, tehran_date
from app.domain.text import LRI, PDI, isolate, latin_digits, persian_digits, tidy

# A word or code, and the words after it on the same line: Latin words keep their order together.
_LATIN = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"
_TOKEN = rf"[0-9{_LATIN}۰-۹+*@](?:[0-9{_LATIN}۰-۹+*@._:/?=&%#~-]*[0-9{_LATIN}۰-۹*/])?"
_JOINED = re.compile(rf"{LRI}[!-~]+{PDI}|{_TOKEN}(?: {_TOKEN})*")
_LETTER = re.compile(f"[{_LATIN}]")
_FEWEST_DIGITS = 5
_SHORT = 3
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
    """Words before the first Latin one by themselves, then the Latin phrase as one, then the rest.

    A short number right after a Latin word belongs to it («Windows 11»).
    """
    if match[0].startswith(LRI):
        return match[0].translate(_PRIVATE)
    parts = match[0].split(" ")
    first = next((at for at, part in enumerate(parts) if _LETTER.search(part)), None)
    if first is None:
        return " ".join(map(_number, parts))
    end = first
    while end < len(parts) and (_LETTER.search(parts[end]) or _is_short(parts[end])):
        end += 1
    phrase = isolate(" ".join(parts[first:end]).translate(_PRIVATE))
    return " ".join([*map(_number, parts[:first]), phrase, *map(_number, parts[end:])])


def _is_short(part: str) -> bool:
    return part.isdecimal() and len(part) <= _SHORT


def _number(part: str) -> str:
    if _LETTER.search(part):
        return isolate(part.translate(_PRIVATE))
    many = sum(char.isdecimal() for char in part) >= _FEWEST_DIGITS
    return isolate(part) if many and not part.isdecimal() else part


def code(text: str) -> str:
    """A field that is a code as a whole; with Persian letters in it, it is free text after all."""
    text = persian_digits(tidy(text))
    if any(unicodedata.bidirectional(char) in ("R", "AL") for char in text):
        return plain(text)
    return isolate(text) if text else ""


def key_code(text: str) -> str:
    """A key's name, a hash, anything in hex or base64: typed as it stands, so in ASCII digits.

    >>> key_code("9f3a11c2").strip("\u2066\u2069")
    '9f3a11c2'
    """
    return isolate(tidy(text)) if text else ""


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
