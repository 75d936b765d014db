"""Papers of a request: accepted incomplete, completed at a second visit, asked for later."""

from dataclasses import replace

import pytest

from app.desk import payments, receipts, request_papers, verify, visits
from app.domain.acts import PaperSeen, Slip
from app.domain.documents import copy_forbidden
from app.domain.errors import OperatorCanFix, RegulatorCanFix
from app.domain.jws import Unsound
from app.domain.missing import ANSWER, Asking, Missing
from local_db import queries
from tests.desk.conftest import NOON, Desk
from tests.desk.rebuilding import rebuilt_equal

SEEN = PaperSeen("تحویل شناسنامه موجود", "original_seen")
SLIP = Slip("90000001", "000000000001", "000001", "0015", "terminal")


def accept(desk: Desk, missing=None, **given):
    draft = desk.draft(desk.visit(), **given)
    lacks = missing or request_papers.lacking(desk.here, desk.clock(), desk.serving, draft)
    return visits.accept_incomplete(desk.here, desk.clock(), desk.serving, draft, missing=lacks)


def receive(desk, tid, *papers):
    return request_papers.receive_documents(
        desk.here, desk.clock(), desk.serving, tid, papers=papers or (SEEN,)
    )


def receipted(desk):
    done = desk.register(visit := desk.visit())
    (plan,) = payments.plan_payments(desk.here, visit)
    paid = payments.start_payment(desk.here, desk.clock(), desk.serving, plan)
    payments.end_payment(desk.here, desk.clock(), desk.serving, paid=paid, slip=SLIP)
    receipts.issue_receipt(desk.here, desk.clock(), desk.serving, done.tid)
    return done.tid


def ask(desk, tid, *titles, **how):
    asking = Asking(tuple(Missing(title, "copy") for title in titles), **how)
    return request_papers.ask_for_documents(
        desk.here, desk.clock(), desk.serving, tid, asking=asking
    )


def test_what_a_draft_lacks_are_its_papers_and_its_answers(desk):
    draft = desk.draft(desk.visit(), serial_no="")
    lacks = request_papers.lacking(desk.here, desk.clock(), desk.serving, draft)
    assert [one for one in lacks if one.kind == ANSWER] == [
        Missing(desk.serving.catalogue.form(draft.service, 1).field("serial_no").label, ANSWER)
    ]
    assert any(one.kind == "original_seen" for one in lacks)
    met = tuple(PaperSeen(one.title, one.kind) for one in lacks if one.kind != ANSWER)
    draft = request_papers.with_papers(draft, met)
    (left,) = request_papers.lacking(desk.here, desk.clock(), desk.serving, draft)
    assert left.kind == ANSWER


def test_an_incomplete_request_has_a_tracking_id_and_neither_fee_nor_due_date(desk):
    done = accept(desk, serial_no="")
    assert desk.rows("SELECT tid, state, total, due_at FROM requests") == [
        (done.tid, "incomplete", 0, "")
    ]
    assert desk.rows("SELECT * FROM fee_lines") == []
    assert desk.register().tid > done.tid
    with pytest.raises(OperatorCanFix, match="receipt-not-paid"):
        receipts.issue_receipt(desk.here, desk.clock(), desk.serving, done.tid)


def test_whose_request_it_is_must_be_known_and_something_must_lack(desk):
    with pytest.raises(OperatorCanFix, match="incomplete-nobody"):
        accept(desk, applicant_first_name="", applicant_last_name="", applicant_national_id="")
    with pytest.raises(OperatorCanFix, match="incomplete-lacks-nothing"):
        visits.accept_incomplete(
            desk.here, desk.clock(), desk.serving, desk.draft(desk.visit()), missing=()
        )
    assert desk.rows("SELECT * FROM requests") == []


def test_the_second_visit_starts_where_the_first_ended_and_the_clock_starts_then(desk):
    done = accept(desk, serial_no="")
    receive(desk, done.tid)
    desk.clock.go(days=3)
    draft = request_papers.second_visit(desk.here, desk.visit(), done.tid)
    assert SEEN.title in {paper.title for paper in draft.papers}
    assert draft.answers["applicant_first_name"] == "مریم"
    answers = dict(draft.answers) | {"serial_no": "الف ۱۲ / ۳۴۵۶۷۸"}
    full = replace(draft, answers=answers)
    now = visits.register_request(desk.here, desk.clock(), desk.serving, full)
    assert (now.tid, now.v_code) == (done.tid, done.v_code)
    assert (now.due.at - NOON).days >= 3
    assert request_papers.still_missing(desk.here, done.tid) == ()
    assert desk.rows("SELECT tid, state, total FROM requests") == [
        (done.tid, "awaiting_payment", now.fee.total)
    ]
    with desk.here.db.read() as connection:
        assert queries.request(connection, done.tid).leaf == now.leaf
    verify.verify_journal(desk.here)
    rebuilt_equal(desk)


def test_the_completing_entry_refers_to_the_one_that_gave_the_id(desk):
    from app.domain.canonical import loads, unb64u

    done = accept(desk, serial_no="")
    draft = request_papers.second_visit(desk.here, desk.visit(), done.tid)
    full = replace(draft, answers=dict(draft.answers) | {"serial_no": "الف ۱۲ / ۳۴۵۶۷۸"})
    visits.register_request(desk.here, desk.clock(), desk.serving, full)
    (token,) = desk.rows("SELECT entry FROM journal WHERE type = 'request.registered'")[0]
    payload = loads(unb64u(token.split(".")[1]))
    assert (payload["ref"], payload["tid"]) == (done.leaf, done.tid)


