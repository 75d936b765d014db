"""Finding requests by whatever a citizen brings; the case; earlier requests; papers away."""

import hashlib
from datetime import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.desk import finding, letters, receipts, request_papers
from app.domain import qr, tracking
from app.domain.acts import PaperSeen, RequestDraft
from app.domain.errors import OperatorCanFix
from app.domain.finding import Wanted
from app.domain.letters import Letter, Sheet
from app.domain.moments import to_wire
from app.domain.wire import FeedItem
from local_db import feed
from local_db import finding as searching
from local_db.backup import copy_to
from local_db.file import Database
from tests.desk.conftest import NOON, REPLACE, Desk
from tests.desk.doing import accept, issue, paid, receipted
from tests.desk.rebuilding import rebuilt_equal
from tests.desk.test_endings import correct
from tests.desk.test_voids import renew


def find(desk: Desk, typed="", **filters):
    """Tracking IDs found, the newest first."""
    found = finding.find(desk.here, Wanted(typed, **filters))
    return [row.tid for row in finding.page(desk.here, found.places)]


def code(desk: Desk, tid, written="SA-778899"):
    return letters.note_code(
        desk.here, desk.clock(), desk.serving, tid, agency="civil_registry", code=written
    )


def test_a_request_is_found_by_its_number_however_it_is_written(desk):
    done, other = desk.register(), desk.register()
    spoken = tracking.spoken(done.tid)
    for typed in (done.tid, spoken, spoken.replace("-", " "), f" {_persian(spoken)}\u200c"):
        assert find(desk, typed) == [done.tid]
    assert find(desk, done.tid[:12]) == [other.tid, done.tid]
    assert find(desk, "000000012071999900") == []


def test_by_the_qr_of_an_old_receipt(desk):
    done = receipted(desk)
    head = qr.Mark(b"abcd", done.tid, NOON, 1, 102, 256, 1, b"0" * 16)
    assert find(desk, qr.to_text(qr.seal(head, desk.here.signer), "p.example")) == [done.tid]
    assert find(desk, "HTTPS://P.EXAMPLE/R/" + "A" * 178) == []


def test_by_national_id_and_by_names_in_any_spelling(desk):
    first = desk.register()
    second = desk.register(applicant_first_name="كاوه", applicant_national_id="0000000426")
    assert find(desk, "۰۰۰۰۰۰۰۴۲۶") == [second.tid]
    for typed in ("کاوه", "كاوه نمونه", "کا", "نمو کاو"):
        assert find(desk, typed) == [second.tid]
    assert find(desk, "نمونه") == [second.tid, first.tid]
    assert find(desk, "ژاله") == find(desk, "ک") == []


def test_by_the_code_an_agency_gave(desk):
    done = desk.register()
    code(desk, done.tid)
    for typed in ("sa-778899", "SA778899", "SA-77", "sa ۷۷۸۸"):
        assert find(desk, typed) == [done.tid]
    with pytest.raises(OperatorCanFix, match="agency-code-known"):
        code(desk, done.tid)
    with pytest.raises(OperatorCanFix, match="agency-code-missing"):
        code(desk, done.tid, "--")
    rebuilt_equal(desk)


def test_filters_narrow_what_a_text_finds(desk):
    done = receipted(desk)
    desk.clock.go(days=2)
    later = desk.register()
    at = to_wire(desk.clock.wall.replace(hour=0))
    assert find(desk, "نمونه", state="receipted") == [done.tid]
    assert find(desk, state="awaiting_payment") == [later.tid]
    assert find(desk, since=at) == find(desk, "نمونه", since=at) == [later.tid]
    assert find(desk, until=at) == find(desk, "نمونه", until=at) == [done.tid]
    assert find(desk, service=done.service) == [later.tid, done.tid]
    assert find(desk, "نمونه", service=done.service + 1) == find(desk, operator="9") == []
    assert find(desk, "نمونه", operator="2") == find(desk) == [later.tid, done.tid]


def test_a_completed_or_corrected_request_is_found_by_what_it_says_now(desk):
    begun = accept(desk)
    assert find(desk, begun.tid) == find(desk, "مریم") == [begun.tid]
    done = receipted(desk)
    correct(desk, done.tid, applicant_first_name="مرجان")
    assert find(desk, "مرجان") == [done.tid]
    assert find(desk, "مریم") == [begun.tid]


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(typed=st.text(max_size=40) | st.text("\"'*()^-:/ ۱2آabNEAR", max_size=20))
def test_whatever_is_typed_or_scanned_finds_nothing_in_an_empty_file(desk, typed):
    found = finding.find(desk.here, Wanted(typed))
    assert (found.places, found.more) == ((), False)


def test_a_long_list_is_cut_and_says_so(desk):
    tids = [desk.register().tid for _ in range(3)]
    with desk.here.db.read() as connection:
        found = searching.find(connection, Wanted("نمونه"), most=2)
    assert (len(found.places), found.more) == (2, True)
    assert [row.tid for row in finding.page(desk.here, found.places)] == tids[:0:-1]


def test_the_index_is_in_a_backup_too(desk, tmp_path):
    done = desk.register()
    raw = b"b" * 48
    key = hashlib.sha384(b"desk 1").digest()
    copy_to(desk.here.db, key, tmp_path / "copy.db", raw_key=raw)
    copied = Database(tmp_path / "copy.db", raw)
    with copied.read() as connection:
        found = searching.find(connection, Wanted("مریم"))
        assert [row.tid for row in searching.page(connection, found.places)] == [done.tid]
    copied.close()


