"""A journal of a hundred entries as lines, and the frozen examples as a file."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

import resources
from app.desk import payments, receipts
from app.domain import journal_file, journal_lines, jws
from app.domain.acts import Slip
from app.domain.bodies import Checker
from app.domain.catalogue import Catalogue, catalogue_from_items
from app.domain.journal_file import Broken, Read
from app.keys.signer import public_key
from app.wiring.export import export_journal
from local_db import queries
from tests.desk.conftest import Desk, make_here, open_for_business

CHECKER = Checker(resources.wire_schemas())


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return catalogue_from_items(resources.catalogue_items())


def know_the_regulator(desk: Desk) -> None:
    """The tests' authority stands in the file as an enrolment would leave it."""
    import hashlib

    from app.domain.canonical import b64u

    public = public_key(hashlib.sha256(b"test ca").digest())
    named = {"kid": jws.key_id(public), "pub": b64u(public)}
    with desk.here.db.write() as connection:
        queries.set_setting(connection, "identity", {"keys": {"ack": named, "device-ca": named}})


def work(desk: Desk, entries: int) -> None:
    """Citizens come, pay and get receipts until the journal is that long."""
    number = 0
    while (left := entries - len(desk.rows("SELECT 1 FROM journal"))) >= 5:
        number += 1
        done = desk.register(visit := desk.visit())
        (plan,) = payments.plan_payments(desk.here, visit)
        paid = payments.start_payment(desk.here, desk.clock(), desk.serving, plan)
        slip = Slip("90000001", f"{number:012}", "000001", "0015", "terminal")
        payments.end_payment(desk.here, desk.clock(), desk.serving, paid=paid, slip=slip)
        receipts.issue_receipt(desk.here, desk.clock(), desk.serving, done.tid)
    for _ in range(left):
        desk.visit()


def exported(folder: Path, catalogue: Catalogue, *, entries: int = 100, bodies: bool) -> Path:
    """An exported journal of so many entries."""
    desk = open_for_business(make_here(folder), catalogue)
    know_the_regulator(desk)
    work(desk, entries)
    out = folder / "journal.pk"
    export_journal(desk.here, desk.clock(), out, bodies=bodies, why="test")
    desk.here.db.close()
    return out


@pytest.fixture(scope="session")
def plain(tmp_path_factory: pytest.TempPathFactory, catalogue: Catalogue) -> bytes:
    """A hundred entries without bodies."""
    return exported(tmp_path_factory.mktemp("plain"), catalogue, bodies=False).read_bytes()


@pytest.fixture(scope="session")
def full(tmp_path_factory: pytest.TempPathFactory, catalogue: Catalogue) -> bytes:
    """A hundred entries with their bodies."""
    return exported(tmp_path_factory.mktemp("full"), catalogue, bodies=True).read_bytes()


def read(lines: Iterable[bytes]) -> Read:
    """What the strict reader makes of lines."""
    return journal_file.read(lines, CHECKER.check)


def flaw(lines: Iterable[bytes]) -> Broken:
    """The flaw the strict reader finds; it must find one."""
    with pytest.raises(Broken) as found:
        read(lines)
    return found.value


def example_section(**changed: Any) -> bytes:
    """The frozen enrolment as a section line."""
    from tests.wire.wire_examples import read as example

    keys = {
        name: {
            "kid": known["kid"],
            "pub": journal_lines.canonical.b64u(bytes.fromhex(known["public"])),
        }
        for name, known in example("keys.json").items()
    }
    certificate = example("certificate.json")["token"]
    section = journal_lines.Section(certificate, keys, None)
    return journal_lines.section(section)
