"""The bytes for receipt printers, decoded back to the very dots of the preview."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from printing.escpos import escpos
from printing.raster import one_bit
from tests.printing.pages import CASES, drawn
from tests.printing.printers import decoded

ROLLS = [(name, size) for name, size in CASES if size.startswith("roll")]


@pytest.mark.parametrize(("name", "size"), ROLLS)
def test_the_printer_draws_what_the_preview_shows(name: str, size: str) -> None:
    picture = one_bit(drawn(name, size))
    assert picture.width == {"roll80": 576, "roll58": 384}[size]
    for margins in (False, True):
        sent = escpos(picture, margins=margins)
        assert decoded(sent, picture.width).tobytes() == picture.tobytes()


@given(
    st.integers(1, 12),
    st.lists(st.binary(min_size=12, max_size=12), max_size=700),
    st.tuples(st.booleans(), st.booleans()),
)
@settings(max_examples=60, deadline=None)
def test_any_picture_comes_back(across: int, rows: list[bytes], both: tuple[bool, bool]) -> None:
    data = b"".join(row[:across] for row in rows)
    picture = Image.frombytes("1", (across * 8, len(rows)), data)
    sent = escpos(picture, cut=both[0], margins=both[1])
    assert decoded(sent, across * 8).tobytes() == picture.tobytes()


def test_a_width_that_is_no_whole_byte_keeps_its_white_edge() -> None:
    picture = Image.new("1", (13, 3), 1)
    picture.putpixel((12, 1), 0)
    back = decoded(escpos(picture), 16)
    assert [back.getpixel((x, 1)) for x in (11, 12, 13)] == [255, 0, 255]


def test_blank_paper_is_fed_not_drawn() -> None:
    assert len(escpos(Image.new("1", (576, 4000), 1))) < 80


def test_a_receipt_costs_at_most_half_a_kilobyte_a_millimetre() -> None:
    picture = one_bit(drawn("receipt", "roll80"))
    assert len(escpos(picture)) / 1024 <= 0.4 * picture.height / 8
