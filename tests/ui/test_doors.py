"""Doors of the window: signing in, locking, switching; and the manager's people screen."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from app.domain.approvals import Ask
from app.domain.staff import Authorisation, DoorRules
from tests.ui.desk_functions import OPERATOR, MemoryDesk
from tests.ui.desk_staff import CODE, COLLEAGUE, MANAGER, NEWCOMER, PASSWORD, MemoryStaff
from ui import start
from ui.hands import Hands
from ui.window import Window


@pytest.fixture
def staff(desk: MemoryDesk) -> MemoryStaff:
    return MemoryStaff(desk)


@pytest.fixture
def window(qapp: QApplication, staff: MemoryStaff) -> Iterator[Window]:
    window = start.build_window(staff.functions())
    window.show()
    hands = Hands(window)
    hands.wake()
    hands.type("گذرواژه درست", window.unlock.passphrase)
    hands.press(Qt.Key.Key_Return, window.unlock.passphrase)
    hands.wait(lambda: window.unlocked is not None, "the desk to open")
    hands.settle(window)
    yield window
    hands.settle(window)
    window.close()
    window.deleteLater()
    qapp.processEvents()


@pytest.fixture
def hands(window: Window) -> Hands:
    return Hands(window)


def come_in(window: Window, who: str, secret: str = PASSWORD) -> None:
    hands, door = Hands(window), window.sign_in
    door.people.setCurrentIndex(door.people.findData(who))
    hands.type(secret, door.password)
    hands.press(Qt.Key.Key_Return, door.password)
    hands.settle(window)


def at_people(window: Window) -> None:
    come_in(window, MANAGER.number)
    Hands(window).fkey(5, shift=True)
    Hands(window).settle(window)


def test_a_locked_name_says_who_opens_it_and_enter_does_nothing(window, staff):
    come_in(window, COLLEAGUE.number)
    assert "مدیر دفتر" in window.sign_in.shut.who.text()
    assert staff.done == []


def test_a_wait_counts_down_and_no_try_is_heard_meanwhile(window, staff):
    come_in(window, OPERATOR.number, "slow down")
    door = window.sign_in
    assert door.secret.left == 20
    assert "۲۰ ثانیه" in door.secret.waiting.text()
    assert not door.password.isEnabled()
    assert not door.enter.isEnabled()
    door.people.setCurrentIndex(door.people.findData(MANAGER.number))
    assert door.password.isEnabled()
    come_in(window, MANAGER.number)
    assert staff.done == [("sign_in", MANAGER.number, "password")]


def test_a_pin_is_offered_where_it_works_and_f7_takes_the_password(window, staff, hands):
    staff.pins = frozenset({OPERATOR.number})
    window.entrance.open()
    hands.settle(window)
    window.sign_in.people.setCurrentIndex(0)
    assert window.sign_in.secret.method == "pin"
    hands.fkey(7)
    assert window.sign_in.secret.method == "password"
    hands.fkey(7)
    come_in(window, OPERATOR.number)
    assert staff.done == [("sign_in", OPERATOR.number, "pin")]


def test_a_starting_code_leads_to_ones_own_password_written_twice(window, staff, hands):
    come_in(window, OPERATOR.number, CODE)
    new = window.entrance.new
    for name, typed in (("password", "one's own words"), ("again", "one's own word")):
        hands.type(typed, new.boxes[name])
    hands.fkey(9)
    assert new.trouble.words.text()
    assert staff.done == []
    hands.type("one's own words", new.boxes["again"])
    for name in ("pin", "pin_again"):
        hands.type("۱۲۳۴۵۶", new.boxes[name])
    hands.fkey(9)
    assert new.boxes["pin"].hasFocus()
    for name in ("pin", "pin_again"):
        new.boxes[name].clear()
        hands.type("271828", new.boxes[name])
    hands.fkey(9)
    hands.settle(window)
    assert [done[0] for done in staff.done] == ["renew", "sign_in"]
    assert window.doors.currentWidget() is window.places.shell


def test_locking_hides_the_desk_and_the_same_person_finds_the_caret_where_it_was(window, staff):
    hands = Hands(window)
    come_in(window, OPERATOR.number)
    search = window.places.desk.services.search
    search.setFocus()
    hands.type("شناسنامه", search)
    hands.fkey(12, shift=True)
    hands.settle(window)
    assert not window.places.shell.isVisible()
    assert staff.at_work is None
    assert window.sign_in.people.currentData() == OPERATOR.number
    hands.fkey(3)
    assert window.places.here == "request"
    come_in(window, OPERATOR.number)
    assert window.places.shell.isVisible()
    assert search.hasFocus()
    assert search.text() == "شناسنامه"


def test_another_person_goes_on_with_what_is_on_the_desk(window, staff, catalogue, desk):
    hands = Hands(window)
    come_in(window, OPERATOR.number)
    window.places.counter.choose(catalogue.by_key("birth_cert_replace"))
    hands.settle(window)
    hands.fkey(3)
    hands.settle(window)
    hands.fkey(12, shift=True)
    come_in(window, MANAGER.number)
    assert window.places.shell.bar.who.text() == MANAGER.name
    assert window.places.counter.request is not None
    assert window.places.here == "request"
    assert desk.done.count("habits") == 2
    assert desk.on_gui == []


def test_nobody_at_the_keys_locks_the_desk(window, staff, hands):
    come_in(window, OPERATOR.number)
    assert window.idle.timer.interval() == 5 * 60_000
    window.idle.timer.timeout.emit()
    hands.settle(window)
    assert window.entrance.here
    assert not window.idle.timer.isActive()


def test_every_key_counts_the_idle_minutes_anew(window, staff, hands):
    come_in(window, OPERATOR.number)
    counting = {window.idle.timer.timerId()}
    hands.type("شن")
    hands.fkey(3)
    counting.add(window.idle.timer.timerId())
    native = window.windowHandle()
    key = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, "ا")
    assert not window.idle.eventFilter(native, key)
    counting.add(window.idle.timer.timerId())
    assert len(counting) == 3
    window.idle.rest()
    hands.type("ا")
    assert not window.idle.timer.isActive()


def test_a_newcomer_comes_in_to_practise_without_a_shift(window, staff):
    come_in(window, NEWCOMER.number)
    assert "تمرینی" in window.places.shell.bar.who.text()


def test_the_people_screen_tells_an_operator_whose_it_is(window, hands):
    come_in(window, OPERATOR.number)
    hands.fkey(5, shift=True)
    hands.settle(window)
    assert "مدیر دفتر" in window.places.persons.peoplebox.view.trouble.words.text()
    assert window.places.persons.peoplebox.view.list.count() == 0


def test_a_manager_lifts_locks_gives_codes_and_disables_by_keys(window, staff, hands):
    at_people(window)
    view = window.places.persons.peoplebox.view
    assert view.list.count() == 4
    view.list.setCurrentRow(2)
    hands.fkey(11)
    hands.settle(window)
    assert staff.done[-1] == ("unlock", COLLEAGUE.number)
    hands.fkey(10)
    hands.press(Qt.Key.Key_Return, window.places.persons.peoplebox.dialog)
    hands.settle(window)
    assert "۴۰۷۱ ۸۲۹۳" in window.places.persons.peoplebox.dialog.code.text()
    window.places.persons.peoplebox.dialog.accept()
    hands.fkey(12)
    hands.press(Qt.Key.Key_Return, window.places.persons.peoplebox.dialog)
    hands.settle(window)
    assert staff.disabled == {COLLEAGUE.number}
    assert view.marked.number == COLLEAGUE.number
    hands.fkey(12)
    hands.settle(window)
    assert staff.disabled == set()


def test_services_are_found_by_words_and_kept_with_their_days(window, staff, hands, catalogue):
    at_people(window)
    view = window.places.persons.peoplebox.view
    view.list.setCurrentRow(0)
    hands.fkey(8)
    hands.settle(window)
    allowed = window.places.persons.peoplebox.dialog
    service = catalogue.by_key("birth_cert_replace")
    hands.type(service.title, allowed.search)
    hands.press(Qt.Key.Key_Return, allowed.search)
    box = allowed.lines[0].boxes["training"]
    hands.type("۱۴۰۶/۱۳/۰۱", box)
    allowed.agree()
    assert allowed.trouble.words.text()
    box.clear()
    hands.type("۱۴۰۶/۱۲/۰۱", box)
    allowed.agree()
    hands.settle(window)
    assert staff.listed[OPERATOR.number] == (Authorisation(service.number, "1406/12/01", None),)


def test_reads_and_rules_are_one_key_away(window, staff, hands):
    at_people(window)
    hands.fkey(7)
    hands.settle(window)
    table = window.places.persons.peoplebox.dialog.table
    assert table.item(0, 1).text() == MANAGER.name
    window.places.persons.peoplebox.dialog.reject()
    hands.fkey(8, shift=True)
    hands.settle(window)
    rules = window.places.persons.peoplebox.dialog
    rules.idle.setText("۹۹")
    rules.agreed.emit(DoorRules(99, 30))
    hands.settle(window)
    assert "۶۰" in rules.trouble.words.text()
    rules.agreed.emit(DoorRules(2, 30))
    hands.settle(window)
    assert window.idle.timer.interval() == 2 * 60_000


def test_a_new_colleague_is_proposed_by_name(window, staff, hands):
    at_people(window)
    hands.fkey(9)
    view = window.places.persons.peoplebox.dialog
    hands.type("نگار دیگری", view.reason)
    hands.press(Qt.Key.Key_Return, view.reason)
    hands.settle(window)
    assert [one.name for one in staff.people][-1] == "نگار دیگری"
    assert "پیشنهاد" in window.places.persons.peoplebox.view.trouble.words.text()


def test_a_managers_yes_or_no_reaches_the_act_that_asked(window, staff, hands):
    come_in(window, OPERATOR.number)
    approving, got, refused = window.places.approving, [], []
    approving.ask(Ask("void", "اشتباه", tid="723010012071000112"), got.append, refused.append)
    hands.settle(window)
    view = approving.view
    view.secret.line.setText("wrong")
    view.secret.entered.emit()
    hands.settle(window)
    assert view.trouble.words.text()
    assert got == []
    view.secret.line.setText(PASSWORD)
    view.secret.entered.emit()
    hands.settle(window)
    assert got[0].by == MANAGER.number
    approving.ask(Ask("refund", "دلیل"), got.append, refused.append)
    hands.settle(window)
    approving.view.reason.setText("کافی نیست")
    approving.view.secret.line.setText(PASSWORD)
    approving.view.no.click()
    hands.settle(window)
    assert refused[0].code == "approval-refused"
    approving.ask(Ask("people", "دلیل"), got.append, refused.append)
    assert refused[1].code == "right-missing"
    assert len(got) == 1
