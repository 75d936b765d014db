"""Leases (مهلت کار آفلاین): how long and how much a desk may work without a line.

Renewed when a desk comes by and its last one is older than a day; bound to the device, so an
office's other desks see it in the feed and pass over it.
"""

import secrets
from datetime import UTC, datetime, timedelta

from django.db.models import F, Q

from app.domain import wire
from app.domain.jalali import day_number
from app.domain.moments import to_wire
from regulator import clock, keys
from regulator.offices.models import Enrolment, Lease, LeaseFigures
from regulator.oversight.events import log

RENEW_AFTER = timedelta(days=1)


def issue(enrolment: Enrolment) -> Lease:
    """A new lease from now on."""
    now, set_for = clock.now(), figures(enrolment.office_id)
    word = wire.Lease(
        v=1,
        id=f"L{now:%Y%m%d}-{secrets.token_hex(6)}",
        dev=enrolment.dev,
        issued=to_wire(now),
        last_day=day_number(clock.today()) + set_for.days,
        warn_hours=set_for.warn_hours,
        amber_days=set_for.amber_days,
        days=set_for.days,
        receipts=set_for.receipts,
    )
    log("lease.issued", f"dev:{enrolment.dev}", "system", lease=word.id)
    return Lease.objects.create(
        id=word.id, enrolment=enrolment, issued_at=now, token=keys.sign(word)
    )


def figures(office: str) -> LeaseFigures:
    """What the regulator set for the office, else for the country, else the first figures."""
    found = LeaseFigures.objects.filter(Q(office=office) | Q(office=None))
    chosen = found.order_by(F("office").asc(nulls_last=True)).first()
    return chosen or LeaseFigures(changed_at=datetime.min.replace(tzinfo=UTC))


def renewed(enrolment: Enrolment) -> Lease | None:
    """A new lease when the last is older than a day, or than the figures in force, and the office
    may still work; else None.
    """
    newest = enrolment.leases.first()
    changed = figures(enrolment.office_id).changed_at
    if newest and clock.now() - newest.issued_at < RENEW_AFTER and newest.issued_at >= changed:
        return None
    return issue(enrolment) if _may_work(enrolment) else None


def _may_work(enrolment: Enrolment) -> bool:
    day = clock.today().togregorian()
    licensed = any(licence.covers(day) for licence in enrolment.office.licences.all())
    return enrolment.state == Enrolment.State.OPEN and licensed
