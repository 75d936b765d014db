"""A desk and its regulator, both real, in one process; the line between them can be cut."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.desk import people, shifts, visits
from app.desk.proofs import Typed, prove
from app.desk.visits import Serving
from app.domain.acts import Registered, RequestDraft
from app.keys import passwords, slots
from app.wiring import clock
from app.wiring.enrolment import Newcomer, make_desk
from app.wiring.opened import OpenDesk, open_desk
from tests.desk.conftest import REPLACE
from tests.regulator_fixture import Regulator, regulator

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

    def owed(self) -> int:
        """Entries without an answer."""
        with self.desk.here.db.read() as connection:
            return int(connection.exec_driver_sql("SELECT count(*) FROM outbox").scalar_one())

    def received(self) -> list[str]:
        """Types of the entries the regulator stored, in their order."""
        from regulator.intake.models import StoredEntry

        return list(StoredEntry.objects.order_by("seq").values_list("type", flat=True))


def reopen(folder: Path, regulator: Regulator) -> OpenDesk:
    return open_desk(folder, PASSPHRASE, regulator.session)


def open_office(folder: Path, regulator: Regulator) -> Office:
    """Enrol a desk in that folder; its manager signs in and opens a shift."""
    newcomer = Newcomer(regulator.url, regulator.code(), PASSPHRASE, {"2": PASSWORD})
    make_desk(folder, newcomer, regulator.session)
    desk = reopen(folder, regulator)
    typed = Typed("password", lambda kept: passwords.fits(kept, PASSWORD))
    people.sign_in(desk.here, clock.moment(), prove(desk.here, clock.moment(), "2", typed))
    shift = shifts.open_shift(desk.here, clock.moment(), "2")
    catalogue = desk.load_catalogue()
    serving = Serving("2", shift, catalogue, desk.release, desk.lease.last_day)
    key = slots.open_with_passphrase(folder, PASSPHRASE).database
    return Office(desk, regulator, serving, key)


@pytest.fixture
def office(tmp_path: Path, regulator: Regulator) -> Iterator[Office]:
    made = open_office(tmp_path, regulator)
    yield made
    made.desk.close()
