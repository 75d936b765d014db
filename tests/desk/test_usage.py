"""Usage by user group: a month's tables say how many of whom, and nothing of any one person."""

from hypothesis import given
from hypothesis import strategies as st

from app.domain import usage
from app.domain.jalali import day_number, parse, tehran_day
from app.domain.periods import Period
from app.domain.usage import LEAST, User, shown
from app.wiring.naming import report_words, usage_tables
from tests.desk.test_shifts import serve

counts_of = st.dictionaries(st.sampled_from("abcdefg"), st.integers(0, 40), max_size=7)


@given(counts_of)
def test_what_is_hidden_is_never_alone_and_never_few(counts):
    found = shown(counts)
    hidden = [counts[key] for key, one in found.items() if one is None]
    assert all(one is None or one == counts[key] for key, one in found.items())
    assert not any(one and one < LEAST for one in found.values())
    rest = [one for one in found.values() if one]
    assert not hidden or not rest or (len(hidden) > 1 and sum(hidden) >= LEAST)


@given(counts_of)
def test_a_sum_is_told_only_where_it_gives_nobody_away(counts):
    for table in usage.tables((), counts, report_words()):
        known = [line.count for line in table.lines if line.count is not None]
        hidden = len(table.lines) - len(known)
        if table.total is not None and hidden:
            assert hidden > 1
            assert table.total.count - sum(known) >= LEAST


def test_ages_are_counted_on_the_day_of_the_request():
    day = day_number(parse("1405/08/30"))
    born = ["1345/08/30"] * 6 + ["1345/09/01"] * 7 + ["1380/01/01"] * 8 + [""] * 9
    users = [User("natural_iranian", one, day) for one in born]
    (ages, kinds) = usage.tables(users, {}, report_words())
    assert [line.count for line in ages.lines] == [8, 7, 6, 9]
    assert (kinds.lines[0].count, kinds.total.count) == (30, 30)


def test_a_month_tells_it_from_the_registrations_and_a_day_does_not(desk):
    for number in range(6):
        serve(desk, number)
    today = tehran_day(desk.clock.wall)
    with desk.here.db.read() as connection:
        month = usage_tables(connection, Period.of("month", today))
        assert usage_tables(connection, Period.of("day", today)) == ()
        assert usage_tables(connection, Period.of("year", today)) == ()
    found = {table.name: table for table in month}
    assert [line.count for line in found["ages"].lines] == [6]
    assert [line.count for line in found["priorities"].lines] == [6]
    assert not any(line.drill for table in month for line in table.lines)
