"""What HarfBuzz gives us, and the text each glyph is said to stand for."""

import pytest

from printing.shaping import UNKNOWN, drawable, face, shape, unprintable


def texts(run_text: str, *, rtl: bool = True) -> list[str]:
    return [glyph.text for glyph in shape(run_text, "Regular", rtl).glyphs]


def test_glyphs_stand_in_visual_order_for_base_letters() -> None:
    assert texts("کتاب") == ["ب", "ا", "ت", "ک"]


def test_lam_alef_is_one_character_so_that_salam_is_found() -> None:
    assert texts("سلام") == ["م", "ﻼ", "س"]
    assert "ﻻ" in texts("لِا")


def test_zwnj_stays_and_is_not_a_space() -> None:
    assert texts("می‌رود")[-3:] == ["\u200c", "ی", "م"]
    assert shape("\u200c", "Regular", True).advance == 0


def test_a_bracket_in_persian_is_said_as_it_is_drawn() -> None:
    assert texts("(الف)")[0] == "("
    assert texts("(a)", rtl=False) == ["(", "a", ")"]


def test_two_letters_in_one_glyph_are_written_backwards_for_readers_that_turn_them() -> None:
    assert "\u0654ه" in texts("نامهٔ")


def test_vowels_typed_before_the_shadda_stay_with_their_letters() -> None:
    assert texts("مَّد") == ["د", "\u064e\u0651", "م"]


@pytest.mark.parametrize("weight", ["Regular", "Bold"])
def test_figures_in_cells_all_have_one_width(weight) -> None:
    run = shape("۰۱۲۳۴۵۶۷۸۹", weight, False, tabular=True)
    assert len({glyph.advance for glyph in run.glyphs}) == 1


def test_both_weights_draw_the_same_letters_so_one_fallback_serves() -> None:
    assert face("Regular").covered == face("Bold").covered


def test_a_letter_no_face_has_becomes_its_plain_form_or_a_visible_mark() -> None:
    assert drawable("① یک\tدو") == "1 یک دو"
    assert drawable("علی 漢😀") == f"علی {UNKNOWN * 2}"
    assert unprintable("علی 漢😀 ①") == "漢😀"


def test_letters_of_irans_other_languages_are_drawn() -> None:
    assert unprintable("ڕۆژ ێ ڵ ڤ ە ۇ ؽ ٹ ے آذربایجانجا əğışçöü") == ""


def test_no_glyph_is_the_missing_one() -> None:
    run = shape(drawable("شعبهٔ ۷۲؟ «بله» ٪۱۰ – 漢"), "Bold", True)
    assert 0 not in {glyph.gid for glyph in run.glyphs}
