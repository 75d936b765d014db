"""The tracking ID (شناسه پیگیری) and its companion, the V-code.

`OOOOO-EEE-DDDD-SSSS-CC`: office, enrolment number, day since 1 Farvardin 1400, serial, and two
ISO 7064 MOD 97-10 check digits. It is a string: 18 digits are more than a JavaScript number holds.

>>> tid = compose(office="00000", ep=1, day=2071, serial=1)
>>> spoken(tid)
'00000-001-2071-0001-98'
>>> check("۰۰۰۰۰-۰۰۱-۲۰۷۱-۰۰۰۱ ۹۸") == tid
True
"""

import re
import secrets
from typing import NamedTuple

from app.domain.errors import ManagerCanFix, OperatorCanFix
from app.domain.text import latin_digits, persian_digits

LAST_SERIAL, LAST_DAY = 9999, 9999
PRACTICE_EP = 0


class Number(NamedTuple):
    """Day and serial of the last ID given; both advance in the request's own transaction."""

    day: int
    serial: int


def next_number(last: Number | None, *, today: int, lease_day: int) -> Number:
    """The next free number, unique on one enrolment whatever the clock does (design.md 4.4).

    A clock that jumps ahead is held back by the last day of the lease; one that falls back
    cannot reuse a day; a full day runs over into the next.

    >>> next_number(Number(2071, 9999), today=2071, lease_day=2085)
    Number(day=2072, serial=1)
    >>> next_number(Number(2071, 7), today=1500, lease_day=2085)
    Number(day=2071, serial=8)
    """
    day = max(last.day if last else 0, min(today, lease_day))
    if last is None or day > last.day:
        return Number(day, 1)
    if last.serial < LAST_SERIAL:
        return Number(day, last.serial + 1)
    if day >= LAST_DAY:
        raise ManagerCanFix("tracking-days-used-up")
    return Number(day + 1, 1)


def compose(*, office: str, ep: int, day: int, serial: int) -> str:
    """The 18 digits, without dashes."""
    if not (
        re.fullmatch(r"[0-9]{5}", office)
        and 0 <= ep <= 999
        and 0 <= day <= LAST_DAY
        and 1 <= serial <= LAST_SERIAL
    ):
        raise ValueError("a part of the tracking ID is out of range")
    body = f"{office}{ep:03}{day:04}{serial:04}"
    return f"{body}{98 - int(body) * 100 % 97:02}"


def check(typed: str) -> str:
    """The 18 digits of an ID as typed or heard: any digits, spaces and dashes."""
    digits = re.sub(r"[\s\-–—]", "", latin_digits(typed))
    if not re.fullmatch(r"[0-9]*", digits):
        raise OperatorCanFix("tracking-not-digits")
    if len(digits) != 18:
        raise OperatorCanFix("tracking-length", count=persian_digits(len(digits)))
    if int(digits) % 97 != 1:
        raise OperatorCanFix("tracking-check")
    return digits


def spoken(tid: str) -> str:
    """In groups, as printed and read over the phone."""
    return f"{tid[:5]}-{tid[5:8]}-{tid[8:12]}-{tid[12:16]}-{tid[16:]}"


def draw_v_code() -> str:
    """Five random digits: with the ID they open the whole story of a request."""
    return f"{secrets.randbelow(100_000):05}"
