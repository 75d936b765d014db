"""The main path at the desk: register, pay, receipt; and what must never happen on it."""

import dataclasses

import pytest
from sqlalchemy.exc import DatabaseError, IntegrityError

from app.desk import payments, receipts, verify, visits
from app.domain import tracking
from app.domain.acts import Slip
from app.domain.errors import OperatorCanFix, Refusal, RegulatorCanFix
from local_db import journal, projections, queries

SLIP = Slip("90000001", "000000000001", "000001", "0015", "terminal")


def pay(desk, visit, slip=SLIP):
    (plan,) = payments.plan_payments(desk.here, visit)
    started = payments.start_payment(desk.here, desk.clock(), desk.serving, plan)
    return payments.end_payment(desk.here, desk.clock(), desk.serving, paid=started, slip=slip)


def test_a_request_is_registered_paid_and_receipted(desk):
    done = desk.register(visit := desk.visit())
    assert tracking.check(tracking.spoken(done.tid)) == done.tid
    assert done.tid.startswith("000000012071")
    assert done.fee.total > 0
    assert pay(desk, visit).state == "succeeded"
    leaf = receipts.issue_receipt(desk.here, desk.clock(), desk.serving, done.tid)
    assert receipts.issue_receipt(desk.here, desk.clock(), desk.serving, done.tid) == leaf
    chain = verify.verify_journal(desk.here)
    assert chain.cum == {"n": 1, "fee": done.fee.total, "void": 0}
    assert desk.rows("SELECT state FROM requests") == [("receipted",)]


def test_the_receipt_names_the_registration_and_the_payments_by_hash(desk):
    done = desk.register(visit := desk.visit())
    pay(desk, visit)
    receipts.issue_receipt(desk.here, desk.clock(), desk.serving, done.tid)
    with desk.here.db.read() as connection:
        body = queries.receipt(connection, done.tid).body
        leaves = dict(connection.exec_driver_sql("SELECT leaf, type FROM journal").all())
    assert leaves[body["registration"]] == "request.registered"
    assert [leaves[leaf] for leaf in body["payments"]] == ["payment.succeeded"]


def test_rebuilding_makes_every_projection_again(desk):
    done = desk.register(visit := desk.visit())
    pay(desk, visit)
    receipts.issue_receipt(desk.here, desk.clock(), desk.serving, done.tid)
    receipts.note_printed(desk.here, desk.clock(), done.tid, op="2", output="file")
    desk.register()

    def tables():
        return {
            table: desk.rows(f"SELECT * FROM {table} ORDER BY 1, 2") for table in projections.TABLES
        }

    before = tables()
    with desk.here.db.write() as connection:
        count = projections.rebuild(connection, journal.everything(connection))
    assert tables() == before
    assert count == len(desk.rows("SELECT 1 FROM journal"))
    assert all(before[table] for table in ("requests", "payments", "payment_lines", "receipts"))


def test_tracking_ids_are_never_given_twice_whatever_the_clock_does(desk):
    tids = [desk.register().tid]
    for days in (400, -3000, 9000, -9000):
        desk.clock.jump(days=days)
        tids.append(desk.register().tid)
    assert len(set(tids)) == len(tids)
    assert sorted(tids) == tids


def test_a_payment_is_for_what_is_owed_and_only_once(desk):
    desk.register(visit := desk.visit())
    (plan,) = payments.plan_payments(desk.here, visit)
    payments.start_payment(desk.here, desk.clock(), desk.serving, plan)
    with pytest.raises(OperatorCanFix, match="payment-not-owed"):
        payments.start_payment(desk.here, desk.clock(), desk.serving, plan)
    assert payments.plan_payments(desk.here, visit) == ()


def test_an_unknown_payment_is_never_charged_again(desk):
    desk.register(visit := desk.visit())
    (plan,) = payments.plan_payments(desk.here, visit)
    started = payments.start_payment(desk.here, desk.clock(), desk.serving, plan)
    payments.doubt_payment(
        desk.here, desk.clock(), desk.serving, paid=started, reason="terminal-answer-lost"
    )
    assert payments.plan_payments(desk.here, visit) == ()
    with pytest.raises(OperatorCanFix, match="payment-not-owed"):
        payments.start_payment(desk.here, desk.clock(), desk.serving, plan)


