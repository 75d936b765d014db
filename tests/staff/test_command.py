"""`pishkhan people`: secrets come by a file descriptor, and each act says who did it."""

import json
import os
from pathlib import Path

import pytest

from app.cli import main
from app.domain.approvals import Word
from app.keys import slots
from app.wiring.session import Session
from tests.staff.conftest import operators_of
from tests.sync.conftest import PASSPHRASE, PASSWORD


def run(folder: Path, *arguments: str, secrets: tuple[str, ...] = ()) -> int:
    reading, writing = os.pipe()
    os.write(writing, "".join(f"{one}\n" for one in (PASSPHRASE, *secrets)).encode())
    os.close(writing)
    try:
        return main([*arguments, "--data", str(folder), "--passphrase-fd", str(reading)])
    finally:
        os.close(reading)


@pytest.fixture
def folder(session: Session) -> Path:
    """The desk, with its session closed: a command opens its own."""
    session.close()
    return session.folder


def test_the_list_tells_everybody(folder, capsys):
    assert run(folder, "people", "list", "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert [(one["operator"], one["role"]) for one in found] == [
        ("1", "manager"),
        ("2", "operator"),
    ]
    assert run(folder, "people", "list") == 0
    assert "manager" in capsys.readouterr().out


def test_a_manager_resets_unlocks_and_disables(folder, capsys):
    by = ("--operator", "2", "--manager", "1")
    assert run(folder, "people", "reset", *by, "--json", secrets=(PASSWORD,)) == 0
    code = json.loads(capsys.readouterr().out)["code"]
    assert run(folder, "people", "unlock", *by, secrets=(PASSWORD,)) == 0
    assert run(folder, "people", "disable", *by, secrets=(PASSWORD,)) == 0
    assert run(folder, "people", "unlock", *by, secrets=("not the password",)) == 3
    assert run(folder, "people", "unlock", "--operator", "2") == 3
    session = Session(folder, window=False)
    session.unlock(PASSPHRASE)
    assert operators_of(session, "operator.changed") == ["1", "1", "1"]
    assert not any(code in body for body in bodies(session))
    session.close()


def test_the_recovery_key_lets_the_only_manager_begin_anew(folder, capsys):
    held = slots.open_with_passphrase(folder, PASSPHRASE)
    printed = slots.add_recovery(folder, held)
    rescue = ("people", "reset", "--recovery", "--operator")
    assert run(folder, *rescue, "2", secrets=(printed,)) == 3
    assert run(folder, *rescue, "1", secrets=("0" * 56,)) == 3
    capsys.readouterr()
    assert run(folder, *rescue, "1", "--json", secrets=(printed,)) == 0
    code = json.loads(capsys.readouterr().out)["code"]
    session = Session(folder, window=False)
    session.unlock(PASSPHRASE)
    session.door.renew(Word("1", code), "one's own words")
    session.sign_in("1", "one's own words")
    session.close()


def bodies(session: Session) -> list[str]:
    with session.desk.here.db.read() as connection:
        return list(connection.exec_driver_sql("SELECT body FROM bodies").scalars())
