"""Machines of an office: each a folder, its keys, and the desk that is open on it."""

import shutil
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path

from app.desk import payments, receipts, visits
from app.desk.visits import Serving
from app.domain.acts import RequestDraft, Slip
from app.domain.errors import Refusal
from app.keys import slots
from app.wiring import clock
from app.wiring.opened import OpenDesk, open_with
from app.wiring.renewal import renew_key
from tests.desk.conftest import REPLACE
from tests.regulator_fixture import Regulator
from tests.sync.chaos import Chaos

SLIPS, ASIDE = count(1), count(1)


@dataclass
class Workstation:
    """One machine. `clean`: its file was never put back nor copied; its story is the only one."""

    folder: Path
    held: slots.Secrets
    regulator: Regulator
    line: Chaos
    serving: Serving
    clean: bool = True
    copies: list[Path] = field(default_factory=list)
    acknowledged: set[str] = field(default_factory=set)
    pending: tuple[slots.Secrets, str] | None = None

    def __post_init__(self) -> None:
        self.desk = self._open()

    def _open(self) -> OpenDesk:
        desk = open_with(self.folder, [self.held], lambda: self.line.session(self.regulator.url))
        if not desk.here.restored:
            payments.doubt_unfinished(desk.here, clock.moment())
        return desk

    def restart(self) -> None:
        """Off and on again."""
        self.desk.close()
        self.desk = self._open()

    def work(self, steps: int) -> None:
        """A citizen served as far as that: visit, request, swipe begun, paid, receipt."""
        here, serving = self.desk.here, self.serving
        try:
            visit = visits.open_visit(here, clock.moment(), serving)
            if steps < 2:
                return
            service = serving.catalogue.by_key("birth_cert_replace")
            draft = RequestDraft(visit, service.number, service.form.version, REPLACE)
            done = visits.register_request(here, clock.moment(), serving, draft)
            for plan in payments.plan_payments(here, visit) if steps > 2 else ():
                paid = payments.start_payment(here, clock.moment(), serving, plan)
                if steps > 3:
                    slip = Slip("90000001", f"{next(SLIPS):012}", "000001", "0015", "terminal")
                    payments.end_payment(here, clock.moment(), serving, paid=paid, slip=slip)
            if steps > 4:
                receipts.issue_receipt(here, clock.moment(), serving, done.tid)
        except Refusal:
            assert here.restored or self.desk.here.restored or self._is_over()

    def _is_over(self) -> bool:
        from app.desk import permits

        found = permits.limits(self.desk.here, clock.moment())
        return any(one.stage == "over" for one in found)

    def save(self) -> None:
        """Put a copy of the whole folder aside, as it is on the disk."""
        aside = self.folder.with_name(f"{self.folder.name}.{next(ASIDE)}")
        self.desk.close()
        shutil.copytree(self.folder, aside)
        self.copies.append(aside)
        self.desk = self._open()

    def put_back(self, *, mark: bool) -> None:
        """The last copy comes back: only the file, or the mark beside it too."""
        self.clean = False
        self.desk.close()
        for left in self.folder.glob("desk.db*"):
            left.unlink()
        names = ("desk.db", "desk.tide") if mark else ("desk.db",)
        for name in names:
            shutil.copy(self.copies[-1] / name, self.folder / name)
        self.desk = self._open()

    def enrol_again(self, *, new_desk: bool) -> None:
        """A new key. Where the line fails on the way, the same key and code are tried again."""
        if self.pending is None:
            fresh = slots.Secrets(self.held.database, slots.draw().seed)
            self.pending = fresh, self.regulator.code()
        fresh, code = self.pending
        kept: list[slots.Secrets] = []

        def keep(found: Sequence[slots.Secrets]) -> None:
            kept[:] = found

        how = {"reason": "restored", "new_desk": new_desk, "keep": keep}
        with suppress(Refusal):
            renew_key(self.desk, (fresh, self.held), code, **how)
        self.desk.close()
        if kept == [fresh]:
            self.held, self.pending = fresh, None
            self.copies.clear()
        self.desk = self._open()

    def answered(self) -> set[str]:
        """Leaves whose entries nobody here owes any more."""
        with self.desk.here.db.read() as connection:
            return set(
                connection.exec_driver_sql(
                    "SELECT j.leaf FROM journal j LEFT JOIN outbox o ON o.n = j.n WHERE o.n IS NULL"
                ).scalars()
            )

    def chains(self) -> dict[str, dict[int, str]]:
        """{dev: {seq: leaf}} of this file."""
        found: dict[str, dict[int, str]] = {}
        with self.desk.here.db.read() as connection:
            for dev, seq, leaf in connection.exec_driver_sql("SELECT dev, seq, leaf FROM journal"):
                found.setdefault(dev, {})[seq] = leaf
        return found

    def told_of(self, dev: str) -> set[str]:
        """Leaves this file holds of a key as another desk's."""
        with self.desk.here.db.read() as connection:
            found = connection.exec_driver_sql(
                "SELECT leaf FROM office_entries WHERE dev = ?", (dev,)
            )
            return set(found.scalars())

    def owed(self) -> int:
        """Entries without an answer, of every key."""
        with self.desk.here.db.read() as connection:
            return int(connection.exec_driver_sql("SELECT count(*) FROM outbox").scalar_one())

    def copied(self, folder: Path) -> "Workstation":
        """The whole folder on another machine, mark and keys and all."""
        self.desk.close()
        shutil.copytree(self.folder, folder)
        self.desk = self._open()
        self.clean = False
        return replace(self, folder=folder, copies=[], acknowledged=set(), pending=None)
