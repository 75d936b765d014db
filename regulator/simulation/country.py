"""A country day by day through the real intake, then the nightly rules, then what they found.

Only into an empty folder: invented entries must never stand among real ones.
"""

from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.domain import canonical, entry
from app.domain.errors import OperatorCanFix
from app.domain.jalali import JalaliDate, date_in_tehran, days_after
from app.domain.wire import Segment
from regulator import clock
from regulator.catalogue import shelf
from regulator.catalogue.releases import seed as seed_catalogue
from regulator.delegation.models import Delegation
from regulator.demo import make_demo_office
from regulator.intake import journal, sequencer
from regulator.intake.models import StoredEntry
from regulator.intake.signed import Caller
from regulator.licensing.models import Closing, Licence
from regulator.offices import codes
from regulator.offices.enrol import enrol
from regulator.offices.models import Office, Operator
from regulator.oversight import nightly, off_days
from regulator.simulation import bodies, score
from regulator.simulation.chain import Chain
from regulator.simulation.days import Days
from regulator.simulation.desk import Desk
from regulator.simulation.plan import Plan, drawn
from regulator.simulation.spec import Spec

MOST = 450


def run(spec: Spec, by: str) -> dict[str, Any]:
    """What was planted, what was found, by kind, and the false findings."""
    if StoredEntry.objects.exists():
        raise OperatorCanFix("simulation-not-empty")
    seed_catalogue(by)
    demo, rng = make_demo_office(), Random(spec.seed)  # noqa: S311  the same seed, the same country
    began = days_after(clock.today(), -spec.days)
    plan = drawn(spec, rng, _days_off(demo, began, spec.days))
    first = began.togregorian()
    _delegate(first)
    country = [_office(number, demo, plan, first) for number in range(spec.offices)]
    desks = [[_desk(office, rng) for _ in range(spec.desks)] for office in country]
    days = Days(spec, plan, rng, bodies.honest(demo))
    for day in range(spec.days):
        _one_day(days, desks, date_in_tehran(days_after(began, day)), day)
    nightly.inspect()
    return score.of(spec, days.truth, sum(desk.chain.seq for office in desks for desk in office))


def _days_off(office: Office, began: JalaliDate, days: int) -> frozenset[int]:
    calendar = shelf.calendar()
    on = ((day, days_after(began, day)) for day in range(days))
    return frozenset(day for day, at in on if off_days.is_off(calendar, office, at))


def _one_day(days: Days, desks: list[list[Desk]], midnight: datetime, day: int) -> None:
    for number, office in enumerate(desks):
        for place, desk in enumerate(office):
            days.at_desk(desk, (number, place, day), midnight)
            if not days.stays_away((number, place, day)):
                _send(desk, midnight + timedelta(hours=23, minutes=50))
    while sequencer.place_batch():
        pass


def _send(desk: Desk, at: datetime) -> None:
    """What waits, in segments as the wire allows; it arrives at that moment."""
    with clock.told(at):
        for start in range(0, len(desk.made), MOST):
            some = desk.made[start : start + MOST]
            prev = desk.last or entry.genesis(desk.enrolment.certificate)
            tokens, told = zip(*some, strict=True)
            segment = Segment(desk.sent + 1, prev, tokens, told)
            journal.receive(segment, Caller(desk.enrolment, ""))
            desk.sent, desk.last = desk.sent + len(some), canonical.leaf(tokens[-1])
    desk.made = []


def _delegate(first: date) -> None:
    """The shipped lists may begin within the country's days: its own list covers them all."""
    period = {"starts": first - timedelta(days=1), "ends": first + timedelta(days=400)}
    service = Delegation.objects.filter(state="active").values_list("service", flat=True)
    own = {"list_key": "simulated", "state": "active", "basis": "simulated", **period}
    Delegation.objects.bulk_create(
        Delegation(place=place, service=one, **own)
        for place, one in enumerate(sorted(set(service)))
    )


def _office(number: int, demo: Office, plan: Plan, first: date) -> Office:
    code = f"{number + 1:05}"
    facts = {"name": code, "kind": demo.kind, **_somewhere(number)}
    office = Office.objects.create(code=code, **facts)
    Operator.objects.create(office=office, number="1", name=code, role="manager")
    day, kind = plan.shut.get(number, (0, ""))
    on = first + timedelta(days=day)
    spans = [(first - timedelta(days=9), first + timedelta(days=900))]
    if kind == "licence-gap":
        spans = [(spans[0][0], on - timedelta(days=1)), (on + timedelta(days=1), spans[0][1])]
    for part, (since, until) in enumerate(spans):
        period = {"valid_from": since, "valid_to": until}
        Licence.objects.create(number=f"{part}-{code}", office=office, **period)
    if kind == "during-closure":
        permit = {"first": on, "last": on, "state": Closing.State.GRANTED, "number": code}
        told = {"reason": "simulated", "asked_at": clock.now(), "asked_by": "1"}
        Closing.objects.create(name=code, office=office, **permit, **told)
    return office


def _somewhere(number: int) -> dict[str, str]:
    """Offices stand in all provinces by turns, each time in another county."""
    counties = shelf.current().counties
    province = sorted(counties)[number % len(counties)]
    names = sorted(counties[province])
    return {"province": province, "county": names[number // len(counties) % len(names)]}


def _desk(office: Office, rng: Random) -> Desk:
    key = Ed25519PrivateKey.from_private_bytes(rng.randbytes(32))
    pub = canonical.b64u(key.public_key().public_bytes_raw())
    code = codes.issue(office, "simulation")
    made = enrol(code=code, pub=pub, app="simulated", desk=None)
    number, certificate = made.desk.number, made.certificate
    chain = Chain(key, made.office_id, number, made.ep, certificate, "pishkhan/simulated")
    return Desk(made, chain, rng)
