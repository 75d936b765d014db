"""Packages by hand at the window: written, taken, stopped, and the office's desks side by side."""

import threading

import pytest
from PySide6.QtCore import Qt

from app.domain.by_hand import Answered, Heard
from app.domain.errors import OperatorCanFix
from tests.ui.desk_functions import MemoryDesk
from tests.ui.desk_sending import MemorySending, queue_shown, sending, window
from ui.models.by_hand import Progress, told
from ui.window import Window

__all__ = ["sending", "window"]


def test_a_package_is_written_by_keys_and_its_outcome_told(
    window: Window, desk: MemoryDesk, sending: MemorySending
) -> None:
    view, hands = _by_hand(window)
    assert view.out.text() == "pishkhan-72301-02-14050830.courier"
    assert view.totals.itemAtPosition(2, 3).widget().text() == "تا ۰۹:۳۱؛ ناتمام"
    view.put.click()
    hands.settle(window)
    assert sending.carried == ["pishkhan-72301-02-14050830.courier"]
    assert "۱۸ رویداد" in view.told.words.text()
    assert not view.way.isVisible()
    assert desk.on_gui == []
    view.reject()
    assert not view.isVisible()


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        (Answered(3, 2, 5, 1), "۲ رویداد نیازمند اقدام"),
        (Answered(0, 0, 0, 0, "fork"), "هر دو نگه داشته شد"),
        (Heard(3, 12, "2026-11-21T06:00:00.000Z"), "بسته باجه ۳ تا ساعت ۰۹:۳۰"),
    ],
    ids=["answer", "fork", "neighbour"],
)
def test_what_came_back_is_told(
    window: Window, sending: MemorySending, outcome: Answered | Heard, said: str
) -> None:
    sending.outcome = outcome
    view, hands = _by_hand(window)
    hands.type("/media/stick/a.answer", view.into)
    hands.press(Qt.Key.Key_Return, view.into)
    hands.settle(window)
    assert sending.carried == ["/media/stick/a.answer"]
    assert said in f"{view.told.words.text()} {view.told.who.text()}"
    view.reject()


def test_esc_stops_what_is_under_way_and_nothing_is_carried(
    window: Window, sending: MemorySending
) -> None:
    going = threading.Event()
    sending.pause = lambda: going.wait(20)  # type: ignore[assignment, return-value]
    view, hands = _by_hand(window)
    view.put.click()
    hands.wait(view.way.isVisible, "the work to begin")
    assert not view.put.isEnabled()
    view.reject()
    going.set()
    hands.settle(window)
    assert view.isVisible()
    assert sending.carried == []
    assert "نیمه‌تمام گذاشته شد" in view.told.words.text()
    view.reject()


def test_progress_stops_the_work_it_is_handed_to() -> None:
    progress = Progress()
    progress(1, 10)
    assert (progress.done, progress.total) == (1, 10)
    progress.stopped = True
    with pytest.raises(OperatorCanFix, match="courier-stopped"):
        progress(2, 10)
    assert told(Answered(1, 0, 0, 0))[1] == ""


def _by_hand(window: Window):  # type: ignore[no-untyped-def]
    hands = queue_shown(window)
    hands.fkey(10)
    hands.settle(window)
    view = window.places.syncbox.hand.view
    assert view.isVisible()
    return view, hands
