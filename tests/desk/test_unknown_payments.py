"""A payment nobody knows the end of: never charged again, resolved once, and by whose word."""

import pytest

from app.desk import payments, receipts, verify
from app.domain.acts import Resolution
from app.domain.errors import OperatorCanFix
from tests.desk.conftest import Desk
from tests.desk.doing import new_slip, pay
from tests.desk.rebuilding import rebuilt_equal

TERMINAL = {"source": "terminal", "by": "terminal"}
MANAGER = {"source": "slip", "by": "7", "reason": "برگه کارت‌خوان دیده شد"}


def in_doubt(desk: Desk):
    """A request whose one payment is unknown."""
    done = desk.register(visit := desk.visit())
    (plan,) = payments.plan_payments(desk.here, visit)
    started = payments.start_payment(desk.here, desk.clock(), desk.serving, plan)
    payments.doubt_payment(
        desk.here, desk.clock(), desk.serving, paid=started, reason="terminal-answer-lost"
    )
    (paid,) = payments.unresolved(desk.here)
    return done.tid, paid, plan


def resolve(desk, paid, slip, **by):
    return payments.resolve(
        desk.here, desk.clock(), desk.serving, paid, found=Resolution(slip, **(by or TERMINAL))
    )


def test_the_terminals_word_makes_it_paid(desk):
    tid, paid, _ = in_doubt(desk)
    assert resolve(desk, paid, new_slip()).state == "succeeded"
    assert payments.unresolved(desk.here) == ()
    receipts.issue_receipt(desk.here, desk.clock(), desk.serving, tid)
    verify.verify_journal(desk.here)
    rebuilt_equal(desk)


def test_only_when_nothing_was_taken_is_it_charged_again(desk):
    _, paid, plan = in_doubt(desk)
    with pytest.raises(OperatorCanFix, match="payment-not-owed"):
        payments.start_payment(desk.here, desk.clock(), desk.serving, plan)
    assert resolve(desk, paid, None).state == "failed"
    assert payments.plan_payments(desk.here, plan.visit) == (plan,)
    pay(desk, [plan])
    rebuilt_equal(desk)


def test_it_is_resolved_once_and_not_by_ending_it_like_another(desk):
    _, paid, _ = in_doubt(desk)
    with pytest.raises(OperatorCanFix, match="payment-already-ended"):
        payments.end_payment(desk.here, desk.clock(), desk.serving, paid=paid, slip=new_slip())
    resolve(desk, paid, new_slip(), **MANAGER)
    with pytest.raises(OperatorCanFix, match="payment-resolved-already"):
        resolve(desk, paid, None)


def test_a_persons_word_needs_a_reason_and_an_unused_slip(desk):
    _, paid, _ = in_doubt(desk)
    used = new_slip("slip")
    desk.register(other := desk.visit())
    pay(desk, payments.plan_payments(desk.here, other), used)
    with pytest.raises(OperatorCanFix, match="resolution-reason-missing"):
        resolve(desk, paid, new_slip(), **(MANAGER | {"reason": " "}))
    with pytest.raises(OperatorCanFix, match="slip-used"):
        resolve(desk, paid, used, **MANAGER)
    desk.clock.go(days=1)
    with pytest.raises(OperatorCanFix, match="slip-used"):
        resolve(desk, paid, used, **MANAGER)
    assert len(payments.unresolved(desk.here)) == 1


def test_the_resolving_entry_refers_to_the_doubt_and_says_whose_word_it_is(desk):
    from app.domain.canonical import loads, unb64u

    _, paid, _ = in_doubt(desk)
    resolve(desk, paid, new_slip(), **MANAGER)
    rows = dict(desk.rows("SELECT type, leaf FROM journal WHERE type LIKE 'payment.%'"))
    token, body = desk.rows(
        "SELECT entry, body FROM journal j JOIN bodies b ON b.n = j.n"
        " WHERE type = 'payment.resolved'"
    )[0]
    assert loads(unb64u(token.split(".")[1]))["ref"] == rows["payment.unknown"]
    said = loads(body.encode())
    assert (said["by"], said["outcome"], said["source"]) == ("7", "succeeded", "slip")


def test_what_an_earlier_visit_owes_is_paid_in_a_later_one(desk):
    done = desk.register()
    later = desk.visit()
    (plan,) = payments.plan_request(desk.here, later, done.tid)
    pay(desk, [plan])
    assert payments.plan_request(desk.here, later, done.tid) == ()
    assert desk.rows("SELECT state FROM requests") == [("registered",)]
