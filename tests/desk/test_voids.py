"""Voiding: freely before payment, line by line after it, and another request in its place."""

from dataclasses import replace

import pytest

from app.desk import payments, receipts, refunds, verify, voids
from app.domain.errors import OperatorCanFix
from app.domain.money_back import Answer
from tests.desk.conftest import Desk
from tests.desk.doing import CARD, issue, new_slip, paid, pay, receipted
from tests.desk.rebuilding import rebuilt_equal


def planned(desk: Desk, tid, reason="اشتباه در نام"):
    return replace(voids.plan_void(desk.here, tid), reason=reason, approved_by="7")


def void(desk: Desk, tid, **how):
    return voids.void(desk.here, desk.clock(), desk.serving, planned(desk, tid, **how))


def renew(desk: Desk, tid, **given):
    draft = desk.draft(desk.rows(f"SELECT visit FROM requests WHERE tid = '{tid}'")[0][0], **given)
    plan = planned(desk, tid)
    return voids.void_and_renew(desk.here, desk.clock(), desk.serving, draft, plan=plan)


def give_back(desk: Desk, slip=None):
    for owed in refunds.owed_back(desk.here):
        refunds.note_refunded(desk.here, desk.clock(), desk.serving, owed, slip=slip or new_slip())


def cum(desk: Desk):
    return verify.verify_journal(desk.here).cum


def states(desk: Desk):
    return [state for (state,) in desk.rows("SELECT state FROM requests ORDER BY tid")]


def test_before_payment_it_is_void_and_nothing_is_owed_any_more(desk):
    done = desk.register(visit := desk.visit())
    plan = voids.plan_void(desk.here, done.tid)
    assert not plan.paid
    void(desk, done.tid)
    assert states(desk) == ["voided"]
    assert payments.plan_payments(desk.here, visit) == ()
    assert cum(desk) == {"n": 0, "fee": 0, "void": 0}
    with pytest.raises(OperatorCanFix, match="request-ended"):
        void(desk, done.tid)


def test_a_void_needs_a_typed_reason(desk):
    done = desk.register()
    with pytest.raises(OperatorCanFix, match="void-reason-missing"):
        void(desk, done.tid, reason="  ")
    assert states(desk) == ["awaiting_payment"]


def test_while_a_payment_is_in_doubt_nothing_is_voided(desk):
    done = desk.register(visit := desk.visit())
    (plan,) = payments.plan_payments(desk.here, visit)
    payments.start_payment(desk.here, desk.clock(), desk.serving, plan)
    with pytest.raises(OperatorCanFix, match="request-payment-open"):
        voids.plan_void(desk.here, done.tid)


def test_the_offices_fee_goes_back_by_terminal_and_the_agency_is_asked(desk):
    done = receipted(desk, key=CARD)
    plan = planned(desk, done.tid)
    ways = {one.paid.payee: one.way for one in plan.back}
    assert ways == {"civil_registry": "refund_request", "counter_office": "terminal"}
    voids.void(desk.here, desk.clock(), desk.serving, plan)
    assert cum(desk) == {"n": 1, "fee": done.fee.total, "void": done.fee.total}
    (asked,) = refunds.refunds_of(desk.here, done.tid)
    assert (asked.payee, asked.state) == ("civil_registry", "requested")
    (owed,) = refunds.owed_back(desk.here, done.tid)
    assert owed.amount + asked.amount == done.fee.total
    give_back(desk)
    assert refunds.owed_back(desk.here) == ()
    with pytest.raises(OperatorCanFix, match="refund-not-owed"):
        refunds.note_refunded(desk.here, desk.clock(), desk.serving, owed, slip=new_slip())
    # The void counted it: giving it back counts no rial twice.
    assert cum(desk)["void"] == done.fee.total
    rebuilt_equal(desk)


def test_a_slip_that_paid_cannot_prove_a_refund(desk):
    slip = new_slip()
    done = desk.register(visit := desk.visit(), key=CARD)
    first, second = payments.plan_payments(desk.here, visit)
    pay(desk, [first], slip)
    pay(desk, [second])
    void(desk, done.tid)
    (owed,) = refunds.owed_back(desk.here)
    with pytest.raises(OperatorCanFix, match="slip-used"):
        refunds.note_refunded(desk.here, desk.clock(), desk.serving, owed, slip=slip)


