"""Whatever is written on a page: a page comes out, or a clear refusal; never a crash or a loop."""

import re
import subprocess
import sys
from dataclasses import fields, is_dataclass, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.papers import BlankForm, FilledForm
from printing import page_count, page_pdf, text_of
from tests.printing.forms import BIRTH, filled, head
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


CHECKED = re.compile(r"|[0-9-]{18,22}|sent|received|X|Z|terminal")


def spoilt(value: object, text: str) -> object:
    """A value with that text wherever a text stands that no rule has checked before."""
    if isinstance(value, str):
        return value if CHECKED.fullmatch(value) else text
    if isinstance(value, tuple):
        return tuple(spoilt(one, text) for one in value)
    if is_dataclass(value):
        names = [one.name for one in fields(value) if one.name != "qr"]
        return replace(value, **{name: spoilt(getattr(value, name), text) for name in names})
    return value


@given(st.sampled_from(sorted(PAGES)), NASTY)
@settings(max_examples=50, deadline=None)
def test_every_page_comes_out_whatever_its_texts_are(name: str, text: str) -> None:
    _, value, sizes = PAGES[name]
    assert page_pdf(spoilt(value, text), paper=sizes[-1])


@given(NASTY)
@settings(max_examples=20, deadline=None)
def test_a_form_comes_out_whatever_was_answered(text: str) -> None:
    form, answers = filled("birth_cert_replace", **dict.fromkeys(BIRTH, text))
    about = replace(head("birth_cert_replace"), service_title=text, agency=text)
    assert page_pdf(FilledForm(form, answers, about, seen=(text,)), paper="a5")
    assert page_pdf(BlankForm(form, about), paper="a4", large=True)


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
