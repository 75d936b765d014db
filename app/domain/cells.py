"""Cells of a sheet that any spreadsheet program will open: text stays text."""

from collections.abc import Iterable
from typing import Any

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def plain(row: Iterable[Any]) -> list[Any]:
    """A row for CSV; a cell that would be taken for a formula is marked as text.

    >>> plain((None, 3, "=1+1"))
    ['', 3, "'=1+1"]
    """
    cells = ["" if cell is None else cell for cell in row]
    return [f"'{c}" if isinstance(c, str) and c.startswith(FORMULA) else c for c in cells]