def test_a_request_is_completed_once_and_only_by_its_own_service(desk):
    done = accept(desk, serial_no="")
    draft = request_papers.second_visit(desk.here, desk.visit(), done.tid)
    full = replace(draft, answers=dict(draft.answers) | {"serial_no": "الف ۱۲ / ۳۴۵۶۷۸"})
    other = next(n for n in desk.serving.catalogue.services if n != draft.service)
    with pytest.raises(OperatorCanFix, match="request-not-incomplete"):
        visits.register_request(desk.here, desk.clock(), desk.serving, replace(full, service=other))
    visits.register_request(desk.here, desk.clock(), desk.serving, full)
    with pytest.raises(OperatorCanFix, match="request-not-incomplete"):
        visits.register_request(desk.here, desk.clock(), desk.serving, full)
    with pytest.raises(OperatorCanFix, match="request-not-incomplete"):
        request_papers.second_visit(desk.here, draft.visit, done.tid)
    assert len(desk.rows("SELECT 1 FROM requests")) == 1


def test_after_the_lease_nothing_is_accepted_incomplete(desk):
    late = replace(desk.serving, lease_day=2070)
    draft = desk.draft(desk.visit())
    with pytest.raises(RegulatorCanFix, match="lease-over"):
        visits.accept_incomplete(
            desk.here, desk.clock(), late, draft, missing=[Missing("نمونه", "copy")]
        )


def test_papers_asked_for_later_stop_a_request_until_all_of_them_came(desk):
    tid = receipted(desk)
    ask(desk, tid, "گواهی الف", "گواهی ب", asked_by="agency", until="1405/09/20")
    with pytest.raises(OperatorCanFix, match="documents-asked-already"):
        ask(desk, tid, "گواهی الف")
    assert [one.until for one in request_papers.still_missing(desk.here, tid)] == ["1405/09/20"] * 2
    assert desk.rows("SELECT state FROM standing") == [("needs_documents",)]
    (left,) = receive(desk, tid, PaperSeen("گواهی الف", "copy"))
    assert left.title == "گواهی ب"
    assert desk.rows("SELECT state FROM standing") == [("needs_documents",)]
    assert receive(desk, tid, PaperSeen("گواهی ب", "copy")) == ()
    assert desk.rows("SELECT state FROM standing") == [("receipted",)]
    rebuilt_equal(desk)


def test_the_regulators_older_word_does_not_hide_the_offices_newer_act(desk):
    tid = receipted(desk)
    with desk.here.db.write() as connection:
        connection.exec_driver_sql("DELETE FROM outbox")
        connection.exec_driver_sql(
            f"INSERT INTO statuses VALUES ('{tid}', 'in_progress', '2026-11-21T09:00:00.000Z')"
        )
    assert desk.rows("SELECT state FROM standing") == [("in_progress",)]
    ask(desk, tid, "گواهی الف")
    assert desk.rows("SELECT state FROM standing") == [("needs_documents",)]
    receive(desk, tid, PaperSeen("گواهی الف", "copy"))
    assert desk.rows("SELECT state FROM standing") == [("receipted",)]
    with desk.here.db.write() as connection:
        connection.exec_driver_sql("DELETE FROM outbox")
    assert desk.rows("SELECT state FROM standing") == [("in_progress",)]


def test_a_request_not_paid_yet_can_lack_papers_and_still_be_paid(desk):
    done = desk.register(visit := desk.visit())
    ask(desk, done.tid, "گواهی الف")
    assert len(payments.plan_payments(desk.here, visit)) == 1
    with pytest.raises(OperatorCanFix, match="request-unknown"):
        ask(desk, "0" * 18, "گواهی الف")
    with pytest.raises(OperatorCanFix, match="documents-none"):
        request_papers.receive_documents(desk.here, desk.clock(), desk.serving, done.tid, papers=())


def test_the_code_of_an_electronic_document_is_kept_and_one_that_is_none_is_not_signed(desk):
    draft = desk.draft(desk.visit())
    code = PaperSeen("دانشنامه", "obtained_online", code="9934-AB12")
    done = visits.register_request(
        desk.here, desk.clock(), desk.serving, replace(draft, papers=(code,))
    )
    ((body,),) = desk.rows("SELECT body FROM bodies WHERE n = (SELECT max(n) FROM bodies)")
    assert done.tid
    assert '"code":"9934-AB12"' in str(body).replace(" ", "")
    wrong = replace(draft, papers=(replace(code, code="x" * 65),))
    before = desk.rows("SELECT count(*) FROM journal")
    with pytest.raises(Unsound):
        visits.register_request(desk.here, desk.clock(), desk.serving, wrong)
    assert desk.rows("SELECT count(*) FROM journal") == before


def test_of_what_is_only_shown_no_copy_goes_out_and_none_is_asked_for(desk):
    draft = desk.draft(desk.visit())
    form = desk.serving.catalogue.form(draft.service, 1)
    shown = next(one for one in form.documents if copy_forbidden(one))
    copied = PaperSeen(shown.title, shown.kind, "a" * 64)
    with pytest.raises(OperatorCanFix, match="document-not-kept"):
        visits.register_request(
            desk.here, desk.clock(), desk.serving, replace(draft, papers=(copied,))
        )
    tid = receipted(desk)
    with pytest.raises(OperatorCanFix, match="document-copy-forbidden"):
        ask(desk, tid, "کارت ملی همسر")
    ask(desk, tid, "سند ازدواج")
