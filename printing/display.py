"""The customer display: two rows of character cells turned to the citizen.

Such a device places one letter a cell from left to right and joins nothing, so the text is joined
by arabic-reshaper and put in its visual order before it is sent; paper never goes this way. The
order is our own, for python-bidi's leaves brackets unmirrored; it stays the oracle in the tests.

Code pages: `iran-system`, the visual one of Persian DOS programs and of most displays sold in Iran
(each joined form has its byte; bytes 176 to 223 are boxes and are never sent), and `cp1256` for
displays that join letters themselves.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Any

from app.domain.displays import CodePage, Display, Shown
from app.domain.errors import OperatorCanFix, Refusal
from app.domain.printers import Printer
from app.domain.text import ZWNJ, latin_digits, persian_digits, tidy
from printing.bidi import RTL, levels, visual_order

_INIT, _CLEAR, _SELECT = b"\x1b@", b"\x0c", b"\x1bt"
_UNKNOWN = b"?"
# Two bytes a letter: where it ends a word or stands alone, and where another follows.
_PAIRS = "بپتثجچحخ", 0x92
_SINGLE = {"د": 0xA2, "ذ": 0xA3, "ر": 0xA4, "ز": 0xA5, "ژ": 0xA6, "ط": 0xAF, "ظ": 0xE0, "و": 0xF8}
_LATER = {"س": 0xA7, "ش": 0xA9, "ص": 0xAB, "ض": 0xAD, "ف": 0xE9, "ق": 0xEB, "ک": 0xED, "گ": 0xEF}
_SPLIT = {"ل": (0xF1, 0xF3), "م": (0xF4, 0xF5), "ن": (0xF6, 0xF7)}
# Isolated, final, medial, initial.
_FOUR = {
    "ع": (0xE1, 0xE2, 0xE3, 0xE4),
    "غ": (0xE5, 0xE6, 0xE7, 0xE8),
    "ه": (0xF9, 0xF9, 0xFA, 0xFB),
    "ی": (0xFD, 0xFC, 0xFE, 0xFE),
    "ا": (0x90, 0x91, 0x91, 0x90),
    "آ": (0x8D, 0x8D, 0x8D, 0x8D),
    "ئ": (0x8E, 0x8E, 0x8E, 0x8E),
    "ء": (0x8F, 0x8F, 0x8F, 0x8F),
}
_SIGNS = {"،": 0x8A, "ـ": 0x8B, "؟": 0x8C, "٬": 0x2C, "«": 0x22, "»": 0x22, "–": 0x2D, "…": 0x2E}
_MIRRORED = {"(": ")", ")": "(", "[": "]", "]": "[", "{": "}", "}": "{", "<": ">", ">": "<"}
# Letters the code page has no byte for are shown by the nearest it has.
_NEAREST = {"أ": "ا", "إ": "ا", "ؤ": "و", "ة": "ه", "ي": "ی", "ى": "ی", "ك": "ک", "ۀ": "ه"}
_FORMS = ("isolated", "final", "medial", "initial")


@dataclass(frozen=True, slots=True)
class CustomerDisplay:
    """A display behind host:port or a device file."""

    display: Display

    def show(self, shown: Shown) -> None:
        """Raises `OperatorCanFix` «display-absent» when it did not take the rows in time."""
        way = self.display
        behind = Printer(
            "display", way.kind, way.address, "escpos", baud=way.baud, seconds=way.seconds
        )
        try:
            _send(behind, encoded(shown, way))
        except Refusal as away:
            raise OperatorCanFix("display-absent") from away


def _send(behind: Printer, content: bytes) -> None:
    if behind.kind == "tcp":
        from printing.tcp import Network

        Network(behind).send(content)
        return
    from printing.device import Device

    Device(behind).send(content)


def encoded(shown: Shown, display: Display) -> bytes:
    """What is sent: clear, then both rows, each as wide as the display."""
    select = _SELECT + bytes([display.select]) if display.select is not None else b""
    rows = (shown.first, shown.second)
    lines = (_row(text, display.columns, display.code_page) for text in rows)
    return _INIT + select + _CLEAR + b"".join(lines)


def cells(text: str, columns: int) -> str:
    """One row as it is seen, from left to right: letters in their joined forms, at the right edge.

    What does not fit is cut at the end of the sentence, which is the left.

    >>> cells("پول ۱۲", 8)
    '  ۱۲ ﻝﻮﭘ'
    """
    plain = _drawable(tidy(text))[: 2 * columns]
    while len(seen := _ordered(_reshaper().reshape(plain))) > columns:
        plain = plain[:-1]
    return seen.rjust(columns)


def _ordered(joined: str) -> str:
    """From left to right, brackets of right-to-left parts turned round; ZWNJ has done its work."""
    depth = levels(joined, RTL)
    order = (at for at in visual_order(depth) if joined[at] != ZWNJ)
    return "".join(
        _MIRRORED.get(joined[at], joined[at]) if depth[at] % 2 else joined[at] for at in order
    )


def _drawable(text: str) -> str:
    """One line without marks and controls: a cell holds a letter and nothing else."""
    bare = unicodedata.normalize("NFC", text)
    kept = (" " if one.isspace() else one for one in bare)
    return persian_digits(
        "".join(c for c in kept if c == ZWNJ or unicodedata.category(c)[0] not in "MC")
    )


@cache
def _reshaper() -> Any:
    from arabic_reshaper import ArabicReshaper

    # «الله» has one glyph in some fonts, and no cell in any display.
    options = {"support_zwj": False, "ARABIC LIGATURE ALLAH": False, "RIAL SIGN": False}
    return ArabicReshaper(options)


def _row(text: str, columns: int, code_page: CodePage) -> bytes:
    seen = cells(text, columns)
    if code_page == "iran-system":
        table = _iran_system()
        return b"".join(table.get(letter, _ascii(letter)) for letter in seen)
    plain = (unicodedata.normalize("NFKC", letter) for letter in latin_digits(seen))
    # Two letters of one cell («لا») are seen from left to right too.
    letters = "".join(one[::-1] for one in plain).replace("ی", "ي").replace("٬", ",")
    return letters.encode("cp1256", "replace")[:columns].ljust(columns)


def _ascii(letter: str) -> bytes:
    return letter.encode() if " " <= letter <= "~" else _UNKNOWN


@cache
def _iran_system() -> dict[str, bytes]:
    """The byte of each presentation form, digit and sign."""
    forms = {"ﻻ": 0xF2, "ﻼ": 0xF2, "ﻷ": 0xF2, "ﻸ": 0xF2, "ﻹ": 0xF2, "ﻺ": 0xF2, "ﻵ": 0xF2, "ﻶ": 0xF2}
    for letter, four in _letters().items():
        forms |= {form: byte for form, byte in zip(_shapes(letter), four, strict=True) if form}
        forms[letter] = four[0]
    for letter, nearest in _NEAREST.items():
        four = _letters()[nearest]
        forms |= {form: byte for form, byte in zip(_shapes(letter), four, strict=True) if form}
        forms[letter] = four[0]
    digits = {digit: 0x80 + value for value, digit in enumerate("۰۱۲۳۴۵۶۷۸۹")}
    return {form: bytes([byte]) for form, byte in (forms | digits | _SIGNS).items()}


def _letters() -> dict[str, tuple[int, int, int, int]]:
    found = dict(_FOUR)
    for place, letter in enumerate(_PAIRS[0]):
        ends, goes_on = _PAIRS[1] + 2 * place, _PAIRS[1] + 2 * place + 1
        found[letter] = (ends, ends, goes_on, goes_on)
    for letter, ends in _LATER.items():
        found[letter] = (ends, ends, ends + 1, ends + 1)
    for letter, (ends, goes_on) in _SPLIT.items():
        found[letter] = (ends, ends, goes_on, goes_on)
    return found | {letter: (byte,) * 4 for letter, byte in _SINGLE.items()}


@cache
def _by_shape() -> dict[tuple[str, str], str]:
    """Presentation forms by (letter, shape), from Unicode's own decompositions."""
    found = {}
    for code in (*range(0xFB50, 0xFC00), *range(0xFE80, 0xFEF5)):
        parts = unicodedata.decomposition(chr(code)).split()
        if len(parts) == 2:
            found[chr(int(parts[1], 16)), parts[0].strip("<>")] = chr(code)
    return found


def _shapes(letter: str) -> tuple[str, str, str, str]:
    shapes = _by_shape()
    isolated, final, medial, initial = (shapes.get((letter, form), "") for form in _FORMS)
    return isolated, final, medial, initial
