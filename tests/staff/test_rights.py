"""Rights walked by every act; approvals used once; what one may take; who read what."""

from contextlib import nullcontext

import pytest

from app.desk.people import apply_operator
from app.domain import rights
from app.domain.approvals import Ask, Word
from app.domain.errors import ManagerCanFix, OperatorCanFix, RegulatorCanFix
from app.domain.staff import Authorisation, DoorRules
from app.wiring import clock
from app.wiring.approving import Approving
from tests.staff.conftest import at_work, operators_of, register, types
from tests.sync.conftest import PASSWORD


def test_every_right_is_enforced_as_the_table_says(session):
    for number, role in (("2", "operator"), ("1", "manager")):
        session.sign_in(number, PASSWORD)
        for right in rights.RIGHTS:
            way = rights.way(role, right)
            assert session.may(right) == (way == "yes")
            codes = {"approval": "approval-missing", "no": "right-missing"}
            refused = pytest.raises(ManagerCanFix, match=codes.get(way, "right"))
            with nullcontext() if way == "yes" else refused:
                session.require(right)
            with nullcontext() if way == "yes" else refused, session.allowed(right) as by:
                assert by is None
    session.leave()
    with pytest.raises(OperatorCanFix, match="nobody-signed-in"):
        session.require("serve")


def test_every_act_of_the_people_screen_is_refused_to_an_operator(session, handed):
    at_work(session)
    staff = handed.staff
    acts = [
        staff.everybody, staff.reads, lambda: staff.disable("1"), lambda: staff.enable("1"),
        lambda: staff.unlock("1"), lambda: staff.start_anew("1"),
        lambda: staff.authorise("1", None), lambda: staff.propose("نام تازه"),
        lambda: staff.set_rules(DoorRules()),
    ]  # fmt: skip
    before = types(session)
    for act in acts:
        with pytest.raises(ManagerCanFix, match="right-missing"):
            act()
    assert types(session) == before


def test_an_approval_is_for_one_act_on_one_subject_and_is_used_once(session):
    at_work(session)
    approving, tid = Approving(session), "0" * 18
    asked = approving.ask(Ask("void", "اشتباه در نام", tid=tid))
    with pytest.raises(OperatorCanFix, match="password-wrong"):
        approving.grant(asked, Word("1", "not the password"))
    approval = approving.grant(asked, Word("1", PASSWORD))
    for right, subject in (("refund", tid), ("void", None)):
        with (
            pytest.raises(ManagerCanFix, match="approval-other"),
            session.allowed(right, approval, tid=subject),
        ):
            pass
    with pytest.raises(ZeroDivisionError), session.allowed("void", approval, tid=tid):
        raise ZeroDivisionError
    with session.allowed("void", approval, tid=tid) as by:
        assert by == "1"
    with (
        pytest.raises(ManagerCanFix, match="approval-other"),
        session.allowed("void", approval, tid=tid),
    ):
        pass
    assert session.operator == "2"
    assert operators_of(session, "approval.granted") == ["1"]


def test_a_case_of_somebody_else_is_looked_at_with_a_reason_once(session, handed):
    at_work(session)
    tid = register(session, handed)
    at_work(session, "1")
    with pytest.raises(OperatorCanFix, match="read-reason-needed"):
        handed.receipt_preview(tid)
    with pytest.raises(OperatorCanFix, match="read-reason-missing"):
        handed.read_case(tid, "  ")
    for _ in range(2):
        handed.read_case(tid, "پرسش متقاضی")
    assert types(session).count("personal.read") == 1
    (read,) = handed.staff.reads()
    assert (read.operator, read.tid, read.reason) == ("1", tid, "پرسش متقاضی")


def test_nobody_takes_what_they_may_not_take(session, handed):
    service = session.desk.load_catalogue().by_key("birth_cert_replace").number
    for listed, code in (
        ((), "service-not-authorised"),
        ((Authorisation(service, training_until="1400/01/01"),), "training-over"),
        ((Authorisation(service, contract_until="1400/01/01"),), "contract-over"),
    ):
        session.sign_in("1", PASSWORD)
        handed.staff.authorise("2", listed)
        at_work(session)
        with pytest.raises(ManagerCanFix, match=code):
            register(session, handed)
    session.sign_in("1", PASSWORD)
    handed.staff.authorise("2", (Authorisation(service, "1499/12/29", None),))
    at_work(session)
    register(session, handed)


def test_a_proposed_person_practises_only_until_the_regulator_agrees(session, handed):
    session.sign_in("1", PASSWORD)
    person = handed.staff.propose("  نگار  تازه‌کار ")
    assert (person.number, person.name) == ("99010001", "نگار تازه‌کار")
    handed.renew(Word(person.number, handed.staff.start_anew(person.number)), PASSWORD, "")
    session.sign_in(person.number, PASSWORD)
    for act in (session.open_shift, lambda: session.require("serve")):
        with pytest.raises(RegulatorCanFix, match="operator-not-approved"):
            act()
    item = {"operator": person.number, "name": person.name, "role": "operator"}
    here = session.desk.here
    assert apply_operator(here, clock.moment(), item)
    assert apply_operator(here, clock.moment(), item) is None
    at_work(session, person.number)
    register(session, handed)


def test_the_regulators_word_on_a_person_is_written_once_and_cannot_be_widened(session, handed):
    here = session.desk.here
    listed = [{"service": 101, "training_until": "1410/12/29", "contract_until": None}]
    item = {"operator": "2", "name": "امیر آزمایشی", "role": "operator", "authorisations": listed}
    assert apply_operator(here, clock.moment(), item)
    assert apply_operator(here, clock.moment(), item) is None
    session.sign_in("1", PASSWORD)
    with pytest.raises(RegulatorCanFix, match="authorisation-wider"):
        handed.staff.authorise("2", None)
    handed.staff.authorise("2", (Authorisation(101, "1405/06/31"),))
    with pytest.raises(RegulatorCanFix, match="authorisation-wider"):
        handed.staff.authorise("2", (Authorisation(101), Authorisation(102)))
    assert apply_operator(here, clock.moment(), item)
    assert apply_operator(here, clock.moment(), item | {"active": False})
    assert apply_operator(here, clock.moment(), item | {"active": False}) is None
    with pytest.raises(RegulatorCanFix, match="disabled-by-regulator"):
        handed.staff.enable("2")
    assert apply_operator(here, clock.moment(), item)
    assert apply_operator(here, clock.moment(), item | {"operator": "8", "active": False}) is None
