"""What a line of digits in the search box is: a scanner, or a person, may put anything there.

>>> kind_of("0000000426"), kind_of("10000001120001250162"), kind_of("شناسنامه")
('visitor', 'bill', '')
"""

import re
from typing import Literal

from app.domain import tracking
from app.domain.errors import Refusal
from app.domain.text import latin_digits

Scanned = Literal["", "visitor", "bill", "tracking"]
LEAST = 12  # digits of the shortest bill line: two numbers of six


def kind_of(typed: str) -> Scanned:
    """A national ID, a bill's line (also a wrong one, to be told so) or a tracking ID; "" when it
    is words or the number of a service."""
    digits = latin_digits(typed).strip()
    if not re.fullmatch(r"[0-9][0-9\s–—-]*", digits):
        return ""
    from app.domain.identifiers import canonical

    parts = re.findall(r"[0-9]+", digits)
    whole = "".join(parts)
    if _is(tracking.check, whole):
        return "tracking"
    if len(parts) == 1 and len(whole) == 10:
        return "visitor" if _is(lambda text: canonical("national-id", text), whole) else ""
    return "bill" if len(whole) >= LEAST else ""


def _is(check: object, typed: str) -> bool:
    assert callable(check)
    try:
        check(typed)
    except Refusal:
        return False
    return True
