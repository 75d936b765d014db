"""Rights walked whole; a manager's word at the operator's desk, asked, proven, used once."""

import typing
from datetime import timedelta

import pytest

from app.desk import approvals, people
from app.desk.proofs import Typed, prove
from app.domain import rights
from app.domain.acts import Operator
from app.domain.approvals import Ask
from app.domain.errors import ManagerCanFix, OperatorCanFix
from app.domain.staff import LOCK_AFTER, PIN_TRIES
from app.keys import passwords
from local_db import secrets

MANAGER = Operator("1", "زهرا نمونه", "manager")
PASSWORD, PIN = "a password of the tests", "271828"
VOID = Ask("void", "اشتباه در نام", tid=None, amount=850_000)


def typed(secret, method="password"):
    return Typed(method, lambda kept: passwords.fits(kept, secret))


@pytest.fixture
def staffed(desk):
    """The desk of the tests with a manager who has password and PIN."""
    people.add_operator(desk.here, desk.clock(), MANAGER, passwords.hash_password(PASSWORD))
    with desk.here.db.write() as connection:
        secrets.set_pin(connection, "1", passwords.hash_password(PIN))
    return desk


def proved(desk, secret=PIN, method="pin", number="1"):
    return prove(desk.here, desk.clock(), number, typed(secret, method))


def asked(desk, wanted=VOID):
    return approvals.ask(desk.here, desk.clock(), wanted, operator="2")


def test_the_table_knows_every_right_and_no_other():
    assert set(rights.RIGHTS) == set(typing.get_args(rights.Right))
    assert all(rule.manager == "yes" for rule in rights.RIGHTS.values())


def test_what_needs_approval_is_exactly_what_an_entry_can_ask(desk):
    schema = desk.here.check_body
    for right, rule in rights.RIGHTS.items():
        body = {"approval": "0" * 32, "act": right, "visit": None, "service": None}
        body |= {"amount": None, "reason": "r"}
        if rule.operator == "approval":
            schema("approval.asked", body)
        else:
            with pytest.raises(Exception, match="bad-body"):
                schema("approval.asked", body)


def test_a_manager_agrees_with_the_pin_and_both_entries_say_who(staffed):
    ask = asked(staffed)
    approval = approvals.grant(staffed.here, staffed.clock(), ask, manager=proved(staffed))
    assert (approval.by, approval.ask) == ("1", VOID)
    row = "SELECT act, asked_by, state, answered_by FROM approvals"
    assert staffed.rows(row) == [("void", "2", "granted", "1")]
    with pytest.raises(OperatorCanFix, match="approval-answered"):
        approvals.grant(staffed.here, staffed.clock(), ask, manager=proved(staffed))


def test_a_manager_says_no_with_a_reason(staffed):
    ask = asked(staffed)
    with pytest.raises(OperatorCanFix, match="approval-reason-missing"):
        approvals.refuse(staffed.here, staffed.clock(), ask, manager=proved(staffed), reason=" ")
    approvals.refuse(staffed.here, staffed.clock(), ask, manager=proved(staffed), reason="نه")
    assert staffed.rows("SELECT state FROM approvals") == [("refused",)]


def test_an_operator_agrees_to_nothing(staffed):
    person = Operator("3", "لیلا آزمایشی", "operator")
    people.add_operator(staffed.here, staffed.clock(), person, passwords.hash_password(PASSWORD))
    word = proved(staffed, PASSWORD, "password", "3")
    with pytest.raises(ManagerCanFix, match="approval-not-manager"):
        approvals.grant(staffed.here, staffed.clock(), asked(staffed), manager=word)


def test_five_wrong_pins_leave_the_password_only_and_the_password_brings_the_pin_back(staffed):
    for left in range(PIN_TRIES - 1, 0, -1):
        with pytest.raises(OperatorCanFix, match="pin-wrong") as wrong:
            proved(staffed, "314159")
        assert wrong.value.facts["left"] == "۱۲۳۴"[left - 1]
    for pin in ("314159", PIN):
        with pytest.raises(OperatorCanFix, match="pin-off"):
            proved(staffed, pin)
    word = proved(staffed, PASSWORD, "password")
    people.sign_in(staffed.here, staffed.clock(), word)
    assert proved(staffed).method == "pin"


def test_ten_wrong_passwords_lock_and_the_journal_says_so(staffed):
    for tries in range(1, LOCK_AFTER + 1):
        with pytest.raises((OperatorCanFix, ManagerCanFix), match="password-"):
            proved(staffed, "wrong", "password")
        staffed.clock.go(hours=1)
        assert (tries == LOCK_AFTER) == bool(
            staffed.rows("SELECT 1 FROM operators WHERE locked_at <> ''")
        )
    for secret, method in ((PASSWORD, "password"), (PIN, "pin")):
        with pytest.raises(ManagerCanFix, match="operator-locked"):
            proved(staffed, secret, method)
    assert staffed.rows("SELECT count(*) FROM journal WHERE type = 'operator.locked'") == [(1,)]


def test_a_clock_that_went_back_makes_nobody_wait_longer_than_the_rule(staffed):
    for _ in range(4):
        with pytest.raises(OperatorCanFix, match="password-wrong"):
            proved(staffed, "wrong", "password")
        staffed.clock.go(seconds=5)
    with staffed.here.db.write() as connection:
        secrets.note_tries(connection, "1", tries=4, wait_until="2036-01-01T00:00:00.000Z")
    with pytest.raises(OperatorCanFix, match="password-wait"):
        proved(staffed, PASSWORD, "password")
    staffed.clock.go(seconds=timedelta(seconds=11).total_seconds())
    assert proved(staffed, PASSWORD, "password").operator == MANAGER