def test_while_one_is_unknown_a_second_request_of_the_account_waits_with_a_sentence(desk):
    desk.register(visit := desk.visit())
    (plan,) = payments.plan_payments(desk.here, visit)
    started = payments.start_payment(desk.here, desk.clock(), desk.serving, plan)
    payments.doubt_payment(desk.here, desk.clock(), desk.serving, paid=started, reason="time-out")
    desk.register(visit, applicant_national_id="0000000027")
    (second,) = payments.plan_payments(desk.here, visit)
    with pytest.raises(OperatorCanFix) as refused:
        payments.start_payment(desk.here, desk.clock(), desk.serving, second)
    assert refused.value.code == "payment-account-open"


def test_a_failed_payment_can_be_tried_again(desk):
    desk.register(visit := desk.visit())
    assert pay(desk, visit, slip=None).state == "failed"
    assert pay(desk, visit).state == "succeeded"


def test_a_payment_found_started_becomes_unknown_once(desk):
    desk.register(visit := desk.visit())
    (plan,) = payments.plan_payments(desk.here, visit)
    payments.start_payment(desk.here, desk.clock(), desk.serving, plan)
    assert len(payments.doubt_unfinished(desk.here, desk.clock())) == 1
    assert payments.doubt_unfinished(desk.here, desk.clock()) == ()
    assert desk.rows("SELECT state FROM payments") == [("unknown",)]


def test_a_slip_pays_only_once(desk):
    desk.register(first := desk.visit())
    desk.register(second := desk.visit())
    pay(desk, first)
    with pytest.raises(OperatorCanFix, match="slip-used"):
        pay(desk, second)


def test_two_requests_of_a_visit_are_one_swipe_per_account(desk):
    visit = desk.visit()
    tids = {desk.register(visit).tid, desk.register(visit).tid}
    (plan,) = payments.plan_payments(desk.here, visit)
    assert {line[0] for line in plan.lines} == tids
    pay(desk, visit)
    assert desk.rows("SELECT DISTINCT state FROM requests") == [("registered",)]


def test_no_receipt_before_it_is_paid(desk):
    done = desk.register()
    with pytest.raises(OperatorCanFix, match="receipt-not-paid"):
        receipts.issue_receipt(desk.here, desk.clock(), desk.serving, done.tid)


def test_an_act_and_its_entry_cannot_part(desk):
    with desk.here.db.write() as connection:
        connection.exec_driver_sql(
            "CREATE TRIGGER full BEFORE INSERT ON journal WHEN NEW.type = 'request.registered'"
            " BEGIN SELECT RAISE(ABORT, 'disk full'); END"
        )
    with pytest.raises(IntegrityError, match="disk full"):
        desk.register()
    assert desk.rows("SELECT * FROM requests") == []
    with desk.here.db.write() as connection:
        connection.exec_driver_sql("DROP TRIGGER full")
    assert desk.register().tid.endswith(
        tracking.compose(office="00000", ep=1, day=2071, serial=1)[-6:]
    )


@pytest.mark.parametrize(
    "change", ["UPDATE journal SET type = 'x'", "DELETE FROM journal", "DELETE FROM bodies"]
)
def test_the_journal_only_grows(desk, change):
    with (
        pytest.raises(DatabaseError, match=r"only grows|not deleted"),
        desk.here.db.write() as connection,
    ):
        connection.exec_driver_sql(change)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"applicant_national_id": "0000000018"}, "request-has-errors"),
        ({"residence_postal_code": "1012345678"}, "request-has-errors"),
        ({"applicant_birth_date": "1404/13/01"}, "request-has-errors"),
        ({"serial_no": ""}, "request-has-errors"),
    ],
)
def test_a_wrong_answer_is_refused_and_nothing_is_written(desk, given, code):
    before = desk.rows("SELECT count(*) FROM journal")
    visit_less = desk.draft("0" * 32, **given)
    with pytest.raises(Refusal, match=code):
        visits.register_request(desk.here, desk.clock(), desk.serving, visit_less)
    assert desk.rows("SELECT count(*) FROM journal") == before


def test_after_the_lease_no_new_request_but_the_old_ones_go_on(desk):
    done = desk.register(visit := desk.visit())
    late = dataclasses.replace(desk.serving, lease_day=2070)
    with pytest.raises(RegulatorCanFix, match="lease-over"):
        visits.register_request(desk.here, desk.clock(), late, desk.draft(visit))
    pay(desk, visit)
    receipts.issue_receipt(desk.here, desk.clock(), late, done.tid)
    assert receipts.note_printed(desk.here, desk.clock(), done.tid, op="2", output="file") == 1
    assert receipts.note_printed(desk.here, desk.clock(), done.tid, op="2", output="file") == 2
