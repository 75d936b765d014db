"""Withdrawal, expiry, correction and delivery: every way a request goes on to its end."""

from dataclasses import replace

import pytest

from app.desk import (
    corrections,
    endings,
    finding,
    payments,
    receipts,
    refunds,
    request_papers,
    verify,
)
from app.domain.acts import PaperSeen, RequestDraft
from app.domain.endings import Handing, Somebody
from app.domain.errors import OperatorCanFix
from app.domain.missing import Asking, Missing
from local_db import queries
from tests.desk.conftest import Desk
from tests.desk.doing import CARD, accept, issue, new_slip, paid, pay, receipted
from tests.desk.rebuilding import rebuilt_equal

HERSELF = Somebody("self", "مریم نمونه", "0000000019")
SON = Somebody("son", "رضا نمونه", "0000000426")


def withdraw(desk: Desk, tid, *, lines=(), reason="دیگر لازم ندارد"):
    plan = endings.plan_withdrawal(desk.here, tid)
    back = tuple(one for one in plan.back if one.paid.line in lines)
    plan = replace(plan, back=back, reason=reason, approved_by="7")
    return endings.withdraw(desk.here, desk.clock(), desk.serving, plan, asked_by=HERSELF)


def deliver(desk: Desk, tid, collector=HERSELF, items=("کارت هوشمند ملی",), **more):
    handing = Handing(collector, items, **more)
    return endings.deliver(desk.here, desk.clock(), desk.serving, tid, handing=handing)


def correct(desk: Desk, tid, reason="نام نادرست بود", papers=(), **given):
    with desk.here.db.read() as connection:
        body = queries.request(connection, tid).body
    answers = dict(body["answers"]) | given
    draft = RequestDraft(body["visit"], body["service"], 1, answers, papers, completes=tid)
    return corrections.correct(
        desk.here, desk.clock(), desk.serving, draft, reason=reason, approved_by="7"
    )


def reissue(desk: Desk, tid):
    return receipts.issue_corrected(desk.here, desk.clock(), desk.serving, tid)


def state(desk: Desk, tid):
    return desk.rows(f"SELECT state FROM requests WHERE tid = '{tid}'")[0][0]


def cum(desk: Desk):
    return verify.verify_journal(desk.here).cum


def test_withdrawing_gives_back_the_lines_that_were_named(desk):
    done = receipted(desk, key=CARD)
    withdraw(desk, done.tid, lines=(0,))
    assert state(desk, done.tid) == "withdrawn"
    (asked,) = refunds.refunds_of(desk.here, done.tid)
    assert asked.payee == "civil_registry"
    assert refunds.owed_back(desk.here) == ()
    assert cum(desk)["void"] == 0  # nothing has moved yet


def test_a_refund_after_a_withdrawal_counts_when_it_moves(desk):
    done = receipted(desk, key=CARD)
    withdraw(desk, done.tid, lines=(1,))
    (owed,) = refunds.owed_back(desk.here)
    refunds.note_refunded(desk.here, desk.clock(), desk.serving, owed, slip=new_slip())
    assert cum(desk)["void"] == owed.amount
    rebuilt_equal(desk)


def test_what_was_not_paid_is_withdrawn_at_once_and_incomplete_too(desk):
    unpaid, begun = desk.register(), accept(desk)
    for tid in (unpaid.tid, begun.tid):
        withdraw(desk, tid)
        assert state(desk, tid) == "withdrawn"
        with pytest.raises(OperatorCanFix, match="request-ended"):
            withdraw(desk, tid)
    with pytest.raises(OperatorCanFix, match="withdrawal-reason-missing"):
        withdraw(desk, desk.register().tid, reason="")


