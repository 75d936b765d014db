"""Wrapping and placing: nothing leaves the paper, whatever is written on it."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from printing.layout.blocks import bullets, code_line, pair, pairs, paragraph
from printing.layout.ink import Bars, Block, Glyphs
from printing.layout.table import fitting, row
from printing.layout.text import Style, lines
from printing.shaping import UNITS_PER_EM, face

STYLE = Style(24, 35)
BOLD = Style(30, 46, "Bold")
WIDTH = 560
LETTERS = "ابپسشلمنهیگچ ۰۱۲۳abcXYZ019-/().،٬«»\u200c\u2066\u2069\u064e"
WORDS = st.text(st.sampled_from(LETTERS), max_size=90)


def extent(ink: Glyphs) -> tuple[float, float]:
    """Leftmost and rightmost dots that are really black."""
    font = face(ink.run.weight).font
    scale = ink.size / UNITS_PER_EM
    left, right, pen = ink.x, ink.x, 0
    for glyph in ink.run.glyphs:
        shape = font.get_glyph_extents(glyph.gid)
        start = ink.x + (pen + glyph.dx + shape.x_bearing) * scale
        left, right = min(left, start), max(right, start + shape.width * scale)
        pen += glyph.advance
    return left, right


def assert_inside(block: Block, width: int = WIDTH) -> None:
    for ink in block.ink:
        if isinstance(ink, Bars):
            boxes = [(ink.left + x * ink.unit, w * ink.unit) for x, _, w, _ in ink.boxes]
            assert all(x >= 0 and x + w <= width for x, w in boxes)
        else:
            left, right = extent(ink)
            # A mark may lean out of its own advance; the head reaches eight dots further.
            assert left >= -8
            assert right <= width + 8
            assert 0 < ink.y <= block.height


@given(WORDS)
@settings(max_examples=200, deadline=None)
def test_a_paragraph_never_leaves_the_printable_width(text: str) -> None:
    assert_inside(paragraph(text, STYLE, WIDTH))


@given(WORDS, WORDS)
@settings(max_examples=200, deadline=None)
def test_a_pair_never_leaves_the_printable_width_nor_meets_in_the_middle(key, value) -> None:
    block = pair(key, value, (STYLE, BOLD), WIDTH)
    assert_inside(block)
    rows: dict[float, list[tuple[float, float]]] = {}
    for ink in block.ink:
        if ink.run.glyphs:
            rows.setdefault(ink.y, []).append((ink.x, ink.x + ink.run.advance * ink.size / 2048))
    for spans in rows.values():
        ordered = sorted(spans)
        assert all(a[1] <= b[0] for a, b in pairwise(ordered))


@given(st.lists(st.tuples(WORDS, WORDS), max_size=4))
@settings(max_examples=100, deadline=None)
def test_pairs_that_belong_together_never_leave_the_printable_width(rows) -> None:
    assert_inside(pairs(rows, (STYLE, BOLD), WIDTH))


def test_when_one_value_wraps_all_begin_on_one_line() -> None:
    block = pairs([("نام", "علی"), ("نشانی", "تهران، خیابان " * 9)], (STYLE, STYLE), WIDTH)
    _, short, _, *long = block.ink
    ends = {round(ink.x + ink.run.advance * 24 / UNITS_PER_EM) for ink in (short, *long)}
    assert len(ends) == 1


@given(WORDS, st.integers(0, 2**48 - 1))
@settings(max_examples=100, deadline=None)
def test_a_table_row_never_leaves_the_printable_width(title, amount) -> None:
    cells, styles = (title, "۱۰", f"{amount:,}"), (STYLE, STYLE, STYLE)
    assert_inside(row(cells, fitting([(cells, styles)], WIDTH), styles))


@given(WORDS, st.integers(60, 560))
@settings(max_examples=200, deadline=None)
def test_wrapping_loses_nothing_but_spaces(text: str, width: int) -> None:
    def letters(limit: float) -> list[str]:
        glyphs = (g for line in lines(text, STYLE, limit) for g in line.run.glyphs)
        found = "".join(glyph.text for glyph in glyphs)
        return sorted(found.replace(" ", "").replace("ﻼ", "لا").replace("ﻻ", "لا"))

    assert letters(width) == letters(10_000)


def test_a_long_title_wraps_beside_its_figures() -> None:
    cells = ("صدور گواهی عدم سوءپیشینه برای اشخاص حقوقی خارجی مقیم", "۱", "۱٬۰۰۰")
    block = row(cells, fitting([(cells, (STYLE,) * 3)], WIDTH), (STYLE,) * 3)
    assert block.height == 2 * STYLE.pitch


def test_a_word_wider_than_the_line_is_cut() -> None:
    assert len(lines("ب" * 200, STYLE, WIDTH)) > 1


def test_a_code_too_wide_for_the_line_is_set_smaller_not_broken() -> None:
    block = code_line("۱۲۳۴۵-" * 9, Style(60, 80, "Bold"), WIDTH)
    assert block.height == 80
    assert_inside(block)


def test_the_wrapped_lines_of_a_list_hang_under_its_first_word() -> None:
    first, *rest = [i for i in bullets(("یک " * 60,), STYLE, WIDTH).ink if len(i.run.glyphs) > 1]
    assert rest
    assert first.x + first.run.advance * 24 / 2048 == rest[0].x + rest[0].run.advance * 24 / 2048
