"""Blank and filled forms: every question of every service is on paper and can be found."""

import re

import pypdfium2
import pytest

from app.domain.text import fold
from printing import blank_form_pdf, filled_form_pdf, text_of
from printing.form_words import never, when
from tests.printing.forms import BIRTH, catalogue, filled, head

SERVICES = sorted(service.key for service in catalogue().services.values())


def blank(key: str, paper: str = "a4") -> bytes:
    """The blank form of a service."""
    about = head(key)
    return blank_form_pdf(
        catalogue().by_key(key).form,
        service_title=about.service_title,
        agency=about.agency,
        number=about.number,
        paper=paper,
    )


def squeezed(text: str) -> str:
    """Letters and digits only: readers put brackets beside Latin words where they please."""
    return re.sub(r"[\W_]", "", fold(text))


@pytest.mark.parametrize("key", SERVICES)
def test_every_question_choice_and_document_is_on_the_blank_form(key: str) -> None:
    form = catalogue().by_key(key).form
    text = squeezed(text_of(blank(key)))
    for field in form.fields:
        if field.asked and not never(form, field.shown_when):
            wanted = [field.label, *(label for _, label in field.choices)]
            assert [one for one in wanted if squeezed(one) not in text] == []
    for document in form.documents:
        if not never(form, document.condition):
            assert squeezed(document.title) in text


def test_a_question_the_service_never_asks_is_not_printed() -> None:
    form = catalogue().by_key("birth_cert_replace").form
    ruled_out = {
        "properties": {"applicant_kind": {"const": "legal"}},
        "required": ["applicant_kind"],
    }
    assert never(form, ruled_out)
    assert not never(form, form.field("visitor_kind").shown_when)


def test_conditions_are_said_as_the_form_asks_them() -> None:
    form = catalogue().by_key("birth_cert_replace").form
    shown = form.field("visitor_national_id").shown_when
    assert when(form, shown) == "اگر «مراجعه‌کننده» «ایرانی» باشد"
    shown = form.field("visitor_kind").shown_when
    assert when(form, shown) == "اگر «سمت مراجعه‌کننده» جز «خود متقاضی» باشد"
    assert when(form, form.field("applicant_first_name").shown_when) == ""
    (photo,) = [one for one in form.documents if one.title.startswith("عکس")]
    assert when(form, photo.condition) == "اگر سن متقاضی ۱۵ یا بیشتر باشد"
    counted = {"properties": {"kids": {"contains": {}}}, "required": ["kids"]}
    assert when(form, counted) == "اگر متصدی بخواهد"


def test_no_condition_of_the_catalogue_is_left_to_the_desk() -> None:
    unsaid = []
    for key in SERVICES:
        form = catalogue().by_key(key).form
        conditions = [field.shown_when for field in form.fields]
        conditions += [document.condition for document in form.documents]
        unsaid += [(key, one) for one in conditions if when(form, one) == "اگر متصدی بخواهد"]
    assert unsaid == []


def test_pages_are_numbered_and_a_table_has_rows_to_write_in() -> None:
    pdf = blank("inheritance_tax_certificate")
    pages = len(pypdfium2.PdfDocument(pdf))
    text = text_of(pdf)
    assert "صفحه ۱ از ۳" in text
    assert f"صفحه {'۰۱۲۳'[pages]} از ۳" in text
    assert "نسبت" in text


@pytest.mark.parametrize("paper", ["a4", "a5"])
def test_a_filled_form_says_every_answer(paper: str) -> None:
    form, answers = filled("birth_cert_replace", **BIRTH)
    about = head("birth_cert_replace", tid="001230012071000142", places={"23": "تهران"})
    pdf = filled_form_pdf(form, answers, head=about, paper=paper)
    text = squeezed(text_of(pdf))
    for wanted in ("سید محمدرضا", "وکیل", "کوچهٔ بهار", "1405/01/12", "00123-001-2071-0001-42"):
        assert squeezed(wanted) in text, wanted
    assert len(pdf) <= 30 * 1024


def test_a_blank_form_is_small() -> None:
    assert max(len(blank(key)) for key in SERVICES) <= 40 * 1024
