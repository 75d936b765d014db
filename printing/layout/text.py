"""Lines of mixed text: split, measured, wrapped to a width and put into visual order.

A line breaks at spaces; a word wider than the line is cut wherever it must be, so that nothing
ever leaves the paper.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from printing.bidi import REMOVED, RTL, levels, visual_order
from printing.shaping import UNITS_PER_EM, Run, Weight, drawable, is_drawn, shape


@dataclass(frozen=True, slots=True)
class Style:
    """Type size and line pitch in dots. `tabular` digits all have one width."""

    size: int
    pitch: int
    weight: Weight = "Regular"
    tabular: bool = False
    white: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One run of glyphs from left to right, whatever their directions, and its width in dots."""

    run: Run
    width: float


@dataclass(frozen=True, slots=True)
class _Atom:
    """Letters of one level without a space among them, or spaces of one level."""

    text: str
    level: int
    run: Run

    @property
    def is_space(self) -> bool:
        return self.text.isspace()


@lru_cache(maxsize=2048)
def lines(text: str, style: Style, width: float, base: int = RTL) -> tuple[Line, ...]:
    """The text as lines no wider than `width`; a newline in it starts a new paragraph."""
    found: list[Line] = []
    for paragraph in drawable_paragraphs(text):
        units = width * UNITS_PER_EM / style.size
        rows = _wrapped(_atoms(paragraph, style, base), units, style)
        found += (_line(row, style) for row in rows)
    return tuple(found)


def drawable_paragraphs(text: str) -> list[str]:
    return [drawable(part) for part in text.splitlines()]


def natural_width(text: str, style: Style) -> float:
    """Dots the text takes on one line."""
    return max((line.width for line in lines(text, style, float("inf"))), default=0.0)


def _atoms(text: str, style: Style, base: int) -> list[_Atom]:
    groups = groupby(_drawn(text, base), lambda one: (one[1], one[0] == " "))
    return [_atom("".join(char for char, _ in group), level, style) for (level, _), group in groups]


def _drawn(text: str, base: int) -> Iterator[tuple[str, int]]:
    """Each drawn character and its level; ZWNJ, which has none, stays with its word."""
    last = base
    for char, level in zip(text, levels(text, base), strict=True):
        if is_drawn(char):
            last = last if level == REMOVED else level
            yield char, last


def _atom(text: str, level: int, style: Style) -> _Atom:
    run = shape(text, style.weight, rtl=level % 2 == 1, tabular=style.tabular)
    return _Atom(text, level, run)


def _wrapped(atoms: list[_Atom], width: float, style: Style) -> Iterator[list[_Atom]]:
    """Greedy: as many words on a line as fit; the spaces at a break vanish."""
    row: list[_Atom] = []
    used = 0
    for spaces, word in _words(atoms, width, style):
        need = _advance(spaces) + _advance(word)
        if row and used + need > width:
            yield row
            row, used = [], 0
        row += [*spaces, *word] if row else word
        used += need if used else _advance(word)
    if row:
        yield row


def _advance(atoms: list[_Atom]) -> int:
    return sum(atom.run.advance for atom in atoms)


def _words(
    atoms: list[_Atom], width: float, style: Style
) -> Iterator[tuple[list[_Atom], list[_Atom]]]:
    """Each word with the spaces before it; a word too wide in pieces that fit."""
    spaces: list[_Atom] = []
    for is_space, group in groupby(atoms, lambda atom: atom.is_space):
        if is_space:
            spaces = list(group)
            continue
        for piece in _pieces(list(group), width, style):
            yield spaces, piece
            spaces = []


def _pieces(word: list[_Atom], width: float, style: Style) -> Iterator[list[_Atom]]:
    if _advance(word) <= width:
        yield word
        return
    piece: list[_Atom] = []
    for atom in word:
        for part in _cut(atom, width, style):
            if piece and _advance(piece) + part.run.advance > width:
                yield piece
                piece = []
            piece = [*piece, part]
    yield piece


def _cut(atom: _Atom, width: float, style: Style) -> Iterator[_Atom]:
    """Halves until they fit. A single letter is left alone, however wide."""
    if atom.run.advance <= width or len(atom.text) == 1:
        yield atom
        return
    middle = len(atom.text) // 2
    for half in (atom.text[:middle], atom.text[middle:]):
        yield from _cut(_atom(half, atom.level, style), width, style)


def _line(row: list[_Atom], style: Style) -> Line:
    order = visual_order([atom.level for atom in row])
    glyphs = tuple(glyph for i in order for glyph in row[i].run.glyphs)
    advance = _advance(row)
    return Line(Run(style.weight, glyphs, advance), advance * style.size / UNITS_PER_EM)
