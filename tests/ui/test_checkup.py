"""The check-up in the window: findings as they come, what to do and who, stopped when asked."""

from PySide6.QtWidgets import QLabel

from app.domain.checkup import OWNERS, Finding
from tests.ui.desk_care import FOUND
from tests.ui.desk_functions import MemoryDesk
from tests.ui.test_first_request import _cut, _signed_in
from ui.hands import Hands
from ui.models.checkup import Checkup, line_of
from ui.window import Window


def shown(window: Window) -> list[str]:
    view = window.places.carebox.view  # type: ignore[union-attr]
    return [label.text() for label in view.findChildren(QLabel) if label.isVisibleTo(view)]


def test_a_line_says_what_it_means_what_to_do_and_who() -> None:
    line = line_of(Finding("disk", "bad", {"free": 120}))
    assert (line.title, line.pill, line.tone) == ("جای دیسک", "خراب", "bad")
    assert "۱۲۰ مگابایت" in line.found
    assert "جا باز کنید" in line.do
    assert line.who == "مدیر دفتر"
    well = line_of(Finding("disk", "ok", {"free": 9000}))
    assert (well.do, well.who, well.tone) == ("", "", "good")
    assert all(OWNERS.values())


def test_the_verdict_is_that_of_the_worst() -> None:
    up = Checkup().begun()
    assert up.verdict == ("در حال معاینه…", "info")
    for finding in FOUND:
        up = up.with_finding(finding)
    assert up.ended().verdict == ("۱ خرابی", "bad")
    assert Checkup().with_finding(Finding("tide", "ok")).verdict == ("همه چیز خوب است", "good")
    assert up.ended(stopped=True).verdict == ("متوقف شد", "")


def test_shift_f6_looks_at_everything_and_f5_again(window: Window, desk: MemoryDesk) -> None:
    hands = _signed_in(window)
    hands.fkey(6, shift=True)
    hands.settle(window)
    words = shown(window)
    assert "چاپگر" in words
    assert any("EPSON TM-T20" in said for said in words)
    assert "اقدام با مدیر دفتر" in words
    assert "۱ خرابی" in words
    hands.fkey(5)
    hands.settle(window)
    assert desk.care.done == ["checkup", "checkup"]
    assert shown(window) == words
    assert _cut(window.places.carebox.view) == []  # type: ignore[union-attr]


def test_it_shows_what_is_known_so_far_and_stops_when_asked(
    window: Window, desk: MemoryDesk
) -> None:
    desk.care.hold_at = "printer"
    hands = _signed_in(window)
    hands.fkey(6, shift=True)
    box = window.places.carebox
    assert box is not None
    hands.wait(lambda: len(box.checkup.lines) == 6, "the first findings")
    assert box.checkup.running
    box.stop()
    desk.care.gate.set()
    hands.settle(window)
    assert box.checkup.stopped
    assert len(box.checkup.lines) == 6
    assert "متوقف شد" in shown(window)


def test_the_desk_goes_on_while_the_check_up_runs(window: Window, desk: MemoryDesk) -> None:
    desk.care.hold_at = "keys"
    hands = _signed_in(window)
    hands.fkey(6, shift=True)
    hands.fkey(3)
    hands.wait(lambda: "today" in desk.done, "the day, read meanwhile")
    box = window.places.carebox
    assert box is not None
    assert box.checkup.running
    desk.care.gate.set()
    hands.settle(window)
    assert not box.checkup.running


def test_closing_the_window_ends_a_check_up(window: Window, desk: MemoryDesk) -> None:
    desk.care.hold_at = "printer"
    hands = _signed_in(window)
    hands.fkey(6, shift=True)
    box = window.places.carebox
    assert box is not None
    hands.wait(lambda: len(box.checkup.lines) == 6, "the first findings")
    desk.care.gate.set()
    Hands(window).turn()
    window.close()
    assert desk.done[-1] == "close"
