"""A visit through the real window and the real desk: called, several services, paid together, set
aside, taken up again, cut off.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.domain.acts import RequestDraft
from tests.desk.conftest import REPLACE
from tests.sync.conftest import begin
from tests.ui.real_desk import AtDesk, at_desk

BILLS = ("10000001120001250162", "10000001121250162 ")


@pytest.fixture
def desk(whole: AtDesk) -> AtDesk:
    """A free desk, whatever a test before left on it."""
    whole.key(8, shift=True)
    whole.key(2)
    whole.hands.wake()
    return whole


@pytest.fixture(scope="module")
def whole(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[AtDesk]:
    folder: Path = tmp_path_factory.mktemp("visit")
    with at_desk(begin(folder), folder) as made:
        yield made


def test_a_called_citizen_takes_two_services_and_pays_once_for_each_account(desk: AtDesk) -> None:
    begun, before = len(desk.types()), len(desk.bank.charged)
    desk.key(2, ctrl=True)
    desk.key(9)
    desk.enter()
    assert "نفر در نوبت" in desk.places.waiting.view.count.text()
    desk.key(5, ctrl=True)
    assert desk.places.here == "request"
    assert "نوبت ۱۰۰" in desk.line
    assert "فراخوانده" in desk.line
    desk.fill()
    desk.key(9)
    assert len(desk.paying.all) == 1, desk.trouble
    desk.key(9, shift=True)
    assert desk.places.counter.stage == "choosing"
    desk.fill()
    desk.key(9)
    both, plans = desk.paying, desk.paying.plans or ()
    assert len(both.all) == 2
    assert {tid for plan in plans for tid, _, _ in plan.lines} == {r.tid for r in both.all}
    desk.pay()
    assert len(desk.bank.charged) == before + len(plans)
    desk.key(12)
    assert "۲ رسید و پاکت" in desk.places.desk.promise.told.words.text()
    assert "۲ درخواست" in desk.line
    desk.key(9)
    types = desk.types(begun)
    assert [t for t in types if t.startswith("visit")] == ["visit.opened", "visit.closed"]
    assert types.count("receipt.issued") == types.count("receipt.printed") == 2
    assert desk.places.counter.stage == "choosing"


def test_a_citizen_set_aside_comes_back_with_form_and_money(desk: AtDesk) -> None:
    desk.fill()
    desk.key(9)
    desk.key(9, shift=True)
    desk.fill()
    serial = desk.places.desk.page.form.fields["serial_no"]
    serial.focus()
    desk.key(8, shift=True)
    assert "کنار گذاشته شد" in desk.line
    assert desk.places.counter.stage == "choosing"
    desk.key(2, ctrl=True)
    rows = desk.places.waiting.view.parked
    rows.setCurrentRow(rows.count() - 1)
    parked = desk.places.waiting.view.visit
    assert parked.title == "مریم نمونه"
    assert "مانده" in parked.pill
    rows.setFocus()
    desk.hands.press(Qt.Key.Key_Return, rows)
    desk.settle()
    assert desk.places.here == "request"
    assert desk.window.focusWidget() is desk.places.desk.page.form.fields["serial_no"].editor
    desk.key(9)
    assert len(desk.paying.all) == 2
    desk.pay()
    desk.key(9)


def test_what_is_known_of_a_citizen_is_given_and_another_request_told(desk: AtDesk) -> None:
    desk.serve()
    desk.search("0000000019")
    desk.enter()
    assert "مریم نمونه" in desk.line
    desk.places.counter.choose(desk.places.counter.unlocked.catalogue.by_key("birth_cert_replace"))
    desk.settle()
    request, page = desk.places.counter.request, desk.places.desk.page
    assert request.answers["residence_postal_code"] == "1319994567"
    assert "applicant_birth_date" in request.given
    assert "درخواست بازی" in page.another.words.text()
    desk.key(8, shift=True)
    desk.key(2)


def test_an_incomplete_request_is_accepted_and_its_second_visit_starts_there(desk: AtDesk) -> None:
    desk.fill()
    papers = desk.places.desk.page.papers
    title = next(iter(papers.ticks))
    papers.ticks[title].setChecked(False)
    desk.settle()
    assert title in desk.places.desk.page.first.words.text()
    desk.key(11)
    desk.enter()
    assert "request.incomplete" in desk.types()
    assert "چاپ شد" in desk.line
    with desk.session.desk.here.db.read() as connection:
        (tid,) = connection.exec_driver_sql(
            "SELECT tid FROM requests WHERE state = 'incomplete'"
        ).scalars()
    desk.key(9)
    desk.search(tid)
    assert desk.places.counter.request.completes == tid
    assert desk.places.counter.request.first_trouble == f"paper/{title}"
    desk.places.desk.page.papers.ticks[title].setChecked(True)
    desk.key(9)
    assert desk.paying.registered.tid == tid
    desk.pay()
    desk.key(9)


def test_bills_are_scanned_registered_with_one_key_and_paid(desk: AtDesk) -> None:
    desk.serve()
    desk.search("0000000019")
    desk.enter()
    desk.search(BILLS[0])
    assert len(desk.places.counter.visiting.visit.bills) == 1
    desk.search(BILLS[1])
    assert "این قبض" in desk.places.desk.bills.told.words.text()
    desk.search("10000001121250163")
    assert "خوانده نشد" in desk.places.desk.bills.told.words.text()
    desk.search("2000001220 780189")
    assert "۲ قبض" in desk.line
    desk.key(9)
    assert [one.service for one in desk.paying.all] == [162, 162]
    assert len(desk.paying.plans or ()) == 2
    desk.key(10)
    assert "۱ پرداخت از ۲" in desk.places.desk.payment.trouble.words.text()
    desk.pay()
    desk.key(9)


def test_no_second_charge_while_one_is_unknown(desk: AtDesk) -> None:
    desk.fill()
    desk.key(9)
    desk.bank.mode = "decline"
    desk.key(10)
    assert "برداشت نشد" in desk.places.desk.payment.trouble.words.text()
    desk.bank.mode = "answer-lost"
    before = len(desk.bank.charged)
    for _ in range(3):
        desk.key(10)
    assert len(desk.bank.charged) == before + 1
    assert "دوباره از مراجعه‌کننده وجه نگیرید" in desk.places.desk.payment.trouble.words.text()
    desk.bank.mode = "approve"
    desk.key(9)
    assert desk.places.counter.stage == "choosing"


def test_who_only_asks_is_counted(desk: AtDesk) -> None:
    begun = len(desk.types())
    desk.key(2)
    desk.key(1)
    guide = desk.places.counter.guiding.view
    guide.printed.emit()
    desk.settle()
    guide.close()
    desk.key(9)
    assert desk.types(begun) == ["visit.opened", "visit.closed"]


def test_nobody_came_to_a_called_number(desk: AtDesk) -> None:
    visits = desk.places.functions.visits
    ticket = visits.take("disabled", 102)
    desk.key(5, ctrl=True)
    assert "دارای معلولیت" in desk.line
    assert desk.places.counter.choosing.marked.number == 102
    desk.key(8)
    assert "نیامد" in desk.line
    assert next(one.state for one in visits.waiting() if one.number == ticket.number) == "absent"
    desk.key(5, ctrl=True)
    assert "کسی در نوبت نیست" in desk.line


def test_a_number_goes_to_another_service_with_a_word_and_is_called_by_choice(desk: AtDesk) -> None:
    visits, box = desk.places.functions.visits, desk.places.waiting
    first, second = visits.take("", None), visits.take("", None)
    desk.key(2, ctrl=True)
    rows = box.view.tickets
    numbers = [rows.item(at).data(0x0100).ticket.number for at in range(rows.count())]
    rows.setCurrentRow(numbers.index(second.number))
    desk.key(11)
    assert box.dialog
    desk.hands.type("تعویض شناسنامه", box.dialog.boxes["service"].editor)
    desk.hands.type("تنها مهر", box.dialog.boxes["word"].editor)
    box.dialog.agree.click()
    desk.settle()
    desk.hands.wake()
    sent = next(one for one in visits.waiting() if one.number == second.number)
    assert (sent.service, sent.word) == (102, "تنها مهر")
    rows.setCurrentRow(numbers.index(second.number))
    desk.hands.press(Qt.Key.Key_Return, rows)
    desk.settle()
    assert "تنها مهر" in desk.line
    assert desk.places.here == "request"
    desk.key(8)
    visits.absent(visits.call(first.number).number)


def test_the_next_service_waits_until_the_money_is_settled_or_joins_it(desk: AtDesk) -> None:
    desk.fill()
    desk.key(9)
    desk.search("0000000426")
    assert "Shift+F9" in desk.line
    assert desk.places.counter.stage == "paying"
    desk.pay()
    desk.key(9, shift=True)
    desk.fill()
    desk.key(9)
    assert len(desk.paying.all) == 1
    desk.pay()
    desk.key(12)
    assert "۱ رسید و پاکت" in desk.places.desk.promise.told.words.text()
    desk.key(9)


def test_what_an_earlier_visit_left_unpaid_is_paid_by_its_tracking_id(desk: AtDesk) -> None:
    handed = desk.places.functions
    service = desk.places.counter.unlocked.catalogue.by_key("birth_cert_replace")
    draft = RequestDraft(handed.open_visit(), service.number, service.form.version, REPLACE)
    tid = handed.register(draft).tid
    desk.search(tid)
    assert desk.paying.registered.tid == tid
    desk.pay()
    assert desk.places.counter.stage == "done"
    desk.key(9)
    desk.search(tid)
    assert "نه مدرکی کم دارد" in desk.places.desk.services.why.words.text()


def test_a_visit_that_was_cut_off_is_on_the_desk_again(qapp: QApplication, tmp_path: Path) -> None:
    office = begin(tmp_path)
    with at_desk(office, tmp_path) as cut:
        cut.fill()
        cut.key(9)
        cut.key(9, shift=True)
        cut.fill()
        cut.places.desk.page.form.fields["serial_no"].focus()
        cut.settle()
    with at_desk(office, tmp_path) as again:
        assert "نیمه‌کاره مانده بود" in again.line
        assert again.window.focusWidget() is again.places.desk.page.form.fields["serial_no"].editor
        again.key(9)
        assert len(again.paying.all) == 2
