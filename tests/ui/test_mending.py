"""A request put right on its own form: void and new, a correction, an incomplete one goes on."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox

from tests.desk.conftest import Desk
from tests.desk.doing import accept, receipted
from tests.ui.desk_cases import (
    SECRET,
    agree,
    catalogue,
    desk,
    functions,
    looked_up,
    memory,
    session,
    shoot,
    terminal,
    window,
)
from tests.ui.test_cases import case_of, do, say, told
from tests.ui.test_first_request import _cut
from ui.hands import Hands
from ui.window import Window

__all__ = ["catalogue", "desk", "functions", "memory", "session", "terminal", "window"]


def retype(hands: Hands, name: str, said: str) -> None:
    editor = hands.window.places.following.mending.view.page.form.fields[name].editor
    editor.setFocus()
    editor.clear()
    hands.type(said, editor)
    hands.turn()


def test_a_typo_just_printed_is_voided_and_the_right_one_stands_in_its_place(
    window: Window, desk: Desk
) -> None:
    done = receipted(desk)
    hands = looked_up(window, done.tid)
    hands.fkey(2, shift=True)
    hands.settle(window)
    say(hands, reason="نام خانوادگی نادرست")
    do(hands)
    agree(hands, SECRET)
    mending = window.places.following.mending
    assert window.places.here == "mend"
    retype(hands, "applicant_last_name", "درست")
    for tick in mending.view.page.papers.findChildren(QCheckBox):
        if tick.isVisibleTo(mending.view.page) and not tick.isChecked():
            hands.press(Qt.Key.Key_Space, tick)
    shoot(window, "mend")
    assert _cut(window) == []
    do(hands)
    old = case_of(desk, done.tid)
    new = case_of(desk, old.replacement)
    assert (old.state, new.body["applicant"]["name"]) == ("voided", "مریم درست")
    assert (old.refunds, new.owing) == ((), ())
    assert window.places.following.casebox.case.tid == new.tid
    hands.fkey(10)
    hands.settle(window)
    do(hands)
    assert len(case_of(desk, new.tid).receipts) == 1
    assert mending.request is None


def test_a_correction_issues_the_receipt_that_replaces_the_old_one(
    window: Window, desk: Desk
) -> None:
    done = receipted(desk)
    hands = looked_up(window, done.tid)
    hands.fkey(11)
    hands.settle(window)
    say(hands, reason="نام خانوادگی نادرست")
    do(hands)
    agree(hands, SECRET)
    do(hands)
    assert "چیزی عوض نشده" in window.places.following.mending.view.fee.refusal.words.text()
    retype(hands, "applicant_last_name", "درست")
    do(hands)
    found = case_of(desk, done.tid)
    assert found.body["applicant"]["name"] == "مریم درست"
    assert [one.stands for one in found.receipts] == [False, True]
    assert "اصلاح ثبت شد" in told(window)


def test_esc_leaves_the_request_as_it_was(window: Window, desk: Desk) -> None:
    done = desk.register()
    hands = looked_up(window, done.tid)
    hands.fkey(2, shift=True)
    hands.settle(window)
    say(hands, reason="نام خانوادگی نادرست")
    do(hands)
    retype(hands, "applicant_last_name", "درست")
    hands.press(Qt.Key.Key_Escape)
    hands.settle(window)
    assert window.places.here == "case"
    assert case_of(desk, done.tid).state == "awaiting_payment"


def test_an_incomplete_request_goes_on_at_the_request_screen(window: Window, desk: Desk) -> None:
    done = accept(desk)
    hands = looked_up(window, done.tid)
    shoot(window, "incomplete")
    hands.fkey(9)
    hands.settle(window)
    counter = window.places.counter
    assert window.places.here == "request"
    assert counter.request.completes == done.tid
    assert counter.request.draft("v").completes == done.tid
