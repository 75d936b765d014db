"""Three desks of an office total their evening by a stick: each as of its package, never twice."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.entry import Cum
from app.domain.errors import ManagerCanFix, OperatorCanFix
from app.domain.moments import to_wire
from app.wiring import clock
from app.wiring import courier as by_hand
from local_db import office_entries
from tests.courier.conftest import carry

FEE = 500_000


def test_the_manager_sees_what_three_desks_took_today(desks, stick):
    manager, two, three = desks(), desks(), desks()
    for desk, receipts in ((manager, 1), (two, 2), (three, 1)):
        for _ in range(receipts):
            desk.receipt()
    for desk in (two, three):
        desk.out(stick / f"{desk.here.desk}.courier")
        heard = manager.take(stick / f"{desk.here.desk}.courier")
        assert heard.desk == desk.here.desk
        assert heard.entries > 0
    told = by_hand.totals(manager.desk)
    assert [(one.desk, one.took.n, one.took.fee, one.whole) for one in told.desks] == [
        (1, 1, FEE, True),
        (2, 2, 2 * FEE, True),
        (3, 1, FEE, True),
    ]
    assert told.took == Cum(4, 4 * FEE, 0)


def test_the_same_package_twice_and_a_later_one_count_nothing_twice(desks, stick):
    manager, two = desks(), desks()
    two.receipt()
    two.out(stick / "a.courier")
    manager.take(stick / "a.courier")
    assert manager.take(stick / "a.courier").entries == 0
    early = by_hand.totals(manager.desk)
    two.receipt()
    two.out(stick / "b.courier")
    manager.take(stick / "b.courier")
    manager.take(stick / "a.courier")
    late = by_hand.totals(manager.desk)
    assert (early.took.n, late.took.n) == (1, 2)
    assert late.desks[1].as_of > early.desks[1].as_of


def test_any_desk_carries_it_and_the_regulator_takes_it_all_the_same(desks, stick):
    manager, two = desks(), desks()
    two.receipt()
    two.out(stick / "a.courier")
    manager.take(stick / "a.courier")
    assert carry(stick / "a.courier", stick / "a.answer") == ""
    assert two.take(stick / "a.answer").needing == 0
    assert two.owed() == 1


def test_yesterday_is_not_counted_and_a_missing_morning_is_told(desks):
    manager, two = desks(), desks()
    two.receipt()
    two.receipt()
    whole = [office_entries.Told(one, leaf, token) for one, leaf, token in everything(two)]
    now = clock.now()

    def totals(told, *, since):
        with manager.here.db.write() as connection:
            connection.exec_driver_sql("DELETE FROM office_entries")
            dev, token = two.here.dev, two.here.certificate
            office_entries.meet(connection, dev, desk=2, certificate=token, at=to_wire(now))
            office_entries.keep(connection, told)
        with manager.here.db.read() as connection:
            found = office_entries.totals(connection, since, own_desk=1, now=now)
        return next(one for one in found if one.desk == 2)

    first = next(n for n, one in enumerate(whole) if one.entry.type == "receipt.issued")
    after = [
        replace(one, entry=replace(one.entry, ts=to_wire(now + timedelta(days=n > first))))
        for n, one in enumerate(whole)
    ]
    tomorrow = to_wire(now + timedelta(hours=12))
    assert totals(after, since=tomorrow).took.n == 1
    assert totals(after, since=to_wire(now - timedelta(days=1))).took.n == 2
    cut = totals(after[first + 2 :], since=tomorrow)
    assert (cut.took.n, cut.whole) == (1, False)
    assert totals(after[: first + 1], since=tomorrow).took == Cum()


def everything(desk):
    import json

    from app.domain import canonical, entry

    for (token,) in desk.rows("SELECT entry FROM journal ORDER BY n"):
        payload = json.loads(canonical.unb64u(token.split(".")[1]))
        yield entry.Entry(**payload), canonical.leaf(token), token


def test_a_copied_desk_is_found_out_by_its_neighbour(desks, stick):
    manager, two = desks(), desks()
    two.receipt()
    two.out(stick / "a.courier")
    manager.take(stick / "a.courier")
    with manager.here.db.write() as connection:
        connection.exec_driver_sql(
            "UPDATE office_entries SET leaf = 'another' WHERE seq = (SELECT max(seq) FROM"
            " office_entries)"
        )
    two.receipt()
    two.out(stick / "b.courier")
    with pytest.raises(ManagerCanFix, match="courier-fork"):
        manager.take(stick / "b.courier")


def test_a_desk_does_not_take_its_own_package(desks, stick):
    one = desks()
    one.receipt()
    one.out(stick / "a.courier")
    with pytest.raises(OperatorCanFix, match="courier-own"):
        one.take(stick / "a.courier")
