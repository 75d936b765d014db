"""Desks, a regulator and a bad line, played at random: what must hold whatever happens.

Acknowledged ⊆ stored · nothing twice · the regulator's story of a key is a prefix of its desk's ·
once the line is well and old copies are enrolled again, everything is there.
"""

import shutil
import tempfile
from pathlib import Path
from typing import ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from app.domain.errors import Refusal
from app.wiring import clock
from sync.pull import pull_once
from sync.push import push_once
from tests.regulator_fixture import anew
from tests.sync.chaos import Chaos
from tests.sync.conftest import Serving, kept_office
from tests.sync.workstations import Workstation

FAULTS = st.lists(st.sampled_from(["good", "good", "drop", "delay", "lose", "repeat"]), max_size=5)
WHICH = st.integers(0, 2)
MOST = 3


class Office(RuleBasedStateMachine):
    """Up to three machines of one office. `runs`, `steps` and `found` are of the whole process."""

    runs: ClassVar[int] = 0
    steps: ClassVar[int] = 0
    clones: ClassVar[int] = 0
    restores: ClassVar[int] = 0
    _catalogue: ClassVar[list] = []

    def __init__(self) -> None:
        super().__init__()
        self.root = Path(tempfile.mkdtemp(prefix="pk-machine-"))
        self.machines: list[Workstation] = []
        self.moved = False

    @initialize()
    def begin(self) -> None:
        """The kept office, opened anew."""
        kept = kept_office()
        self.regulator = anew("office")
        self.line = Chaos(self.regulator.wire)
        folder = self.root / "0"
        shutil.copytree(kept.folder, folder)
        serving = Serving("2", kept.shift, None, 1, 0)  # type: ignore[arg-type]
        first = Workstation(folder, kept.held, self.regulator, self.line, serving)
        if not Office._catalogue:
            Office._catalogue.append(first.desk.load_catalogue())
        last = first.desk.lease.last_day
        first.serving = Serving("2", kept.shift, Office._catalogue[0], 1, last)
        self.machines.append(first)
        Office.runs += 1

    def _at(self, which: int) -> Workstation:
        Office.steps += 1
        return self.machines[which % len(self.machines)]

    # -- what happens

    @rule(which=WHICH, steps=st.integers(1, 5))
    def work(self, which: int, steps: int) -> None:
        self._at(which).work(steps)

    @rule(which=WHICH, faults=FAULTS, limit=st.integers(1, 8))
    def push(self, which: int, faults: list, limit: int) -> None:
        machine = self._at(which)
        link = machine.desk.link
        self._over(
            faults,
            lambda: push_once(link.db, link.api, link.write, at=clock.now(), limit=limit),
        )

    @rule(which=WHICH, faults=FAULTS)
    def pull(self, which: int, faults: list) -> None:
        link = self._at(which).desk.link
        self._over(faults, lambda: pull_once(link.db, link.api, link.write))

    @rule(which=WHICH, faults=FAULTS)
    def round(self, which: int, faults: list) -> None:
        self._over(faults, self._at(which).desk.sync)

    def _over(self, faults: list, step) -> None:
        self.line.faults.extend(faults)
        try:
            step()
        except Refusal:
            pass
        finally:
            self.line.faults.clear()

    @precondition(lambda self: self.line.late)
    @rule(which=st.integers(0, 20))
    def arrive(self, which: int) -> None:
        self.line.arrive(which)

    @rule(which=WHICH)
    def restart(self, which: int) -> None:
        self._at(which).restart()

    @rule(which=WHICH)
    def save(self, which: int) -> None:
        machine = self._at(which)
        if len(machine.copies) < 3:
            machine.save()

    @rule(which=WHICH, mark=st.booleans())
    def put_back(self, which: int, mark: bool) -> None:
        machine = self._at(which)
        if machine.copies:
            Office.restores += 1
            machine.acknowledged |= machine.answered()
            machine.put_back(mark=mark)

    @precondition(lambda self: len(self.machines) < MOST)
    @rule(which=WHICH)
    def clone(self, which: int) -> None:
        machine = self._at(which)
        Office.clones += 1
        self.machines.append(machine.copied(self.root / str(len(self.machines))))

    @rule(which=WHICH, new_desk=st.booleans(), faults=FAULTS)
    def enrol_again(self, which: int, new_desk: bool, faults: list) -> None:
        machine = self._at(which)
        if machine.desk.here.restored:
            machine.acknowledged |= machine.answered()
            self.moved = self.moved or new_desk
            self._over(faults, lambda: machine.enrol_again(new_desk=new_desk))

    @rule()
    def the_regulator_restarts(self) -> None:
        from django.db import connections

        connections.close_all()

    # -- what must hold

    @invariant()
    def whatever_was_acknowledged_is_stored(self) -> None:
        for machine in self.machines:
            machine.acknowledged |= machine.answered()
        if self.machines:
            promised = set().union(*(machine.acknowledged for machine in self.machines))
            assert promised <= self._kept()

    def teardown(self) -> None:
        """The line is well again; everything must be there."""
        try:
            if self.machines:
                self._heal()
                self._check_everything()
        finally:
            for machine in self.machines:
                machine.desk.close()
            shutil.rmtree(self.root, ignore_errors=True)

    def _heal(self) -> None:
        while self.line.late:
            self.line.arrive(0)
        for machine in self.machines:
            for _ in range(12):
                self._over([], machine.desk.sync)
                if machine.desk.here.restored:
                    machine.enrol_again(new_desk=len(self.machines) > 1)
                elif not machine.owed():
                    break

    def _check_everything(self) -> None:
        kept = self._kept()
        for machine in self.machines:
            assert machine.owed() == 0
            for dev, chain in machine.chains().items():
                assert set(chain.values()) <= kept
                self._check_prefix(machine, dev, chain)
        if len(self.machines) == 1:
            self._check_it_has_everything_back(self.machines[0].chains())
        self.whatever_was_acknowledged_is_stored()

    def _check_it_has_everything_back(self, chains: dict[str, dict[int, str]]) -> None:
        """A machine that was put back, and never copied, holds all that any of its keys told: in
        its journal, or beside it what a key told at another desk's number. Where it told two
        stories the second one ends where the first went on."""
        from regulator.intake.models import ForkedEntry

        for dev, chain in chains.items():
            if not ForkedEntry.objects.filter(dev=dev).exists():
                stored = set(self._stored(dev).values())
                beside = self.machines[0].told_of(dev) if self.moved else set()
                assert stored <= set(chain.values()) | beside

    def _check_prefix(self, machine: Workstation, dev: str, chain: dict[int, str]) -> None:
        """The regulator's story: dense, each entry once; where a desk's file is the only one of its
        key, exactly its own; elsewhere the same up to one place, and never again after it."""
        stored = self._stored(dev)
        assert list(stored) == list(range(1, len(stored) + 1))
        both = sorted(set(stored) & set(chain))
        same = [stored[seq] == chain[seq] for seq in both]
        assert same == sorted(same, reverse=True)
        if machine.clean:
            assert stored == chain

    def _stored(self, dev: str) -> dict[int, str]:
        from regulator.intake.models import StoredEntry

        places = StoredEntry.objects.filter(dev=dev).order_by("seq")
        return dict(places.values_list("seq", "leaf"))

    def _kept(self) -> set[str]:
        from regulator.intake.models import ForkedEntry, StoredEntry

        stored = list(StoredEntry.objects.values_list("leaf", flat=True))
        forked = set(ForkedEntry.objects.values_list("leaf", flat=True))
        assert len(stored) == len(set(stored))
        assert not forked & set(stored)
        return forked | set(stored)
