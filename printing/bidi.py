"""The order in which mixed Persian and Latin text is read and drawn: UAX #9 from unicodedata alone.

`levels` gives every character its embedding level, `visual_order` turns the levels of one line
into the order of drawing. The level `REMOVED` marks a direction control: never drawn (rule X9).

>>> levels("تلفن ۰۲۱-۸۸")
[1, 1, 1, 1, 1, 2, 2, 2, 1, 2, 2]
>>> visual_order([1, 1, 2, 2])
[2, 3, 1, 0]
"""

from collections.abc import Sequence
from functools import lru_cache
from unicodedata import bidirectional

from printing.bidi_explicit import CONTROLS, ISOLATES, REMOVED, embed, first_strong, sequences
from printing.bidi_weak import resolve

__all__ = ["REMOVED", "levels", "levels_of_classes", "paragraph_level", "visual_order"]

RTL, LTR = 1, 0
_TRAILING = ISOLATES | {"PDI", "WS"}


@lru_cache(maxsize=4096)
def _class_of(char: str) -> str:
    # Unassigned characters have no class in unicodedata; none of them is ever drawn.
    return bidirectional(char) or "L"


def classes_of(text: str) -> list[str]:
    """The Bidi_Class of every character."""
    return [_class_of(char) for char in text]


def paragraph_level(classes: Sequence[str], default: int = LTR) -> int:
    """Rules P2 and P3: 1 if the first strong letter outside isolates is right-to-left."""
    return first_strong(classes, 0, default)


def levels(text: str, base: int | None = RTL) -> list[int]:
    """Level of every character of one line; `base` None asks the text itself (P2, P3)."""
    return levels_of_classes(classes_of(text), text, base=base)


def levels_of_classes(
    classes: Sequence[str], text: str = "", *, base: int | None = RTL
) -> list[int]:
    """As `levels`, from classes. Without the text no brackets are known (N0 does nothing)."""
    if base is None:
        base = paragraph_level(classes)
    found, types = embed(classes, base)
    for run in sequences(classes, found, base):
        resolve(run, types, text, found)
    _reset_whitespace(classes, found, base)
    return found


def _reset_whitespace(classes: Sequence[str], found: list[int], base: int) -> None:
    """Rule L1: separators, and blanks before them or at the end, take the paragraph's level."""
    blank = True
    for i in range(len(classes) - 1, -1, -1):
        kind = classes[i]
        if kind in ("S", "B"):
            blank = True
        elif blank and kind not in _TRAILING and kind not in CONTROLS:
            blank = False
        if blank and found[i] != REMOVED:
            found[i] = base


def visual_order(line: Sequence[int]) -> list[int]:
    """Rule L2: indexes of one line's characters from left to right, removed ones left out."""
    order = [i for i, level in enumerate(line) if level != REMOVED]
    if not order:
        return order
    odd = [line[i] for i in order if line[i] % 2]
    for level in range(max(line), min(odd, default=max(line) + 1) - 1, -1):
        _reverse_from(line, order, level)
    return order


def _reverse_from(line: Sequence[int], order: list[int], level: int) -> None:
    start = None
    for at in range(len(order) + 1):
        high = at < len(order) and line[order[at]] >= level
        if high and start is None:
            start = at
        elif not high and start is not None:
            order[start:at] = order[start:at][::-1]
            start = None
