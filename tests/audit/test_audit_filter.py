"""Anything typed into the auditor's filters: refused at its box in words, or a filter that is
right."""

import re
from dataclasses import fields
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.audit import Facets, Filter
from app.domain.errors import Refusal
from tests.ui.test_any_input import TEXTS
from ui import words
from ui.models.audit_filter import LABELS, FilterForm, form_of
from ui.models.audit_findings import FindingForm, moved

CHOSEN = ("province", "service", "kind", "rule", "verdict")
TYPED = tuple(name for name in LABELS if name not in CHOSEN)


@settings(max_examples=60, deadline=None)
@given(st.fixed_dictionaries({name: st.one_of(st.just(""), TEXTS) for name in TYPED}))
def test_any_words_are_refused_at_their_box_or_make_a_right_filter(typed):
    form = FilterForm(**typed)
    wanted = form.filter
    for box, refusal in form.troubles.items():
        assert box in typed
        assert typed[box].strip()
        assert words.sentence(refusal).endswith(".")
        assert "{" not in words.sentence(refusal)
    assert all(re.fullmatch(r"[0-9]{5}", code) for code in wanted.offices)
    assert wanted.desk is None or 1 <= wanted.desk <= 99
    assert re.fullmatch(r"([0-9]{18})?", wanted.tid)
    assert re.fullmatch(r"[0-9]{0,12}", wanted.operator)
    for day in filter(None, (wanted.since, wanted.until)):
        date.fromisoformat(day)
    assert re.fullmatch(r"[^\x00-\x1f\x7f]{0,64}", wanted.text)
    assert form.said(Facets()) is not None


@settings(max_examples=30, deadline=None)
@given(st.fixed_dictionaries({one.name: TEXTS for one in fields(FindingForm)}))
def test_any_words_in_the_filters_of_findings_are_refused_or_right(typed):
    form = FindingForm(**typed)
    wanted = form.filter
    assert len(wanted.assigned) <= 20
    assert all(words.sentence(one) for one in form.troubles.values())


def test_a_filter_comes_back_from_the_boxes_that_show_it():
    wanted = Filter(
        offices=("00001", "00002"),
        provinces=("23",),
        desk=3,
        operator="12",
        services=(101,),
        types=("receipt.issued",),
        since="2026-03-21",
        until="2026-11-26",
        amount_from=0,
        amount_to=2_500_000,
        rules=("gap",),
        verdicts=("flagged",),
        tid="000000010000000112",
        text="90000001",
        dev="0123456789abcdef",
    )
    form = form_of(wanted)
    shown = {**form.troubles}
    assert set(shown) <= {"tid"}  # its check digits may be any here
    assert form.since == "1405/01/01"
    assert form.put(tid="").filter == Filter(**{**_parts(wanted), "tid": ""})


@pytest.mark.parametrize(
    ("typed", "box"),
    [
        ({"since": "1405/02/01", "until": "1405/01/01"}, "until"),
        ({"amount_from": "۲۰۰", "amount_to": "100"}, "amount_to"),
        ({"offices": "12345 1234"}, "offices"),
        ({"desk": "0"}, "desk"),
        ({"operator": "علی"}, "operator"),
        ({"tid": "123"}, "tid"),
        ({"since": "1404/12/30x"}, "since"),
    ],
)
def test_what_cannot_be_meant_is_refused_where_it_stands(typed, box):
    assert list(FilterForm(**typed).troubles) == [box]


def test_a_finding_is_only_given_to_a_number():
    assert moved("assign", " ۷۰۰۱ ") == ("7001", "")
    assert moved("close", "بررسی شد") == ("", "بررسی شد")
    with pytest.raises(Refusal):
        moved("assign", "x\n" * 20)


def _parts(wanted):
    return {one.name: getattr(wanted, one.name) for one in fields(wanted)}
