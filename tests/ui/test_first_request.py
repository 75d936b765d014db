"""The real window, played from the passphrase to the receipt, by keys alone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QToolButton, QWidget

from app.domain import tracking
from app.domain.money import parse_rials
from tests.ui.desk_functions import MemoryDesk
from tests.ui.test_forms_drawn import cut
from ui.hands import Hands
from ui.journey import Script, play
from ui.theme import LIGHT, THEMES, dress
from ui.window import Window

ANSWERS = {
    "visitor_capacity": "self",
    "applicant_national_id": "0000000426",
    "applicant_first_name": "زهرا",
    "applicant_last_name": "محمدی اکبری",
    "applicant_birth_date": "13680417",
    "applicant_mobile": "09123456789",
    "residence_postal_code": "1319994567",
    "residence_address": "تهران، خیابان کارگر شمالی، کوچه ۱۲، پلاک ۷",
    "residence_province": "23",
    "residence_county": "تهران",
    "loss_date": "1405/8/2",
    "loss_reason": "lost",
    "loss_turn": "second",
}
SCRIPT = Script("گذرواژه درست", "1201", "1234", "birth_cert_duplicate", ANSWERS)


def test_an_operators_first_request(window: Window, desk: MemoryDesk) -> None:
    desk.shift = None
    steps: list[str] = []
    cuts: list[str] = []

    def shoot(step: str) -> None:
        steps.append(step)
        cuts.extend(f"{step}: {why}" for why in _cut(window))

    saw = play(window, SCRIPT, shoot=shoot)
    (registered,) = desk.registered.values()
    assert saw.service_title == "صدور شناسنامه المثنی"
    assert saw.tid == registered.tid == tracking.check(saw.tid)
    assert saw.v_code == registered.v_code
    assert parse_rials(saw.fee_total) == registered.fee.total
    assert saw.requests_today == saw.fee_total
    assert all("تعرفه ۱۴" in basis for basis in saw.tariff_basis)
    assert steps == [
        "01-unlock", "02-sign-in", "03-search", "04-form", "05-fee",
        "06-payment", "07-receipt", "08-today", "09-sync",
    ]  # fmt: skip
    assert cuts == []
    answers = desk.drafts[saw.tid].answers
    assert answers["applicant_birth_date"] == "1368/04/17"
    assert answers["residence_county"] == "تهران"
    assert {"register", "terminal", "issue", "preview", "print", "sync"} <= set(desk.done)
    # The guard: not one function ran on the GUI thread.
    assert desk.on_gui == []


def test_a_slip_by_hand_instead_of_the_terminal(window: Window, desk: MemoryDesk) -> None:
    slip = {"terminal": "71234567", "rrn": "612345678901", "trace": "4521", "last4": "4417"}
    script = Script("گذرواژه درست", "1201", "1234", "birth_cert_duplicate", ANSWERS, slip=slip)
    play(window, script, shoot=lambda step: None)
    assert [one.rrn for one in desk.slips] == ["612345678901"]
    assert "terminal" not in desk.done


def test_an_unknown_payment_stops_charging_and_lets_the_next_citizen_come(
    window: Window, desk: MemoryDesk
) -> None:
    desk.terminal_says = "unknown"
    hands, places = _until_payment(window)
    hands.fkey(10)
    hands.settle(window)
    assert places.counter.paying.stuck
    for _ in range(3):
        hands.fkey(10)
        hands.fkey(11)
        hands.settle(window)
    assert desk.done.count("terminal") == 1
    assert "issue" not in desk.done
    assert "نگیرید" in places.desk.payment.trouble.words.text()
    hands.fkey(9)
    assert places.counter.stage == "choosing"


@pytest.mark.parametrize("step", ["plan", "issue"])
def test_a_refused_step_is_tried_again_by_f10_and_charges_once(
    window: Window, desk: MemoryDesk, step: str
) -> None:
    desk.refuse_once.add(step)
    hands, places = _until_payment(window)
    for _ in range(3):
        hands.fkey(10)
        hands.settle(window)
    assert places.counter.stage == "done"
    assert desk.done.count("terminal") == 1


def test_f10_pressed_twice_charges_once(window: Window, desk: MemoryDesk) -> None:
    hands, places = _until_payment(window)
    hands.fkey(10)
    hands.fkey(10)
    hands.wait(lambda: places.counter.stage == "done", "the receipt")
    assert desk.done.count("terminal") == 1


def test_f9_on_an_empty_form_goes_to_the_first_question_and_registers_nothing(
    window: Window, desk: MemoryDesk
) -> None:
    hands = _signed_in(window)
    places = window.places
    _choose(hands, places, "birth_cert_duplicate")
    hands.fkey(9)
    first = places.counter.request.first_trouble
    assert QApplication.focusWidget() is places.desk.page.form.fields[first].editor
    assert places.desk.page.form.fields[first].message.text()
    assert "register" not in desk.done


def test_f7_takes_the_words_that_were_meant(window: Window) -> None:
    hands = _signed_in(window)
    _choose(hands, window.places, "birth_cert_duplicate")
    view = window.places.desk.page.form.fields["applicant_first_name"]
    view.focus()
    hands.type("sghl")
    hands.fkey(7)
    assert view.editor.text() == "سلام"
    assert window.places.counter.request.answers["applicant_first_name"] == "سلام"


def test_a_condition_shows_its_field_and_the_caret_stays(window: Window) -> None:
    hands = _signed_in(window)
    _choose(hands, window.places, "birth_cert_duplicate")
    fields = window.places.desk.page.form.fields
    assert not fields["visitor_first_name"].isVisible()
    fields["visitor_capacity"].focus()
    while fields["visitor_capacity"].editor.answer() != "father":
        hands.press(Qt.Key.Key_Down)
    assert fields["visitor_first_name"].isVisible()
    assert QApplication.focusWidget() is fields["visitor_capacity"].editor


def test_enter_goes_from_question_to_question(window: Window) -> None:
    hands = _signed_in(window)
    _choose(hands, window.places, "birth_cert_duplicate")
    fields = window.places.desk.page.form.fields
    fields["applicant_national_id"].focus()
    hands.press(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is fields["applicant_first_name"].editor


def test_tab_reaches_everything_that_takes_the_caret(window: Window) -> None:
    hands = _signed_in(window)
    _choose(hands, window.places, "birth_cert_duplicate")
    start, met = QApplication.focusWidget(), set()
    for _ in range(300):
        met.add(QApplication.focusWidget())
        QApplication.focusWidget().focusNextChild()
        if QApplication.focusWidget() is start:
            break
    wanted = {
        widget
        for widget in window.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not widget.focusProxy()
        if widget.isVisible() and widget.isEnabled()
    }
    pills = set(window.places.desk.services.group.buttons())
    # Of an exclusive group Qt's Tab takes the checked one; arrows go to the others.
    assert wanted - met - pills == set()
    assert met & pills


def test_every_focusable_widget_has_a_name(window: Window) -> None:
    from PySide6.QtGui import QAccessible

    hands = _signed_in(window)
    _choose(hands, window.places, "birth_cert_duplicate")
    for key in (3, 4):
        hands.fkey(key)
        hands.settle(window)
    unnamed = [
        widget
        for widget in window.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not widget.focusProxy()
        if widget.window() is window  # the list of a closed combo is a window of its own
        if not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
    ]
    assert unnamed == []


def test_a_wrong_passphrase_is_told_in_place(window: Window, desk: MemoryDesk) -> None:
    hands = Hands(window)
    hands.type("نادرست", window.unlock.passphrase)
    hands.press(Qt.Key.Key_Return, window.unlock.passphrase)
    hands.settle(window)
    assert window.unlock.trouble.isVisible()
    assert "مدیر دفتر" in window.unlock.trouble.who.text()
    assert window.unlock.passphrase.isEnabled()


def test_the_window_fits_a_small_screen_and_all_themes_draw(window: Window) -> None:
    hands = _signed_in(window)
    _choose(hands, window.places, "birth_cert_duplicate")
    assert window.minimumSizeHint().height() <= 560
    for _ in THEMES:
        hands.fkey(6)
        assert _cut(window) == []
    assert dress.current() is LIGHT


@pytest.mark.parametrize("key", ["F1", "F2", "F3", "F4", "F5", "F8", "F9", "F10", "F11", "F12"])
def test_no_key_breaks_an_empty_desk(window: Window, key: str) -> None:
    hands = _signed_in(window)
    hands.fkey(int(key[1:]))
    hands.settle(window)
    assert window.places.counter.request is None
    assert window.tasks.running == 0
    for dialog in QApplication.topLevelWidgets():
        if dialog is not window and dialog.isVisible():
            dialog.close()


def _signed_in(window: Window) -> Hands:
    hands = Hands(window)
    hands.type("گذرواژه درست", window.unlock.passphrase)
    hands.press(Qt.Key.Key_Return, window.unlock.passphrase)
    hands.wait(lambda: window.unlocked is not None, "unlock")
    hands.type("1234", window.sign_in.password)
    hands.press(Qt.Key.Key_Return, window.sign_in.password)
    hands.wait(lambda: hasattr(window, "places"), "the desk")
    hands.settle(window)
    return hands


def _choose(hands: Hands, places, key: str) -> None:  # type: ignore[no-untyped-def]
    places.counter.choose(places.counter.unlocked.catalogue.by_key(key))
    hands.turn()


def _until_payment(window: Window):  # type: ignore[no-untyped-def]
    from ui.journey import _fill

    hands = _signed_in(window)
    _choose(hands, window.places, "birth_cert_duplicate")
    _fill(hands, SCRIPT, lambda step: None)
    hands.fkey(9)
    hands.wait(lambda: window.places.counter.stage == "paying", "payment")
    hands.settle(window)
    return hands, window.places


def _cut(window: Window) -> list[str]:
    kinds = (QLabel, QPushButton, QToolButton)
    return [why for kind in kinds for widget in window.findChildren(kind) if (why := cut(widget))]
