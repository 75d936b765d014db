"""A desk with its manager and an operator, whole: enrolled once, copied for each test."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.acts import RequestDraft
from app.domain.canonical import unb64u
from app.wiring.enrolment import FIRST_MANAGER, Newcomer, make_desk
from app.wiring.functions import functions
from app.wiring.session import Session
from tests.desk.conftest import REPLACE
from tests.regulator_fixture import Regulator, regulator
from tests.sync.conftest import PASSPHRASE, PASSWORD
from ui.functions import Functions

__all__ = ["regulator"]
PIN = "271828"


def enrolled(folder: Path, regulator: Regulator) -> Path:
    """A desk with manager 1 and operator 2 who chose their passwords."""
    words = {FIRST_MANAGER: PASSWORD, "2": PASSWORD}
    newcomer = Newcomer(regulator.url, regulator.code(), PASSPHRASE, words)
    make_desk(folder, newcomer, regulator.session)
    return folder


@pytest.fixture(scope="session")
def kept(tmp_path_factory) -> Path:
    """Where the one enrolment stays; each test works on a copy."""
    return tmp_path_factory.mktemp("enrolled") / "desk"


@pytest.fixture
def session(tmp_path: Path, kept: Path, regulator: Regulator) -> Iterator[Session]:
    """Unlocked, and nobody signed in; the regulator of another test knows nothing of it."""
    if not kept.exists():
        kept.mkdir()
        enrolled(kept, regulator)
    made = Session(Path(shutil.copytree(kept, tmp_path / "desk")), regulator.session, window=False)
    regulator.wire.down = True
    made.unlock(PASSPHRASE)
    yield made
    made.close()


@pytest.fixture
def handed(session: Session) -> Functions:
    return functions(session, None, session.folder / "papers")


def types(session: Session) -> list[str]:
    with session.desk.here.db.read() as connection:
        return list(connection.exec_driver_sql("SELECT type FROM journal ORDER BY n").scalars())


def operators_of(session: Session, kind: str) -> list[str | None]:
    """Who stands as `op` in the entries of a type."""
    with session.desk.here.db.read() as connection:
        tokens = connection.exec_driver_sql(
            f"SELECT entry FROM journal WHERE type = '{kind}' ORDER BY n"
        ).scalars()
        return [json.loads(unb64u(token.split(".")[1]))["op"] for token in tokens]


def register(session: Session, handed: Functions) -> str:
    """One request of whoever works."""
    service = session.serving().catalogue.by_key("birth_cert_replace")
    draft = RequestDraft(handed.open_visit(), service.number, service.form.version, REPLACE)
    return handed.register(draft).tid


def at_work(session: Session, number: str = "2") -> None:
    session.sign_in(number, PASSWORD)
    session.open_shift()
