"""Forms: what is shown, what is required, canonical answers, and junk that must not raise."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from app.domain.catalogue import catalogue_from_items
from app.domain.errors import OperatorCanFix
from app.domain.fees import price
from app.domain.form_plans import plan_of
from app.domain.formats import validator
from app.domain.forms import doubts, evaluate
from app.domain.jalali import parse
from resources import sentence
from tests.domain.conftest import read_items
from tests.domain.filling import SAMPLES, fill

TODAY = parse("1405/08/30")
CATALOGUE = catalogue_from_items(read_items())
FORMS = [service.form for service in CATALOGUE.services.values()]


def form(catalogue, key):
    return catalogue.by_key(key).form


def errors(filled):
    return {name: (refusal.code, refusal.facts) for name, refusal in filled.errors.items()}


@pytest.mark.parametrize("one", FORMS, ids=lambda one: one.key)
def test_every_form_is_a_schema_and_can_be_filled(one):
    Draft202012Validator.check_schema(one.schema)
    _, filled = fill(one, TODAY)
    assert filled.complete
    whole = validator(one.schema)
    assert whole.is_valid(filled.values)
    again = evaluate(one, filled.answers, on=TODAY)
    assert again == filled


@pytest.mark.parametrize("one", FORMS, ids=lambda one: one.key)
def test_what_we_call_required_the_schema_requires(one):
    """Missing answers by our quick reading and by a plain validator of the published schema."""
    answers, _ = fill(one, TODAY)
    for left_out in (None, *answers):
        some = {name: value for name, value in answers.items() if name != left_out}
        filled = evaluate(one, some, on=TODAY)
        missing = {name for name, e in filled.errors.items() if e.code == "answer-missing"}
        found = validator(one.schema).iter_errors(filled.values)
        said = {e.message.split("'")[1] for e in found if e.validator == "required" and not e.path}
        assert missing == said


def test_a_national_id_is_kept_canonical(catalogue):
    filled = evaluate(
        form(catalogue, "birth_cert_replace"),
        {"visitor_capacity": "self", "applicant_national_id": " ۰۰۰-۰۰۰۰۰۱-۹ "},
        on=TODAY,
    )
    assert filled.answers["applicant_national_id"] == "0000000019"


def test_a_wrong_answer_stays_as_typed_and_says_which_part(catalogue):
    filled = evaluate(
        form(catalogue, "birth_cert_replace"), {"applicant_national_id": "00000426"}, on=TODAY
    )
    assert filled.answers["applicant_national_id"] == "00000426"
    refusal = filled.errors["applicant_national_id"]
    assert refusal.code == "national-id-padded"
    assert "۰۰۰۰۰۰۰۴۲۶" in sentence(refusal)


def test_hidden_answers_are_dropped(catalogue):
    typed = {"visitor_capacity": "self", "visitor_kind": "natural_iranian", "visitor_mobile": "x"}
    filled = evaluate(form(catalogue, "birth_cert_replace"), typed, on=TODAY)
    assert "visitor_kind" not in filled.answers
    assert "visitor_mobile" not in filled.errors


def test_a_single_kind_is_a_constant_and_not_asked(catalogue):
    one = form(catalogue, "birth_cert_replace")
    filled = evaluate(one, {"applicant_kind": "legal"}, on=TODAY)
    assert filled.answers["applicant_kind"] == "natural_iranian"
    assert "applicant_kind" not in filled.shown
    assert not one.field("applicant_kind").asked
    names = {field.name for field in one.fields}
    assert "applicant_legal_id" not in names


def test_minimal_makes_names_optional(catalogue):
    filled = evaluate(form(catalogue, "bill_payment"), {}, on=TODAY)
    assert "applicant_first_name" not in filled.required
    assert "applicant_mobile" in filled.required


def test_age_is_derived_for_the_registration_day(catalogue):
    one = form(catalogue, "passport_issue")
    born = {"visitor_capacity": "self", "applicant_birth_date": "1387/09/01"}
    day_before, birthday = parse("1405/08/30"), parse("1405/09/01")
    assert evaluate(one, born, on=day_before).derived["applicant_age"] == 17
    assert evaluate(one, born, on=birthday).derived["applicant_age"] == 18
    assert "guardian_consent_no" in evaluate(one, born, on=day_before).shown
    assert "guardian_consent_no" not in evaluate(one, born, on=birthday).shown


def test_papers_follow_the_answers(catalogue):
    one = form(catalogue, "death_registration")
    answers = {"has_medical_certificate": False}
    titles = {paper.title for paper, wanted in evaluate(one, answers, on=TODAY).papers}
    assert "معرفی دو گواه و ثبت شهادت" in titles
    answers = {"has_medical_certificate": True}
    papers = {p.title: w for p, w in evaluate(one, answers, on=TODAY).papers}
    assert "معرفی دو گواه و ثبت شهادت" not in papers
    assert papers["کارت ملی متوفی"] == "welcome"
    assert papers["شناسنامه متوفی"] == "required"


def test_rows_say_which_cell_is_wrong(catalogue):
    rows = [
        {},
        {"full_name": "الف", "national_id": "1", "birth_date": "1400/1/1"},
        {"full_name": "ب"},
    ]
    filled = evaluate(form(catalogue, "children_particulars"), {"children": rows}, on=TODAY)
    assert filled.answers["children"][0]["birth_date"] == "1400/01/01"
    assert filled.errors["children/0/national_id"].code == "national-id-length"
    missing = filled.errors["children/1/birth_date"]
    assert (missing.code, missing.facts["row"]) == ("answer-missing-in-row", "۲")


def test_a_payment_must_belong_to_its_bill(catalogue):
    typed = {"bill_id": "4000123442", "payment_id": "1250162"}
    filled = evaluate(form(catalogue, "bill_payment"), typed, on=TODAY)
    assert filled.errors["payment_id"].code == "payment-id-bill"


def test_errors_stand_in_the_order_of_the_form(catalogue):
    one = form(catalogue, "birth_cert_replace")
    filled = evaluate(one, {}, on=TODAY)
    order = [field.name for field in one.fields]
    places = [order.index(name) for name in filled.errors]
    assert places == sorted(places)
    assert filled.first_error == "visitor_capacity"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ({"copies": "سه"}, "answer-integer"),
        ({"copies": "۲۱"}, "answer-maximum"),
        ({"copies": 0}, "answer-minimum"),
        ({"has_medical_certificate": "بله"}, "answer-boolean"),
        ({"informant_role": "friend"}, "answer-choice"),
        ({"death_place": "ن" * 201}, "answer-too-long"),
        ({"death_place": 12}, "answer-type"),
        ({"death_date": "1405/13/01"}, "date-month"),
    ],
)
def test_each_kind_of_wrong_answer_has_its_sentence(catalogue, typed, code):
    filled = evaluate(form(catalogue, "death_registration"), typed, on=TODAY)
    refusal = filled.errors[next(iter(typed))]
    assert refusal.code == code
    assert "{" not in sentence(refusal)


def test_weak_formats_are_doubted_and_never_in_the_way(catalogue):
    one = form(catalogue, "vehicle_numbering")
    vin = next(field.name for field in one.fields if field.kind == "vin")
    _, filled = fill(one, TODAY, **{vin: "کوتاه"})
    assert filled.complete
    assert doubts(one, filled)[vin].code == "vin-doubt"


LETTERS = st.text("ابپتیكکيآإئۀةـ\u200c\u200f \n\tabzAZ019۰۹٠٩/-:.٫\u0654\u0653", max_size=12)
SCALARS = (
    LETTERS | st.text(max_size=6) | st.none() | st.booleans() | st.integers() | st.floats()
    | st.sampled_from([value for value in SAMPLES.values() if isinstance(value, str)])
)  # fmt: skip
JUNK = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(LETTERS, inner, max_size=3)
)


@st.composite
def anything(draw):
    """A form, and any answers to some of its fields, right and wrong mixed."""
    one = draw(st.sampled_from(FORMS))
    names = draw(st.lists(st.sampled_from([field.name for field in one.fields]), max_size=12))
    answers = {}
    for name in names:
        codes = [code for code, _ in one.field(name).choices]
        answers[name] = draw(JUNK | st.sampled_from(codes) if codes else JUNK)
    return one, answers


@settings(max_examples=600, deadline=None)
@given(anything())
def test_no_junk_raises_and_evaluating_again_changes_nothing(drawn):
    one, answers = drawn
    filled = evaluate(one, answers, on=TODAY)
    again = evaluate(one, filled.answers, on=TODAY)
    assert repr(again.answers) == repr(filled.answers)
    assert repr(errors(again)) == repr(errors(filled))
    assert (again.shown, again.required, again.papers) == (
        filled.shown, filled.required, filled.papers,
    )  # fmt: skip
    for refusal in filled.errors.values():
        assert isinstance(refusal, OperatorCanFix)
        assert sentence(refusal)
    where = {"catalogue": CATALOGUE, "office_kind": "counter_office", "province": "23"}
    fee = price(CATALOGUE.by_key(one.key), filled, **where)
    assert fee.refusal is None or sentence(fee.refusal)


def test_the_plan_of_a_form_is_made_once(catalogue):
    one = form(catalogue, "bill_payment")
    assert plan_of(one) is plan_of(one)


@pytest.mark.parametrize("one", FORMS, ids=lambda one: one.key)
def test_a_quick_yes_to_answers_is_the_validators_yes_too(one):
    """Right answers get it; wrong ones, of any kind, never where the validator says no."""
    plan = plan_of(one)
    _, filled = fill(one, TODAY)
    assert plan.surely_fits(dict(filled.answers))
    for name in plan.places:
        for odd in (
            "",
            "x",
            "۱۲",
            "12",
            0,
            -1,
            10**16,
            1.0,
            True,
            None,
            [],
            ["x"],
            [{}],
            {},
            "a" * 900,
        ):
            known = {**filled.answers, name: odd}
            if plan.surely_fits(known):
                assert plan.validator().is_valid(known), (name, odd)
