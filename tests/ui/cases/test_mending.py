"""A request put right on its own form: void and new, a correction, an incomplete one goes on."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox

from app.desk import voids
from app.devices.simulator import Simulator
from app.domain.acts import DraftRow
from tests.desk.conftest import Desk, make_here
from tests.desk.doing import accept, receipted
from tests.ui.cases.test_cases import case_of, do, say, told
from tests.ui.desk_cases import SECRET, AtWork, agree, functions_of, looked_up, shoot, window_of
from tests.ui.desk_functions import MemoryDesk
from tests.ui.test_first_request import _cut, _signed_in
from ui.functions import Functions
from ui.hands import Hands
from ui.window import Window


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
    _tick_all(hands)
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


@pytest.mark.parametrize("key", [(2, True), (11, False)], ids=["renew", "correct"])
def test_what_was_typed_outlives_the_program_and_goes_on_at_the_same_letter(
    window: Window, desk: Desk, memory: MemoryDesk, terminal: Simulator, tmp_path: Path, key
) -> None:
    done = receipted(desk)
    hands = _mending(window, done.tid, key)
    retype(hands, "applicant_last_name", "رست")
    mending = window.places.following.mending
    editor, keeping = mending.view.page.form.fields["applicant_last_name"].editor, mending.keeping
    hands.wake()
    hands.press(Qt.Key.Key_Home, editor)
    hands.type("د", editor)
    hands.turn()
    hands.wait(lambda: keeping.sheet.name and not keeping.soon.isActive(), "the draft")
    hands.settle(window)
    # What the disk holds at this moment is all that is left.
    left = tmp_path / "after"
    shutil.copytree(tmp_path, left, ignore=shutil.ignore_patterns("after"))
    again = Desk(make_here(left), desk.serving, desk.clock)
    handed = functions_of(again, memory, terminal, AtWork(again, left))
    with window_of(handed, memory) as second:
        hands = _found_again(second)
        assert second.places.here == "mend"
        page = second.places.following.mending.view.page
        assert QApplication.focusWidget() is page.form.fields["applicant_last_name"].editor
        assert page.form.place() == "applicant_last_name:1"
        shoot(second, "mend-again")
        _tick_all(hands)
        do(hands)
        found = case_of(again, done.tid)
        found = case_of(again, found.replacement) if found.replacement else found
        assert found.body["applicant"]["name"] == "مریم درست"
        assert drafts_of(handed) == ()
    again.here.db.close()


def _found_again(window: Window) -> Hands:
    """Signed in after the end; said in one line what was left, and gone on with by its key."""
    hands = _signed_in(window)
    hands.wake()
    hands.settle(window)
    said = window.places.desk.waiting.words.text()
    assert "۱ پیش‌نویس نیمه‌تمام" in said
    assert "مریم درست" in said
    assert "برای درست کردن" in said
    hands.fkey(3, shift=True)
    hands.settle(window)
    hands.press(Qt.Key.Key_Return, window.places.draftbox.view.list)
    agree(hands, SECRET)
    hands.wake()
    return hands


def test_another_person_at_the_desk_loses_nothing_of_it_and_esc_leaves_no_draft(
    window: Window, desk: Desk, functions: Functions
) -> None:
    done = receipted(desk)
    hands = _mending(window, done.tid, (11, False))
    retype(hands, "applicant_last_name", "درست")
    window.places.following.forget()
    hands.settle(window)
    (row,) = drafts_of(functions)
    assert (row.puts_right, row.citizen) == (done.tid, "مریم درست")
    window.places.draftbox.open(row.draft)
    agree(hands, SECRET)
    hands.wake()
    hands.press(Qt.Key.Key_Escape)
    hands.settle(window)
    assert (window.places.here, drafts_of(functions)) == ("case", ())


def test_a_draft_of_a_request_that_ended_meanwhile_is_refused_and_stays(
    window: Window, desk: Desk, functions: Functions
) -> None:
    done = desk.register()
    hands = _mending(window, done.tid, (2, True), asked=False)
    retype(hands, "applicant_last_name", "درست")
    window.places.following.forget()
    hands.settle(window)
    plan = voids.plan_void(desk.here, done.tid)
    voids.void(desk.here, desk.clock(), desk.serving, replace(plan, reason="اشتباه"))
    (row,) = drafts_of(functions)
    hands.fkey(3, shift=True)
    hands.settle(window)
    window.places.draftbox.open(row.draft)
    hands.settle(window)
    assert window.places.here == "drafts"
    assert window.places.draftbox.view.trouble.isVisible()
    assert drafts_of(functions) == (row,)


def _mending(window: Window, tid: str, key: tuple[int, bool], *, asked: bool = True) -> Hands:
    """The form of a request that is put right, after a manager agreed where money was taken."""
    hands = looked_up(window, tid)
    number, shift = key
    hands.fkey(number, shift=shift)
    hands.settle(window)
    say(hands, reason="نام خانوادگی نادرست")
    do(hands)
    if asked:
        agree(hands, SECRET)
    return hands


def drafts_of(functions: Functions) -> tuple[DraftRow, ...]:
    """The list, read by the test itself, not by the window's thread."""
    rows: tuple[DraftRow, ...] = functions.drafts.__wrapped__()  # type: ignore[attr-defined]
    return rows


def _tick_all(hands: Hands) -> None:
    page = hands.window.places.following.mending.view.page
    for tick in page.papers.findChildren(QCheckBox):
        if tick.isVisibleTo(page) and not tick.isChecked():
            hands.press(Qt.Key.Key_Space, tick)


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
