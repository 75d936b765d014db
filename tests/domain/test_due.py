"""Due dates: working days over Nowruz, Thursdays, closures, clock times, the calendar's end."""

from datetime import timedelta

import pytest

from app.domain.due import Calendar, Holiday, ResponseTime, due_date
from app.domain.jalali import date_in_tehran, parse, tehran_date


def at(date_sh, hour=10, minute=0):
    return date_in_tehran(parse(date_sh), hour, minute)


def working(days):
    return ResponseTime(days, "working_days", provisional=True)


@pytest.mark.parametrize(
    ("start", "days", "thursday_open", "date_sh"),
    [
        ("1405/08/30", 1, True, "1405/09/01"),  # Saturday to Sunday
        ("1405/09/04", 1, True, "1405/09/05"),  # Wednesday to an open Thursday
        ("1405/09/04", 1, False, "1405/09/07"),  # Thursday and Friday skipped
        ("1404/12/27", 1, True, "1404/12/28"),
        ("1404/12/28", 1, True, "1405/01/05"),  # 29 Esfand, 1–4 Farvardin are off
    ],
)
def test_working_days(catalogue, start, days, thursday_open, date_sh):
    due = due_date(working(days), at(start), catalogue.calendar, thursday_open)
    assert due.date_sh == date_sh
    assert (due.has_time, due.provisional, due.unit) == (False, True, "working_days")
    assert (due.at.hour, due.at.minute, due.at.tzinfo.key) == (23, 59, "Asia/Tehran")


def test_nowruz_days_are_skipped_and_counted(catalogue):
    due = due_date(working(10), at("1404/12/25"), catalogue.calendar, False)
    between = [d for d in catalogue.calendar.days if "1404/12/25" < d < due.date_sh]
    assert due.date_sh > "1405/01/13"
    assert 0 < due.skipped <= len(between)


def test_minutes_and_hours_run_on_the_clock(catalogue):
    half_hour = ResponseTime(30, "minutes", provisional=False)
    due = due_date(half_hour, at("1405/08/30", 23, 45), catalogue.calendar, True)
    assert (due.date_sh, due.has_time, due.provisional) == ("1405/09/01", True, False)
    assert (due.at.hour, due.at.minute) == (0, 15)
    day = due_date(ResponseTime(24, "hours"), at("1405/08/30", 9), catalogue.calendar, True)
    assert day.at - at("1405/08/30", 9) == timedelta(hours=24)


def test_calendar_days_do_not_skip(catalogue):
    due = due_date(ResponseTime(30, "calendar_days"), at("1404/12/20"), catalogue.calendar, True)
    assert (due.date_sh, due.skipped) == ("1405/01/21", 0)


def test_a_provincial_closure_counts_only_there():
    day = Holiday("آلودگی هوا", "extraordinary", provinces=("23",))
    calendar = Calendar({"1405/09/01": (day,)}, "1406/12/29")
    here = due_date(working(1), at("1405/08/30"), calendar, True, province="23")
    there = due_date(working(1), at("1405/08/30"), calendar, True, province="26")
    assert (here.date_sh, here.skipped) == ("1405/09/02", 1)
    assert (there.date_sh, there.skipped) == ("1405/09/01", 0)


def test_beyond_the_calendar_it_says_so_and_does_not_crash(catalogue):
    due = due_date(working(400), at("1406/06/01"), catalogue.calendar, True)
    assert due.beyond_calendar
    assert due_date(working(1), at("1405/08/30"), Calendar(), True).beyond_calendar
    assert not due_date(working(10), at("1405/08/30"), catalogue.calendar, True).beyond_calendar


def test_a_forecast_lunar_day_makes_the_date_uncertain(catalogue):
    forecast = next(
        d
        for d, days in sorted(catalogue.calendar.days.items())
        if all(not h.certain for h in days) and parse(d).weekday() < 5
    )
    start = parse(forecast) - timedelta(days=1)
    due = due_date(working(3), date_in_tehran(start, 10), catalogue.calendar, True)
    assert due.uncertain


def test_every_service_has_a_due_date(catalogue):
    for service in catalogue.services.values():
        due = due_date(service.response, at("1405/08/30"), catalogue.calendar, False)
        assert tehran_date(due.at) >= parse("1405/08/30")
