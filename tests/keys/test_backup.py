"""Backups that open, restores that begin again under a new key, and a database key that changes."""

import pytest

from app.desk.verify import verify_journal
from app.domain.errors import ManagerCanFix, OperatorCanFix
from app.keys import slots
from app.wiring import backup, clock, renewal
from app.wiring.folder import BACKUPS
from tests.regulator_fixture import regulator
from tests.sync.conftest import PASSPHRASE, Office, office, reopen

__all__ = ["office", "regulator"]


def held(office):
    return slots.open_with_passphrase(office.desk.folder, PASSPHRASE)


def made(office, out):
    return backup.make(office.desk, clock.moment(), out=out, occasion="manual")


def types(desk):
    with desk.here.db.read() as connection:
        return list(connection.exec_driver_sql("SELECT type FROM journal ORDER BY n").scalars())


def test_a_backup_comes_back_and_the_desk_begins_again_with_nothing_dropped(
    office: Office, tmp_path
):
    folder = office.desk.folder
    first = office.register()
    done = made(office, tmp_path / "stick")
    assert done.through == len(types(office.desk)) - 1
    assert types(office.desk)[-1] == "backup.made"
    lost = office.register()
    office.desk.close()

    aside = backup.restore(folder, done.path, PASSPHRASE, stamp="test")
    assert (aside / "desk.db").exists()
    office.desk = reopen(folder, office.regulator)
    assert office.desk.here.restored
    with pytest.raises(ManagerCanFix, match="desk-restored"):
        office.register()
    office.desk.close()

    before = office.desk.here.dev
    renewal.enrol_again(
        folder, PASSPHRASE, office.regulator.code(), reason="test", connect=office.regulator.session
    )
    office.desk = reopen(folder, office.regulator)
    assert not office.desk.here.restored
    assert office.desk.here.dev != before
    assert types(office.desk)[-3:] == ["epoch.opened", "lease.renewed", "db.restored"]
    again = office.register()
    assert len({first.tid, lost.tid, again.tid}) == 3
    verify_journal(office.desk.here)
    office.desk.sync()
    assert office.owed() == 0


def test_a_damaged_or_foreign_backup_changes_nothing(office: Office, tmp_path):
    folder = office.desk.folder
    done = made(office, tmp_path / "stick")
    office.desk.close()
    files = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    data = done.path.read_bytes()
    for wrong in (b"", b"junk", data[: len(data) // 2], data[:9000] + b"x" * 500 + data[9500:]):
        done.path.write_bytes(wrong)
        with pytest.raises(ManagerCanFix, match=r"backup-(foreign|unsound)"):
            backup.restore(folder, done.path, PASSPHRASE, stamp="x")
    done.path.write_bytes(data)
    with pytest.raises(OperatorCanFix, match="passphrase-wrong"):
        backup.restore(folder, done.path, "another passphrase", stamp="x")
    assert {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()} == files
    office.desk = reopen(folder, office.regulator)


def test_automatic_backups_rotate(office: Office):
    out = office.desk.folder / BACKUPS
    now = clock.moment()
    assert backup.make_if_due(office.desk, now)
    assert backup.make_if_due(office.desk, clock.moment()) is None
    for number in range(12):
        (out / f"desk-old-{number}{backup.ENDING}").write_bytes(b"")
    import os

    for path in out.iterdir():
        os.utime(path, (1, 1))
    assert backup.make_if_due(office.desk, clock.moment())
    assert len(list(out.iterdir())) == backup.KEPT


def test_a_new_database_key_opens_the_same_journal_and_the_old_one_no_more(office: Office):
    folder, before = office.desk.folder, held(office)
    office.register()
    count = len(types(office.desk))
    with pytest.raises(ManagerCanFix, match="window-open"):
        renewal.rekey(folder, PASSPHRASE)
    office.desk.close()
    renewal.rekey(folder, PASSPHRASE)
    after = held(office)
    assert after.database != before.database
    assert after.seed == before.seed
    office.desk = reopen(folder, office.regulator)
    assert len(types(office.desk)) == count
    verify_journal(office.desk.here)
    assert not list(folder.glob("desk.db.new*"))
    office.register()
