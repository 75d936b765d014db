"""Moments as the wire writes them, and the machine's clocks as arguments.

>>> to_wire(from_wire("2026-11-21T06:30:00.250Z"))
'2026-11-21T06:30:00.250Z'
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime

_FORM = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class Moment:
    """Now, as this machine tells it: the wall clock, the monotonic clock (ms), and the boot."""

    wall: datetime
    up: int
    boot: str


def to_wire(moment: datetime) -> str:
    """`YYYY-MM-DDTHH:MM:SS.mmmZ`."""
    return (
        moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03}Z"
    )


def from_wire(text: str) -> datetime:
    """The aware moment; ValueError when it is not in the wire's form."""
    if not _FORM.fullmatch(text):
        raise ValueError("not a moment of the wire")
    return datetime.fromisoformat(text)
