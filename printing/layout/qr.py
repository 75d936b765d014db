"""A QR code as black modules of exactly four dots, inside its quiet zone."""

from __future__ import annotations

from printing.layout.ink import Bars, Block

MODULE = 4
QUIET = 4
MAX_VERSION = 10


def qr(text: str, width: int) -> Block:
    """Centred. Level Q. A text beyond version 10 is a bug: nothing we sign is that long."""
    import segno

    code = segno.make(text, error="q", micro=False, boost_error=False)
    if int(code.version) > MAX_VERSION:
        raise ValueError(f"QR text of {len(text)} characters needs version {code.version}")
    rows = [bytes(row) for row in code.matrix]
    side = (len(rows) + 2 * QUIET) * MODULE
    boxes = [(x, y, length, 1) for y, row in enumerate(rows) for x, length in _dark(row)]
    # Equal lengths together pack a little better in the PDF.
    boxes.sort(key=lambda box: (box[2], box[0]))
    quiet = QUIET * MODULE
    return Block(side, (Bars(tuple(boxes), (width - side) // 2 + quiet, quiet, MODULE),))


def _dark(row: bytes) -> list[tuple[int, int]]:
    """(start, length) of each stretch of dark modules."""
    found: list[tuple[int, int]] = []
    for x, module in enumerate(row):
        if module and found and sum(found[-1]) == x:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        elif module:
            found.append((x, 1))
    return found
