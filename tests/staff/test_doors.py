"""Coming in: PINs, starting codes, locks, switching, and days without the regulator."""

from datetime import timedelta

import pytest

from app.domain.approvals import Word
from app.domain.errors import ManagerCanFix, OperatorCanFix
from app.domain.moments import to_wire
from app.domain.staff import DoorRules
from app.wiring import clock
from app.wiring.session import Session
from app.wiring.staff import Staff
from local_db import queries
from tests.staff.conftest import PIN, at_work, enrolled, operators_of, register
from tests.sync.conftest import PASSPHRASE, PASSWORD


def test_a_pin_is_heard_only_after_the_password_and_is_set_by_its_owner(session, handed):
    handed.renew(Word("1", PASSWORD), "", PIN)
    session.sign_in("1", PIN, "pin")
    again = Session(session.folder, window=False)
    again.unlock(PASSPHRASE)
    with pytest.raises(OperatorCanFix, match="pin-asleep"):
        again.sign_in("1", PIN, "pin")
    assert [one.pin for one in again.door.people()] == [False, False]
    again.sign_in("1", PASSWORD)
    assert [one.pin for one in again.door.people()] == [True, False]
    again.close()
    for weak in ("123456", "12a456", "12345"):
        with pytest.raises(OperatorCanFix, match="pin-"):
            handed.renew(Word("1", PASSWORD), "", weak)


def test_a_starting_code_makes_a_password_and_nothing_else(session, handed):
    session.sign_in("1", PASSWORD)
    code = handed.staff.start_anew("2")
    with pytest.raises(OperatorCanFix, match="password-wrong"):
        session.sign_in("2", PASSWORD)
    with pytest.raises(OperatorCanFix, match="password-own-first"):
        session.sign_in("2", code)
    with pytest.raises(OperatorCanFix, match="password-own-first"):
        handed.renew(Word("2", code), "", PIN)
    with pytest.raises(OperatorCanFix, match="password-short"):
        handed.renew(Word("2", code), "short", "")
    handed.renew(Word("2", code), "one's own words", PIN)
    assert session.sign_in("2", "one's own words").operator.number == "2"
    with pytest.raises(OperatorCanFix, match="password-wrong"):
        session.sign_in("2", code)


def test_the_manager_lifts_a_lock_and_a_disabled_person_is_out_at_once(session, handed):
    with session.desk.here.db.write() as connection:
        connection.exec_driver_sql("UPDATE operator_secrets SET tries = 9 WHERE operator = '2'")
    with pytest.raises(ManagerCanFix, match="password-locked"):
        session.sign_in("2", "wrong")
    assert [one.shut for one in session.door.people()] == ["", "locked"]
    session.sign_in("1", PASSWORD)
    handed.staff.unlock("2")
    at_work(session)
    other = Session(session.folder, window=False)
    other.unlock(PASSPHRASE)
    other.sign_in("1", PASSWORD)
    Staff(other).disable("2")
    other.close()
    with pytest.raises(ManagerCanFix, match="operator-disabled"):
        handed.open_visit()
    assert [one.operator.number for one in session.door.people()] == ["1"]
    session.sign_in("1", PASSWORD)
    with pytest.raises(ManagerCanFix, match="last-manager"):
        handed.staff.disable("1")
    handed.staff.enable("2")
    at_work(session)


def test_who_switches_goes_on_with_the_same_visit_and_each_entry_says_who(session, handed):
    at_work(session)
    tid = register(session, handed)
    handed.leave()
    with pytest.raises(OperatorCanFix, match="nobody-signed-in"):
        handed.plan_payments("0" * 32) or handed.open_visit()
    at_work(session, "1")
    assert operators_of(session, "request.registered") == ["2"]
    assert operators_of(session, "shift.opened") == ["2", "1"]
    assert [row.tid for row in handed.today()] == [tid]
    register(session, handed)
    at_work(session)
    assert [row.tid for row in handed.today()] == [tid]


def test_after_too_many_days_without_the_regulator_only_a_manager_comes_in(tmp_path, regulator):
    session = Session(enrolled(tmp_path, regulator), regulator.session, window=False)
    regulator.wire.down = True
    session.unlock(PASSPHRASE)
    staff = Staff(session)
    session.sign_in("1", PASSWORD)
    staff.set_rules(DoorRules(offline_days=3))
    with pytest.raises(ManagerCanFix, match="offline-days"):
        staff.set_rules(DoorRules(offline_days=0))
    with session.desk.here.db.write() as connection:
        known = queries.setting(connection, "clock")
        long_ago = to_wire(clock.now() - timedelta(days=400))
        older = known | {"server": long_ago, "wall": long_ago, "boot": "f" * 16}
        queries.set_setting(connection, "clock", older)
    with pytest.raises(ManagerCanFix, match="offline-too-long"):
        session.sign_in("2", PASSWORD)
    session.sign_in("1", PASSWORD)
    regulator.wire.down = False
    session.round_now()
    session.sign_in("2", PASSWORD)
    session.close()


def test_what_the_regulator_says_of_a_person_works_after_the_next_round(tmp_path, regulator):
    from regulator.intake import feed

    session = Session(enrolled(tmp_path, regulator), regulator.session, window=False)
    session.unlock(PASSPHRASE)
    facts = {"number": "2", "name": "امیر آزمایشی", "role": "operator"}
    feed.tell("00000", "operator", **facts, disabled=True)
    feed.tell("00000", "operator", number="two", name="", role="king", disabled=False)
    feed.tell("00000", "operator", **facts | {"number": "3", "name": "نفر تازه"}, disabled=False)
    session.round_now()
    assert session.desk.trouble == ""
    assert [one.operator.number for one in session.door.people()] == ["1", "3"]
    before = len(operators_of(session, "operator.changed"))
    session.round_now()
    assert len(operators_of(session, "operator.changed")) == before == 1
    session.close()
