"""The board's figures add up, whoever counts them; the ranking says what it rests on."""

from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.board import Criterion, rank
from app.domain.board_lines import (
    FEWEST,
    NAMES,
    REST,
    Baseline,
    Figures,
    OfficeLine,
    ServiceLine,
    gathered,
    total,
)

figures = st.builds(Figures, **dict.fromkeys(NAMES, st.integers(0, 10**6)))
small = st.builds(Figures, requests=st.integers(0, 12), fee=st.integers(0, 10**9))
CRITERIA = (Criterion("on_time", 3, 100, 50), Criterion("late_hours", 1, 0, 10))


def office(code: str, **done: int) -> OfficeLine:
    return OfficeLine(code, code, "23", "", rural=False, desks=1, figures=Figures(**done))


@settings(max_examples=40, deadline=None)
@given(st.lists(figures, max_size=6), st.lists(figures, max_size=6))
def test_a_total_is_the_sum_of_the_totals_of_any_two_parts(left, right):
    assert total([*left, *right]) == total(left) + total(right) == total([*right, *left])


@settings(max_examples=40, deadline=None)
@given(st.lists(small, max_size=8))
def test_services_of_few_people_are_gathered_and_nothing_is_lost(found):
    lines = [ServiceLine(number, "", one) for number, one in enumerate(found, 1)]
    shown = gathered(lines)
    assert total(one.figures for one in shown) == total(found)
    if total(found).requests >= FEWEST:
        assert all(not 0 < one.figures.requests < FEWEST for one in shown)
    assert [one.number for one in shown].count(REST) <= 1


def test_offices_are_ranked_by_the_weighted_mean_of_the_criteria_that_have_a_figure():
    late = office("00002", requests=50, answered=4, on_time=3, entries=10, late_hours=50)
    quick = office("00003", requests=50, answered=4, on_time=4, entries=10)
    silent = office("00004", requests=50, entries=10)
    few = office("00005", requests=2, entries=10)
    ranking = rank([late, quick, silent, few], CRITERIA, least=10)
    told = [(one.place, one.office, one.score) for one in ranking]
    assert told == [(1, "00003", 1000), (1, "00004", 1000), (3, "00002", 500)]
    assert [(m.code, m.value, m.score) for m in ranking[-1].marks] == [
        ("on_time", 75, 50),
        ("late_hours", 5, 50),
    ]


def test_the_30_percent_line_is_reached_or_was_declared_needless():
    done = Figures(answered=2, minutes=142)
    assert ServiceLine(1, "", done, Baseline(100, "1404/01/01", "x")).reached is False
    assert ServiceLine(1, "", done, Baseline(102, "1404/01/01", "x")).reached is True
    assert ServiceLine(1, "", done, Baseline(50, "1404/01/01", "x", standard=True)).reached
    assert ServiceLine(1, "", done).reached is None
    assert ServiceLine(1, "", Figures(), Baseline(50, "1404/01/01", "x")).reached is None
