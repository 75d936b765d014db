"""«Today»: a receipt is looked at beside the list, and printed again only while it is looked at."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.domain.acts import RequestRow, RequestState
from tests.ui.desk_functions import NOW, MemoryDesk
from tests.ui.desk_press import TIDS, absent
from tests.ui.test_first_request import _cut, _signed_in, _until_payment
from ui.hands import Hands
from ui.models.day import without_receipt
from ui.views.today import TodayView
from ui.window import Window

ROW = RequestRow(
    TIDS[0], 1, "صدور شناسنامه المثنی", "محمدی", "receipted", 10, NOW, "1405/09/01", True
)


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("receipted", ""),
        ("ready", ""),
        ("rejected", ""),
        ("awaiting_payment", "هنوز رسید ندارد («در انتظار پرداخت»)"),
        ("voided", "«باطل‌شده» است"),
    ],
)
def test_a_request_says_why_it_has_no_receipt(state: RequestState, said: str) -> None:
    why = without_receipt(replace(ROW, state=state))
    assert said in why
    assert bool(said) == bool(why)


def test_enter_opens_the_receipt_and_esc_gives_the_room_back(
    window: Window, desk: MemoryDesk
) -> None:
    hands, view = _today(window)
    hands.press(Qt.Key.Key_Return, view.table)
    hands.settle(window)
    assert view.receipt.isVisible()
    assert not view.receipt.paper.paper.pixmap().isNull()
    assert "صدور شناسنامه المثنی" in view.receipt.paper.title.text()
    assert _cut(window) == []
    hands.press(Qt.Key.Key_Escape, view.table)
    assert not view.receipt.isVisible()
    assert not view.table.isColumnHidden(3)
    assert QApplication.focusWidget() is view.table
    assert desk.on_gui == []


def test_f12_opens_first_and_prints_then(window: Window, desk: MemoryDesk) -> None:
    hands, view = _today(window)
    hands.fkey(12)
    hands.settle(window)
    assert desk.press.sent == []
    assert view.receipt.isVisible()
    hands.fkey(12)
    hands.settle(window)
    assert desk.press.sent == [view.opened.tid]
    assert "چاپ شد" in view.receipt.told.words.text()
    assert _cut(window) == []


def test_a_printer_that_is_off_leaves_the_page_in_the_queue(
    window: Window, desk: MemoryDesk
) -> None:
    hands, view = _today(window)
    desk.press.jam = absent()
    for _ in range(2):
        hands.fkey(12)
        hands.settle(window)
    assert "پاسخ نمی‌دهد" in view.receipt.told.words.text()
    assert window.places.shell.bar.waiting.text() == "۱ برگه در صف چاپ"
    assert _cut(window) == []


def test_a_page_that_cannot_be_drawn_is_told_and_the_room_given_back(
    window: Window, desk: MemoryDesk
) -> None:
    hands, view = _today(window)
    desk.refuse_once.add("preview")
    hands.press(Qt.Key.Key_Return, view.table)
    hands.settle(window)
    assert not view.receipt.isVisible()
    assert view.trouble.isVisible()


def test_a_request_that_is_not_paid_says_so_in_place(window: Window, desk: MemoryDesk) -> None:
    hands, _ = _until_payment(window)
    hands.fkey(3)
    hands.settle(window)
    view = window.places.today_view
    hands.press(Qt.Key.Key_Return, view.table)
    hands.settle(window)
    assert not view.receipt.isVisible()
    assert "هنوز رسید ندارد" in view.trouble.words.text()
    assert "preview" not in desk.done


def test_moving_the_mark_closes_the_paper(window: Window, desk: MemoryDesk) -> None:
    hands, view = _today(window)
    day = view.rows.day
    second = replace(day.requests[0], tid=TIDS[1])
    view.show_day(type(day).of((*day.requests, second)))
    hands.press(Qt.Key.Key_Return, view.table)
    hands.settle(window)
    assert view.opened == day.requests[0]
    hands.press(Qt.Key.Key_Down, view.table)
    assert view.opened is None
    assert view.marked == second


def test_the_longest_title_stands_over_its_paper_uncut(window: Window, desk: MemoryDesk) -> None:
    hands, view = _today(window)
    titles = [service.title for service in desk.catalogue.services.values()]
    view.open_receipt(replace(view.marked, service_title=max(titles, key=len)))
    hands.turn()
    assert _cut(window) == []
    assert view.receipt.width() <= 460


def test_the_paper_stays_when_the_day_is_read_again(window: Window, desk: MemoryDesk) -> None:
    hands, view = _today(window)
    hands.press(Qt.Key.Key_Return, view.table)
    hands.settle(window)
    desk.owed = 0
    hands.fkey(5)
    hands.settle(window)
    assert view.receipt.isVisible()
    assert view.marked.sent


def test_an_empty_day_has_nothing_to_open(window: Window, desk: MemoryDesk) -> None:
    hands = _signed_in(window)
    hands.fkey(3)
    hands.settle(window)
    hands.fkey(12)
    hands.press(Qt.Key.Key_Return, window.places.today_view.table)
    hands.settle(window)
    assert not window.places.today_view.receipt.isVisible()


def _today(window: Window) -> tuple[Hands, TodayView]:
    """One request with its receipt, and the day on screen."""
    hands, places = _until_payment(window)
    while places.counter.stage == "paying":
        hands.fkey(10)
        hands.settle(window)
    hands.fkey(3)
    hands.settle(window)
    return hands, places.today_view
