"""«برگه‌ها»: any paper of a request from one list, a reason for a second copy, a guide from F1."""

from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit

from app.domain.pages import PageWanted
from app.domain.printers import HandPicked
from tests.ui.desk_functions import MemoryDesk
from tests.ui.desk_press import absent
from tests.ui.test_first_request import _cut, _signed_in, _until_payment
from ui.hands import Hands
from ui.window import Window


def test_a_second_copy_asks_why_and_says_it(window: Window, desk: MemoryDesk) -> None:
    hands, tid = _receipted(window)
    hands.fkey(12)
    hands.settle(window)
    assert desk.press.copies == {tid: 1}
    hands.fkey(12)
    hands.settle(window)
    view = window.places.sending.view
    assert not view.agree.isEnabled()
    assert _cut(view) == []
    view.usual[0].click()
    hands.press(Qt.Key.Key_Return, view.reason)
    hands.settle(window)
    (wanted,) = desk.press.printed
    assert wanted.reason == "برگه نخست گم شده است"
    assert desk.press.copies == {tid: 2}
    assert desk.on_gui == []


def test_going_back_from_the_reason_prints_nothing(window: Window, desk: MemoryDesk) -> None:
    hands, tid = _receipted(window)
    desk.press.copies[tid] = 1
    hands.fkey(12)
    hands.settle(window)
    window.places.sending.view.reject()
    hands.settle(window)
    assert desk.press.sent == []
    assert "چاپ مجدد نشد" in window.places.desk.promise.told.words.text()


def test_one_copy_too_many_asks_the_manager(window: Window, desk: MemoryDesk) -> None:
    hands, tid = _receipted(window)
    desk.press.copies[tid] = 4
    hands.fkey(12)
    hands.settle(window)
    hands.type("گم شد", window.places.sending.view.reason)
    hands.press(Qt.Key.Key_Return, window.places.sending.view.reason)
    hands.settle(window)
    # The window of the tests has nobody to ask, so it says who could.
    assert "اقدام با مدیر" in window.places.desk.promise.told.who.text()
    assert desk.press.sent == []


def test_another_ones_case_is_looked_at_only_after_a_reason(
    window: Window, desk: MemoryDesk
) -> None:
    hands, tid = _receipted(window)
    desk.press.foreign.add(tid)
    hands.fkey(11, shift=True)
    hands.settle(window)
    view = window.places.sending.cases.view
    view.usual[0].click()
    view._agree()
    hands.settle(window)
    assert desk.press.reads == [(tid, "متقاضی پشت باجه است")]
    assert window.places.pagebox.view.pages.pictures
    window.places.pagebox.view.reject()


def test_the_papers_of_a_request_are_seen_and_printed(window: Window, desk: MemoryDesk) -> None:
    hands, tid = _receipted(window)
    hands.fkey(11, shift=True)
    hands.settle(window)
    view = window.places.pagebox.view
    assert [line.wanted.kind for line in view.pages.lines] == [
        *("receipt", "filled-form", "envelope"),
        *("guide", "blank-form", "ticket"),
    ]
    assert view.pages.pictures
    assert _cut(view) == []
    hands.press(Qt.Key.Key_Down, view.list)
    hands.press(Qt.Key.Key_Down, view.list)
    hands.settle(window)
    _press(view, Qt.Key.Key_F12)
    hands.settle(window)
    assert desk.press.printed == [PageWanted("envelope", tid=tid)]
    assert "چاپ شد" in view.told.words.text()
    desk.press.jam = absent()
    _press(view, Qt.Key.Key_F12)
    hands.settle(window)
    assert "پاسخ نمی‌دهد" in view.told.words.text()
    assert view.print_.isEnabled()
    assert desk.on_gui == []
    view.reject()
    hands.settle(window)


def test_a_service_that_is_only_marked_has_its_guide_and_its_form(window: Window) -> None:
    hands = _signed_in(window)
    hands.fkey(11, shift=True)
    hands.settle(window)
    view = window.places.pagebox.view
    marked = window.places.counter.choosing.marked
    assert view.pages.lines[0].wanted == PageWanted("guide", service=marked.number)
    hands.fkey(11, shift=True)
    assert window.places.pagebox.view is view  # one list at a time
    view.reject()
    hands.settle(window)


def test_f1_has_the_guide_on_paper_too(window: Window, desk: MemoryDesk) -> None:
    hands = _signed_in(window)
    hands.fkey(1)
    view = window.places.counter.guiding.view
    _press(view, Qt.Key.Key_F12)
    hands.settle(window)
    (wanted,) = desk.press.printed
    assert wanted.kind == "guide"
    assert "راهنما چاپ شد" in view.paper.words.text()
    assert _cut(view) == []
    view.reject()


def test_a_payment_nobody_knows_the_end_of_gets_its_slip(window: Window, desk: MemoryDesk) -> None:
    desk.terminal_says = "unknown"
    hands, places = _until_payment(window)
    hands.fkey(10)
    hands.settle(window)
    assert places.desk.payment.print_.isVisible()
    hands.fkey(12)
    hands.settle(window)
    (wanted,) = desk.press.printed
    assert (wanted.kind, wanted.tid) == ("inquiry", places.counter.paying.registered.tid)
    assert "برگه چاپ شد" in places.desk.payment.paper.words.text()
    assert _cut(window) == []


def test_only_print_with_opens_the_systems_dialog(
    window: Window, desk: MemoryDesk, tmp_path: Path
) -> None:
    hands, tid = _receipted(window)
    hands.fkey(11, shift=True)
    hands.settle(window)
    view = window.places.pagebox.view
    QTimer.singleShot(0, lambda: _dialog().reject())
    view.with_.click()
    hands.settle(window)
    assert desk.press.printed == []
    file = str(tmp_path / "a.pdf")
    QTimer.singleShot(0, lambda: _print_to(file))
    view.with_.click()
    hands.settle(window)
    assert desk.press.picked == [HandPicked("", file)]
    assert [one.tid for one in desk.press.printed] == [tid]
    view.reject()
    hands.settle(window)


def _print_to(file: str) -> None:
    """What a person does in the dialog of a computer without printers."""
    dialog = _dialog()
    dialog.findChild(QLineEdit, "filename").setText(file)
    dialog.accept()


def _press(view: QDialog, key: Qt.Key) -> None:
    """A key of a dialog: the window's own keys do not hear it."""
    event = QKeyEvent(QEvent.Type.KeyPress, key.value, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(view, event)


def _dialog() -> QPrintDialog:
    shown = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
    (found,) = [w for w in shown if isinstance(w, QPrintDialog)]
    return found


def _receipted(window: Window) -> tuple[Hands, str]:
    """A request with its receipt issued and not printed yet."""
    hands, places = _until_payment(window)
    while places.counter.stage == "paying":
        hands.fkey(10)
        hands.settle(window)
    return hands, places.counter.paying.registered.tid
