"""Enrolment (ثبت باجه): a one-time code and a fresh device key become a certified desk.

Safe to repeat: when the answer was lost, the same code with the same key gets the same certificate.
"""

from datetime import timedelta

from django.db import transaction

from app.domain import canonical, entry, jws, wire
from app.domain.moments import to_wire
from regulator import clock, keys
from regulator.intake import feed
from regulator.intake.models import DeviceHead
from regulator.licensing import telling as licences
from regulator.offices import authorisations, codes, leases
from regulator.offices.models import Desk, Enrolment, EnrolmentCode, Office
from regulator.oversight.events import log
from regulator.problems import Problem

LAST_EP, LAST_DESK = 999, 99
EP_REST = timedelta(days=365)


def enrol(*, code: str, pub: str, app: str, desk: int | None) -> Enrolment:
    """The desk's enrolment. A wrong code is counted in a transaction of its own, then refused."""
    digits, key = codes.plain(code), _key(pub)
    with transaction.atomic():
        found = codes.find(digits)
        if found is not None:
            if found.used_by is not None:
                return _again(found.used_by, pub)
            return _new(found, key, digits, app=app, desk=desk)
    raise Problem("enrolment-code-wrong")


def _again(made: Enrolment, pub: str) -> Enrolment:
    if made.pub != pub:
        raise Problem("enrolment-code-used")
    return made


def _key(pub: str) -> bytes:
    try:
        key = canonical.unb64u(pub)
    except ValueError as wrong:
        raise Problem("malformed") from wrong
    if len(key) != 32:
        raise Problem("malformed")
    return key


def _new(code: EnrolmentCode, key: bytes, digits: str, *, app: str, desk: int | None) -> Enrolment:
    office = Office.objects.select_for_update().get(pk=code.office_id)
    if Enrolment.objects.filter(dev=jws.key_id(key)).exists():
        raise Problem("enrolment-code-used")
    place = _desk(office, desk)
    made = _certify(place, _free_ep(office), key)
    made.app, made.check_number = app, codes.check_number(key, digits)
    _close_others(place)
    made.save(force_insert=True)
    DeviceHead.objects.create(dev=made.dev, leaf=entry.genesis(made.certificate))
    code.used_by = made
    code.save()
    leases.issue(made)
    _introduce(office)
    log("desk.enrolled", f"dev:{made.dev}", "desk", office=office.code, desk=place.number)
    return made


def _introduce(office: Office) -> None:
    """What stands of the office is told again: a new desk may have missed when it changed."""
    for licence in office.licences.all():
        licences.tell(licence)
    for person in office.operators.filter(active=True):
        authorisations.tell(person)


def _certify(desk: Desk, ep: int, key: bytes) -> Enrolment:
    now = clock.now()
    word = wire.Certificate(
        v=1,
        office=desk.office_id,
        desk=desk.number,
        ep=ep,
        dev=jws.key_id(key),
        pub=canonical.b64u(key),
        issued=to_wire(now),
    )
    return Enrolment(
        dev=word.dev,
        office=desk.office,
        desk=desk,
        ep=ep,
        pub=word.pub,
        certificate=keys.sign(word),
        issued_at=now,
    )


def _desk(office: Office, number: int | None) -> Desk:
    if number is None:
        taken = set(office.desks.values_list("number", flat=True))
        number = next((n for n in range(1, LAST_DESK + 1) if n not in taken), None)
    if number is None:
        raise Problem("enrolment-full")
    return office.desks.get_or_create(number=number)[0]


def _free_ep(office: Office) -> int:
    """The lowest number never given, else the one closed longest, if that is more than a year."""
    given = dict.fromkeys(range(1, LAST_EP + 1))
    rested = []
    for one in office.enrolments.order_by("closed_at"):
        given.pop(one.ep, None)
        if one.closed_at and clock.now() - one.closed_at > EP_REST:
            rested.append(one.ep)
    busy = set(office.enrolments.exclude(state="closed").values_list("ep", flat=True))
    free = next(iter([*given, *(ep for ep in rested if ep not in busy)]), None)
    if free is None:
        raise Problem("enrolment-full")
    return free


def _close_others(desk: Desk) -> None:
    # One workstation, one key: the copy it replaces can no longer add to the journal.
    for old in desk.enrolments.filter(state=Enrolment.State.OPEN):
        old.state, old.closed_at = Enrolment.State.CLOSED, clock.now()
        old.save()
        log("desk.closed", f"dev:{old.dev}", "system")
        feed.tell(old.office_id, "message", about="desk.closed", dev=old.dev, desk=desk.number)
