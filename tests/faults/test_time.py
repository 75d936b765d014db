"""Clocks that jump ten years, restarts, new enrolments: numbers stay unique and never run out."""

import random
from datetime import UTC, datetime, timedelta

from app.domain import clock, tracking
from app.domain.clock import Verified
from app.domain.jalali import day_number, tehran_date
from app.domain.moments import Moment, to_wire
from app.domain.tracking import Number
from scripts.bench.faults.tids import check_digits, life

DECADE = timedelta(days=3652)


def test_a_jump_of_the_wall_clock_is_journalled_before_the_act(desk):
    desk.register()
    for jump in ({"days": 3652}, {"days": -7304}, {"minutes": 121}, {"minutes": -3}):
        before = len(desk.rows("SELECT 1 FROM journal"))
        desk.clock.jump(**jump)
        desk.visit()
        told = desk.rows(f"SELECT type FROM journal WHERE n > {before} ORDER BY n")
        assert [kind for (kind,) in told] == ["clock.stepped", "visit.opened"]
        desk.visit()
    steps = desk.rows("SELECT 1 FROM journal WHERE type = 'clock.stepped'")
    assert len(steps) == 4


def test_a_small_drift_and_a_restart_are_no_jumps(desk):
    desk.register()
    desk.clock.jump(seconds=119)
    desk.visit()
    desk.clock.boot, desk.clock.up = "f" * 16, 5
    desk.clock.jump(days=400)
    desk.visit()
    assert desk.rows("SELECT 1 FROM journal WHERE type = 'clock.stepped'") == []


def test_numbers_are_never_equal_in_a_wild_life():
    lived = life(random.Random(1), numbers=120_000)
    assert lived.given == 120_000
    assert (lived.equal, lived.stuck) == (0, 0)


def test_one_wrong_clock_for_a_day_is_over_after_the_next_sync():
    real = datetime(2026, 11, 21, 8, tzinfo=UTC)
    known = Verified(to_wire(real), to_wire(real), 1_000, "a" * 16)
    wrong = Moment(real + DECADE, 10_000, "b" * 16)  # a restart with a broken battery
    assert clock.trusted(known, wrong) == real + DECADE
    heard = Verified(to_wire(real + timedelta(days=1)), to_wire(wrong.wall), 20_000, "b" * 16)
    later = Moment(real + DECADE, 20_000 + 3_600_000, "b" * 16)
    assert clock.trusted(heard, later) == real + timedelta(days=1, hours=1)
    today = day_number(tehran_date(clock.trusted(heard, later)))
    number = tracking.next_number(Number(today, 5), today=today, lease_day=today + 14)
    assert number == Number(today, 6)


def test_the_check_digits_of_the_trust_page_come_out_again():
    found = check_digits(random.Random(14050830), numbers=300)
    for name, row in found.items():
        least = 98.5 if name == "any other number" else 100.0
        assert row["MOD 97-10"] >= least, name
    assert found["abc→cba"]["Luhn"] == 0
    assert 80 < found["۵۰↔۱۵"]["Verhoeff"] < 90
