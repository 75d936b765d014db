"""A day at a desk: honest visits with honest mishaps, and what is planted there."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any

from regulator.simulation.desk import Desk, Visit
from regulator.simulation.plan import Place, Plan
from regulator.simulation.spec import OFFLINE, Spec

# How often something happens at an honest desk, and at one where it is planted, of a thousand.
HONEST = {"reprints-many": 20, "voids-many": 10, "refunds-many": 5, "slips-many": 30}
# Honest offices differ: so many percent of that, drawn once for each.
DIFFER = (30, 220)
# A desk is away for some days, a citizen comes again, a clock is set right.
_AWAY, _AGAIN, _TRIMMED = 30, 20, 10
_FEES = {"fee-above": 100_000, "fee-below": -100_000}
FIRST_AWAY, UNTIL_AWAY = 2, 21


@dataclass(slots=True)
class Truth:
    """What was planted: (kind, leaf) of an entry, (kind, office) of a rate."""

    leaves: list[tuple[str, str]] = field(default_factory=list)
    offices: list[tuple[str, str]] = field(default_factory=list)


class Days:
    """Fills days; remembers what it planted."""

    def __init__(self, spec: Spec, plan: Plan, rng: Random, common: Mapping[str, Any]) -> None:
        self._spec, self._plan, self._rng, self._common = spec, plan, rng, common
        self.truth = Truth()
        self._rrn = 0
        self._seen: dict[str, list[str]] = {}
        self._habits = [self._drawn(office) for office in range(spec.offices)]
        self._until: dict[tuple[int, int], int] = {}
        self._leaves = next(day for day in range(FIRST_AWAY, spec.days) if day not in plan.off)

    def at_desk(self, desk: Desk, place: Place, midnight: datetime) -> None:
        """All visits of that desk on that day; a shut office, and a day off, see only what is
        planted.
        """
        office, number, day = place
        if day == 0 and number == 0 and (kind := self._plan.rates.get(office)):
            self.truth.offices.append((kind, desk.enrolment.office_id))
        shut, why = self._plan.shut.get(office, (-1, ""))
        if day == shut or day in self._plan.off:
            told = why if day == shut and number == 0 else self._plan.points.get(place)
            if told:
                made = desk.visit(self._visit(desk, midnight + timedelta(hours=11)))
                self.truth.leaves.append((told, made["registered"]))
            return
        before = desk.chain.seq
        for at in self._times(midnight):
            desk.visit(self._happening(self._visit(desk, at), self._habits[office]))
        if office in self._plan.offline and number == self._spec.desks - 1 and day == self._leaves:
            self.truth.leaves.append((OFFLINE, desk.leaf_of(before + 1)))
        if kind := self._plan.points.get(place):
            self._plant(desk, kind, midnight)
        desk.settle(midnight + timedelta(hours=21))

    def stays_away(self, place: Place) -> bool:
        """Whether what the desk made waits for another day."""
        office, number, day = place
        if office in self._plan.offline and number == self._spec.desks - 1:
            return self._leaves <= day < UNTIL_AWAY
        if day > self._spec.days - 5:
            return False
        if self._until.get((office, number), -1) < day and self._hits(_AWAY):
            self._until[office, number] = day + self._rng.randint(0, 2)
        return self._until.get((office, number), -1) >= day

    def _times(self, midnight: datetime) -> list[datetime]:
        """Eight to half past six; a visit takes some minutes."""
        slots = self._rng.sample(range(126), self._spec.visits)
        return [midnight + timedelta(hours=8, minutes=5 * slot) for slot in sorted(slots)]

    def _visit(self, desk: Desk, at: datetime) -> Visit:
        self._rrn += 1
        known = self._seen.setdefault(desk.enrolment.office_id, [])
        again = bool(known) and self._hits(_AGAIN)
        person = known.pop() if again else f"{self._rng.randrange(10**10):010}"
        if not again:
            known.append(person)
        back = timedelta(seconds=40) if self._hits(_TRIMMED) else timedelta()
        return Visit(at, person, f"{self._rrn:012}", self._common, back=back)

    def _drawn(self, office: int) -> dict[str, int]:
        """How often, of a thousand, each mishap comes to that office."""
        much = self._rng.randint(*DIFFER)
        habits = {kind: often * much // 100 for kind, often in HONEST.items()}
        planted = self._plan.rates.get(office)
        return habits | ({planted: self._spec.often} if planted else {})

    def _happening(self, visit: Visit, often: Mapping[str, int]) -> Visit:
        visit.reprinted = self._hits(often["reprints-many"])
        visit.voided = self._hits(often["voids-many"])
        visit.refunded = self._hits(often["refunds-many"])
        visit.source = "slip" if self._hits(often["slips-many"]) else "terminal"
        return visit

    def _hits(self, permille: int) -> bool:
        return self._rng.randrange(1000) < permille

    def _plant(self, desk: Desk, kind: str, midnight: datetime) -> None:
        evening = midnight + timedelta(hours=19)
        if kind == "same-again":
            self._repeat(desk, evening)
            return
        visit = self._visit(desk, evening)
        visit.back = timedelta()
        if kind in _FEES:
            visit.registration = {**self._common, "total": self._common["total"] + _FEES[kind]}
        elif kind == "not-delegated":
            visit.registration = {**self._common, "service": 999_999}
        elif kind == "outside-hours":
            visit.at = midnight + timedelta(hours=23, minutes=20)
        elif kind == "clock-jump":
            visit.back = timedelta(hours=3)
        elif kind == "rrn-twice":
            desk.visit(self._visit(desk, evening - timedelta(minutes=5)))
            visit.rrn = f"{self._rrn:012}"
        elif kind == "slip-unsettled":
            visit.source = "slip"
        made = desk.visit(visit, settles=kind != "slip-unsettled")
        part = {"clock-jump": "first", "rrn-twice": "paid", "slip-unsettled": "paid"}
        self.truth.leaves.append((kind, made[part.get(kind, "registered")]))

    def _repeat(self, desk: Desk, evening: datetime) -> None:
        person = f"{self._rng.randrange(10**10):010}"
        for nth in range(4):
            visit = self._visit(desk, evening + timedelta(minutes=6 * nth))
            visit.person = person
            made = desk.visit(visit)
        self.truth.leaves.append(("same-again", made["registered"]))
