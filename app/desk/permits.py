"""Whether this desk may take new requests now, and what will soon stand in the way."""

from datetime import datetime

from app.desk.here import Here, trusted_now
from app.domain import permits
from app.domain.moments import Moment
from app.domain.permits import Limit
from local_db import permits as kept


def limits(here: Here, moment: Moment) -> tuple[Limit, ...]:
    """What limits new requests or soon will, the most pressing first."""
    return _limits(here, trusted_now(here, moment))


def check_may_register(here: Here, now: datetime) -> None:
    """Refuses a new request where lease, licence or enrolment are over. Nothing else asks this:
    void, reprint, delivery, export and sync always work."""
    for limit in _limits(here, now):
        if limit.stage == "over":
            raise limit.refusal()


def _limits(here: Here, now: datetime) -> tuple[Limit, ...]:
    with here.db.read() as connection:
        known = kept.known(connection, here.dev)
    return permits.limits(known, now)
