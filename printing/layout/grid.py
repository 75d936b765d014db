"""Tables of any number of columns, mirrored: the first column stands at the right.

Figures never wrap, their columns are as wide as the widest and end on one line at the right; the
others share what is left. Each row is a piece, so that a table breaks between rows and its head is
drawn again on every page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from printing.layout.blocks import dotted, paragraph, rule
from printing.layout.flow import Piece
from printing.layout.ink import Bars, Block, beside, gap, shifted, stack
from printing.layout.text import Style, natural_width

_FREE = 20
_PAD = 6
_MOST_FIGURES = 0.8
_LEAST_SHARE = 2.5


@dataclass(frozen=True, slots=True)
class Column:
    """`share` weighs the columns of text; 0 makes a column of figures."""

    head: str
    share: int = 1


@dataclass(frozen=True, slots=True)
class Face:
    """The type of a table, the width it takes, and how tall a row is at least."""

    head: Style
    cell: Style
    width: int
    boxed: bool = False
    tall: int = 0


Row = Sequence[str]


def table(
    columns: Sequence[Column], rows: Sequence[Row], face: Face, *, total: Row = ()
) -> list[Piece]:
    """The table as pieces; `total` is a last row in the head's type, kept with the row before."""
    everything = [[column.head for column in columns], *rows, *([total] if total else [])]
    widths = _widths(columns, everything, face)
    if not widths:
        return _cards(columns, rows, face, total)
    head = _headed(columns, widths, face)
    body = [_row(row, widths, face) for row in rows]
    if body and total:
        body[-1] = _cells(rows[-1], widths, face, face.cell)
    lines = [Piece(block, head) for block in body[:-1]]
    lines += [Piece(block, head, keep=bool(total)) for block in body[-1:]]
    if total:
        lines.append(Piece(stack([rule(face.width), _cells(total, widths, face, face.head)]), head))
    if not lines:
        return [Piece(head)]
    first = Piece(stack([head, lines[0].block]), None, lines[0].keep)
    return [first, *lines[1:]]


def _widths(columns: Sequence[Column], rows: Sequence[Row], face: Face) -> list[int]:
    """Widths from right to left; none when the columns cannot stand side by side."""
    natural = [
        max(ceil(natural_width(row[n], face.head)) for row in rows) for n in range(len(columns))
    ]
    figures = sum(wide for wide, one in zip(natural, columns, strict=True) if not one.share)
    free = face.width - figures - _FREE * len(columns)
    shares = sum(column.share for column in columns)
    texts = sum(1 for column in columns if column.share)
    least = _LEAST_SHARE * face.cell.size * texts
    if figures > face.width * _MOST_FIGURES or free < least:
        return []
    fitted = [
        free * column.share // shares if column.share else wide
        for wide, column in zip(natural, columns, strict=True)
    ]
    return fitted if _words_fit(columns, fitted, face) else []


def _words_fit(columns: Sequence[Column], widths: list[int], face: Face) -> bool:
    """A head that would be cut inside a word means: too narrow."""
    return all(
        natural_width(word, face.head) <= wide
        for column, wide in zip(columns, widths, strict=True)
        for word in column.head.split()
    )


def _headed(columns: Sequence[Column], widths: list[int], face: Face) -> Block:
    names = _cells([column.head for column in columns], widths, face, face.head)
    if face.boxed:
        return stack([rule(face.width, 3), _walled(names, widths, face), rule(face.width, 3)])
    return stack([gap(_PAD), names, rule(face.width), gap(_PAD)])


def _row(row: Row, widths: list[int], face: Face) -> Block:
    cells = _cells(row, widths, face, face.cell)
    if face.boxed:
        return stack([_walled(cells, widths, face), rule(face.width)])
    return stack([cells, gap(_PAD // 2), dotted(face.width), gap(_PAD // 2)])


def _cells(row: Row, widths: list[int], face: Face, style: Style) -> Block:
    right = face.width
    blocks = []
    for text, wide in zip(row, widths, strict=True):
        right -= _FREE // 2 + wide
        blocks.append(shifted(paragraph(text, style, wide), right))
        right -= _FREE - _FREE // 2
    block = beside(*blocks)
    least = face.tall if style == face.cell else 0
    return beside(block, gap(max(style.pitch, least)))


def _walled(cells: Block, widths: list[int], face: Face) -> Block:
    """Lines between the columns and at both edges."""
    edges, x = [face.width - 2], face.width
    for wide in widths[:-1]:
        x -= wide + _FREE
        edges.append(x)
    edges.append(0)
    tall = cells.height + 2 * _PAD
    walls = tuple((edge, 0, 2, tall) for edge in edges)
    return beside(Block(tall, (Bars(walls),)), shifted(cells, y=_PAD))


def _cards(columns: Sequence[Column], rows: Sequence[Row], face: Face, total: Row) -> list[Piece]:
    """Where columns do not fit: each row under the other, every cell with its head."""
    pieces = [Piece(stack([*_card(columns, row, face, face.cell), gap(_PAD)])) for row in rows]
    if total:
        pieces.append(Piece(stack([rule(face.width), *_card(columns, total, face, face.head)])))
    return pieces


def _card(columns: Sequence[Column], row: Row, face: Face, style: Style) -> Iterator[Block]:
    """The first column leads without its head: it says what the card is about."""
    yield dotted(face.width)
    for n, (column, text) in enumerate(zip(columns, row, strict=True)):
        if text:
            name = f"{column.head}: " if n and column.head else ""
            yield paragraph(name + text, style if n else face.head, face.width)
