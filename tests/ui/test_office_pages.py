"""The manager's page and the end of a shift, driven by keys over a real desk file."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from app.desk import shifts
from app.domain.errors import ManagerCanFix
from app.domain.money import rials
from tests.desk.test_shifts import serve
from tests.ui.desk_office import BusyOffice
from tests.ui.test_first_request import _signed_in
from ui import start
from ui.care import NewVersion
from ui.hands import Hands
from ui.models.shift import z_name
from ui.views.chart import step_of


@pytest.fixture(scope="module")
def office(tmp_path_factory, catalogue) -> BusyOffice:
    return BusyOffice(tmp_path_factory.mktemp("busy"), catalogue)


@pytest.fixture
def at_work(qapp, desk, office):
    """The window with somebody at work, over the busy office's figures."""
    given = replace(
        desk.functions(),
        days=office.days(),
        shifts=office.shifts(),
        now=lambda: office.desk.clock.wall,
    )
    window = start.build_window(given)
    window.show()
    hands = Hands(window)
    hands.settle(window)
    hands.type("گذرواژه درست", window.unlock.passphrase)
    hands.press(Qt.Key.Key_Return, window.unlock.passphrase)
    hands.settle(window)
    hands.type("1234", window.sign_in.password)
    hands.press(Qt.Key.Key_Return, window.sign_in.password)
    hands.settle(window)
    yield window, hands
    hands.settle(window)
    window.close()
    window.deleteLater()
    qapp.processEvents()


def day_of(window, hands):
    hands.fkey(1, shift=True)
    hands.settle(window)
    return window.places.office.summary


def test_the_page_shows_what_the_desk_file_says_and_goes_to_other_days(at_work, office):
    window, hands = at_work
    box = day_of(window, hands)
    page = office.days().summary(box.period, False)
    figures = {one.name: one.value for one in box.view.drawn.figures}
    assert figures["درخواست"] == rials(page.summary.total("registered").n)
    assert len(box.view.chart.bars) == 14
    assert box.view.chart.bars[-1].marked
    hands.fkey(8)
    assert box.period.days == 1, "there is no tomorrow"
    for kind in ("week", "month", "year", "day"):
        hands.fkey(10)
        hands.settle(window)
        assert box.period.kind == kind
    before = box.period
    hands.fkey(7)
    hands.settle(window)
    assert box.period == before.before()


def test_from_a_number_down_to_its_facts_and_back(at_work, office):
    window, hands = at_work
    box = day_of(window, hands)
    for _ in range(3):
        hands.fkey(10)
    hands.settle(window)
    view = box.view
    view.which.setCurrentIndex(view.which.findData("services"))
    line = view.drawn.table("services").lines[0]
    hands.press(Qt.Key.Key_Return, view.table)
    hands.settle(window)
    assert sum(one.n for one in view.below if one.kind == "registered") == line.count
    assert view.table.rowCount() == len(view.below)
    hands.press(Qt.Key.Key_Escape, view.table)
    assert view.table.item(0, 0).text() == line.title


def test_a_file_and_a_page_of_the_period_are_asked_for(at_work, office):
    window, hands = at_work
    box = day_of(window, hands)
    box.save_as("/a/summary.xlsx")
    hands.settle(window)
    assert office.written[-1] == "/a/summary.xlsx"
    hands.fkey(12)
    hands.settle(window)
    assert "چاپگر" in box.view.told.words.text()


def test_a_shift_is_closed_with_two_keys_and_a_note_for_its_difference(at_work, office):
    window, hands = at_work
    done = serve(office.desk, 777_777)
    day_of(window, hands)
    hands.fkey(9)
    hands.settle(window)
    box = window.places.office.shift
    view = box.view
    line = view.lines[0]
    hands.type(str(done.fee.total - 1000), line.amount)
    assert "اختلاف" in line.said.text()
    closed = len(office.closed)
    hands.fkey(9)
    hands.settle(window)
    assert "بله" in view.close_.text(), "one F9 only asks"
    hands.fkey(9)
    hands.settle(window)
    assert len(office.closed) == closed
    assert "توضیح" in view.told.words.text()
    hands.type("کارمزد بانک", line.note)
    for _ in range(2):
        hands.fkey(9)
        hands.settle(window)
    assert z_name(2, office.closed[-1]) in view.told.words.text()