def test_only_what_was_paid_goes_back_and_by_its_own_way(desk):
    done = receipted(desk, key=CARD)
    plan = replace(endings.plan_withdrawal(desk.here, done.tid), reason="x")
    turned = tuple(replace(one, way="terminal") for one in plan.back)
    with pytest.raises(OperatorCanFix, match="end-plan-changed"):
        endings.withdraw(
            desk.here,
            desk.clock(),
            desk.serving,
            replace(plan, back=turned),
            asked_by=HERSELF,
        )


def test_nobody_waits_for_ever(desk):
    begun, unpaid, half = (
        accept(desk),
        desk.register(),
        desk.register(visit := desk.visit(), key=CARD),
    )
    pay(desk, payments.plan_payments(desk.here, visit)[:1])
    desk.clock.go(days=11)
    assert endings.expire_overdue(desk.here, desk.clock()) == (unpaid.tid,)
    assert endings.expire_overdue(desk.here, desk.clock()) == ()
    desk.clock.go(days=20)
    assert endings.expire_overdue(desk.here, desk.clock()) == (begun.tid,)
    assert state(desk, half.tid) == "part_paid"
    assert {state(desk, begun.tid), state(desk, unpaid.tid)} == {"expired"}
    verify.verify_journal(desk.here)
    rebuilt_equal(desk)


def test_papers_that_do_not_come_by_their_date_end_an_incomplete_request(desk):
    begun = accept(desk)
    asking = Asking((Missing("گواهی دیگر", "copy"),), until="1405/09/05")
    request_papers.ask_for_documents(
        desk.here, desk.clock(), desk.serving, begun.tid, asking=asking
    )
    desk.clock.go(days=5)
    assert endings.expire_overdue(desk.here, desk.clock()) == ()
    desk.clock.go(days=3)
    assert endings.expire_overdue(desk.here, desk.clock()) == (begun.tid,)


def test_a_wrong_wall_clock_ends_nothing(desk):
    desk.register()
    desk.clock.jump(days=400)
    assert endings.expire_overdue(desk.here, desk.clock()) == ()


def test_a_correction_replaces_what_was_said_and_not_what_it_cost(desk):
    done = receipted(desk)
    fields = correct(desk, done.tid, applicant_first_name="مرجان")
    assert set(fields) >= {"/applicant/name", "/answers/applicant_first_name"}
    with desk.here.db.read() as connection:
        known = queries.request(connection, done.tid)
    assert known.body["applicant"]["name"] == "مرجان نمونه"
    assert (known.leaf, known.body["total"]) == (done.leaf, done.fee.total)
    assert desk.rows("SELECT applicant FROM requests") == [("مرجان نمونه",)]
    rebuilt_equal(desk)


def test_corrections_that_are_none_or_wrong_or_cost_something_are_refused(desk):
    done = receipted(desk)
    with pytest.raises(OperatorCanFix, match="correction-changes-nothing"):
        correct(desk, done.tid)
    with pytest.raises(OperatorCanFix, match="correction-reason-missing"):
        correct(desk, done.tid, reason=" ", applicant_first_name="مرجان")
    with pytest.raises(OperatorCanFix, match="request-has-errors"):
        correct(desk, done.tid, serial_no="")
    with pytest.raises(OperatorCanFix, match="correction-changes-fee"):
        correct(desk, done.tid, replace_reason="articles_32_33")
    begun = accept(desk)
    with pytest.raises(OperatorCanFix, match="correction-incomplete"):
        correct(desk, begun.tid, serial_no="الف ۱۲ / ۳۴۵۶۷۸")


def test_the_corrected_receipt_names_the_one_it_replaces_and_each_rial_stands_once(desk):
    done = receipted(desk)
    with desk.here.db.read() as connection:
        first = queries.receipt(connection, done.tid)
    assert reissue(desk, done.tid) == first.leaf  # nothing changed since
    correct(desk, done.tid, applicant_first_name="مرجان")
    second = reissue(desk, done.tid)
    assert reissue(desk, done.tid) == second != first.leaf
    with desk.here.db.read() as connection:
        now = queries.receipt(connection, done.tid)
    assert (now.leaf, now.replaces, now.number, now.prints) == (second, first.leaf, 2, 0)
    total = done.fee.total
    assert cum(desk) == {"n": 2, "fee": 2 * total, "void": total}
    rebuilt_equal(desk)


