"""Whatever is written on a page: a page comes out, or a clear refusal; never a crash or a loop."""

import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from printing import page_count, text_of
from tests.printing.pages import ABOUT, PAGES, drawn

NASTY = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("\ud800\udfff\x00\x07\u202e\u2067\u2069\u200c\u0651\ufeff\U0010ffff()«»"),
    ),
    max_size=60,
)


@given(NASTY, st.sampled_from(("roll58", "roll80", "a5", "a4")))
@settings(max_examples=120, deadline=None)
def test_any_text_comes_out(text: str, size: str) -> None:
    draw, value, _ = PAGES["missing"]
    about = replace(ABOUT, applicant=text, service_title=text)
    assert draw(replace(value, about=about, missing=((text, text),)), paper=size)


@given(NASTY)
@settings(max_examples=60, deadline=None)
def test_any_text_comes_out_in_a_table(text: str) -> None:
    draw, value, _ = PAGES["sent"]
    row = replace(value.rows[0], paper=text, external_code=text)
    assert draw(replace(value, rows=(row,), carrier=text))


@pytest.mark.parametrize("size", ["roll58", "roll80", "a5", "a4"])
@pytest.mark.parametrize("letters", ["ب", "نام ", "W"])
def test_a_name_of_5000_letters_takes_as_many_pages_as_it_needs(letters: str, size: str) -> None:
    draw, value, _ = PAGES["void"]
    long = (letters * 5000)[:5000].strip()
    pdf = draw(replace(value, about=replace(ABOUT, applicant=long)), paper=size)
    assert text_of(pdf).count(letters.strip()) >= long.count(letters.strip()) * 0.99
    assert page_count(pdf) >= (1 if size.startswith("roll") else 2)


def test_a_missing_font_is_a_refusal_with_a_sentence() -> None:
    code = (
        "import resources, pathlib\n"
        "resources.FOLDER = pathlib.Path('/nowhere')\n"
        "import printing.shaping as s\n"
        "def gone(name): raise FileNotFoundError(name)\n"
        "s.read = gone\n"
        "try: s.face('Regular')\n"
        "except s.ManagerCanFix as refused: print(refused.code)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "print-font"


def test_a_page_of_nothing_but_empty_texts_still_comes_out() -> None:
    draw, value, _ = PAGES["void"]
    bare = replace(ABOUT, applicant="", service_title="", agency="", applicant_id_masked="")
    assert draw(replace(value, about=bare, reason="", money="", approved_by="", paid=0))
    assert drawn("ticket", "roll58")
