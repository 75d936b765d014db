"""A rule about days off: requests registered on a Friday, a holiday, or a Thursday the office is
closed. The calendar is the catalogue's; a forecast lunar day counts only once it is confirmed.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from app.domain.due import Calendar
from app.domain.jalali import FRIDAY, THURSDAY, JalaliDate, show, tehran_date
from regulator import clock
from regulator.catalogue import shelf
from regulator.offices.models import Office
from regulator.oversight import readings
from regulator.oversight.spotted import Spotted, at
from regulator.rows import fetch

DAY_OFF = "day-off"
_WORKED = """
    SELECT r.office, CAST(r.day AS TEXT), MIN(r.n), COUNT(*) FROM oversight_reading r
    WHERE r.type = 'request.registered' AND r.arrived >= %s AND CAST(r.day AS TEXT) = ANY(%s)
    GROUP BY r.office, r.dev, r.day"""


def look(since: int) -> list[Spotted]:
    """A finding for each desk and day off, about its first request; `since` is when it arrived."""
    calendar, first = shelf.calendar(), readings.moment(since)
    days = list(_candidates(calendar, tehran_date(first), clock.today()))
    offices = {one.code: one for one in Office.objects.all()}
    worked = fetch(_WORKED, since, days)
    found = {}
    for code, day, n, times in worked:
        if why := _why(calendar, offices[code], _jalali(day)):
            found[n] = {"times": times, "day": show(_jalali(day)), "title": why}
    return at(found)


def is_off(calendar: Calendar, office: Office, day: JalaliDate) -> bool:
    """Whether that office is closed on that day."""
    return bool(_why(calendar, office, day))


def _why(calendar: Calendar, office: Office, day: JalaliDate) -> str:
    """`friday`, `thursday` or the holiday's title; "" on a working day."""
    if day.weekday() == FRIDAY:
        return "friday"
    open_then = calendar.thursdays.get(office.province, office.thursday_open)
    if day.weekday() == THURSDAY and not open_then:
        return "thursday"
    certain = [one.title for one in calendar.off(show(day), office.province) if one.certain]
    return certain[0] if certain else ""


def _candidates(calendar: Calendar, first: JalaliDate, last: JalaliDate) -> Iterator[str]:
    """The days that are off somewhere. What was done long before it arrived is looked at too."""
    day = first - timedelta(days=90)
    while day <= last:
        if day.weekday() in (THURSDAY, FRIDAY) or show(day) in calendar.days:
            yield day.togregorian().isoformat()
        day += timedelta(days=1)


def _jalali(day: str) -> JalaliDate:
    return tehran_date(datetime.combine(date.fromisoformat(day), time(12), UTC))
