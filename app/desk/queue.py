"""Queue numbers: drawn at this desk, unique in the office for the day, called in their order."""

from sqlalchemy import Connection

from app.desk.here import Here, trusted_now
from app.domain.errors import OperatorCanFix
from app.domain.jalali import show, tehran_date
from app.domain.moments import Moment
from local_db import queries

SETTING = "queue_numbers"
MOST = 999


def draw_number(here: Here, moment: Moment) -> int:
    """The next number of the day: the desk's number, then three digits; it begins anew each day.

    Two desks never draw the same one without asking each other. A number is a place, not a
    promise: it is journalled with its paper (slip.printed) and with the visit it was called for.
    """
    today = show(tehran_date(trusted_now(here, moment)))
    with here.db.write() as connection:
        return next_number(connection, here, today)


def next_number(connection: Connection, here: Here, today: str) -> int:
    """The same, in the caller's transaction; `today` is `YYYY/MM/DD`."""
    known = queries.setting(connection, SETTING) or {}
    last = known["last"] if known.get("day") == today else 0
    if last >= MOST:
        raise OperatorCanFix("queue-numbers-over")
    queries.set_setting(connection, SETTING, {"day": today, "last": last + 1})
    return here.desk * 1000 + int(last) + 1
