"""Desks of one office that have no line any more, a stick, and the regulator at the other end."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from app.desk import payments, receipts, shifts, visits
from app.desk.visits import Serving
from app.domain.acts import PaperSeen, RequestDraft, Slip
from app.domain.by_hand import Answered, Heard, Packed
from app.keys import slots
from app.wiring import clock
from app.wiring import courier as by_hand
from app.wiring.enrolment import Newcomer, make_desk
from app.wiring.opened import OpenDesk, open_with
from local_db import queries
from tests.desk.conftest import REPLACE
from tests.regulator_fixture import Regulator, anew, keep_as, regulator
from tests.sync.conftest import PASSPHRASE, PASSWORD, Office

__all__ = ["regulator"]


def quiet(_done: int, _total: int) -> None:
    """Nobody watches."""


@dataclass
class Away(Office):
    """A desk of the office; `out` and `take` are its way to the stick."""

    folder: Path = Path()
    paid: int = 0

    @property
    def here(self):
        return self.desk.here

    def receipt(self) -> str:
        """A request, paid by slip, with its receipt."""
        done = self.register()
        with self.here.db.read() as connection:
            visit = connection.exec_driver_sql(
                "SELECT visit FROM requests WHERE tid = ?", (done.tid,)
            ).scalar_one()
        for plan in payments.plan_payments(self.here, visit):
            self.paid += 1
            rrn = f"6123456{self.here.desk:02}{self.paid:03}"
            slip = Slip("71234567", rrn, "1", "4417", "slip")
            started = payments.start_payment(self.here, clock.moment(), self.serving, plan)
            payments.end_payment(self.here, clock.moment(), self.serving, paid=started, slip=slip)
        receipts.issue_receipt(self.here, clock.moment(), self.serving, done.tid)
        return done.tid

    def register_with(self, *papers: PaperSeen) -> str:
        """A request with documents."""
        visit = visits.open_visit(self.here, clock.moment(), self.serving)
        service = self.serving.catalogue.by_key("birth_cert_replace")
        draft = RequestDraft(visit, service.number, service.form.version, REPLACE, papers)
        return visits.register_request(self.here, clock.moment(), self.serving, draft).tid

    def received(self) -> list[str]:
        """Types of this desk's entries at the regulator."""
        from regulator.intake.models import StoredEntry

        mine = StoredEntry.objects.filter(dev=self.here.dev).order_by("seq")
        return list(mine.values_list("type", flat=True))

    def out(self, path: Path, *, whole: bool = False) -> Packed:
        return by_hand.write_out(self.desk, path, step=quiet, whole=whole)

    def take(self, path: Path) -> Answered | Heard:
        return by_hand.take_in(self.desk, path, step=quiet)

    def rows(self, statement: str) -> list[tuple[object, ...]]:
        with self.here.db.read() as connection:
            return [tuple(row) for row in connection.exec_driver_sql(statement)]


Desks = Callable[[], Away]
OFFICE, LABEL = 3, "three_desks"


@pytest.fixture(scope="session")
def enrolled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where three enrolled desks lie, once somebody made them."""
    return tmp_path_factory.mktemp("enrolled")


@cache
def held(folder: Path) -> tuple[slots.Secrets, ...]:
    """The keys of an enrolled desk: its passphrase is asked once, not for each test."""
    return tuple(slots.candidates(folder, PASSPHRASE))


def enrol_all(folder: Path, regulator: Regulator) -> None:
    """Three desks of the office, each with an open shift; the regulator that knows them is kept."""
    for number in range(1, OFFICE + 1):
        (folder / f"desk{number}").mkdir()
        newcomer = Newcomer(regulator.url, regulator.code(), PASSPHRASE, {"2": PASSWORD})
        make_desk(folder / f"desk{number}", newcomer, regulator.session)
        desk = open_with(
            folder / f"desk{number}", held(folder / f"desk{number}"), regulator.session
        )
        shifts.open_shift(desk.here, clock.moment(), "2")
        desk.close()
    keep_as(LABEL)


@pytest.fixture
def desks(tmp_path: Path, enrolled: Path, regulator: Regulator) -> Iterator[Desks]:
    """Opens the office's next desk, at work."""
    if not (enrolled / "desk1").exists():
        enrol_all(enrolled, regulator)
    anew(LABEL)
    opened: list[OpenDesk] = []

    def next_desk() -> Away:
        name = f"desk{len(opened) + 1}"
        folder = Path(shutil.copytree(enrolled / name, tmp_path / name))
        desk = open_with(folder, held(enrolled / name), regulator.session)
        opened.append(desk)
        with desk.here.db.read() as connection:
            shift = str(queries.open_shift(connection, "2"))
        serving = Serving("2", shift, desk.load_catalogue(), desk.release, desk.lease.last_day)
        return Away(desk, regulator, serving, folder=folder)

    yield next_desk
    for desk in opened:
        desk.close()


@pytest.fixture
def away(desks: Desks) -> Away:
    """One desk with nobody at the other end of its line."""
    return desks()


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A folder one can carry."""
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def carry(package: Path, answer: Path) -> str:
    """Take a package to the regulator and bring its answer back; the problem it tells of."""
    from regulator.courier import taking

    with package.open("rb") as file:
        kept = taking.take(file, "test")
    answer.write_bytes(bytes(kept.content))
    return str(kept.problem)
