"""A case in the window: read whole, its acts by keys, what becomes of the money said before."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from app.desk import finding, request_papers
from app.domain.cases import Case
from app.domain.forms import Document
from app.domain.missing import Asking, Missing
from tests.desk.conftest import Desk
from tests.desk.doing import CARD, receipted
from tests.ui.conftest import dialog_over
from tests.ui.desk_cases import OTHER, SECRET, AtWork, agree, at_work, look_up, looked_up, shoot
from tests.ui.test_first_request import _cut
from ui.functions import SignedIn
from ui.hands import Hands
from ui.models.case_acts import acts_of
from ui.views.paper_look import PaperLook
from ui.window import Window


def case_of(desk: Desk, tid: str) -> Case:
    return finding.case(desk.here, tid)


def say(hands: Hands, **answers: str) -> None:
    """Type into fields of the form that is open."""
    boxes = hands.window.places.following.casebox.view.acts.panel.boxes
    for name, said in answers.items():
        boxes[name].editor.setFocus()
        boxes[name].editor.clear()
        hands.type(said, boxes[name].editor)
    hands.turn()


def do(hands: Hands) -> None:
    """F9."""
    hands.fkey(9)
    hands.settle(hands.window)


def told(window: Window) -> str:
    return window.places.following.casebox.view.told.words.text()


def trouble(window: Window) -> str:
    return window.places.following.casebox.view.acts.panel.trouble.words.text()


def test_a_typed_number_opens_the_case_and_esc_goes_back(window: Window, desk: Desk) -> None:
    done = receipted(desk)
    hands = looked_up(window, done.tid)
    assert window.places.here == "case"
    shoot(window, "case")
    assert _cut(window) == []
    hands.press(Qt.Key.Key_Escape)
    hands.settle(window)
    assert window.places.here == "search"
    shoot(window, "search")
    assert _cut(window) == []


def test_enter_at_today_opens_the_case_and_esc_comes_back(window: Window, desk: Desk) -> None:
    receipted(desk)
    hands = at_work(window)
    hands.fkey(3)
    hands.settle(window)
    hands.press(Qt.Key.Key_Return, window.places.today_view.table)
    hands.settle(window)
    assert window.places.here == "case"
    hands.press(Qt.Key.Key_Escape)
    hands.settle(window)
    assert window.places.here == "today"


def test_the_agencys_code_is_written_and_found(window: Window, desk: Desk) -> None:
    done = receipted(desk)
    hands = looked_up(window, done.tid)
    hands.fkey(9, shift=True)
    hands.settle(window)
    say(hands, code="SA-778899")
    do(hands)
    assert told(window) == "کد دستگاه ثبت شد."
    assert case_of(desk, done.tid).codes == (("civil_registry", "SA-778899"),)
    look_up(hands, "sa7788")
    assert window.places.here == "case"


def test_a_paper_is_asked_for_and_brought_later(window: Window, desk: Desk) -> None:
    done = receipted(desk)
    hands = looked_up(window, done.tid)
    hands.fkey(7, shift=True)
    hands.settle(window)
    do(hands)
    box = window.places.following.casebox
    assert box.acting.form is not None
    assert QApplication.focusWidget() is box.view.acts.panel.boxes["title"].editor
    say(hands, title="h'vhid hajyhg")  # the other layout
    hands.fkey(7)
    assert "گ" in box.acting.form.said_of("title")
    say(hands, title="گواهی اشتغال", until="14050915")
    shoot(window, "ask")
    assert _cut(window) == []
    do(hands)
    assert [(one.title, one.until) for one in case_of(desk, done.tid).missing] == [
        ("گواهی اشتغال", "1405/09/15")
    ]
    hands.fkey(9)
    hands.settle(window)
    assert "مدارک مانده" in told(window)
    hands.fkey(7)
    hands.settle(window)
    hands.press(Qt.Key.Key_Space, next(iter(box.view.acts.panel.ticks.values())))
    do(hands)
    assert case_of(desk, done.tid).missing == ()


def test_what_is_brought_later_comes_with_its_copy_or_its_code(
    window: Window, desk: Desk, tmp_path: Path
) -> None:
    done = receipted(desk)
    wanted = (Missing("سند ازدواج", "copy"), Missing("گواهی اشتغال", "obtained_online"))
    request_papers.ask_for_documents(
        desk.here, desk.clock(), desk.serving, done.tid, asking=Asking(wanted)
    )
    hands = looked_up(window, done.tid)
    hands.fkey(7)
    hands.settle(window)
    panel = window.places.following.casebox.view.acts.panel
    (push,) = panel.keep.values()
    scan = tmp_path / "سند.pdf"
    scan.write_bytes(b"%PDF-1.7 a page")
    panel.brought.emit(Document("سند ازدواج", "copy"), str(scan))
    hands.settle(window)
    assert "پیوست است" in push.text()
    hands.press(Qt.Key.Key_Space, panel.ticks["گواهی اشتغال"])
    say(hands, **{"code/گواهی اشتغال": "۱۲"})
    do(hands)
    assert "لاتین" in panel.boxes["code/گواهی اشتغال"].message.text()
    shoot(window, "receive")
    assert _cut(window) == []
    say(hands, **{"code/گواهی اشتغال": "AB12-99"})
    do(hands)
    assert case_of(desk, done.tid).missing == ()
    kept = {one.title: one.hash for one in case_of(desk, done.tid).papers}
    assert kept["سند ازدواج"] == "a" * 64
    assert kept["گواهی اشتغال"] is None
    (copy,) = [one for one in window.findChildren(QPushButton) if "دیدن رونوشت" in one.text()]
    copy.setFocus()
    shoot(window, "copies")
    hands.press(Qt.Key.Key_Space, copy)
    hands.settle(window)
    shown = dialog_over(window)
    assert isinstance(shown, PaperLook)
    assert _cut(shown) == []
    shown.close()


def test_a_void_says_where_the_money_goes_and_asks_a_manager(window: Window, desk: Desk) -> None:
    done = receipted(desk)
    hands = looked_up(window, done.tid)
    hands.fkey(8, shift=True)
    hands.settle(window)
    panel = window.places.following.casebox.view.acts.panel
    assert "تأیید مدیر" in panel.said.text()
    say(hands, reason="نام نادرست ثبت شد")
    shoot(window, "void")
    assert _cut(window) == []
    do(hands)
    agree(hands, SECRET)
    found = case_of(desk, done.tid)
    assert found.state == "voided"
    assert [one.state for one in found.refunds] == ["requested"]
    assert {act.name for act in acts_of(found) if not act.why} == {"pages"}
    assert "باطل شد" in told(window)
    shoot(window, "voided")


def test_a_withdrawal_before_payment_moves_no_money(window: Window, desk: Desk) -> None:
    done = desk.register()
    hands = looked_up(window, done.tid)
    hands.fkey(8)
    hands.settle(window)
    say(hands, id="0000000019", reason="منصرف شد")
    do(hands)
    assert case_of(desk, done.tid).state == "withdrawn"


def test_what_is_owed_at_delivery_is_taken_and_the_result_handed_over(
    window: Window, desk: Desk
) -> None:
    done = receipted(desk, key=CARD)
    hands = looked_up(window, done.tid)
    hands.fkey(9)
    hands.settle(window)
    assert "هزینه پرداخت‌نشده" in told(window)
    hands.fkey(10)
    hands.settle(window)
    shoot(window, "pay")
    do(hands)
    found = case_of(desk, done.tid)
    assert (found.owing, found.out_of_date, len(found.receipts)) == ((), False, 2)
    hands.fkey(9)
    hands.settle(window)
    say(hands, id="0000000019")
    shoot(window, "deliver")
    assert _cut(window) == []
    do(hands)
    assert case_of(desk, done.tid).state == "delivered"


def test_somebody_without_a_proof_takes_nothing_and_all_typed_stays(
    window: Window, desk: Desk
) -> None:
    done = receipted(desk)
    hands = looked_up(window, done.tid)
    hands.fkey(9)
    hands.settle(window)
    capacity = window.places.following.casebox.view.acts.panel.boxes["capacity"]
    hands.press(Qt.Key.Key_Down, capacity.editor)
    say(hands, name="علی نمونه", id="0000000426")
    do(hands)
    assert "مدرک نمایندگی" in trouble(window)
    assert case_of(desk, done.tid).state == "receipted"
    say(hands, note="وکالت‌نامه ۱۲۳ – ۱۴۰۵/۰۸/۰۱")
    do(hands)
    assert case_of(desk, done.tid).state == "delivered"


def test_an_unpaid_request_is_paid_by_a_slip_typed_here(window: Window, desk: Desk) -> None:
    done = desk.register()
    hands = looked_up(window, done.tid)
    hands.fkey(10)
    hands.settle(window)
    panel = window.places.following.casebox.view.acts.panel
    panel.boxes["by"].focus()
    hands.press(Qt.Key.Key_Down, panel.boxes["by"].editor)
    say(hands, terminal="90000001", rrn="612345678901", trace="4521", last4="4417")
    shoot(window, "slip")
    assert _cut(window) == []
    do(hands)
    found = case_of(desk, done.tid)
    assert (found.state, len(found.receipts)) == ("receipted", 1)


def test_a_case_of_somebody_else_opens_after_a_reason(
    window: Window, desk: Desk, session: AtWork
) -> None:
    done = receipted(desk)
    session._signed_in = SignedIn(OTHER, desk.serving.shift)
    hands = looked_up(window, done.tid)
    places = window.places
    asking = places.sending.cases.view
    assert places.here == "search"
    assert asking.reason.hasFocus() or asking.isVisible()
    hands.type("متقاضی پشت باجه است", asking.reason)
    asking.agree.click()
    hands.settle(window)
    assert places.here == "case"
    reads = desk.rows("SELECT count(*) FROM journal WHERE type = 'personal.read'")
    assert reads == [(1,)]


def test_at_another_desk_of_the_office_only_the_result_is_handed_over(desk: Desk) -> None:
    taken = replace(case_of(desk, receipted(desk).tid), desk=3)
    acts = {act.name: act.why for act in acts_of(taken)}
    assert acts.pop("deliver") == ""
    assert all("باجه ۳" in why for why in acts.values())


def test_two_accounts_are_paid_by_their_own_slips(window: Window, desk: Desk) -> None:
    done = desk.register(key=CARD)
    hands = looked_up(window, done.tid)
    panel = window.places.following.casebox.view.acts.panel
    hands.fkey(10)
    hands.settle(window)
    for rrn in ("612345678901", "612345678902"):
        hands.press(Qt.Key.Key_Down, panel.boxes["by"].editor)
        say(hands, terminal="90000001", rrn=rrn, trace="4521", last4="4417")
        do(hands)
    found = case_of(desk, done.tid)
    assert [paid.state for paid in found.payments] == ["succeeded", "succeeded"]
    assert len(found.receipts) == 1