def test_a_plan_that_no_longer_holds_is_refused(desk):
    done = desk.register(visit := desk.visit())
    plan = planned(desk, done.tid)
    pay(desk, payments.plan_payments(desk.here, visit))
    with pytest.raises(OperatorCanFix, match="end-plan-changed"):
        voids.void(desk.here, desk.clock(), desk.serving, plan)


def test_what_was_paid_without_a_receipt_counts_nothing(desk):
    done = paid(desk)
    void(desk, done.tid)
    assert cum(desk) == {"n": 0, "fee": 0, "void": 0}
    (asked,) = refunds.refunds_of(desk.here, done.tid)
    assert asked.amount == done.fee.total


def test_the_agency_answers_once_and_a_refusal_can_be_asked_again(desk):
    done = receipted(desk)
    void(desk, done.tid)
    (asked,) = refunds.refunds_of(desk.here, done.tid)
    no = Answer(asked.refund, paid=False, reason="مهلت گذشته است")
    with pytest.raises(OperatorCanFix, match="refund-answer-incomplete"):
        refunds.answer(desk.here, desk.clock(), desk.serving, replace(no, reason=""))
    refunds.answer(desk.here, desk.clock(), desk.serving, no)
    assert [one.state for one in refunds.refunds_of(desk.here, done.tid)] == ["refused"]
    with pytest.raises(OperatorCanFix, match="refund-answered"):
        refunds.answer(desk.here, desk.clock(), desk.serving, no)
    refunds.ask_again(desk.here, desk.clock(), desk.serving, asked.refund)
    _, again = refunds.refunds_of(desk.here, done.tid)
    yes = Answer(again.refund, paid=True, reference="14050901")
    refunds.answer(desk.here, desk.clock(), desk.serving, yes)
    assert [one.state for one in refunds.refunds_of(desk.here, done.tid)] == ["refused", "refunded"]
    assert cum(desk)["void"] == done.fee.total
    rebuilt_equal(desk)


def test_a_typo_just_printed_is_voided_and_the_right_one_stands_in_its_place(desk):
    old = receipted(desk, key=CARD)
    new = renew(desk, old.tid, key=CARD, applicant_first_name="مرجان")
    assert new.tid != old.tid
    assert states(desk) == ["voided", "registered"]
    assert desk.rows("SELECT replacement FROM requests ORDER BY tid") == [(new.tid,), (None,)]
    # The same lines cost the same: what was paid pays for the new one, nothing goes back.
    assert refunds.refunds_of(desk.here, old.tid) == refunds.owed_back(desk.here) == ()
    issue(desk, new.tid)
    total = old.fee.total
    assert cum(desk) == {"n": 2, "fee": 2 * total, "void": total}
    rebuilt_equal(desk)


def test_a_replacement_that_costs_something_else_is_paid_for_what_is_new(desk):
    old = receipted(desk)
    visit = desk.rows("SELECT visit FROM requests")[0][0]
    new = renew(desk, old.tid, key=CARD)
    (asked,) = refunds.refunds_of(desk.here, old.tid)
    assert asked.amount == old.fee.total
    plans = payments.plan_payments(desk.here, visit)
    assert sum(plan.amount for plan in plans) == new.fee.total
    pay(desk, plans)
    issue(desk, new.tid)
    assert cum(desk) == {
        "n": 2,
        "fee": old.fee.total + new.fee.total,
        "void": old.fee.total,
    }


def test_a_wrong_replacement_leaves_the_old_one_standing(desk):
    old = receipted(desk)
    before = desk.rows("SELECT count(*) FROM journal")
    with pytest.raises(OperatorCanFix, match="request-has-errors"):
        renew(desk, old.tid, serial_no="")
    assert desk.rows("SELECT count(*) FROM journal") == before
    assert states(desk) == ["receipted"]


def test_once_the_agency_works_on_it_there_is_no_replacing(desk):
    old = receipted(desk)
    with desk.here.db.write() as connection:
        connection.exec_driver_sql("DELETE FROM outbox")
        connection.exec_driver_sql(
            f"INSERT INTO statuses VALUES ('{old.tid}', 'referred', '2026-11-21T09:00:00.000Z')"
        )
    with pytest.raises(OperatorCanFix, match="void-too-late"):
        renew(desk, old.tid)
    assert states(desk) == ["receipted"]


def test_no_receipt_for_what_is_void(desk):
    done = paid(desk)
    void(desk, done.tid)
    with pytest.raises(OperatorCanFix, match="receipt-not-paid"):
        receipts.issue_receipt(desk.here, desk.clock(), desk.serving, done.tid)
