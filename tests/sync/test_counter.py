"""The counter's acts through a real session, as the window is handed them; rights hold there."""

import io
from dataclasses import replace

import pytest
from reportlab.pdfgen.canvas import Canvas

from app.domain.acts import RequestDraft
from app.domain.endings import Somebody
from app.domain.errors import ManagerCanFix, OperatorCanFix
from app.domain.finding import Wanted
from app.wiring.counter import Counter
from app.wiring.functions import functions
from app.wiring.requesting import Requesting
from app.wiring.till import Till
from app.wiring.visiting import Finding, Visiting
from tests.sync.conftest import office, regulator
from tests.sync.test_press import receipted, session

__all__ = ["office", "regulator", "session"]


def test_a_visit_goes_its_way_and_rights_hold(session, tmp_path):
    tid = receipted(session, tmp_path)
    visits, requests = Visiting(session).functions(), Requesting(session).functions()
    ticket = visits.take("elderly", None)
    assert visits.call_next() == replace(ticket, state="called", calls=1, for_whom="2")
    visit = visits.begin(ticket.number, None, False)
    visits.park(visit, "برای مدرک رفت")
    assert [one.visit for one in visits.parked()] == [visit]
    assert visits.resume(visit).parked_at is None
    visits.close(visit)
    plan = replace(requests.plan_void(tid), reason="اشتباه در نام")
    assert not plan.paid
    with pytest.raises(ManagerCanFix, match="approval-missing"):
        requests.correct(RequestDraft(visit, 1, 1, {}, completes=tid), "اشتباه", None)
    requests.void(plan, None)
    with pytest.raises(OperatorCanFix, match="request-ended"):
        requests.withdraw(plan, Somebody("self", "مریم نمونه", "0000000019"), None)


def test_a_case_is_found_and_a_bill_read_and_nothing_is_in_doubt(session, tmp_path):
    from app.wiring.reading import Reading

    tid = receipted(session, tmp_path)
    find = Finding(session, Reading(session)).functions()
    found = find.find(Wanted(tid))
    assert [row.tid for row in find.page(found.places)] == [tid]
    assert find.case(tid).state in ("receipted", "received")
    note = find.leave_note("کاغذ کم است", "", ())
    find.finish_note(note, "")
    assert find.notes() == find.letters() == ()
    money = Till(session, None).functions()
    assert money.unresolved() == money.owed_back() == ()
    with pytest.raises(OperatorCanFix, match="payment-resolved-already"):
        money.ask_again("0" * 32)
    bill = Visiting(session).functions().bill
    with pytest.raises(OperatorCanFix, match="bill-twice"):
        bill("10000001121250162", (bill("1000000112 1250162", ()),))


def test_the_window_is_handed_all_four_groups(session, tmp_path):
    handed = functions(session, None, tmp_path)
    assert all((handed.visits, handed.requests, handed.money, handed.finding))


def test_a_pdf_nobody_could_read_is_no_copy(session):
    for lock, cut, code in (("a", None, "document-locked"), (None, 200, "document-broken")):
        pages = io.BytesIO()
        canvas = Canvas(pages, encrypt=lock)
        canvas.drawString(72, 72, "a page")
        canvas.save()
        with pytest.raises(OperatorCanFix, match=code):
            Counter(session).keep_paper(pages.getvalue()[:cut], "copy")


def test_a_kept_copy_is_looked_at_page_by_page(session):
    pages = io.BytesIO()
    canvas = Canvas(pages)
    for said in ("one", "two"):
        canvas.drawString(72, 72, said)
        canvas.showPage()
    canvas.save()
    name = Counter(session).keep_paper(pages.getvalue(), "copy")
    one, two = Counter(session).look_paper(name)
    assert one.startswith(b"\x89PNG")
    assert one != two
    with pytest.raises(ManagerCanFix, match="document-gone"):
        Counter(session).look_paper("0" * 64)
