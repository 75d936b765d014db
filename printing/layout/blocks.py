"""The few shapes a receipt is built of: paragraphs, pairs, lists, rules, frames."""

from __future__ import annotations

from typing import Literal, TypeAlias

from printing.bidi import LTR, RTL
from printing.layout.ink import Bars, Block, Glyphs, beside, shifted, stack
from printing.layout.text import Line, Style, lines, natural_width

Align: TypeAlias = Literal["right", "centre", "left"]

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
    wide = natural_width(code, style)
    if wide > width:
        size = int(style.size * width / wide)
        style = Style(size, style.pitch, style.weight, style.tabular, style.white)
    return paragraph(code, style, width, align="centre", base=LTR)


def pair(key: str, value: str, styles: tuple[Style, Style], width: int) -> Block:
    """Key at the right edge, value at the left one; a long value wraps in what the key leaves.

    When the key leaves too little, the value takes the next lines whole.
    """
    key_style, value_style = styles
    taken = round(natural_width(key, key_style)) + _PAIR_GAP
    room = width - taken
    if natural_width(value, value_style) <= room:
        return _side_by_side(key, paragraph(value, value_style, room, align="left"), styles, width)
    if taken <= width * 2 // 5:
        return _side_by_side(key, paragraph(value, value_style, room), styles, width)
    return stack([paragraph(key, key_style, width), paragraph(value, value_style, width)])


def _side_by_side(key: str, value: Block, styles: tuple[Style, Style], width: int) -> Block:
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
