"""A part of an amount in whole rials, by integers only; how it is rounded is always stated.

>>> part(1_234_567, 1200, Rounding("down", 1000)), part(1_234_567, 1200, Rounding("up", 1000))
(148000, 149000)
>>> part(12_345, 1000, Rounding("nearest", 10)), part(12_345, 1000)
(1230, 1234)
"""

import re
from dataclasses import dataclass
from typing import Any, Literal

WHOLE = 10_000  # hundredths of a percent in one


@dataclass(frozen=True, slots=True)
class Rounding:
    """To a multiple of `to` rial: away from the citizen's purse (down), up, or nearest."""

    direction: Literal["down", "up", "nearest"] = "down"
    to: int = 1


EXACT = Rounding()


def part(amount: int, rate: int, rounding: Rounding = EXACT) -> int:
    """`rate` hundredths of a percent of an amount, in whole steps; a half step is rounded up."""
    step = WHOLE * rounding.to
    grown = amount * rate
    if rounding.direction == "up":
        return -(-grown // step) * rounding.to
    if rounding.direction == "nearest":
        grown += step // 2
    return grown // step * rounding.to


def rate_from(percent: int | str) -> int:
    """Hundredths of a percent from 12, "12" or "12.5"; ValueError for anything finer or else.

    >>> rate_from("12.5"), rate_from(9), rate_from("0.05")
    (1250, 900, 5)
    """
    match = re.fullmatch(r"([0-9]{1,3})(?:\.([0-9]{1,2}))?", str(percent))
    if not match:
        raise ValueError(f"not a percent of at most two decimals: {percent}")
    return int(match[1]) * 100 + int((match[2] or "").ljust(2, "0"))


def rounding_from(item: Any) -> Rounding:
    """`{"direction": "down", "to": 1000}`; absent means down to the whole rial."""
    return Rounding(item.get("direction", "down"), item.get("to", 1)) if item else EXACT
