"""A desk takes another version at the end of its shifts, by its manager, and from nobody else."""

from pathlib import Path

import pytest

import app as program
from app.domain.errors import ManagerCanFix
from app.domain.progress import quiet
from app.domain.shifts import Closing
from app.wiring import clock, installing, update_record
from app.wiring.backup_file import sha256
from app.wiring.doctor import examine
from app.wiring.session import Session
from app.wiring.shiftwork import Shiftwork
from app.wiring.update_shelf import Shipped
from app.wiring.updates import Updates, close
from local_db.migrate import newest
from tests.regulator_fixture import regulator
from tests.staff.conftest import session, types
from tests.sync.conftest import PASSWORD
from tests.updates.publisher import PACKAGE, Publisher

__all__ = ["regulator", "session"]


def test_it_is_found_quietly_and_taken_by_the_manager_when_no_shift_is_open(
    session: Session, by: Shipped, monkeypatch: pytest.MonkeyPatch
) -> None:
    updates = Updates(session, by)
    assert updates.new_version() is None
    updates.tick()
    new = updates.new_version()
    assert new is not None
    assert (new.version, new.notes, new.megabytes) == ("0.2.0", "تندتر شد.", 1)
    session.sign_in("2", PASSWORD)
    with pytest.raises(ManagerCanFix, match="right-missing"):
        updates.take_version(quiet)
    session.sign_in("1", PASSWORD)
    shift = session.open_shift().shift
    with pytest.raises(ManagerCanFix, match="update-shift-open"):
        updates.take_version(quiet)
    assert shift
    Shiftwork(session).close(Closing(shift, (), note=""))
    before = types(session)
    monkeypatch.setenv("PATH", "")  # nobody here can ask for the administrator's password
    assert "apt-get install" in updates.take_version(quiet)
    assert session.leaving is None
    assert types(session) == before
    with session.desk.here.db.read() as connection:
        found = update_record.read(connection)
    assert found is not None
    assert (found.version, found.to, found.schema) == (program.__version__, "0.2.0", newest())
    assert update_record.saved(session.folder, found)


def test_what_was_refused_is_the_check_ups_to_tell(
    session: Session, by: Shipped, publisher: Publisher
) -> None:
    updates = Updates(session, by)
    good = (publisher.folder / "metadata" / "timestamp.json").read_bytes()
    (publisher.folder / "metadata" / "timestamp.json").write_bytes(b"{}")
    updates.tick()
    states = {one.name: one.state for one in examine(session.desk, clock.moment())}
    assert (states["publisher"], states["update"]) == ("warn", "ok")
    (publisher.folder / "metadata" / "timestamp.json").write_bytes(good)
    updates.tick()  # not again before twelve hours are over
    assert updates.new_version() is None
    session.sign_in("1", PASSWORD)
    assert updates.find_version("", quiet)
    found = {one.name: one for one in examine(session.desk, clock.moment())}
    assert found["publisher"].state == "ok"
    assert found["update"].facts == {"version": "۰.۲.۰"}


def test_the_installer_starts_after_the_desk_is_closed_and_only_on_the_same_bytes(
    session: Session,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    ask, said = tmp_path / "bin" / "pkexec", tmp_path / "said"
    ask.parent.mkdir()
    ask.write_text(f'#!/bin/sh\necho "$@" >{said}.part\nmv {said}.part {said}\n')
    ask.chmod(0o755)
    monkeypatch.setenv("PATH", str(ask.parent), prepend=":")
    package = tmp_path / "debian-amd64-0.2.0.deb"
    package.write_bytes(PACKAGE)
    assert installing.by_hand(package) == ""
    with pytest.raises(ManagerCanFix, match="update-altered-here"):
        installing.start(package, "0" * 64)
    session.leaving = (package, sha256(package))
    close(session)
    while not said.exists():
        pass
    assert said.read_text().split() == [*installing.command(package)]
    monkeypatch.setenv("PATH", str(tmp_path / "none"))
    session.leaving = (package, sha256(package))
    close(session)
    assert "apt-get install" in capsys.readouterr().err
    windows = tmp_path / "windows-amd64-0.2.0.exe"
    assert installing.command(windows) == (str(windows), "/S")
    assert installing.by_hand(tmp_path / "a.rpm").startswith("sudo rpm --upgrade --oldpackage ")