def test_everything_the_keys_reach_has_a_name(at_work):
    window, hands = at_work
    for place in ("day", "shift"):
        window.places.go(place)
        hands.settle(window)
        page = window.places.shell.stack.currentWidget()
        for widget in page.findChildren(QWidget):
            reached = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible()
            named = widget.accessibleName() or getattr(widget, "text", str)()
            inner = isinstance(widget, QLineEdit) and widget.placeholderText()
            assert not reached or named or inner, widget


def test_the_lines_behind_a_chart_leave_room_above_the_highest_bar():
    for most in (0, 1, 7, 99, 130, 12_345_678):
        assert step_of(most) * 4 >= most


def test_other_desks_stand_apart_with_the_moment_they_were_heard_of(office):
    from app.domain.entry import Cum
    from app.domain.jalali import tehran_day
    from app.domain.office import DeskTotals
    from app.domain.periods import Period
    from ui.models.summary import others_of

    now = office.desk.clock.wall
    page = office.days().summary(Period.of("day", tehran_day(now)), False)
    assert others_of(page) == ""
    told = replace(page, others=(DeskTotals(3, Cum(12, 5_000), now, whole=False),))
    assert "باجه ۳" in others_of(told)
    assert "۱۲ رسید" in others_of(told)
    assert "یا بیشتر" in others_of(told)
    assert told.tables == page.tables


def test_any_stretch_is_typed_and_a_wrong_one_is_told(at_work, office):
    window, hands = at_work
    box = day_of(window, hands)
    hands.fkey(7, shift=True)
    view = box.view
    assert view.first.hasFocus()
    view.first.clear()
    hands.type("۱۴۰۵/۸/۱", view.first)
    view.last.clear()
    hands.type("1405/08/30", view.last)
    hands.press(Qt.Key.Key_Return, view.last)
    hands.settle(window)
    assert (box.period.first_sh, box.period.last_sh) == ("1405/08/01", "1405/08/30")
    assert "تا" in view.title.text()
    view.last.setText("1405/13/01")
    hands.press(Qt.Key.Key_Return, view.last)
    hands.settle(window)
    assert "ماه" in view.told.words.text()
    view.last.setText("1405/07/01")
    hands.press(Qt.Key.Key_Return, view.last)
    assert view.told.words.text()
    assert box.period.last_sh == "1405/08/30"


def test_every_desk_of_the_office_is_one_key_away_with_its_as_of(at_work, office):
    window, hands = at_work
    box = day_of(window, hands)
    hands.fkey(8, shift=True)
    hands.settle(window)
    assert box.view.drawn.page.summary.office
    assert "همه باجه‌ها" in box.view.who.text()
    assert "از باجه دیگری" in box.view.others.text()
    hands.fkey(8, shift=True)
    hands.settle(window)
    assert not box.view.drawn.page.summary.office


def test_a_printer_that_fails_takes_nothing_of_a_closed_shift(qapp, desk, office):
    desk.care.newer = NewVersion("0.2.0", "", 72)

    def jammed(_wanted, _approval):
        raise ManagerCanFix("printer-address", printer="EPSON")

    given = replace(desk.functions(), shifts=office.shifts(), days=office.days(), print_page=jammed)
    window = start.build_window(given)
    window.show()
    hands = _signed_in(window)
    window.places.go("shift")
    hands.settle(window)
    if window.places.office.shift.screen.shift is None:
        shifts.open_shift(office.desk.here, office.desk.clock(), "2")
        hands.fkey(5)
        hands.settle(window)
    view, closed = window.places.office.shift.view, len(office.closed)
    for line in view.lines:
        hands.type(str(line.asked.expected), line.amount)
    for _ in range(2):
        hands.fkey(9)
        hands.settle(window)
    assert len(office.closed) == closed + 1
    assert "صورت‌جلسه در صف چاپ است" in view.told.words.text()
    if window.places.office.shift.screen.shift is None:
        assert "۰.۲.۰" in view.newer.text(), "a new version is told when shifts have ended"
    numbers = [n for (n,) in office.desk.rows("SELECT z_number FROM shifts WHERE z_number > 0")]
    assert len(numbers) == len(set(numbers))
    window.close()
    window.deleteLater()
    qapp.processEvents()
