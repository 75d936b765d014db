"""The version before comes back, and not one entry is lost on the way."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import requests

from app.domain.errors import ManagerCanFix, NobodyCanFix, Refusal, TimeCanFix
from app.keys import slots
from app.wiring import backup_file, tidemark
from app.wiring.folder import BACKUPS, DESK_FILE
from app.wiring.opened import open_with, reader_of
from app.wiring.rolling_back import Back, Wish, roll_back
from app.wiring.update_shelf import Shipped
from local_db.file import Database
from scripts.keep_schema import PASSPHRASE as OLD
from tests.regulator_fixture import regulator
from tests.sync.conftest import PASSPHRASE, Office, office, reopen
from tests.updates.going_back import entries, of_older_schema, updated
from tests.updates.publisher import PACKAGE, Publisher

__all__ = ["office", "regulator"]
KEPT = Path(__file__).parents[1] / "data" / "old"


def anybody(_here: object) -> None:
    """Whoever asks may."""


def back(
    folder: Path,
    wish: Wish,
    by: Shipped | None = None,
    *,
    check: Callable[[object], None] = anybody,
) -> Back:
    return roll_back(folder, wish, check, by=by, connect=requests.Session)


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A desk of an older version, its file of an older schema."""
    last = max((path for path in KEPT.iterdir() if path.is_dir()), key=lambda one: int(one.name))
    return Path(shutil.copytree(last, tmp_path / "desk"))


def test_opening_adds_no_entry_after_an_update_and_the_way_back_loses_none(old: Path) -> None:
    held = slots.open_with_passphrase(old, OLD)
    before = entries(old, held.database)
    updated(old, held.database)
    desk = open_with(old, [held])  # this version opens it, and brings it to its own schema
    assert desk.here.db.behind is None
    desk.close()
    assert entries(old, held.database) == before
    assert len(list((old / BACKUPS).iterdir())) == 1
    done = back(old, Wish(OLD))
    assert (done.version, done.package.read_bytes(), done.copy) == ("0.0.9", PACKAGE, None)
    db = Database(old / DESK_FILE, held.database, upgrade=False)
    assert db.behind is not None  # the old version's own file, and it may go on under its key
    assert not tidemark.watch(old, db, reader_of(db).dev)
    db.close()
    assert entries(old, held.database) == before


def test_an_upgrade_that_failed_leaves_a_way_back(old: Path) -> None:
    held = slots.open_with_passphrase(old, OLD)
    updated(old, held.database)
    db = Database(old / DESK_FILE, held.database, upgrade=False)
    with db.write() as connection:
        connection.exec_driver_sql("CREATE TABLE document_uses (x)")
    db.close()
    with pytest.raises(ManagerCanFix, match="desk-file-upgrade"):
        open_with(old, [held])
    data = (old / DESK_FILE).read_bytes()
    assert back(old, Wish(OLD)).version == "0.0.9"
    assert (old / DESK_FILE).read_bytes() == data


def test_what_was_recorded_stands_in_the_way_until_it_is_safe(
    office: Office, tmp_path: Path
) -> None:
    folder, copies = office.desk.folder, tmp_path / "stick"
    office.desk.close()
    updated(folder, office.key)
    known = work(office)
    assert back(folder, Wish(PASSPHRASE)).copy is None  # the update left the schema as it was
    assert entries(folder, office.key) == known
    of_older_schema(folder, office.key)
    for wish, code in (
        (Wish(PASSPHRASE), "roll-back-recorded"),
        (Wish(PASSPHRASE, copies), "roll-back-owed"),
    ):
        with pytest.raises(ManagerCanFix, match=code):
            back(folder, wish)
        assert entries(folder, office.key) == known
    office.desk = reopen(folder, office.regulator)
    office.desk.sync()
    office.desk.close()
    known = entries(folder, office.key)
    done = back(folder, Wish(PASSPHRASE, copies))
    assert done.copy
    backup_file.unpack(done.copy, tmp_path / "read")
    assert entries(tmp_path / "read", office.key) == known
    office.desk = reopen(folder, office.regulator)
    assert office.desk.here.restored  # its numbers go on only under a new key
    came_back = entries(folder, office.key)
    assert came_back == known[: len(came_back)]


def work(office: Office) -> list[str]:
    """A request by the version that came after; every entry then."""
    office.desk = reopen(office.desk.folder, office.regulator)
    office.register()
    office.desk.close()
    return entries(office.desk.folder, office.key)


def test_every_check_comes_before_anything_is_moved(
    office: Office, by: Shipped, publisher: Publisher
) -> None:
    folder = office.desk.folder
    office.desk.close()
    updated(folder, office.key)
    of_older_schema(folder, office.key)
    data = (folder / DESK_FILE).read_bytes()

    def refused(kind: type[Refusal], code: str, by: Shipped | None) -> None:
        with pytest.raises(kind, match=code):
            back(folder, Wish(PASSPHRASE), by)
        assert (folder / DESK_FILE).read_bytes() == data

    package = folder / "updates" / "files" / "debian-amd64-0.0.9.deb"
    package.write_bytes(b"altered here")
    refused(ManagerCanFix, "update-not-set", None)
    refused(TimeCanFix, "update-unreachable", replace(by, place="http://127.0.0.1:9"))
    refused(NobodyCanFix, "roll-back-package", by)
    publisher.release("0.0.9")
    (saved,) = (folder / BACKUPS).iterdir()
    good = saved.read_bytes()
    saved.write_bytes(good[:-1] + b"!")
    refused(ManagerCanFix, "roll-back-lost", by)
    saved.write_bytes(good)
    with pytest.raises(ManagerCanFix, match="right-missing"):
        back(folder, Wish(PASSPHRASE), by, check=not_me)
    assert back(folder, Wish(PASSPHRASE), by).package == package
    assert package.read_bytes() == PACKAGE
    office.desk = reopen(folder, office.regulator)
    assert not office.desk.here.restored


def not_me(_here: object) -> None:
    """Whoever asks may not."""
    raise ManagerCanFix("right-missing")
