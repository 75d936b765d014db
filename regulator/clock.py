"""The only place of the back end that reads the wall clock; everyone else calls `clock.now()`."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

from app.domain.jalali import JalaliDate, tehran_date

_TOLD: ContextVar[datetime | None] = ContextVar("told", default=None)


def now() -> datetime:
    """This moment, aware, in UTC."""
    return _TOLD.get() or datetime.now(UTC)


@contextmanager
def told(moment: datetime) -> Iterator[None]:
    """Within, it is that moment: for a simulated country, which has a past."""
    before = _TOLD.set(moment)
    try:
        yield
    finally:
        _TOLD.reset(before)


def today() -> JalaliDate:
    """Tehran's civil date."""
    return tehran_date(now())
