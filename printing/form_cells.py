"""What a citizen writes into: digit boxes, tick boxes, lines and areas, each under its label."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.form_values import Field
from printing.layout.blocks import framed, paragraph
from printing.layout.ink import Bars, Block, beside, gap, shifted, stack
from printing.layout.text import natural_width
from printing.look import Look
from printing.words import plain

# How many digits stand in each group of boxes, from left to right.
_BOXES: dict[str, tuple[int, ...]] = {
    "national-id": (10,),
    "legal-id": (11,),
    "foreign-id": (12,),
    "postal-code": (5, 5),
    "mobile": (11,),
    "landline": (11,),
    "bill-id": (13,),
    "payment-id": (13,),
    "vin": (17,),
    "sheba": (2, 4, 4, 4, 4, 4, 2),
    "jalali-date": (4, 2, 2),
    "time": (2, 2),
}
_MARKS = {"jalali-date": "/", "time": ":", "postal-code": "-"}
_YES_NO = ("بله", "نه")
_THIN = 2
_BETWEEN_TICKS = 40


@dataclass(frozen=True, slots=True)
class Cell:
    """A question and its place to write; a `wide` one takes the whole line."""

    block: Block
    wide: bool


def blank_cell(field: Field, look: Look, half: int, *, required: bool) -> Cell:
    """The question with an empty place for its answer."""
    wide = _is_wide(field, look, half)
    width = look.width if wide else half
    area = _area(field, look, width)
    return Cell(stack([*labelled(field, look, width, required=required), area]), wide)


def filled_cell(field: Field, text: str, look: Look, half: int) -> Cell:
    """The question and its answer, in a frame as tall as the answer needs."""
    pad = look.dots(8)
    wide = field.kind == "multiline" or natural_width(text, look.body) > half - 2 * pad
    width = look.width if wide else half
    answer = paragraph(text, look.body, width - 2 * pad)
    inner = beside(answer, gap(look.body.pitch))
    framed_answer = framed(inner, width, pad=pad, thick=_THIN)
    label = paragraph(plain(field.label), look.small, width)
    return Cell(stack([label, gap(2), framed_answer]), wide)


def labelled(field: Field, look: Look, width: int, *, required: bool) -> list[Block]:
    """The label, a star where it must be answered, and the note under it."""
    star = " *" if required else ""
    parts = [paragraph(plain(field.label) + star, look.bold, width)]
    if field.note:
        parts.append(paragraph(plain(field.note), look.small, width))
    return [*parts, gap(look.dots(3))]


def _is_wide(field: Field, look: Look, half: int) -> bool:
    if field.kind in ("multiline", "list"):
        return True
    if field.kind in _BOXES:
        return _boxes_width(field.kind, look) > half
    if field.choices:
        texts = [text for _, text in field.choices]
        return sum(_tick_width(text, look) for text in texts) > half
    return natural_width(field.label, look.bold) > half


def _area(field: Field, look: Look, width: int) -> Block:
    if field.kind in _BOXES:
        return _digit_boxes(field.kind, look, width)
    if field.choices or field.kind == "boolean":
        return ticks([text for _, text in field.choices] or _YES_NO, look, width)
    rows = {"multiline": 3, "list": 4}.get(field.kind, 1)
    return stack(_writing_line(look, width) for _ in range(rows))


def _writing_line(look: Look, width: int) -> Block:
    tall = look.dots(50)
    return Block(tall, (Bars(((0, tall - 8, width, _THIN),)),))


def _side(look: Look) -> int:
    return look.dots(36)


def _mark_width(kind: str, look: Look) -> int:
    return look.dots(18) if kind in _MARKS else look.dots(8)


def _boxes_width(kind: str, look: Look) -> int:
    groups = _BOXES[kind]
    ir = look.dots(36) if kind == "sheba" else 0
    between = _mark_width(kind, look) * (len(groups) - 1)
    return sum(groups) * _side(look) + between + _THIN * len(groups) + ir


def _digit_boxes(kind: str, look: Look, width: int) -> Block:
    """Boxes from left to right as digits are, the whole of them at the right edge."""
    side, mark = _side(look), _mark_width(kind, look)
    tall = look.dots(44)
    x = width - _boxes_width(kind, look)
    parts = [gap(tall + look.dots(8))]
    if kind == "sheba":
        parts.append(shifted(paragraph("IR", look.bold, look.dots(36)), x - 6))
        x += look.dots(36)
    for place, count in enumerate(_BOXES[kind]):
        if place and kind in _MARKS:
            sign = paragraph(_MARKS[kind], look.bold, mark, align="centre")
            parts.append(shifted(sign, x - mark))
        parts.append(Block(tall, (Bars(_comb(count, side, tall), left=x),)))
        x += count * side + _THIN + mark
    return beside(*parts)


def _comb(count: int, side: int, tall: int) -> tuple[tuple[int, int, int, int], ...]:
    long = count * side + _THIN
    walls = ((n * side, 0, _THIN, tall) for n in range(count + 1))
    return ((0, 0, long, _THIN), (0, tall - _THIN, long, _THIN), *walls)


def _tick_width(text: str, look: Look) -> int:
    return round(natural_width(text, look.body)) + look.dots(34) + _BETWEEN_TICKS


def ticks(texts: Sequence[str], look: Look, width: int, *, ticked: bool = False) -> Block:
    """Boxes to tick (or ticked already), as many on a line as fit, from the right."""
    rows: list[list[Block]] = [[]]
    x = width
    for text in texts:
        wide = min(_tick_width(text, look), width)
        if wide > x and rows[-1]:
            rows.append([])
            x = width
        x -= wide
        rows[-1].append(shifted(_tick(text, look, wide, ticked=ticked), x))
    return stack(one for row in rows for one in (beside(*row), gap(look.dots(6))))


def _tick(text: str, look: Look, width: int, *, ticked: bool) -> Block:
    """A tick box and its words, at the right of `width`."""
    words_width = max(width - look.dots(34), look.body.size)
    side = look.dots(20)
    frame = framed(gap(side - 2 * _THIN), side, pad=_THIN, thick=_THIN)
    if ticked:
        inside = side - 6 * _THIN
        frame = beside(frame, Block(side, (Bars(((3 * _THIN, 3 * _THIN, inside, inside),)),)))
    down = (look.body.pitch - side) // 2 + look.dots(2)
    return beside(
        shifted(frame, width - side, down), paragraph(plain(text), look.body, words_width)
    )
