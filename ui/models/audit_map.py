"""The provinces: their names, and where each stands on a map of equal squares, west to east and
north to south."""

import json
from collections.abc import Mapping
from functools import cache

import resources

# Rows from the north, each from the west; "" is sea or desert.
SQUARES: tuple[tuple[str, ...], ...] = (
    ("04", "03", "24", "01", "02", "27", "28"),
    ("12", "19", "26", "30", "23", "20", "09"),
    ("05", "13", "00", "25", "10", "21", "29"),
    ("16", "15", "14", "17", "07", "08", "11"),
    ("", "06", "", "18", "", "22", ""),
)
PLACES: Mapping[str, tuple[int, int]] = {
    code: (column, row)
    for row, codes in enumerate(SQUARES)
    for column, code in enumerate(codes)
    if code
}
WIDE, HIGH = len(SQUARES[0]), len(SQUARES)


@cache
def names() -> Mapping[str, str]:
    """By code, the name of every province.

    >>> set(names()) == set(PLACES)
    True
    """
    told = json.loads(resources.read("catalogue/provinces.json"))
    return {one["code"]: one["name"] for one in told["provinces"]}


def province(code: str) -> str:
    """A province's name; a code nobody knows keeps itself."""
    return names().get(code, code)