def test_the_case_tells_the_whole_story_with_time_and_person(desk):
    done = receipted(desk)
    receipts.note_printed(desk.here, desk.clock(), done.tid, op="2", output="file")
    request_papers.receive_documents(
        desk.here, desk.clock(), desk.serving, done.tid, papers=[PaperSeen("گواهی", "copy")]
    )
    code(desk, done.tid)
    with desk.here.db.write() as connection:
        said = {"tid": done.tid, "state": "referred", "by": "کارشناس"}
        feed.keep(connection, [FeedItem(1, "status", "2026-11-22T09:00:00.000Z", said)])
    case = finding.case(desk.here, done.tid)
    assert [event.kind for event in case.events] == [
        "request.registered",
        "payment.started",
        "payment.succeeded",
        "receipt.issued",
        "receipt.printed",
        "documents.received",
        "request.coded",
        "status",
    ]
    assert {event.who for event in case.events} == {"امیر آزمایشی", "کارشناس"}
    assert all(isinstance(event.at, datetime) for event in case.events)
    assert [paper.title for paper in case.papers] == ["گواهی"]
    assert [one.state for one in case.payments] == ["succeeded"]
    assert (case.receipts[0].prints, case.codes) == (1, (("civil_registry", "SA-778899"),))
    assert case.owing == case.refunds == ()
    assert not case.out_of_date


def test_the_case_says_what_is_owed_and_what_took_its_place(desk):
    done = desk.register()
    case = finding.case(desk.here, done.tid)
    assert [one.amount for one in case.owing] == [done.fee.total]
    old = receipted(desk)
    new = renew(desk, old.tid, applicant_first_name="مرجان")
    assert finding.case(desk.here, old.tid).replacement == new.tid
    assert finding.case(desk.here, new.tid).replaces == old.tid
    again = receipted(desk)
    correct(desk, again.tid, applicant_first_name="مرجان")
    assert finding.case(desk.here, again.tid).out_of_date
    with pytest.raises(OperatorCanFix, match="request-unknown"):
        finding.case(desk.here, "0" * 18)


def test_what_lasts_is_taken_over_from_earlier_requests_with_where_it_came_from(desk):
    done = paid(desk, applicant_mobile="09120000001")
    form = desk.serving.catalogue.by_key("smart_card_first").form
    filled = finding.earlier(desk.here, "0000000019", form)
    assert filled.answers["applicant_mobile"] == "09120000001"
    assert filled.answers["residence_postal_code"] == REPLACE["residence_postal_code"]
    assert "serial_no" not in filled.answers
    assert set(filled.answers) == set(filled.sources)
    assert filled.sources["applicant_mobile"].service_title
    desk.clock.go(days=1)
    desk.register(applicant_mobile="09120000002")
    newer = finding.earlier(desk.here, "0000000019", form)
    assert newer.answers["applicant_mobile"] == "09120000002"
    assert finding.earlier(desk.here, "0000000426", form).answers == {}
    assert done.tid


def test_a_paper_leaves_once_and_comes_back_to_its_place(desk):
    done = receipted(desk)
    sheet = Sheet(done.tid, "شناسنامه", 2)
    letter = Letter("civil_registry", (sheet,), "پیک")

    def send(one):
        return letters.send(desk.here, desk.clock(), desk.serving, one)

    assert send(letter) == 1
    with pytest.raises(OperatorCanFix, match="paper-away-already"):
        send(letter)
    with pytest.raises(OperatorCanFix, match="letter-empty"):
        send(Letter("civil_registry", ()))
    with pytest.raises(OperatorCanFix, match="paper-twice"):
        send(Letter("civil_registry", (sheet, sheet)))
    assert finding.case(desk.here, done.tid).away == ("شناسنامه",)
    with pytest.raises(OperatorCanFix, match="paper-place-missing"):
        letters.receive(desk.here, desk.clock(), desk.serving, letter)
    back = Letter("civil_registry", (Sheet(done.tid, "شناسنامه", 2, "قفسه ۲"),))
    letters.receive(desk.here, desk.clock(), desk.serving, back)
    case = finding.case(desk.here, done.tid)
    assert (case.away, case.places[0].place) == ((), "قفسه ۲")
    assert send(letter) == 2
    today = letters.lists_of_today(desk.here, desk.clock())
    assert [(row.direction, row.number) for row in today] == [
        ("sent", 1),
        ("received", 0),
        ("sent", 2),
    ]
    assert [event.kind for event in case.events][-2:] == ["papers.sent", "papers.received"]
    rebuilt_equal(desk)


def test_notes_wait_for_whom_they_are_meant_until_they_are_done(desk):
    def leave(said, **how):
        return letters.leave_note(desk.here, desk.clock(), "2", said, **how)

    note = leave("پرونده منتظر مدرک است", to="9", tids=[desk.register().tid])
    leave("کاغذ کم است")
    with pytest.raises(OperatorCanFix, match="note-empty"):
        leave(" ")
    assert len(letters.open_notes(desk.here, "9")) == 2
    assert [one.said for one in letters.open_notes(desk.here, "5")] == ["کاغذ کم است"]
    letters.finish_note(desk.here, desk.clock(), "9", note, answer="شد")
    with pytest.raises(OperatorCanFix, match="note-done"):
        letters.finish_note(desk.here, desk.clock(), "9", note)
    assert len(letters.open_notes(desk.here, "9")) == 1
    rebuilt_equal(desk)


def test_a_receipt_of_an_incomplete_request_is_no_case_of_money(desk):
    begun = accept(desk)
    case = finding.case(desk.here, begun.tid)
    assert (case.state, case.receipts, case.payments, case.owing) == ("incomplete", (), (), ())
    assert len(case.missing) == len(begun.missing)
    assert isinstance(request_papers.second_visit(desk.here, desk.visit(), begun.tid), RequestDraft)
    with pytest.raises(OperatorCanFix):
        issue(desk, begun.tid)


def _persian(text):
    from app.domain.text import persian_digits

    return persian_digits(text)
