"""Pages made from the desk file alone: each says what the entries say, and refuses what is not."""

import re
from dataclasses import replace

import pytest

from app.desk import (
    payments,
    queue,
    receipts,
    slips,
)
from app.domain import tracking
from app.domain.acts import Slip
from app.domain.errors import OperatorCanFix, Refusal
from app.domain.money import rials
from app.domain.pages import KINDS, NOTED, PAPERS, PageWanted
from app.domain.papers import FilledForm, Reprint
from app.domain.printers import Page
from app.domain.text import fold
from app.wiring.pages import BUILDERS, make
from local_db import erasing, print_queue
from printing.find import finds
from resources.words import PAGES
from tests.desk.paging import drawn, room, words_of

SLIP = Slip("90000001", "000000000001", "000001", "0015", "terminal")


def swipe(desk, visit):
    (plan,) = payments.plan_payments(desk.here, visit)
    return payments.start_payment(desk.here, desk.clock(), desk.serving, plan)


def receipted(desk, visit=None):
    done = desk.register(visit := visit or desk.visit())
    payments.end_payment(desk.here, desk.clock(), desk.serving, paid=swipe(desk, visit), slip=SLIP)
    receipts.issue_receipt(desk.here, desk.clock(), desk.serving, done.tid)
    return done


def test_every_kind_has_a_name_and_papers():
    assert set(PAGES) == set(PAPERS) == set(KINDS)
    assert set(BUILDERS) <= set(KINDS)
    assert {"missing", "inquiry", "refund", "ticket", "x-report"} <= NOTED


def test_a_second_copy_is_a_reprint_with_who_when_and_why(desk):
    done = receipted(desk)
    first = make(room(desk), PageWanted("receipt", tid=done.tid))
    assert first.value.print_count == 1
    receipts.note_printed(desk.here, desk.clock(), done.tid, op="2", output="tcp")
    again = make(room(desk), PageWanted("receipt", tid=done.tid, reason="گم شده است"))
    assert isinstance(again.value, Reprint)
    text = words_of(again, "receipt")
    for wanted in ("چاپ مجدد – بار 1", "امیر آزمایشی", "گم شده است"):
        assert fold(wanted) in text, wanted


def test_the_reason_of_a_reprint_is_in_its_entry(desk):
    done = receipted(desk)
    for reason in ("", "گم شده است"):
        receipts.note_printed(
            desk.here, desk.clock(), done.tid, op="2", output="tcp", reason=reason
        )
    (body,) = desk.rows(
        "SELECT b.body FROM journal j JOIN bodies b ON b.n = j.n WHERE j.type = 'receipt.reprinted'"
    )[0]
    assert '"reason":"گم شده است"' in body


def test_a_filled_form_is_what_was_registered(desk):
    done = desk.register()
    made = make(room(desk), PageWanted("filled-form", tid=done.tid))
    assert isinstance(made.value, FilledForm)
    assert not made.value.filled.errors
    text = words_of(made, "filled-form")
    for wanted in ("مریم", "نمونه", "1319994567", tracking.spoken(done.tid)):
        assert fold(wanted) in text, wanted


def test_a_form_the_release_no_longer_holds_is_taken_from_the_requests_own(desk):
    done = desk.register()
    catalogue = desk.serving.catalogue
    newer = replace(catalogue, forms={})
    made = make(room(desk, catalogue=newer), PageWanted("filled-form", tid=done.tid))
    assert made.value.form.version == 1
    gone = room(desk, catalogue=newer, catalogue_of=lambda _: newer)
    with pytest.raises(Refusal, match="form-version-gone"):
        make(gone, PageWanted("filled-form", tid=done.tid))


def test_the_envelope_holds_every_request_of_the_visit_that_still_stands(desk):
    visit = desk.visit()
    tids = [desk.register(visit).tid, desk.register(visit).tid]
    other = desk.register()
    made = make(room(desk), PageWanted("envelope", tid=tids[1]))
    assert made.tids == tuple(tids)
    assert made.visit == visit
    text = words_of(made, "envelope")
    assert all(fold(tracking.spoken(tid)) in text for tid in tids)
    assert fold(tracking.spoken(other.tid)) not in text


def test_a_payment_nobody_knows_the_end_of_gets_its_slip(desk):
    done = desk.register(visit := desk.visit())
    with pytest.raises(OperatorCanFix, match="payment-not-unknown"):
        make(room(desk), PageWanted("inquiry", tid=done.tid))
    started = swipe(desk, visit)
    payments.doubt_payment(desk.here, desk.clock(), desk.serving, paid=started, reason="lost")
    by_tid = make(room(desk), PageWanted("inquiry", tid=done.tid))
    by_payment = make(room(desk), PageWanted("inquiry", payment=started.payment))
    assert (by_payment.visit, by_payment.tids) == (visit, (done.tid,))
    text = words_of(by_tid, "inquiry")
    assert fold("دوباره پرداخت نکنید") in text
    assert fold(rials(done.fee.total)) in text


