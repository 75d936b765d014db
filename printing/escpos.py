"""A one-bit picture as ESC/POS, the language of receipt printers.

Blank rows are feeds, the rest goes in raster bands (GS v 0). Text is never sent: no receipt
printer joins Persian letters.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

_INIT = b"\x1b@"
# The unit of feeds is one dot of a 203-dpi head, whatever the printer's own is.
_UNIT = b"\x1dP\xcb\xcb"
_RASTER = b"\x1dv0\x00"
_FEED = b"\x1bJ"
_MARGIN = b"\x1dL"
_CUT = b"\x1dV\x42\x00"
ASK_PAPER = b"\x10\x04\x04"
ASK_DONE = b"\x1dr\x01"
NO_PAPER = 0x60
_MOST_FEED = 255
# Small printers hold some kilobytes; a band must fit.
_MOST_ROWS = 24
# A feed of fewer rows costs the head a stop and saves nothing.
_LEAST_FEED = 2


def language_of(pdf: bytes, *, cut: bool, margins: bool) -> bytes:
    """`escpos` of a PDF's first page."""
    from printing.raster import one_bit

    return escpos(one_bit(pdf), cut=cut, margins=margins)


def escpos(picture: Image, *, cut: bool = True, margins: bool = False) -> bytes:
    """All rows of the picture, then a cut below the head's knife.

    `margins` leaves out the white at the left by setting the printer's left margin: a quarter
    less to send, for printers that keep it (the trial page shows whether its frame is straight).
    """
    parts = [_INIT, _UNIT]
    for blank, rows in _stretches(_rows(picture)):
        parts += _feeds(len(rows)) if blank else _bands(rows, margins)
    return b"".join([*parts, _CUT if cut else b""])


def _rows(picture: Image) -> list[bytes]:
    """Rows of whole bytes, black as 1."""
    wide = (picture.width + 7) // 8
    white_is_one = picture.tobytes()
    black = bytes(white_is_one).translate(bytes(255 - n for n in range(256)))
    spare = wide * 8 - picture.width
    rows = [black[at : at + wide] for at in range(0, len(black), wide)]
    if not spare:
        return rows
    mask = 0xFF << spare & 0xFF
    return [row[:-1] + bytes([row[-1] & mask]) for row in rows]


def _stretches(rows: list[bytes]) -> Iterator[tuple[bool, list[bytes]]]:
    """Blank stretches and inked ones in turn; a blank row or two among ink stays ink."""
    inked: list[bytes] = []
    for blank, group in groupby(rows, lambda row: not any(row)):
        stretch = list(group)
        if not blank or len(stretch) < _LEAST_FEED:
            inked += stretch
            continue
        if inked:
            yield False, inked
        inked = []
        yield True, stretch
    if inked:
        yield False, inked


def _feeds(rows: int) -> Iterator[bytes]:
    while rows:
        some = min(rows, _MOST_FEED)
        yield _FEED + bytes([some])
        rows -= some


def _bands(rows: list[bytes], margins: bool) -> Iterator[bytes]:
    """Bands no wider than their ink: the blank bytes at the right are not sent."""
    for start in range(0, len(rows), _MOST_ROWS):
        band = rows[start : start + _MOST_ROWS]
        wide = max(1, *(len(row.rstrip(b"\x00")) for row in band))
        left = _blank_bytes(band) if margins else 0
        if margins:
            yield _MARGIN + (left * 8).to_bytes(2, "little")
        size = (wide - left).to_bytes(2, "little") + len(band).to_bytes(2, "little")
        yield _RASTER + size + b"".join(row[left:wide] for row in band)


def _blank_bytes(band: list[bytes]) -> int:
    """Bytes at the left that are white in every row of a band that has ink."""
    return min(len(row) - len(row.lstrip(b"\x00")) for row in band)
