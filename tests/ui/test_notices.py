"""Notices that come during the day: a strip, or a halt until what may not wait is read."""

from PySide6.QtWidgets import QApplication, QLabel

from app.domain.notices import Notice
from tests.ui.desk_functions import MemoryDesk
from tests.ui.newer import KEY
from tests.ui.test_first_request import SCRIPT, _choose, _cut, _signed_in
from ui.functions import Morning
from ui.journey import _fill
from ui.window import Window

ORDINARY = Notice("n", 1, "نشانی تازه", "نشانی سامانه عوض شد.", "ab")
URGENT = Notice("u", 1, "کلاهبرداری", "از این پیامک‌ها به متقاضی بگویید.", "cd", critical=True)


def test_what_may_not_wait_is_read_before_the_work_goes_on_at_the_same_letter(
    window: Window, desk: MemoryDesk
) -> None:
    hands = _signed_in(window)
    hands.wake()
    _choose(hands, window.places, KEY)
    field = window.places.desk.page.form.fields["applicant_first_name"]
    field.focus()
    hands.type("زهرا", field.editor)
    news = desk.morning = Morning(7, (), (URGENT,))
    window.places.ask_light()
    hands.settle(window)
    assert window.doors.currentWidget() is window.morning
    said = {label.text() for label in window.morning.findChildren(QLabel)}
    assert {"فوری", URGENT.text} <= said
    assert _cut(window) == []
    # The next light brings no second one, and its key is the only one that is heard.
    window.places.ask_light()
    hands.fkey(3)
    hands.settle(window)
    assert window.doors.currentWidget() is window.morning
    assert desk.morning is news
    hands.fkey(9)
    hands.settle(window)
    assert desk.morning is None
    assert window.places.here == "request"
    assert QApplication.focusWidget() is field.editor
    assert (field.editor.text(), field.editor.cursorPosition()) == ("زهرا", 4)


def test_it_does_not_come_between_the_money_and_the_receipt(
    window: Window, desk: MemoryDesk
) -> None:
    hands = _signed_in(window)
    _choose(hands, window.places, KEY)
    _fill(hands, SCRIPT, lambda _: None)
    desk.morning = Morning(7, (), (URGENT,))
    hands.fkey(9)
    hands.wait(lambda: window.places.counter.stage == "paying", "the money")
    hands.settle(window)
    assert window.morning is None
    hands.fkey(10)
    hands.wait(lambda: window.places.counter.stage == "done", "the receipt")
    hands.settle(window)
    assert window.morning is not None


def test_another_notice_is_a_strip_and_is_read_by_its_key(window: Window, desk: MemoryDesk) -> None:
    hands = _signed_in(window)
    desk.morning = Morning(7, (), (ORDINARY,))
    window.places.ask_light()
    hands.settle(window)
    assert window.morning is None
    strips = {label.text() for label in window.places.shell.findChildren(QLabel)}
    assert {"اطلاعیه تازه: نشانی تازه", "خواندن با Ctrl+F4 و سپس F10"} <= strips
    hands.fkey(4, ctrl=True)
    hands.fkey(10)
    hands.settle(window)
    hands.fkey(9)
    hands.settle(window)
    assert desk.morning is None
    assert window.places.here == "notes"
