"""The few shapes a receipt is built of: paragraphs, pairs, lists, rules, frames."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import Literal, TypeAlias

from printing.bidi import LTR, RTL
from printing.layout.ink import Bars, Block, Glyphs, beside, shifted, stack
from printing.layout.text import Line, Style, lines, natural_width

Align: TypeAlias = Literal["right", "centre", "left"]
PairStyles: TypeAlias = tuple[Style, Style]

# Of the line's pitch, how far down the baseline lies: Vazirmatn's marks reach high and low.
_BASELINE = 0.70
# Key and value may share a line while this many dots stay free between them.
_PAIR_GAP = 16
_AFTER_DASH = 8


def paragraph(
    text: str, style: Style, width: int, *, align: Align = "right", base: int = RTL
) -> Block:
    """Text wrapped to `width`."""
    rows = lines(text, style, width, base)
    return stack(_row(line, style, width, align) for line in rows)


def _row(line: Line, style: Style, width: int, align: Align) -> Block:
    free = width - line.width
    x = {"right": free, "centre": free / 2, "left": 0.0}[align]
    y = round(style.pitch * _BASELINE)
    return Block(style.pitch, (Glyphs(x, y, line.run, style.size, style.white),))


def code_line(code: str, style: Style, width: int) -> Block:
    """A code on a line of its own, read from left to right, as large as the line allows."""
    return one_line(code, style, width, base=LTR)


def one_line(text: str, style: Style, width: int, *, base: int = RTL) -> Block:
    """Centred and never wrapped: set smaller where it is too wide."""
    wide = natural_width(text, style)
    if wide > width:
        size = int(style.size * width / wide)
        style = Style(size, style.pitch, style.weight, style.tabular, style.white)
    return paragraph(text, style, width, align="centre", base=base)


def pair(key: str, value: str, styles: PairStyles, width: int) -> Block:
    """Key at the right edge, value at the left one; a value too long takes the next lines whole."""
    if not _fits(key, value, styles, width):
        return stack([paragraph(key, styles[0], width), paragraph(value, styles[1], width)])
    room = width - _key_width(key, styles)
    return _side_by_side(key, paragraph(value, styles[1], room, align="left"), styles, width)


def pairs(
    rows: Sequence[tuple[str, str]], styles: PairStyles, width: int, *, spread: bool = True
) -> Block:
    """Pairs that belong together, values at the left edge unless not to be `spread`.

    If one value must wrap, all of them begin on one line beside the widest key, or the edge in
    the middle would be ragged; a key wider than two fifths does not count and stands above.
    """
    if spread and all(_fits(key, value, styles, width) for key, value in rows):
        return stack(pair(key, value, styles, width) for key, value in rows)
    most = width * 2 // 5
    widths = [_key_width(key, styles) for key, _ in rows]
    column = max((wide for wide in widths if wide <= most), default=0)
    return stack(
        _side_by_side(key, paragraph(value, styles[1], width - column), styles, width)
        if wide <= column and _unbroken(value, styles[1], width - column)
        else _under(key, value, styles, (width, column))
        for (key, value), wide in zip(rows, widths, strict=True)
    )


def _under(key: str, value: str, styles: PairStyles, widths: tuple[int, int]) -> Block:
    """The value under its key, on the others' line unless a word of it would be cut there."""
    width, column = widths
    room = width - column if _unbroken(value, styles[1], width - column) else width
    return stack([paragraph(key, styles[0], width), paragraph(value, styles[1], room)])


def _unbroken(value: str, style: Style, width: int) -> bool:
    return all(natural_width(word, style) <= width for word in value.split())


def _key_width(key: str, styles: PairStyles) -> int:
    return ceil(natural_width(key, styles[0])) + _PAIR_GAP


def _fits(key: str, value: str, styles: PairStyles, width: int) -> bool:
    return natural_width(value, styles[1]) <= width - _key_width(key, styles)


def _side_by_side(key: str, value: Block, styles: PairStyles, width: int) -> Block:
    """Both first lines on one baseline, whatever their sizes."""
    drop = round(styles[1].pitch * _BASELINE) - round(styles[0].pitch * _BASELINE)
    left = paragraph(key, styles[0], width)
    return beside(shifted(left, y=max(drop, 0)), shifted(value, y=max(-drop, 0)))


def bullets(items: tuple[str, ...], style: Style, width: int) -> Block:
    """A list, one dash a line, its wrapped lines hanging."""
    hang = round(natural_width("–", style)) + _AFTER_DASH
    return stack(
        beside(paragraph("–", style, width), paragraph(item, style, width - hang)) for item in items
    )


def rule(width: int, thick: int = 2) -> Block:
    return Block(thick, (Bars(((0, 0, width, thick),)),))


def dotted(width: int, *, dash: int = 4, every: int = 10) -> Block:
    """A lighter rule, of dashes that are whole dots."""
    boxes = tuple((x, 0, dash, 2) for x in range(0, width - dash + 1, every))
    return Block(2, (Bars(boxes),))


def framed(inner: Block, width: int, *, pad: int, thick: int = 3) -> Block:
    """A box around a block that was laid out `2 × pad` narrower."""
    height = inner.height + 2 * pad
    sides = (
        (0, 0, width, thick),
        (0, height - thick, width, thick),
        (0, thick, thick, height - 2 * thick),
        (width - thick, thick, thick, height - 2 * thick),
    )
    return beside(Block(height, (Bars(sides),)), shifted(inner, pad, pad))


def banner(text: str, style: Style, width: int, *, pad: int = 8) -> Block:
    """White on black over the whole width."""
    white = Style(style.size, style.pitch, style.weight, style.tabular, white=True)
    inner = paragraph(text, white, width - 2 * pad, align="centre")
    height = inner.height + 2 * pad
    black = Block(height, (Bars(((0, 0, width, height),)),))
    return beside(black, shifted(inner, pad, pad))
