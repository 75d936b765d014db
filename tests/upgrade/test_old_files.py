"""A desk file of every released schema is saved, upgraded and opened; a newer one is refused."""

import json
import shutil
from pathlib import Path

import pytest
import requests

from app.desk.verify import verify_journal
from app.domain.errors import ManagerCanFix
from app.keys import slots
from app.wiring import backup
from app.wiring.folder import BACKUPS, DESK_FILE
from app.wiring.opened import OpenDesk, unlock
from local_db import migrate, projections
from local_db.file import Database
from local_db.rebuild import rebuild
from resources import sentence
from scripts import keep_schema
from scripts.keep_schema import PASSPHRASE

OLD = Path(__file__).parents[1] / "data" / "old"
KEPT = sorted((path for path in OLD.iterdir() if path.is_dir()), key=lambda path: int(path.name))


@pytest.fixture(params=KEPT, ids=[path.name for path in KEPT])
def old(request, tmp_path) -> Path:
    """A copy of a kept folder, to be worked on."""
    return Path(shutil.copytree(request.param, tmp_path / "desk"))


def open_(folder: Path) -> OpenDesk:
    return unlock(folder, PASSPHRASE, requests.Session)


def rows(desk: OpenDesk) -> dict[str, list[tuple[object, ...]]]:
    """Everything that follows from entries."""
    with desk.here.db.read() as connection:
        found = {
            table: connection.exec_driver_sql(f"SELECT * FROM {table}").all()
            for table in projections.TABLES
        }
    return {table: sorted(map(tuple, some), key=repr) for table, some in found.items()}


def scalar(desk: OpenDesk, statement: str):
    with desk.here.db.read() as connection:
        return connection.exec_driver_sql(statement).scalar_one()


def test_an_old_file_is_saved_upgraded_and_means_the_same(old):
    facts = json.loads((old / "facts.json").read_text())
    desk = open_(old)
    assert not desk.here.restored
    assert scalar(desk, "PRAGMA user_version") == migrate.newest()
    assert verify_journal(desk.here).entries == facts["entries"] + 1  # and backup.made
    assert scalar(desk, "SELECT count(*) FROM drafts") == 1
    assert scalar(desk, "SELECT count(*) FROM print_jobs") == 1
    with desk.here.db.read() as connection:
        tids = connection.exec_driver_sql("SELECT tid FROM requests ORDER BY tid").scalars().all()
    assert list(tids) == facts["tids"]
    before = rows(desk)
    with desk.here.db.write() as connection:
        rebuild(connection)
    assert rows(desk) == before
    desk.close()


def test_what_was_saved_is_the_old_file_and_comes_back(old):
    facts = json.loads((old / "facts.json").read_text())
    open_(old).close()
    (saved,) = (old / BACKUPS).iterdir()
    assert saved.name.startswith(f"before-update-{facts['schema']}-")
    backup.restore(old, saved, PASSPHRASE, stamp="test")
    desk = open_(old)
    assert desk.here.restored  # the upgrade itself was an entry the saved file does not hold
    assert verify_journal(desk.here).entries == facts["entries"]
    desk.close()


def test_an_upgrade_is_not_begun_when_nothing_can_be_saved(old):
    (old / BACKUPS).write_bytes(b"a file where the folder should be")
    before = (old / DESK_FILE).read_bytes()
    with pytest.raises(ManagerCanFix, match="file-unwritable"):
        open_(old)
    assert (old / DESK_FILE).read_bytes() == before
    (old / BACKUPS).unlink()
    open_(old).close()


def test_an_upgrade_that_cannot_be_done_leaves_the_file_as_it_was(old):
    key = slots.open_with_passphrase(old, PASSPHRASE).database
    db = Database(old / DESK_FILE, key, upgrade=False)
    version = db.behind
    with db.write() as connection:  # something a step of the upgrade stumbles over, late
        connection.exec_driver_sql("CREATE TABLE document_uses (x)")
    with pytest.raises(ManagerCanFix, match="desk-file-upgrade") as refusal:
        db.upgrade()
    assert "document_uses" in sentence(refusal.value)
    assert db.behind == version
    with db.read() as connection:
        known = connection.exec_driver_sql("SELECT count(*) FROM requests").scalar_one()
    assert known
    db.close()


def test_a_file_of_a_newer_program_is_refused_and_stays_as_it_is(old):
    desk = open_(old)
    with desk.here.db.write() as connection:
        connection.exec_driver_sql("PRAGMA user_version = 9999")
    desk.close()
    before = (old / DESK_FILE).read_bytes()
    with pytest.raises(ManagerCanFix, match="desk-file-newer") as refusal:
        open_(old)
    assert "۹۹۹۹" in sentence(refusal.value)
    assert (old / DESK_FILE).read_bytes() == before


def test_the_file_to_keep_at_the_next_release_can_be_made(tmp_path):
    keep_schema.main(tmp_path / "new")
    desk = open_(tmp_path / "new")
    assert scalar(desk, "PRAGMA user_version") == migrate.newest()
    assert not (tmp_path / "new" / BACKUPS).exists()
    desk.close()


def test_every_released_schema_but_the_newest_is_kept():
    known = [int(path.name) for path in KEPT]
    assert known
    assert max(known) <= migrate.newest()
