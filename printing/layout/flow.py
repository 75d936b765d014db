"""From a long column of pieces to pages: heads repeated, headings kept with what they head.

A piece is never broken unless it is taller than a whole page; then it is cut between its lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from printing.layout.ink import Bars, Block, Glyphs, moved, stack

_UNDER_BASELINE = 0.45


@dataclass(frozen=True, slots=True)
class Piece:
    """A block that stays whole.

    `head` is drawn above it where it is the first on a page; `keep` ties it to what follows.
    """

    block: Block
    head: Block | None = None
    keep: bool = False


def paged(pieces: Iterable[Piece], height: int) -> list[Block]:
    """Pages no taller than `height`."""
    pages: list[list[Block]] = [[]]
    used = 0
    for bound in _bound(pieces):
        for piece in _small_enough(bound, height):
            need = piece.block.height
            if pages[-1] and used + need > height:
                pages.append([piece.head] if piece.head else [])
                used = piece.head.height if piece.head else 0
            pages[-1].append(piece.block)
            used += need
    return [stack(page) for page in pages if page]


def _bound(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    """Pieces that must stand on one page, together."""
    group: list[Piece] = []
    for piece in pieces:
        group.append(piece)
        if not piece.keep:
            yield group
            group = []
    if group:
        yield group


def _small_enough(group: list[Piece], height: int) -> Iterator[Piece]:
    """The group as one piece, or, when no page could hold it, in as many as needed."""
    whole = Piece(stack(piece.block for piece in group), group[0].head)
    room = height - (whole.head.height if whole.head else 0)
    if whole.block.height <= room:
        yield whole
        return
    for piece in group:
        yield from (Piece(part, piece.head) for part in cut(piece.block, room))


def cut(block: Block, height: int) -> Iterator[Block]:
    """The block in slices; a line of text is in one slice whole, a bar is cut where it must be."""
    while block.height > height:
        at = _clean_cut(block, height)
        upper = tuple(one for ink in block.ink for one in _above(ink, at))
        lower = tuple(one for ink in block.ink for one in _below(ink, at))
        yield Block(at, upper)
        block = Block(block.height - at, lower)
    yield block


def _clean_cut(block: Block, height: int) -> int:
    """The lowest place not below `height` that crosses no line of text."""
    at = height
    spans = [_span(ink) for ink in block.ink if isinstance(ink, Glyphs)]
    for top, bottom in sorted(spans, key=lambda span: -span[1]):
        if top < at < bottom:
            at = int(top)
    return at if at > 0 else height


def _span(ink: Glyphs) -> tuple[float, float]:
    return ink.y - ink.size, ink.y + ink.size * _UNDER_BASELINE


def _above(ink: Glyphs | Bars, at: int) -> Iterator[Glyphs | Bars]:
    if isinstance(ink, Glyphs):
        if ink.y <= at:
            yield ink
        return
    boxes = [
        (x, y, width, min(tall, (at - ink.top) // ink.unit - y))
        for x, y, width, tall in ink.boxes
        if ink.top + y * ink.unit < at
    ]
    if boxes:
        yield Bars(tuple(boxes), ink.left, ink.top, ink.unit)


def _below(ink: Glyphs | Bars, at: int) -> Iterator[Glyphs | Bars]:
    if isinstance(ink, Glyphs):
        if ink.y > at:
            yield moved(ink, 0, -at)
        return
    first = -((ink.top - at) // ink.unit) if ink.top < at else 0
    boxes = [
        (x, max(y, first), width, y + tall - max(y, first))
        for x, y, width, tall in ink.boxes
        if y + tall > first
    ]
    if boxes:
        yield Bars(tuple(boxes), ink.left, ink.top - at, ink.unit)
