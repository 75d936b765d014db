"""A manager agrees at the own desk to what another desk asks, while both have a line."""

import pytest

from app.desk import approvals, people
from app.desk.proofs import Typed, prove
from app.domain.acts import Operator
from app.domain.approvals import Ask
from app.domain.errors import ManagerCanFix, OperatorCanFix
from app.keys import passwords
from app.wiring import clock
from tests.sync.conftest import PASSWORD, Office
from tests.sync.test_downstream import other

__all__ = ["other"]
MANAGER = Operator("8", "زهرا نمونه", "manager")
TID = "0" * 18


@pytest.fixture
def known(office, other):
    """Both desks know the manager; she has a password at each."""
    hashed = passwords.hash_password(PASSWORD)
    for one in (office, other):
        people.add_operator(one.desk.here, clock.moment(), MANAGER, hashed)
    return office, other


def at_door(office: Office, number: str = "8"):
    """Who proved who they are."""
    typed = Typed("password", lambda kept: passwords.fits(kept, PASSWORD))
    return prove(office.desk.here, clock.moment(), number, typed)


def ask(office: Office):
    wanted = Ask("void", "اشتباه در نام", tid=TID, amount=500_000)
    return approvals.ask(office.desk.here, clock.moment(), wanted, operator="2")


def waiting(office: Office):
    return approvals.waiting(office.desk.here, clock.now())


def test_a_yes_at_the_managers_desk_reaches_the_counter_and_is_journalled_at_both(known):
    office, other = known
    asked = ask(office)
    assert approvals.answer_of(office.desk.here, asked) is None
    for one in (office, other):
        one.desk.sync()
    (found,) = waiting(other)
    assert (found.asked, found.desk, found.operator) == (asked, 1, "2")
    leaf = approvals.answer_elsewhere(
        other.desk.here, clock.moment(), found.asked, manager=at_door(other)
    )
    assert waiting(other) == ()
    with pytest.raises(OperatorCanFix, match="approval-answered"):
        approvals.answer_elsewhere(
            other.desk.here, clock.moment(), found.asked, manager=at_door(other)
        )
    for one in (other, office):
        one.desk.sync()
    approval = approvals.answer_of(office.desk.here, asked)
    assert (approval.by, approval.leaf, approval.ask) == ("8", leaf, asked.ask)
    assert office.received().count("approval.asked") == 1
    assert "approval.granted" in office.received()


def test_a_no_says_why_and_nobody_but_a_known_manager_counts(known):
    office, other = known
    asked, second = ask(office), ask(office)
    for one in (office, other):
        one.desk.sync()
    with pytest.raises(ManagerCanFix, match="approval-not-manager"):
        approvals.answer_elsewhere(
            other.desk.here, clock.moment(), asked, manager=at_door(other, "2")
        )
    here, by = other.desk.here, at_door(other)
    approvals.answer_elsewhere(here, clock.moment(), asked, manager=by, reason="درست است")
    approvals.answer_elsewhere(here, clock.moment(), second, manager=at_door(other))
    for one in (other, office):
        one.desk.sync()
    with pytest.raises(ManagerCanFix, match="approval-refused"):
        approvals.answer_of(office.desk.here, asked)
    item = {"operator": "8", "name": MANAGER.name, "role": "operator"}
    people.apply_operator(office.desk.here, clock.moment(), item)
    assert approvals.answer_of(office.desk.here, second) is None
