"""The fee table, mirrored: titles at the right, counts in the middle, amounts at the left.

Figures of a column end on one line at their right, units under units.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil
from typing import TypeAlias

from printing.layout.blocks import paragraph
from printing.layout.ink import Block, beside, shifted
from printing.layout.text import Style, natural_width

Cells: TypeAlias = tuple[str, str, str]
CellStyles: TypeAlias = tuple[Style, Style, Style]

_FREE = 20


@dataclass(frozen=True, slots=True)
class Columns:
    """Widths in dots from right to left; `_FREE` dots stay empty between two columns."""

    title: int
    count: int
    amount: int


def fitting(rows: Iterable[tuple[Cells, CellStyles]], width: int) -> Columns:
    """Figures never wrap: their columns are as wide as the widest; titles get the rest."""
    count = amount = 0
    for cells, styles in rows:
        count = max(count, ceil(natural_width(cells[1], styles[1])))
        amount = max(amount, ceil(natural_width(cells[2], styles[2])))
    return Columns(width - count - amount - 2 * _FREE, count, amount)


def row(cells: Cells, columns: Columns, styles: CellStyles) -> Block:
    """One row; a long title wraps beside its figures, which stay on its first line."""
    amount = paragraph(cells[2], styles[2], columns.amount)
    count = paragraph(cells[1], styles[1], columns.count, align="centre")
    title = paragraph(cells[0], styles[0], columns.title)
    left = columns.amount + _FREE
    return beside(amount, shifted(count, left), shifted(title, left + columns.count + _FREE))
