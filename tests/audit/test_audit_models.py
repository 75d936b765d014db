"""What the auditor's screens say: chains, comparison, a checked entry, bodies, cases, the board."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

import resources
from app.domain.audit import Compared, Facets, OfficeFacet, Row
from app.domain.audit_check import NAMES, OPEN, Checked, Step
from app.domain.audit_sheets import (
    CaseMoved,
    CaseSheet,
    CaseStep,
    Chains,
    DeskChain,
    EnrolmentChain,
    EntrySheet,
    Gap,
    Mark,
    Stretch,
)
from app.domain.errors import NobodyCanFix
from ui.audit_functions import Opened
from ui.models.audit_body import COVERED, lines_of
from ui.models.audit_case import OpenCase
from ui.models.audit_chain import KINDS, ChainMark, drawings
from ui.models.audit_compare import figures
from ui.models.audit_entry import STEPS, WHOLE, OpenEntry
from ui.models.audit_map import PLACES, names
from ui.models.audit_rows import EntryRow
from ui.models.audit_words import RULES

NOW = datetime(2026, 11, 26, 9, tzinfo=UTC)
FACETS = Facets(offices=(OfficeFacet("00001", "دفتر یک", "23"),))
ROW = Row(
    *(7, "l" * 43, "0123456789abcdef", 1, 3, "00001", 2, "12", "receipt.issued"),
    *("2026-11-20T06:30:00.000Z", "2026-11-20T07:00:00.000Z", "0" * 18, 101, 50_000),
    *("flagged", "", 1),
)
CHAIN = EnrolmentChain(
    *("0123456789abcdef", 1, "2026-10-01T06:00:00.000Z", "2026-11-20T06:00:00.000Z"),
    *(1, 100, 97, "2026-10-01T06:00:00.000Z", "2026-11-19T06:00:00.000Z"),
    gaps=(Gap(50, 52),),
    forks=(Mark(60, "2026-10-20T06:00:00.000Z"),),
    steps=(Mark(61, "2026-10-21T06:00:00.000Z", -7_200_000),),
    silences=(Stretch("2026-10-22T06:00:00.000Z", "2026-11-08T06:00:00.000Z", 408),),
    restored=(Mark(62, "2026-11-09T06:00:00.000Z"),),
)
SHEET = EntrySheet(ROW, "t", {"app": "x"}, {"a": None}, ("a",), False, ROW, None, (), (), None, "")


def test_a_chain_is_drawn_with_every_kind_of_mark_in_its_place_and_in_words() -> None:
    (drawing,) = drawings(Chains((DeskChain("00001", 2, (CHAIN,)),)), NOW)
    assert [mark.kind for mark in drawing.marks].count("gap") == 1
    assert {mark.kind for mark in drawing.marks} == set(KINDS)
    parts = [drawing.part(mark.start) for mark in drawing.marks]
    assert parts == sorted(parts)
    assert all(0 <= part <= 1 for part in parts)
    (silence,) = [mark for mark in drawing.marks if mark.kind == "silence"]
    assert drawing.part(silence.end) - drawing.part(silence.start) == pytest.approx(17 / 50)
    assert drawing.tally[0] == ("۱ جای خالی", "bad")
    assert "به عقب" in next(mark.words for mark in drawing.marks if mark.kind == "step")
    assert 2 <= len(drawing.ticks) <= 9


def test_a_chain_without_a_flaw_says_so_and_no_desk_draws_nothing() -> None:
    bare = replace(CHAIN, gaps=(), forks=(), steps=(), silences=(), restored=())
    (drawing,) = drawings(Chains((DeskChain("00001", 2, (bare,)),)), NOW)
    assert drawing.tally == (("بی گسست", "good"),)
    assert drawings(Chains((DeskChain("00001", 2, ()),)), NOW) == ()


@pytest.mark.parametrize("name", NAMES)
def test_whatever_step_of_a_check_fails_is_what_the_screen_says(name) -> None:
    steps = tuple(Step(one, "flaw" if one == name else "") for one in NAMES)
    entry = OpenEntry(Opened(SHEET, Checked(steps, 9)), FACETS)
    assert entry.verdict == (STEPS[name][1], "bad")
    assert [line.tone for line in entry.checks].count("bad") == 1
    whole = Checked(tuple(Step(one) for one in NAMES), 9)
    assert OpenEntry(Opened(SHEET, whole), FACETS).verdict == (WHOLE, "good")
    waits = Checked((*(Step(one) for one in NAMES[:-1]), Step("included", OPEN)), 0)
    assert OpenEntry(Opened(SHEET, waits), FACETS).verdict[1] == "warn"


def test_a_head_that_does_not_fit_stands_above_every_step() -> None:
    lied = NobodyCanFix("log-fork", was=3, size=4)
    entry = OpenEntry(Opened(SHEET, None, lied), FACETS)
    assert entry.verdict[1] == "bad"
    assert entry.checks[0].tone == "bad"


def test_a_body_is_laid_open_line_by_line_with_what_is_covered() -> None:
    body = {"applicant": {"first_name": None, "role": "x"}, "total": 1000, "lines": [{"amount": 5}]}
    lines = lines_of(body, ("applicant.first_name",))
    told = {line.path: line.value for line in lines}
    assert told["applicant.first_name"] == COVERED
    assert told["total"] == "۱٬۰۰۰ ریال"
    assert told["lines.0.amount"] == "۵ ریال"
    assert [line.deep for line in lines] == [0, 1, 1, 0, 0, 1, 2]
    assert lines_of(None, ()) == ()


def test_a_case_tells_entries_events_and_moves_once_and_in_order() -> None:
    step = CaseStep(1, "receipt.issued", ROW.at, "00001", "12", "", {})
    late = replace(step, type="due.moved", at="2026-11-22T06:00:00.000Z")
    moved = CaseMoved("referred", "ثبت احوال", "یادداشت", "2026-11-21T06:00:00.000Z")
    sheet = CaseSheet(
        *("l", "0" * 18, "00001", 101, "خدمت", 50_000, "referred", {"date_sh": "1405/09/01"}),
        *(ROW.at, ROW.at, (step, late), (ROW,), (moved,)),
    )
    case = OpenCase(sheet, FACETS)
    assert [one.title for one in case.moments] == [
        "صدور رسید",
        "ارجاع‌شده به دستگاه",
        "جابه‌جایی زمان نهایی پاسخ",
    ]
    assert case.moments[0].leaf == ROW.leaf
    assert dict(case.facts)["جمع هزینه"] == "۵۰٬۰۰۰ ریال"


def test_two_sides_are_compared_with_bars_and_what_cannot_be_told() -> None:
    rows = (
        Compared("entries", "", 200, 150),
        Compared("finding:gap", "", 0, 2),
        Compared("mean_minutes", "میانگین", None, 3),
        Compared("voids", "", 0, 0),
    )
    entries, found, mean, none = figures(rows)
    assert (entries.bars, entries.difference) == ((1.0, 0.75), "\u2066−۵۰ (−۲۵٪)\u2069")
    assert (found.title, found.difference) == ("یافته: جای خالی در زنجیره", "\u2066+۲\u2069")
    assert (mean.a, mean.difference) == ("—", "—")
    assert (none.bars, none.difference) == ((0.0, 0.0), "\u2066۰\u2069")


def test_a_row_says_everything_for_the_ear_and_an_unsound_one_where_it_lies() -> None:
    row = EntryRow.of(ROW, FACETS)
    assert row.alarmed
    assert "دفتر یک (۰۰۰۰۱)" in row.said
    unsound = replace(ROW, type="", at="", operator="", tid="", service=None, amount=None)
    assert EntryRow.of(unsound, FACETS).cells[1] == "ناخوانا"


def test_every_province_has_a_place_of_its_own_and_every_rule_a_name() -> None:
    assert set(names()) == set(PLACES)
    assert len(set(PLACES.values())) == len(PLACES) == 31
    assert all(RULES.values())


def test_the_words_of_bodies_are_sorted_and_none_is_empty() -> None:
    lines = [line for line in resources.read("bodies.fa.toml").decode().splitlines() if "=" in line]
    assert lines == sorted(lines)
    assert all(line.partition("=")[2].strip(' "') for line in lines)


def test_the_days_of_a_mark_are_those_of_tehran_also_in_the_hours_after_midnight() -> None:
    night = datetime(2026, 11, 26, 20, 45, tzinfo=UTC)  # 00:15 of the next day in Tehran
    mark = ChainMark("opened", night - timedelta(hours=1), night, "", "a" * 16, 0)
    assert mark.days == ("2026-11-26", "2026-11-27")
