"""Every case of Unicode's two bidi test files, none sampled, none skipped."""

import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from printing.bidi import REMOVED, levels, levels_of_classes, paragraph_level, visual_order
from printing.bidi_brackets import CLOSING, OPENING

FOLDER = Path("/usr/share/unicode")
CHARACTER_CASES, CLASS_CASES = 91_707, 770_241
# Bit of BidiTest.txt → base direction asked for.
DIRECTIONS: dict[int, int | None] = {1: None, 2: 0, 4: 1}


def lines_of(name: str) -> Iterator[str]:
    path = FOLDER / name
    if not path.exists():
        pytest.fail(f"{path} is missing: install Debian's unicode-data package", pytrace=False)
    for line in path.read_text(encoding="utf-8").splitlines():
        bare = line.partition("#")[0].strip()
        if bare:
            yield bare


@cache
def expected(text: str) -> tuple[int, ...]:
    return tuple(REMOVED if part == "x" else int(part) for part in text.split())


def wrong_character_case(line: str) -> str:
    """Empty when the case passes."""
    codes, direction, paragraph, wanted, order = line.split(";")
    text = "".join(chr(int(code, 16)) for code in codes.split())
    base = {"0": 0, "1": 1, "2": None}[direction]
    if base is None:
        classes = [unicodedata.bidirectional(char) for char in text]
        if paragraph_level(classes) != int(paragraph):
            return line
    found = levels(text, base)
    right = tuple(found) == expected(wanted) and visual_order(found) == list(expected(order))
    return "" if right else f"{line} → {found}"


def test_every_case_of_bidi_character_test_is_right() -> None:
    cases = list(lines_of("BidiCharacterTest.txt"))
    assert len(cases) == CHARACTER_CASES
    assert not [wrong for wrong in map(wrong_character_case, cases) if wrong][:5]


def class_cases() -> Iterator[tuple[str, int, tuple[int, ...], tuple[int, ...]]]:
    wanted = order = ()
    for line in lines_of("BidiTest.txt"):
        if line.startswith("@Levels:"):
            wanted = expected(line[8:].strip())
        elif line.startswith("@Reorder:"):
            order = expected(line[9:].strip())
        else:
            classes, bits = line.split(";")
            for bit in DIRECTIONS:
                if int(bits) & bit:
                    yield classes, bit, wanted, order


def test_every_case_of_bidi_test_is_right() -> None:
    count, wrong = 0, []
    ordered = cache(lambda line: tuple(visual_order(line)))
    for classes, bit, wanted, order in class_cases():
        found = tuple(levels_of_classes(classes.split(), base=DIRECTIONS[bit]))
        count += 1
        if found != wanted or ordered(found) != order:
            wrong.append((classes, bit, wanted, found))
    assert count == CLASS_CASES
    assert not wrong[:5]


def test_the_bracket_table_is_unicodes() -> None:
    same = {"\u2329": "\u3008", "\u232a": "\u3009"}
    for line in lines_of("BidiBrackets.txt"):
        here, there, side = (part.strip() for part in line.split(";"))
        mine, other = chr(int(here, 16)), chr(int(there, 16))
        if side == "o":
            assert OPENING[mine] == same.get(other, other)
        else:
            assert CLOSING[mine] == same.get(mine, mine)
