"""From letters of one direction to placed glyphs of Vazirmatn, by HarfBuzz.

Units are the font's own (2,048 to the em). Glyphs come left to right, as they stand on paper. Each
carries the text it stands for, so that a PDF can be searched and copied in ordinary letters.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING, Literal, TypeAlias

from app.domain.errors import ManagerCanFix
from resources import read

if TYPE_CHECKING:
    import uharfbuzz as hb

Weight: TypeAlias = Literal["Regular", "Bold"]

UNITS_PER_EM = 2048
# What stands on paper where no face has the letter: seen by everybody, found by search.
UNKNOWN = "\ufffd"
_NEVER_DRAWN = {0x00AD, 0x061C, 0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F), 0xFEFF}
_NEVER_DRAWN |= {*range(0x2060, 0x2070), *range(0xFE00, 0xFE10), *range(0xE0000, 0xE01F0)}
_SHADDA_LAST = re.compile("([\u064b-\u0650\u0652])(\u0651)")
_LAM_ALEF = range(0xFEF5, 0xFEFD)


@dataclass(frozen=True, slots=True)
class Glyph:
    """One drawn shape: how far it moves the pen, where it stands off it, what it stands for."""

    gid: int
    advance: int
    dx: int
    dy: int
    text: str


@dataclass(frozen=True, slots=True)
class Run:
    """Glyphs of one face and one direction, left to right."""

    weight: Weight
    glyphs: tuple[Glyph, ...]
    advance: int


@dataclass(frozen=True)
class Face:
    """A loaded font file. `chars` turns a glyph back into the character that names it."""

    data: bytes
    face: hb.Face
    font: hb.Font
    covered: frozenset[int]
    chars: dict[int, str]


@cache
def face(weight: Weight) -> Face:
    """Load one face, once per process; `ManagerCanFix` «print-font» where its file is gone."""
    import uharfbuzz as hb

    try:
        data = read(f"fonts/Vazirmatn-{weight}.ttf")
    except OSError as missing:
        raise ManagerCanFix("print-font", font=f"Vazirmatn-{weight}") from missing
    loaded = hb.Face(hb.Blob(data))
    font = hb.Font(loaded)
    covered = frozenset(loaded.unicodes)
    chars: dict[int, str] = {}
    for code in sorted(covered):
        chars.setdefault(font.get_nominal_glyph(code), chr(code))
    return Face(data, loaded, font, covered, chars)


def drawable(text: str) -> str:
    """The text as this font can draw it: direction controls stay (they are read, then dropped).

    A missing letter gives way to its plain form (① → 1) or to U+FFFD: paper for something already
    paid must come out, with a mark where a letter is missing. See `unprintable`.
    """
    return text if _covers(text) else "".join(map(_substitute, text))


def unprintable(text: str) -> str:
    """The letters that would show as U+FFFD, so that a form can refuse them while it still can."""
    return "".join(char for char in text if _substitute(char) == UNKNOWN)


def _covers(text: str) -> bool:
    covered = face("Regular").covered
    return all(ord(char) in covered for char in text)


@lru_cache(maxsize=1024)
def _substitute(char: str) -> str:
    covered = face("Regular").covered
    if ord(char) in covered or ord(char) in _NEVER_DRAWN:
        return char
    if char.isspace() or unicodedata.category(char) == "Cc":
        return " "
    plain = unicodedata.normalize("NFKC", char)
    return plain if all(ord(part) in covered for part in plain) else UNKNOWN


def is_drawn(char: str) -> bool:
    """False for what is read but never drawn: direction marks, variation selectors, tags."""
    return ord(char) not in _NEVER_DRAWN


@lru_cache(maxsize=8192)
def shape(text: str, weight: Weight, rtl: bool, tabular: bool = False) -> Run:
    """Shape drawn letters (`is_drawn`) of one direction; `tabular` digits are all as wide.

    ZWNJ keeps its own empty glyph: taken out by HarfBuzz it would become the space's, and the
    text copied from the page would be full of false spaces.
    """
    import uharfbuzz as hb

    # HarfBuzz draws the shadda first; in its order every cluster keeps its own letters.
    text = _SHADDA_LAST.sub(r"\2\1", text)
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.direction = "rtl" if rtl else "ltr"
    buffer.script = "Arab" if rtl or not any(map(_is_latin, text)) else "Latn"
    buffer.language = "fa"
    buffer.flags = hb.BufferFlags.PRESERVE_DEFAULT_IGNORABLES
    buffer.cluster_level = hb.BufferClusterLevel.CHARACTERS
    hb.shape(face(weight).font, buffer, {"tnum": tabular})
    return _run(text, weight, rtl, buffer)


def _is_latin(char: str) -> bool:
    return unicodedata.bidirectional(char) == "L"


def _run(text: str, weight: Weight, rtl: bool, buffer: hb.Buffer) -> Run:
    infos, positions = buffer.glyph_infos or [], buffer.glyph_positions or []
    starts = sorted({info.cluster for info in infos})
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    chars = face(weight).chars
    glyphs = tuple(
        Glyph(
            info.codepoint,
            at.x_advance,
            at.x_offset,
            at.y_offset,
            _stands_for(
                text[info.cluster : ends[info.cluster]], chars.get(info.codepoint, ""), rtl
            ),
        )
        for info, at in zip(infos, positions, strict=True)
    )
    return Run(weight, glyphs, sum(glyph.advance for glyph in glyphs))


def _stands_for(letters: str, named: str, rtl: bool) -> str:
    """One character wherever there is one; `named` is the glyph's own character in the font.

    Readers turn right-to-left text character by character, also inside a glyph: what stays two
    characters is written backwards, or it would come out swapped.
    """
    if named and ord(named) in _LAM_ALEF:
        return named
    if len(letters) == 1:
        # In right-to-left text «(» is drawn as «)»: the page says what is drawn.
        return named if named and unicodedata.mirrored(letters) else letters
    if named and unicodedata.normalize("NFKC", named) == unicodedata.normalize("NFKC", letters):
        return named
    if unicodedata.combining(letters[0]):
        # A mark between lam and alef is drawn before them and seems to hold the alef.
        letters = "".join(takewhile(unicodedata.combining, letters))
    return letters[::-1] if rtl else letters