def test_there_is_no_corrected_receipt_before_a_receipt(desk):
    with pytest.raises(OperatorCanFix, match="receipt-none-before"):
        reissue(desk, paid(desk).tid)


def test_what_is_due_at_delivery_is_paid_and_receipted_first(desk):
    done = receipted(desk, key=CARD)
    with pytest.raises(OperatorCanFix, match="delivery-fee-owed"):
        deliver(desk, done.tid)
    visit = desk.visit()
    (plan,) = payments.plan_delivery(desk.here, visit, done.tid)
    pay(desk, [plan])
    with pytest.raises(OperatorCanFix, match="delivery-receipt-first"):
        deliver(desk, done.tid)
    leaf = reissue(desk, done.tid)
    total = done.fee.total + plan.amount
    assert cum(desk) == {"n": 2, "fee": done.fee.total + total, "void": done.fee.total}
    deliver(desk, done.tid)
    assert state(desk, done.tid) == "delivered"
    assert desk.rows(f"SELECT total FROM receipts WHERE leaf = '{leaf}'") == [(total,)]
    with pytest.raises(OperatorCanFix, match="request-ended"):
        deliver(desk, done.tid)
    rebuilt_equal(desk)


@pytest.mark.parametrize(
    ("collector", "more", "code"),
    [
        (replace(HERSELF, id="0000000426"), {}, "collector-not-applicant"),
        (replace(HERSELF, name=""), {}, "collector-unknown"),
        (SON, {}, "collector-proof"),
        (replace(SON, id="0000000427"), {"note": "وکالت‌نامه ۱۲"}, "national-id-check"),
        (HERSELF, {"items": ()}, "delivery-nothing"),
    ],
)
def test_who_takes_it_is_known_and_may(desk, collector, more, code):
    done = receipted(desk)
    with pytest.raises(OperatorCanFix, match=code):
        deliver(desk, done.tid, collector, **more)
    assert state(desk, done.tid) == "receipted"


def test_somebody_else_takes_it_with_a_proof(desk):
    done = receipted(desk)
    deliver(desk, done.tid, SON, note="وکالت‌نامه ۱۲")
    assert state(desk, done.tid) == "delivered"


def test_nothing_is_handed_over_before_its_receipt_or_its_papers(desk):
    done = paid(desk)
    with pytest.raises(OperatorCanFix, match="delivery-not-receipted"):
        deliver(desk, done.tid)
    issue(desk, done.tid)
    asking = Asking((Missing("گواهی", "copy"),), asked_by="agency")
    request_papers.ask_for_documents(desk.here, desk.clock(), desk.serving, done.tid, asking=asking)
    with pytest.raises(OperatorCanFix, match="delivery-documents-missing"):
        deliver(desk, done.tid)


def test_a_copy_that_came_with_a_correction_is_named_and_nothing_met_is_lost(desk):
    done = receipted(desk)
    seen = PaperSeen("عکس ۴×۳ تمام‌رخ جدید", "produced_here", "a" * 64)
    assert correct(desk, done.tid, papers=(seen,)) == ("/documents",)
    (use,) = desk.rows("SELECT hash, kind FROM document_uses")
    assert tuple(use) == ("a" * 64, "produced_here")
    correct(desk, done.tid, applicant_first_name="مرجان")
    kept = {one.title: one.hash for one in finding.case(desk.here, done.tid).papers}
    assert kept[seen.title] == "a" * 64
    with pytest.raises(OperatorCanFix, match="correction-changes-nothing"):
        correct(desk, done.tid, papers=(PaperSeen(seen.title, seen.kind),))
    rebuilt_equal(desk)
