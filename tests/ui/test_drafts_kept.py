"""Drafts: kept as typed, found again with the caret in place, given up only with a reason."""

from PySide6.QtCore import QElapsedTimer, Qt
from PySide6.QtWidgets import QApplication, QLabel

from app.domain.acts import RequestDraft
from tests.ui.conftest import dialog_over
from tests.ui.desk_functions import MemoryDesk
from tests.ui.newer import KEY, second_form
from tests.ui.test_first_request import SCRIPT, _choose, _cut, _signed_in
from ui.functions import Release
from ui.hands import Hands
from ui.journey import _fill
from ui.models.drafts import age
from ui.window import Window


def test_each_key_reaches_the_draft_within_a_second(window: Window, desk: MemoryDesk) -> None:
    hands = _typing(window)
    clock = QElapsedTimer()
    clock.start()
    hands.type("زهرا")
    hands.wait(lambda: desk.kept, "the draft")
    assert clock.elapsed() <= 1000
    draft, place = desk.kept["draft-1"]
    assert draft.answers["applicant_first_name"] == "زهرا"
    assert place == "applicant_first_name:4"
    assert desk.on_gui == []


def test_leaving_a_field_saves_at_once(window: Window, desk: MemoryDesk) -> None:
    hands = _typing(window)
    hands.type("زهرا")
    hands.press(Qt.Key.Key_Return)
    hands.settle(window)
    assert "applicant_first_name" in desk.kept["draft-1"][0].answers
    assert "ذخیره شد" in window.places.desk.page.kept.text()


def test_an_untouched_form_is_no_draft(window: Window, desk: MemoryDesk) -> None:
    hands = _signed_in(window)
    _choose(hands, window.places, KEY)
    hands.fkey(8, shift=True)
    hands.settle(window)
    assert desk.kept == {}


def test_closing_the_window_loses_nothing(window: Window, desk: MemoryDesk) -> None:
    hands = _typing(window)
    hands.type("زهرا")
    window.close()
    assert desk.kept["draft-1"][0].answers["applicant_first_name"] == "زهرا"


def test_a_draft_goes_on_at_the_same_letter(window: Window, desk: MemoryDesk) -> None:
    hands = _typing(window)
    hands.type("زهرا")
    hands.press(Qt.Key.Key_Home)
    hands.press(Qt.Key.Key_Left)
    hands.type("ی")
    hands.fkey(8, shift=True)
    hands.settle(window)
    assert window.places.counter.stage == "choosing"
    place = desk.kept["draft-1"][1]
    hands.fkey(3, shift=True)
    hands.settle(window)
    view = window.places.draftbox.view
    assert "شناسنامه المثنی" in view.marked.title
    assert "خطا" in view.marked.pill
    assert _cut(window) == []
    hands.press(Qt.Key.Key_Return, view.list)
    hands.settle(window)
    here = QApplication.focusWidget()
    assert window.places.here == "request"
    assert here is window.places.desk.page.form.fields["applicant_first_name"].editor
    assert f"applicant_first_name:{here.cursorPosition()}" == place
    hands.type("ب")
    hands.fkey(8, shift=True)
    hands.settle(window)
    assert list(desk.kept) == ["draft-1"]


def test_what_a_crash_left_behind_is_said_in_one_line(window: Window, desk: MemoryDesk) -> None:
    number = desk.catalogue.by_key(KEY).number
    answers = {"applicant_last_name": "محمدی"}
    desk.kept["draft-1"] = (RequestDraft("", number, 1, answers), "applicant_last_name:3")
    _signed_in(window)
    assert "صدور شناسنامه المثنی – محمدی" in window.places.desk.waiting.words.text()
    assert "Shift+F3" in window.places.desk.waiting.who.text()
    assert _cut(window) == []


def test_a_registered_request_leaves_no_draft(window: Window, desk: MemoryDesk) -> None:
    hands = _signed_in(window)
    _choose(hands, window.places, KEY)
    _fill(hands, SCRIPT, lambda step: None)
    hands.settle(window)
    assert len(desk.kept) == 1
    hands.fkey(9)
    hands.settle(window)
    assert desk.kept == {}


def test_a_draft_is_given_up_only_with_a_reason(window: Window, desk: MemoryDesk) -> None:
    hands = _typing(window)
    hands.type("زهرا")
    hands.fkey(8, shift=True)
    hands.fkey(3, shift=True)
    hands.settle(window)
    view = window.places.draftbox.view
    hands.press(Qt.Key.Key_Delete, view.list)
    dialog = dialog_over(window)
    dialog._agree()
    assert desk.given_up == []
    hands.type("منصرف شد", dialog.reason)
    dialog._agree()
    hands.settle(window)
    assert desk.given_up == [("draft-1", "منصرف شد")]
    assert view.marked is None


def test_a_failed_save_is_told_and_the_next_one_keeps_all(window: Window, desk: MemoryDesk) -> None:
    desk.refuse_once.add("save_draft")
    hands = _typing(window)
    hands.type("زهرا")
    hands.press(Qt.Key.Key_Return)
    hands.settle(window)
    assert window.places.desk.page.standing.isVisible()
    hands.type("م")
    hands.press(Qt.Key.Key_Return)
    hands.settle(window)
    assert desk.kept["draft-1"][0].answers["applicant_first_name"] == "زهرا"


def test_a_newer_form_is_taken_only_after_its_differences_were_shown(
    window: Window, desk: MemoryDesk
) -> None:
    hands = _signed_in(window)
    _choose(hands, window.places, KEY)
    _fill(hands, SCRIPT, lambda step: None)
    desk.catalogue, desk.release = second_form(desk.catalogue), Release(8)
    window.places.ask_light()
    hands.settle(window)
    hands.settle(window)
    hands.fkey(7, shift=True)
    dialog = dialog_over(window)
    said = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "۱۳۱۹۹۹۴۵۶۷" in said
    assert "دیگر پرسیده نمی‌شود" in said
    assert "پرسش تازه" in said
    assert window.places.counter.request.service.form.version == 1
    dialog._agree()
    hands.settle(window)
    request = window.places.counter.request
    assert request.service.form.version == 2
    assert request.answers["applicant_last_name"] == "محمدی اکبری"
    assert "residence_postal_code" not in request.answers
    assert request.first_trouble == "new_question"


def test_the_age_of_a_draft_is_said_in_the_largest_unit() -> None:
    from datetime import timedelta

    from tests.ui.desk_functions import NOW

    ages = [age(NOW - timedelta(minutes=m), NOW) for m in (0, 5, 125, 4500)]
    assert ages == ["همین حالا", "۵ دقیقه پیش", "۲ ساعت پیش", "۳ روز پیش"]


def _typing(window: Window) -> Hands:
    hands = Hands(window)
    hands.wake()
    hands = _signed_in(window)
    _choose(hands, window.places, KEY)
    window.places.desk.page.form.fields["applicant_first_name"].focus()
    return hands
