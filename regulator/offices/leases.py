"""Leases (مهلت کار آفلاین): how long and how much a desk may work without a line.

Renewed when a desk comes by and its last one is older than a day; bound to the device, so an
office's other desks see it in the feed and pass over it.
"""

import secrets
from datetime import timedelta

from app.domain import wire
from app.domain.jalali import day_number
from app.domain.moments import to_wire
from regulator import clock, keys
from regulator.offices.models import Enrolment, Lease
from regulator.oversight.events import log

WARN_HOURS, AMBER_DAYS, DAYS, RECEIPTS = 72, 7, 14, 3000
RENEW_AFTER = timedelta(days=1)


def issue(enrolment: Enrolment) -> Lease:
    """A new lease from now on."""
    now = clock.now()
    word = wire.Lease(
        v=1,
        id=f"L{now:%Y%m%d}-{secrets.token_hex(6)}",
        dev=enrolment.dev,
        issued=to_wire(now),
        last_day=day_number(clock.today()) + DAYS,
        warn_hours=WARN_HOURS,
        amber_days=AMBER_DAYS,
        days=DAYS,
        receipts=RECEIPTS,
    )
    log("lease.issued", f"dev:{enrolment.dev}", "system", lease=word.id)
    return Lease.objects.create(
        id=word.id, enrolment=enrolment, issued_at=now, token=keys.sign(word)
    )


def renewed(enrolment: Enrolment) -> Lease | None:
    """A new lease when the last is older than a day and the office may still work; else None."""
    newest = enrolment.leases.first()
    if newest and clock.now() - newest.issued_at < RENEW_AFTER:
        return None
    return issue(enrolment) if _may_work(enrolment) else None


def _may_work(enrolment: Enrolment) -> bool:
    day = clock.today().togregorian()
    licensed = any(licence.covers(day) for licence in enrolment.office.licences.all())
    return enrolment.state == Enrolment.State.OPEN and licensed
