"""Where each fraud is planted: drawn by the seed, no two at the same desk on the same day."""

from collections import defaultdict
from dataclasses import dataclass, field
from random import Random

from regulator.simulation.spec import DAY_OFF, DAYS, OFFLINE, POINTS, RATES, Spec

Place = tuple[int, int, int]


@dataclass(slots=True)
class Plan:
    """`points`: by (office, desk, day), the kind. `rates`: by office, the kinds. `shut`: by
    office, the day it is shut on and why. `offline`: offices whose last desk stays away. `off`: the
    days everybody is.
    """

    points: dict[Place, str] = field(default_factory=dict)
    rates: dict[int, str] = field(default_factory=dict)
    shut: dict[int, tuple[int, str]] = field(default_factory=dict)
    offline: set[int] = field(default_factory=set)
    off: frozenset[int] = frozenset()


def drawn(spec: Spec, rng: Random, off: frozenset[int] = frozenset()) -> Plan:
    """The plan for that country, where those days are off; offices of one kind do nothing else."""
    plan, offices = Plan(off=off), list(range(spec.offices))
    work = [day for day in range(8, spec.days - 11) if day not in off]
    rng.shuffle(offices)
    for kind, count in sorted(spec.fraud.items()):
        if kind in POINTS:
            continue
        for office in (offices.pop() for _ in range(count)):
            if kind in RATES:
                plan.rates[office] = kind
            elif kind in DAYS:
                plan.shut[office] = (rng.choice(work), kind)
            elif kind == OFFLINE:
                plan.offline.add(office)
    _draw_points(spec, rng, plan, offices or list(range(spec.offices)))
    return plan


def _draw_points(spec: Spec, rng: Random, plan: Plan, offices: list[int]) -> None:
    # Early enough that a slip is overdue at the end, and after the first day, which has no past.
    free = [
        (office, desk, day)
        for office in offices
        if office not in plan.shut
        for desk in range(spec.desks)
        for day in range(1, spec.days - 10)
    ]
    rng.shuffle(free)
    for kind, count in sorted(spec.fraud.items()):
        fit = [place for place in free if (place[2] in plan.off) == (kind == DAY_OFF)]
        for place in fit[: count if kind in POINTS else 0]:
            plan.points[place] = kind
            free.remove(place)


def counted(plan: Plan) -> dict[str, int]:
    """How often each kind is planted."""
    found: dict[str, int] = defaultdict(int)
    for kind in (*plan.points.values(), *plan.rates.values()):
        found[kind] += 1
    for _, kind in plan.shut.values():
        found[kind] += 1
    found[OFFLINE] += len(plan.offline)
    return found
