"""A desk and its regulator, both real, in one process; the line between them can be cut."""

import atexit
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from app.desk import payments, people, shifts, visits
from app.desk.proofs import Typed, prove
from app.desk.visits import Serving
from app.domain.acts import Registered, RequestDraft
from app.domain.jalali import tehran_day
from app.domain.periods import Period
from app.keys import passwords, slots
from app.wiring import clock
from app.wiring.enrolment import Newcomer, make_desk
from app.wiring.opened import OpenDesk, open_desk, open_with
from local_db import day_queries
from tests.desk.conftest import REPLACE
from tests.regulator_fixture import Regulator, anew, keep_as, regulator

__all__ = ["regulator"]
PASSPHRASE, PASSWORD = "a passphrase of the tests", "a password of the tests"


@dataclass
class Office:
    """An enrolled desk at work, and the regulator it reports to."""

    desk: OpenDesk
    regulator: Regulator
    serving: Serving
    key: bytes = b""

    def register(self) -> Registered:
        """One citizen, one request."""
        here = self.desk.here
        visit = visits.open_visit(here, clock.moment(), self.serving)
        service = self.serving.catalogue.by_key("birth_cert_replace")
        draft = RequestDraft(visit, service.number, service.form.version, REPLACE)
        return visits.register_request(here, clock.moment(), self.serving, draft)

    def receipts(self, *, office: bool) -> int:
        """Receipts of today, of this desk or of every desk as this one heard of them."""
        now = clock.now()
        today = Period.of("day", tehran_day(now))
        with self.desk.here.db.read() as connection:
            found = day_queries.summary(connection, today, now, office=office)
        return found.total("receipts").n

    def owed(self) -> int:
        """Entries without an answer."""
        with self.desk.here.db.read() as connection:
            return int(connection.exec_driver_sql("SELECT count(*) FROM outbox").scalar_one())

    def received(self) -> list[str]:
        """Types of the entries the regulator stored, in their order."""
        from regulator.intake.models import StoredEntry

        return list(StoredEntry.objects.order_by("seq").values_list("type", flat=True))


@dataclass(frozen=True)
class Kept:
    """An office as it was right after its desk was enrolled, to begin tests with: the folder, its
    keys, the shift that is open."""

    folder: Path
    held: slots.Secrets
    shift: str


@cache
def kept_office() -> Kept:
    """Enrolled once a process: deriving keys from passphrases costs more than most tests."""
    folder = Path(tempfile.mkdtemp(prefix="pishkhan-office-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    made = open_office(folder, anew())
    made.desk.close()
    keep_as("office")
    return Kept(folder, slots.candidates(folder, PASSPHRASE)[0], made.serving.shift)


def reopen(folder: Path, regulator: Regulator) -> OpenDesk:
    """The desk of that folder; its passphrase is only asked where it has keys of its own."""
    kept = kept_office()
    if (folder / "keys.json").read_bytes() != (kept.folder / "keys.json").read_bytes():
        return open_desk(folder, PASSPHRASE, regulator.session)
    desk = open_with(folder, [kept.held], regulator.session)
    if not desk.here.restored:
        desk.cut_off = payments.doubt_unfinished(desk.here, clock.moment())
    return desk


def open_office(folder: Path, regulator: Regulator) -> Office:
    """Enrol a desk in that folder; its manager signs in and opens a shift."""
    newcomer = Newcomer(regulator.url, regulator.code(), PASSPHRASE, {"2": PASSWORD})
    make_desk(folder, newcomer, regulator.session)
    desk = open_desk(folder, PASSPHRASE, regulator.session)
    typed = Typed("password", lambda kept: passwords.fits(kept, PASSWORD))
    people.sign_in(desk.here, clock.moment(), prove(desk.here, clock.moment(), "2", typed))
    shift = shifts.open_shift(desk.here, clock.moment(), "2")
    catalogue = desk.load_catalogue()
    serving = Serving("2", shift, catalogue, desk.release, desk.lease.last_day)
    key = slots.open_with_passphrase(folder, PASSPHRASE).database
    return Office(desk, regulator, serving, key)


def begin(folder: Path) -> Office:
    """The kept office in that folder, and a regulator that knows it."""
    kept = kept_office()
    regulator = anew("office")
    for path in kept.folder.iterdir():
        shutil.copy(path, folder / path.name)
    desk = reopen(folder, regulator)
    serving = Serving("2", kept.shift, desk.load_catalogue(), desk.release, desk.lease.last_day)
    return Office(desk, regulator, serving, kept.held.database)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = begin(tmp_path)
    yield made
    made.desk.close()
