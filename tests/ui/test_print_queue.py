"""The print queue: what waits is seen, sent again, answered for, or taken out after a question."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

import resources
from app.domain.printers import Job
from tests.ui.conftest import dialog_over
from tests.ui.desk_functions import NOW, MemoryDesk
from tests.ui.desk_press import AT, TIDS, MemoryPress, absent
from tests.ui.test_first_request import _cut, _signed_in
from ui import words
from ui.hands import Hands
from ui.models.queue import Queue
from ui.theme import DARK, LIGHT, dress
from ui.window import Window

WAITING = Job("waiting", 2, "print-absent", NOW + timedelta(minutes=5))
FAILED = Job("failed", 1, "print-refused")
UNSURE = Job("unsure", 1, "print-cut-short")


def test_a_line_says_what_since_when_how_often_and_who_acts() -> None:
    press = MemoryPress()
    press.put(WAITING)
    (line,) = Queue.of(press.open_jobs(), (), NOW).lines
    assert line.title == f"رسید {words.grouped('72301-100-0328-2000-017')}"
    assert line.under.split(" · ")[1:] == ["از ۱۰:۱۰", "۲ بار تلاش", "تلاش بعدی ۱۰:۳۶"]
    assert "EPSON TM-T20" in line.under
    assert "EPSON TM-T20" in line.why
    assert "پاسخ نمی‌دهد" in line.why
    assert line.who == "اقدام با متصدی"
    assert (line.pill, line.tone) == ("در انتظار", "info")


@pytest.mark.parametrize(
    ("job", "retry", "answer", "cancel"),
    [
        (WAITING, True, False, True),
        (FAILED, True, False, True),
        (UNSURE, False, True, True),
        (Job("printing", 1), False, False, False),
    ],
    ids=["waiting", "failed", "unsure", "printing"],
)
def test_only_what_the_queue_would_do_is_offered(
    job: Job, retry: bool, answer: bool, cancel: bool
) -> None:
    press = MemoryPress()
    press.put(job)
    (line,) = Queue.of(press.open_jobs(), (), NOW).lines
    assert (line.may_retry, line.may_answer, line.may_cancel) == (retry, answer, cancel)


def test_a_sentence_whose_facts_nobody_kept_is_still_a_sentence() -> None:
    codes = [code for code in resources.messages() if code.startswith("print-")]
    said = [words.page_reason(code, "") for code in [*codes, "never-heard-of", ""]]
    assert [one for one in said if "{" in one or "«»" in one or "چاپگر چاپگر" in one] == []
    assert words.page_reason("print-absent", "").startswith("چاپگر پاسخ نمی‌دهد؛")
    assert words.page_reason("print-cut-short", "").startswith("چاپ در چاپگر نیمه‌کاره ماند")


def test_an_empty_queue_shows_no_chip(window: Window, desk: MemoryDesk) -> None:
    _signed_in(window)
    assert not window.places.shell.bar.waiting.isVisible()
    assert desk.on_gui == []


def test_an_empty_queue_offers_nothing(window: Window, desk: MemoryDesk) -> None:
    hands = _queue(window)
    view = window.places.printbox.view
    assert "چیزی در صف چاپ نیست" in view.empty.words.text()
    assert not view.foot.isVisible()
    for key in (9, 10, 11, 12):
        hands.fkey(key)
    hands.press(Qt.Key.Key_Return, view.list)
    hands.press(Qt.Key.Key_Delete, view.list)
    hands.settle(window)
    assert {"print", "print_retry", "print_answer", "print_cancel"} & set(desk.done) == set()


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=lambda tokens: tokens.name)
def test_nothing_is_cut_on_the_screen(
    window: Window, desk: MemoryDesk, qapp: QApplication, tokens: object
) -> None:
    _old_copy(window, desk)
    desk.press.unprinted = [TIDS[1]]
    for job in (WAITING, FAILED, UNSURE, Job("printing", 1)):
        desk.press.put(job)
    if tokens is DARK:
        window.looks.switch()
    hands = _queue(window)
    for _ in range(4):
        assert _cut(window) == []
        hands.press(Qt.Key.Key_Down, window.places.printbox.view.list)
    assert window.places.shell.bar.waiting.text() == "۴ برگه در صف چاپ"
    assert window.places.shell.bar.waiting.property("tone") == "bad"
    dress.wear(qapp, LIGHT)


def test_f9_sends_a_waiting_page_now(window: Window, desk: MemoryDesk) -> None:
    number = desk.press.put(WAITING)
    hands = _queue(window)
    hands.fkey(9)
    hands.settle(window)
    assert desk.press.state(number) == "printed"
    assert window.places.printbox.view.marked is None
    assert not window.places.shell.bar.waiting.isVisible()
    assert desk.on_gui == []


def test_a_printer_that_is_still_off_is_told_in_place(window: Window, desk: MemoryDesk) -> None:
    desk.press.jam = absent()
    desk.press.put(FAILED)
    hands = _queue(window)
    hands.press(Qt.Key.Key_Return, window.places.printbox.view.list)
    hands.settle(window)
    view = window.places.printbox.view
    assert "پاسخ نمی‌دهد" in view.told.words.text()
    assert view.marked.job.job.state == "waiting"
    assert view.retry.isEnabled()


@pytest.mark.parametrize(("key", "sent"), [(10, []), (11, [TIDS[0]])], ids=["yes", "no"])
def test_the_operator_answers_for_the_paper(
    window: Window, desk: MemoryDesk, key: int, sent: list[str]
) -> None:
    number = desk.press.put(UNSURE)
    hands = _queue(window)
    hands.fkey(key)
    hands.settle(window)
    assert desk.press.state(number) == "printed"
    assert desk.press.sent == sent


def test_a_page_leaves_the_queue_only_after_the_question(window: Window, desk: MemoryDesk) -> None:
    number = desk.press.put(FAILED)
    hands = _queue(window)
    hands.fkey(8, shift=True)
    dialog = dialog_over(window)
    assert desk.press.state(number) == "failed"
    dialog._agree()
    hands.settle(window)
    assert desk.press.state(number) == "cancelled"


def test_a_page_that_came_out_meanwhile_is_not_sent_twice(window: Window, desk: MemoryDesk) -> None:
    number = desk.press.put(WAITING)
    hands = _queue(window)
    desk.press._keep(number, Job("printed", 3))
    hands.fkey(9)
    hands.settle(window)
    assert desk.press.sent == []
    assert "در صف چاپ نیست" in window.places.printbox.view.told.words.text()


def test_the_chip_of_the_bar_opens_the_queue(window: Window, desk: MemoryDesk) -> None:
    desk.press.put(WAITING)
    hands = _signed_in(window)
    window.places.shell.bar.waiting.click()
    hands.settle(window)
    assert window.places.here == "queue"
    assert window.places.printbox.view.marked.job.at == AT


def test_receipts_without_a_known_end_are_said_and_printed(
    window: Window, desk: MemoryDesk
) -> None:
    desk.press.unprinted = list(TIDS)
    hands = _signed_in(window)
    assert any("۲ رسید صادر شده است و معلوم نیست چاپ" in one for one in _strips(window))
    assert any("Shift+F4" in one for one in _strips(window))
    hands.fkey(4, shift=True)
    hands.settle(window)
    hands.fkey(12)
    hands.settle(window)
    assert desk.press.sent == [TIDS[0]]
    assert any("۱ رسید صادر شده است" in one for one in _strips(window))


def test_an_old_copy_of_the_desk_is_said_in_red(window: Window, desk: MemoryDesk) -> None:
    _old_copy(window, desk)
    _signed_in(window)
    assert _strips(window)[0] == words.notice("desk-restored")
    assert window.places.shell.strips.itemAt(0).widget().property("tone") == "bad"


def _old_copy(window: Window, desk: MemoryDesk) -> None:
    """An old copy that somebody chose to look at only (tests/ui/test_starting.py asks them)."""
    desk.restored = True
    window.functions = replace(window.functions, care=None)


def _queue(window: Window) -> Hands:
    hands = _signed_in(window)
    hands.fkey(4, shift=True)
    hands.settle(window)
    return hands


def _strips(window: Window) -> list[str]:
    strips = window.places.shell.strips
    found = [strips.itemAt(at).widget() for at in range(strips.count())]
    return [label.text() for strip in found for label in strip.findChildren(QLabel)]