def test_the_guide_says_what_it_costs_today_and_by_which_table(desk):
    service = desk.serving.catalogue.by_key("birth_cert_replace")
    made = make(room(desk, hours="8 تا 15"), PageWanted("guide", service=service.number))
    guide = made.value
    assert guide.steps == service.steps
    assert (500_000, "تمدیدشده") in {
        (fee.amount, "تمدیدشده" * ("تمدیدشده" in fee.basis)) for fee in guide.fees
    }
    assert "موقت" in guide.time
    assert guide.hours.startswith("8 تا 15؛")
    for pdf in drawn(made, "guide"):
        assert finds(pdf, service.title)


def test_every_service_has_a_guide_a_blank_form_and_its_place_on_the_poster(desk):
    catalogue = desk.serving.catalogue
    for number in catalogue.services:
        for kind in ("guide", "blank-form"):
            assert make(room(desk), PageWanted(kind, service=number)).name == str(number)
    poster = make(room(desk), PageWanted("poster")).value
    shown = [row.number for _, rows in poster.agencies for row in rows]
    assert len(shown) == len(set(shown)) > 50
    assert not {n for n in shown if not catalogue.services[n].offered}


def test_the_journal_extract_is_verified_as_it_is_read(desk):
    receipted(desk)
    made = make(room(desk), PageWanted("journal"))
    assert made.value.verdict == "معتبر و دست‌نخورده"
    assert made.value.rows[-1].act == "صدور رسید"
    part = make(room(desk), PageWanted("journal", first=3, last=5))
    assert [row.seq for row in part.value.rows] == [3, 4, 5]
    broken = replace(desk.here, public_key=bytes(32))
    assert "گسسته" in make(room(desk, here=broken), PageWanted("journal", first=3)).value.verdict
    with pytest.raises(OperatorCanFix, match="journal-run"):
        make(room(desk), PageWanted("journal", first=10**6))


def test_queue_numbers_are_the_desks_own_and_begin_anew_each_day(desk):
    first = [queue.draw_number(desk.here, desk.clock()) for _ in range(3)]
    assert first == [1001, 1002, 1003]
    desk.clock.go(days=1)
    assert queue.draw_number(desk.here, desk.clock()) == 1001
    made = make(room(desk), PageWanted("ticket", number=1001))
    assert finds(drawn(made, "ticket")[0], "1001")
    with desk.here.db.write() as connection:
        connection.exec_driver_sql(
            "UPDATE settings SET value = json_set(value, '$.last', 999)"
            " WHERE name = 'queue_numbers'"
        )
    with pytest.raises(OperatorCanFix, match="queue-numbers-over"):
        queue.draw_number(desk.here, desk.clock())


def test_what_is_erased_leaves_the_print_queue_too(desk):
    page = Page("missing", "1", b"%PDF", spare=b"%PDF", tids=("0" * 18, "1" * 18), why="x")
    with desk.here.db.write() as connection:
        number = print_queue.add(connection, page, at="2026-11-21T08:30:00.000Z")
        erasing.drop_pages(connection, "1" * 18)
        assert print_queue.pictures(connection, number) == (b"", b"")
        assert print_queue.open_jobs(connection) == ()


@pytest.mark.parametrize("kind", sorted(BUILDERS))
def test_a_page_of_nothing_is_a_refusal_with_a_sentence(desk, kind):
    wanted = PageWanted(kind, tid="0" * 18, service=4_000_000)
    if kind in ("poster", "journal", "daily", "x-report", "inspection"):
        assert make(room(desk), wanted).value
        return
    with pytest.raises(Refusal) as met:
        make(room(desk), wanted)
    import resources

    assert not re.search(r"[{}]", resources.sentence(met.value))


def test_a_slip_is_journalled_once_and_an_old_copy_writes_nothing(desk):
    done = desk.register(visit := desk.visit())
    leaf = slips.note_slip(
        desk.here, desk.clock(), "missing", op="2", visit=visit, tids=(done.tid, done.tid)
    )
    assert desk.rows("SELECT leaf, tid FROM journal WHERE type = 'slip.printed'") == [
        (leaf, done.tid)
    ]
    old = replace(desk.here, restored=True)
    assert slips.note_slip(old, desk.clock(), "missing", op="2", tids=(done.tid,)) == ""
    receipts.note_print_failed(old, desk.clock(), done.tid, op="2", reason="print-absent")
    assert len(desk.rows("SELECT 1 FROM journal WHERE type LIKE '%print%'")) == 1
