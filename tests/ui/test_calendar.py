"""The calendar beside a date: right weeks, days off marked, driven by keys, typing stays first."""

import jdatetime
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from app.domain.catalogue import Catalogue
from app.domain.due import Calendar, Holiday
from app.domain.jalali import parse, show, tehran_date
from tests.ui.desk_functions import NOW
from tests.ui.test_first_request import _choose, _signed_in
from ui.models.month import Month
from ui.window import Window

TODAY = tehran_date(NOW)
OFF = Calendar({"1405/09/02": (Holiday("آلودگی هوا", "extraordinary", False, ("23",)),)}, "1405")


@pytest.mark.parametrize("date", ["1403/12/30", "1404/12/29", "1405/08/30", "1400/01/01"])
def test_weeks_begin_on_saturday_and_hold_each_day_once(date: str) -> None:
    month = Month.begin(date, TODAY, Calendar())
    days = [(column, day) for week in month.weeks for column, day in enumerate(week) if day]
    at = parse(date)
    assert [day.date.day for _, day in days] == list(range(1, len(days) + 1))
    assert all(column == day.date.weekday() for column, day in days)
    assert all(day.off == (column == 6) for column, day in days)
    assert len(days) == jdatetime.j_days_in_month[at.month - 1] + (
        at.month == 12 and jdatetime.date(at.year, 1, 1).isleap()
    )


def test_a_holiday_counts_in_its_province_and_says_how_sure_it_is() -> None:
    here = Month.begin("1405/09/02", TODAY, OFF, province="23")
    assert here.day(here.at).off
    assert here.said == "دوشنبه ۲ آذر ۱۴۰۵ · آلودگی هوا (قطعی نیست)"
    away = Month.begin("1405/09/02", TODAY, OFF, province="04")
    assert not away.day(away.at).off


def test_months_turn_to_the_last_day_there_is_and_years_have_ends() -> None:
    month = Month.begin("1404/06/31", TODAY, Calendar())
    assert show(month.turn(1).at) == "1404/07/30"
    assert show(month.turn(6).at) == "1404/12/29"
    assert show(month.turn(-6).at) == "1403/12/30"
    last = Month.begin("1499/12/29", TODAY, Calendar())
    assert last.turn(1) is last
    assert show(Month.begin("دیروز", TODAY, Calendar()).at) == show(TODAY)


def test_down_opens_it_arrows_move_enter_takes(window: Window, catalogue: Catalogue) -> None:
    hands = _signed_in(window)
    _choose(hands, window.places, "birth_cert_duplicate")
    view = window.places.desk.page.form.fields["loss_date"]
    view.focus()
    hands.type("14050802")
    hands.press(Qt.Key.Key_Down, view.editor)
    calendar = window.places.desk.page.form.calendar
    assert calendar.isVisible()
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Down, Qt.Key.Key_PageUp):
        hands.press(key, calendar)
    assert show(calendar.month.at) == "1405/07/10"
    year = QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ShiftModifier)
    QApplication.sendEvent(calendar, year)
    hands.press(Qt.Key.Key_Return, calendar)
    assert window.places.counter.request.answers["loss_date"] == "1404/07/10"
    assert view.editor.text() == "۱۴۰۴/۰۷/۱۰"


def test_esc_leaves_the_date_as_it_was(window: Window) -> None:
    hands = _signed_in(window)
    _choose(hands, window.places, "birth_cert_duplicate")
    view = window.places.desk.page.form.fields["loss_date"]
    hands.type("14050802", view.editor)
    hands.press(Qt.Key.Key_Down, view.editor)
    calendar = window.places.desk.page.form.calendar
    hands.press(Qt.Key.Key_Down, calendar)
    hands.press(Qt.Key.Key_Escape, calendar)
    assert window.places.counter.request.answers["loss_date"] == "14050802"
