"""What a page is made of: glyphs and bars, placed in dots from the top left corner.

A block is a piece of page with its own height; blocks are stacked, never overlaid, so nothing can
cover anything else. One dot is 1/8 mm, the pitch of a 203-dpi head.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from printing.shaping import Run

DOTS_PER_MM = 8


@dataclass(frozen=True, slots=True)
class Glyphs:
    """A shaped run, its pen starting at (x, y) on the baseline; `size` dots to the em."""

    x: float
    y: float
    run: Run
    size: float
    white: bool = False


@dataclass(frozen=True, slots=True)
class Bars:
    """Filled rectangles (x, y, width, height) painted as one shape.

    They are measured in units of `unit` dots, from the point (`left`, `top`) in dots.
    """

    boxes: tuple[tuple[int, int, int, int], ...]
    left: int = 0
    top: int = 0
    unit: int = 1


Ink: TypeAlias = Glyphs | Bars


@dataclass(frozen=True, slots=True)
class Block:
    """Ink of a given height, measured from its own top."""

    height: int
    ink: tuple[Ink, ...] = ()


def moved(ink: Ink, x: float, y: float) -> Ink:
    """The same ink elsewhere; bars move by whole dots."""
    if isinstance(ink, Glyphs):
        return Glyphs(ink.x + x, ink.y + y, ink.run, ink.size, ink.white)
    return Bars(ink.boxes, ink.left + int(x), ink.top + int(y), ink.unit)


def shifted(block: Block, x: float = 0, y: int = 0) -> Block:
    """Pushed right by `x` and down by `y`, taller by `y`."""
    return Block(block.height + y, tuple(moved(ink, x, y) for ink in block.ink))


def stack(blocks: Iterable[Block]) -> Block:
    """One under the other."""
    ink: list[Ink] = []
    y = 0
    for block in blocks:
        ink += (moved(one, 0, y) for one in block.ink)
        y += block.height
    return Block(y, tuple(ink))


def beside(*blocks: Block) -> Block:
    """On the same ground, as tall as the tallest; the caller has kept their widths apart."""
    height = max(block.height for block in blocks)
    return Block(height, tuple(ink for block in blocks for ink in block.ink))


def gap(height: int) -> Block:
    return Block(height)
