"""The board follows from synced entries, adds up, and can be made again."""

from collections import Counter
from datetime import date, timedelta
from functools import cache

import pytest

from app.domain import canonical
from app.domain.audit import Scope
from app.domain.board_lines import total
from regulator import clock
from regulator.intake import cases
from regulator.intake.models import Case, StoredEntry
from regulator.simulation import country
from regulator.simulation.spec import Spec
from regulator.supervision import queries, sums
from regulator.supervision.models import DaySum, ServiceBaseline
from tests.regulator_fixture import anew, keep_as

SPEC = Spec(seed=3, offices=3, desks=1, days=24, visits=2, fraud={"voids-many": 1})
LONG = date(2020, 1, 1), date(2100, 1, 1)
COUNTED = {
    "requests": "request.registered",
    "receipts": "receipt.issued",
    "reprints": "receipt.reprinted",
    "voids": "request.voided",
    "refunds": "payment.refunded",
    "payments": "payment.succeeded",
}


pytestmark = pytest.mark.xdist_group("supervision")


@cache
def _live():
    """A small country whose agencies answered every third request a day after the receipt."""
    anew()
    country.run(SPEC, "test")
    for case in Case.objects.filter(state="received").order_by("leaf")[::3]:
        with clock.told(case.registered_at + timedelta(hours=10)):
            cases.move(case, "referred", by="x")
        with clock.told(case.registered_at + timedelta(days=1)):
            cases.move(case, "ready", by="x")
    sums.fill()
    keep_as("lived")


@pytest.fixture
def lived(regulator):
    """The scope that sees all of it."""
    _live()
    anew("lived")
    return Scope()


def kinds():
    found = Counter()
    for token in StoredEntry.objects.values_list("token", flat=True):
        payload = canonical.unb64u(bytes(token).decode().split(".")[1]).decode()
        found[payload.split('"type":"')[1].split('"')[0]] += 1
    return found


def test_totals_follow_from_the_entries_and_add_up_by_office_province_month_and_service(lived):
    board, counted = queries.board(lived, *LONG), kinds()
    told = {name: getattr(board.country, name) for name in COUNTED}
    assert told == {name: counted[kind] for name, kind in COUNTED.items()}
    assert board.country.entries == counted.total() == board.place == board.log
    for lines in (board.offices, board.provinces, board.months):
        assert total(one.figures for one in lines) == board.country
    by_service = total(one.figures for one in board.services)
    for name in ("requests", "fee", "voids", "answered", "minutes"):
        assert getattr(by_service, name) == getattr(board.country, name)
    assert len({one.code for one in board.provinces}) == 31
    assert sum(one.offices for one in board.provinces) == len(board.offices) == 4
    assert (board.coverage.counties, board.coverage.served) == (482, 3)


def test_answers_are_timed_step_by_step_against_the_baseline(lived):
    waiting = Case.objects.filter(state="ready").count()
    done = queries.board(lived, *LONG).country
    assert done.answered == done.on_time == waiting > 9
    assert done.mean == 24 * 60
    assert done.agency_minutes == 14 * 60 * waiting
    day = (clock.today().togregorian(), "مصوبه")
    ServiceBaseline.objects.create(service=102, minutes=36 * 60, since=day[0], source=day[1])
    [line] = queries.board(lived, *LONG).services
    assert (line.number, line.reduction, line.reached) == (102, 333, True)


def test_sums_are_the_same_however_often_and_in_whatever_parts_they_are_made(lived):
    before = list(DaySum.objects.order_by("day", "office", "service").values())
    assert sums.fill() == 0
    sums.rebuild()
    after = DaySum.objects.order_by("day", "office", "service").values()
    assert [one | {"id": 0} for one in after] == [one | {"id": 0} for one in before]


def test_a_scope_sees_its_own_offices_and_services_and_no_trace_of_the_rest(lived):
    one = queries.board(Scope(offices=("00002",)), *LONG)
    [office] = one.offices
    assert total(line.figures for line in one.provinces) == one.country == office.figures
    whole = queries.board(lived, *LONG)
    assert office in whole.offices
    none = queries.board(Scope(services=(101,)), *LONG)
    assert (none.country.requests, none.services, none.ranking) == (0, (), ())
    assert {one.findings + one.past_due for one in none.offices} == {0}
    assert none.coverage.transferable == 1
