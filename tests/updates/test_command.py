"""`pishkhan update` as a manager types it."""

import os

import pytest

from app.cli import main
from app.wiring.session import Session
from app.wiring.update_shelf import shipped
from tests.regulator_fixture import regulator
from tests.staff.conftest import session
from tests.sync.conftest import PASSPHRASE, PASSWORD
from tests.updates.going_back import updated

__all__ = ["regulator", "session"]


def run(session: Session, *arguments: str) -> int:
    """The command with its two secrets on a descriptor; the window is closed."""
    reading, writing = os.pipe()
    os.write(writing, f"{PASSPHRASE}\n{PASSWORD}\n".encode())
    os.close(writing)
    try:
        where = ["--data", str(session.folder), "--passphrase-fd", str(reading)]
        return main(["update", *where, *arguments])
    finally:
        os.close(reading)


def test_only_a_manager_looks_and_goes_back(
    session: Session, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")  # nobody here can ask for the administrator's password
    key = session.desk.key
    session.close()
    assert shipped() is None  # this source has no publisher
    assert run(session, "look", "--operator", "1") == 3
    assert "از بسته ناشر نصب نشده است" in capsys.readouterr().err
    assert run(session, "roll-back", "--operator", "1") == 3
    assert "بازگردید" in capsys.readouterr().err
    updated(session.folder, key)
    assert run(session, "roll-back", "--operator", "2") == 3
    capsys.readouterr()
    assert run(session, "roll-back", "--operator", "1") == 0
    said = capsys.readouterr().out
    assert "۰.۰.۹" in said
    assert f"sudo apt-get install --yes --allow-downgrades {session.folder}/updates/files/" in said
