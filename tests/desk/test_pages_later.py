"""Papers of what happens to a request later: it lacks something, is put right, void, delivered."""

from dataclasses import replace

import pytest

from app.desk import (
    corrections,
    endings,
    letters,
    receipts,
    request_papers,
    visits,
    voids,
    waiting,
)
from app.domain.endings import Handing, Somebody
from app.domain.errors import OperatorCanFix
from app.domain.letters import Letter, Sheet
from app.domain.missing import ANSWER, Asking, Missing
from app.domain.pages import PageWanted
from app.domain.papers import Corrected, Reprint
from app.domain.text import fold
from app.wiring.pages import make
from tests.desk import doing
from tests.desk.paging import room, words_of


def test_a_request_that_lacks_papers_gets_a_slip_that_names_them(desk):
    done = doing.receipted(desk)
    with pytest.raises(OperatorCanFix, match="nothing-missing"):
        make(room(desk), PageWanted("missing", tid=done.tid))
    asking = Asking((Missing("عکس جدید", "copy"), Missing("نشانی", ANSWER)), until="1405/10/01")
    request_papers.ask_for_documents(desk.here, desk.clock(), desk.serving, done.tid, asking=asking)
    made = make(room(desk), PageWanted("missing", tid=done.tid))
    text = words_of(made, "missing")
    for wanted in ("عکس جدید – رونوشت", "نشانی", "سه‌شنبه 1 دی", done.v_code, "پیش نمی‌رود"):
        assert fold(wanted) in text, wanted


def test_an_incomplete_request_has_its_slip_and_its_place_in_the_envelope(desk):
    draft = desk.draft(visit := desk.visit(), serial_no="")
    lacks = request_papers.lacking(desk.here, desk.clock(), desk.serving, draft)
    begun = visits.accept_incomplete(desk.here, desk.clock(), desk.serving, draft, missing=lacks)
    slip = make(room(desk), PageWanted("missing", tid=begun.tid)).value
    assert len(slip.missing) == len(lacks)
    assert fold("زمان پاسخ آغاز نشده") in words_of(
        make(room(desk), PageWanted("missing", tid=begun.tid)), "missing"
    )
    (row,) = make(room(desk), PageWanted("envelope", visit=visit)).value.requests
    assert (row.due_at, row.amount) == (None, 0)
    assert not make(room(desk), PageWanted("filled-form", tid=begun.tid)).value.filled.complete


def test_a_void_notice_says_what_becomes_of_the_money(desk):
    done = doing.receipted(desk, key=doing.CARD)
    plan = voids.plan_void(desk.here, done.tid)
    plan = replace(plan, reason="اشتباه متصدی", approved_by="2")
    voids.void(desk.here, desk.clock(), desk.serving, plan)
    made = make(room(desk), PageWanted("void", tid=done.tid))
    text = words_of(made, "void")
    for wanted in ("باطل شده", "اشتباه متصدی", "امیر آزمایشی", "سهم دفتر", "درخواست استرداد"):
        assert fold(wanted) in text, wanted
    refund = make(room(desk), PageWanted("refund", tid=done.tid))
    assert fold("شماره شبا (IR") in words_of(refund, "refund")
    receipt = make(room(desk), PageWanted("receipt", tid=done.tid))
    assert fold("باطل شده – فاقد اعتبار") in words_of(receipt, "receipt")


def test_a_delivery_slip_is_for_whoever_took_it(desk):
    done = doing.receipted(desk)
    somebody = Somebody("attorney", "رضا نمونه", "0012345679")
    handing = Handing(somebody, ("شناسنامه",), note="وکالت‌نامه ۱۲۳")
    endings.deliver(desk.here, desk.clock(), desk.serving, done.tid, handing=handing)
    made = make(room(desk), PageWanted("delivery", tid=done.tid))
    assert made.value.collector_id_masked == "001*****79"
    text = words_of(made, "delivery")
    for wanted in ("رضا نمونه", "وکیل", "شناسنامه"):
        assert fold(wanted) in text, wanted


def test_a_corrected_receipt_says_what_it_replaces_and_what_was_put_right(desk):
    done = doing.receipted(desk)
    right = replace(desk.draft("", residence_address="تهران، خیابان بهار"), completes=done.tid)
    corrections.correct(desk.here, desk.clock(), desk.serving, right, reason="نشانی اشتباه بود")
    receipts.issue_corrected(desk.here, desk.clock(), desk.serving, done.tid)
    made = make(room(desk), PageWanted("receipt", tid=done.tid))
    assert isinstance(made.value, Corrected)
    text = words_of(made, "receipt")
    for wanted in (
        "رسید اصلاحی",
        "به جای رسید 1",
        "نشانی اشتباه بود",
        "خیابان بهار",
        "خیابان نمونه",
    ):
        assert fold(wanted) in text, wanted
    receipts.note_printed(desk.here, desk.clock(), done.tid, op="2", output="tcp")
    again = make(room(desk), PageWanted("receipt", tid=done.tid, reason="x")).value
    assert isinstance(again, Reprint)
    assert again.receipt.replaces


def test_a_list_for_an_agency_says_what_left_and_by_which_code(desk):
    done = doing.receipted(desk)
    by = (desk.here, desk.clock(), desk.serving)
    letters.note_code(*by, done.tid, agency="civil_registry", code="SA-1405-77120")
    sheet = Sheet(done.tid, "پرونده کامل", 4)
    number = letters.send(*by, Letter("civil_registry", (sheet,), "اکبر رضایی"))
    named = make(room(desk), PageWanted("agency-list", number=number))
    assert named.tids == (done.tid,)
    text = words_of(make(room(desk), PageWanted("agency-list", tid=done.tid)), "agency-list")
    for wanted in ("فهرست ارسال", "سازمان ثبت احوال", "پرونده کامل", "اکبر رضایی", "77120"):
        assert fold(wanted) in text, wanted
    receipt = make(room(desk), PageWanted("receipt", tid=done.tid)).value
    assert receipt.external_codes == (("کد رهگیری سازمان ثبت احوال کشور", "SA-1405-77120"),)
    back = Letter("civil_registry", (Sheet(done.tid, "شناسنامه", 1, "کشو ۳"),))
    letters.receive(desk.here, desk.clock(), desk.serving, back)
    newest = make(room(desk), PageWanted("agency-list", tid=done.tid)).value
    assert newest.direction == "received"


def test_a_ticket_says_how_many_come_before(desk):
    tickets = [waiting.take(desk.here, desk.clock()) for _ in range(3)]
    value = make(room(desk), PageWanted("ticket", number=tickets[-1].number)).value
    assert (value.number, value.waiting) == ("1003", 2)
