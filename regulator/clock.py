"""The only place of the back end that reads the wall clock; everyone else calls `clock.now()`."""

from datetime import UTC, datetime

from app.domain.jalali import JalaliDate, tehran_date


def now() -> datetime:
    """This moment, aware, in UTC."""
    return datetime.now(UTC)


def today() -> JalaliDate:
    """Tehran's civil date."""
    return tehran_date(now())
