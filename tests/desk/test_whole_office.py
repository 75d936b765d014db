"""The figures of every desk together: random days, repeats, crashes and late arrivals. Each equals
a plain recount of both journals, and what came late says so."""

import random
from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain import canonical
from app.domain.drill import Drill
from app.domain.entry import Entry, unwrap
from app.domain.jalali import tehran_day
from app.domain.moments import from_wire, to_wire
from app.domain.periods import Period
from local_db import day_queries, elsewhere, journal
from local_db.office_entries import Told
from local_db.rebuild import rebuild
from sync import news
from tests.desk.busy import Busy, recount
from tests.desk.conftest import make_here, open_for_business
from tests.desk.test_summary import flat


class Killed(Exception):
    """The program was killed here."""


SEEDS = (5, 6)


@pytest.fixture(scope="module", params=SEEDS)
def two(request, tmp_path_factory, catalogue):
    """Two desks of an office after random days, and the chance that made them."""
    chance, desks = random.Random(request.param), []
    for number in (1, 2):
        folder = tmp_path_factory.mktemp(f"desk{number}")
        desk = open_for_business(
            replace(make_here(folder, f"desk {number}"), desk=number), catalogue
        )
        Busy(desk, chance).work(14)
        desks.append(desk)
    yield (*desks, chance)
    for desk in desks:
        desk.here.db.close()


def passed(desk, chance):
    """The other desk's entries as the feed brings them: each at the moment the regulator had it,
    some only days later."""
    found, heard = [], from_wire("2026-11-21T00:00:00.000Z")
    with desk.here.db.read() as connection:
        for token, wrapped in journal.everything(connection):
            read = Entry(**canonical.loads(canonical.unb64u(token.split(".")[1])))
            held = unwrap(read, wrapped)
            late = timedelta(days=chance.choice((0, 0, 0, 2)))
            heard = max(heard, from_wire(read.ts) + late)
            told = Told(read, canonical.leaf(token), token)
            found.append(news.Passed(told, held, desk.here.certificate, 2, to_wire(heard)))
    return found


def take(desk, entries, chance):
    """Keep them page by page; a page comes twice, or is cut off in the middle and comes again."""
    at = 0
    while at < len(entries):
        size = chance.randrange(1, 40)
        page = news.News((), tuple(entries[max(0, at - 5) : at + size]), own=1)
        try:
            with desk.here.db.write() as connection:
                news.keep(connection, page)
                if chance.random() < 0.2:
                    raise Killed
        except Killed:
            continue
        at += size


def both(one, other):
    counted = Counter()
    for desk in (one, other):
        for (_, *key), (n, rials) in recount(desk).items():
            counted[(*key, 0)] += n
            counted[(*key, 1)] += rials
    keys = {key[:3] for key in counted}
    return {key: (counted[(*key, 0)], counted[(*key, 1)]) for key in keys}


def summed(desk, period, *, office=True):
    with desk.here.db.read() as connection:
        return day_queries.summary(connection, period, desk.clock.wall, office=office)


def came_late(entries):
    """Places of the entries that the regulator had after their day."""
    return {
        one.told.entry.seq
        for one in entries
        if tehran_day(from_wire(one.at)) > tehran_day(from_wire(one.told.entry.ts))
    }


def test_every_figure_of_the_office_is_a_plain_recount_and_late_ones_say_so(two):
    mine, other, chance = two
    before, entries = recount(mine), passed(other, chance)
    take(mine, entries, chance)
    days = [key[0] for desk in (mine, other) for key in recount(desk)]
    period = Period("range", min(days), max(days))
    assert flat(summed(mine, period)) == both(mine, other)
    assert recount(mine) == before
    assert set(flat(summed(mine, period, office=False))) == {key[1:] for key in before}
    take(mine, entries, chance)
    with mine.here.db.write() as connection:
        rebuild(connection)
    whole = summed(mine, period)
    assert flat(whole) == both(mine, other), "twice the same, and made again: nothing changed"
    facts = {seq for (seq,) in mine.rows("SELECT DISTINCT seq FROM elsewhere_facts WHERE late")}
    (heard,) = whole.heard
    assert (heard.desk, heard.late) == (2, len(facts))
    assert facts <= came_late(entries) != set()
    assert by_facts(mine, whole) == whole.total("receipts").amount


def by_facts(desk, summary):
    """The rials of the receipts behind the number, of either desk."""
    with desk.here.db.read() as connection:
        drill = Drill(summary.period, ("receipts",), office=True)
        found = day_queries.found(connection, drill, limit=10_000)
        assert elsewhere.heard(connection, Period("day", 1, 1))[0].late == 0
    assert {one.desk for one in found} == {1, 2}
    assert all(one.at for one in found)
    return sum(one.amount for one in found)
