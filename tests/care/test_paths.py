"""A desk begun, brought back, enrolled again, recovered and moved, by what the window is handed."""

import shutil

import pytest

from app.desk.verify import verify_journal
from app.domain.errors import ManagerCanFix, OperatorCanFix, TimeCanFix
from app.domain.progress import Cancelled, Progress, quiet
from app.keys import slots
from app.wiring import backup, clock
from app.wiring.functions import functions
from app.wiring.printers import PrinterDesk
from app.wiring.session import Session
from tests.regulator_fixture import regulator
from tests.sync.conftest import PASSPHRASE, PASSWORD, Office, office
from ui.care import Gear, House, NewDesk

__all__ = ["office", "regulator"]
STRONG, OTHER = "سه کبوتر آبی در باران", "چهار اسب سفید در برف"


def care_of(folder, regulator):
    return functions(Session(folder, regulator.session), None, folder / "papers").care


def opened(folder, regulator, passphrase=STRONG):
    session = Session(folder, regulator.session)
    return session, session.unlock(passphrase)


def types(session):
    with session.desk.here.db.read() as connection:
        return connection.exec_driver_sql("SELECT type FROM journal ORDER BY n").scalars().all()


def test_a_desk_is_begun_in_the_window_and_opens_for_its_manager(tmp_path, regulator):
    care = care_of(tmp_path, regulator)
    assert care.house() == House(desk=False)
    new = NewDesk(regulator.url, regulator.code(), STRONG)
    regulator.wire.lose_next_answer = True
    with pytest.raises(TimeCanFix):
        care.meet(new, quiet)  # the code is spent, and nobody here knows
    met = care.meet(new, quiet)
    assert [manager.number for manager in met.managers] == ["1"]
    assert not list(tmp_path.glob("desk.db*"))
    regulator.wire.down = True
    with pytest.raises(TimeCanFix):
        care.appoint("1", PASSWORD, quiet)
    regulator.wire.down = False
    care.appoint("1", PASSWORD, quiet)
    assert care.house() == House(desk=True)
    key = care.recovery_key(STRONG)
    assert slots.open_with_recovery(tmp_path, key)
    gear = Gear("127.0.0.1:9", "folder", str(tmp_path / "printed"))
    assert [why.code for why in care.equip(gear, quiet)] == ["terminal-silent"]
    (amir,) = care.start_people(tuple(one.number for one in met.others), quiet)
    session, unlocked = opened(tmp_path, regulator)
    assert not unlocked.restored
    session.sign_in("1", PASSWORD)
    settings = PrinterDesk(session).settings()
    assert (settings.terminal, settings.routes[""].paper) == ("127.0.0.1:9", "a4")
    with pytest.raises(OperatorCanFix, match="password-own-first"):
        session.sign_in(amir.number, amir.code)
    verify_journal(session.desk.here)
    session.close()
    with pytest.raises(ManagerCanFix, match="keys-exist"):
        care.meet(NewDesk(regulator.url, regulator.code(), STRONG), quiet)


def test_strings_that_differ_leave_nothing(tmp_path, regulator):
    care = care_of(tmp_path, regulator)
    care.meet(NewDesk(regulator.url, regulator.code(), STRONG), quiet)
    care.forget()
    with pytest.raises(ManagerCanFix, match="enrolment-not-begun"):
        care.appoint("1", PASSWORD, quiet)
    assert list(tmp_path.iterdir()) == []


def test_a_lost_passphrase_is_made_good_by_the_recovery_key_and_a_code(office: Office):
    folder = office.desk.folder
    key = slots.add_recovery(folder, slots.open_with_passphrase(folder, PASSPHRASE))
    done = office.register()
    office.desk.close()
    care = care_of(folder, office.regulator)
    with pytest.raises(OperatorCanFix, match="enrolment-code-refused"):
        care.recover(key, OTHER, "0000-0000", quiet)
    assert slots.open_with_passphrase(folder, PASSPHRASE)  # nothing was changed
    care.recover(key, OTHER, office.regulator.code(), quiet)
    with pytest.raises(OperatorCanFix, match="passphrase-wrong"):
        slots.open_with_passphrase(folder, PASSPHRASE)
    assert slots.open_with_recovery(folder, key)
    session, unlocked = opened(folder, office.regulator, OTHER)
    assert not unlocked.restored
    assert types(session)[-3:] == ["epoch.opened", "lease.renewed", "db.restored"]
    verify_journal(session.desk.here)
    with session.desk.here.db.read() as connection:
        known = connection.exec_driver_sql("SELECT tid FROM requests").scalars().all()
    assert known == [done.tid]
    session.close()


def test_a_restore_says_how_far_it_is_and_is_stopped_before_anything_moves(
    office: Office, tmp_path
):
    folder = office.desk.folder
    made = backup.make(office.desk, clock.moment(), out=tmp_path / "stick", occasion="manual")
    office.desk.close()
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    care, steps = care_of(folder, office.regulator), []

    def tell(progress: Progress) -> None:
        steps.append(progress.step)
        if progress.step == "placing":
            raise Cancelled

    with pytest.raises(Cancelled):
        care.restore(str(made.path), PASSPHRASE, tell)
    assert steps == ["unpacking", "pages", "chain", "placing"]
    after = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    assert after == before
    assert care.restore(str(made.path), PASSPHRASE, quiet)
    check = care.enrol_again(PASSPHRASE, office.regulator.code(), quiet)
    assert len(check) >= 5
    session, unlocked = opened(folder, office.regulator, PASSPHRASE)
    assert not unlocked.restored
    session.close()


def test_a_desk_moves_with_everything_and_its_old_place_adds_nothing(office: Office, tmp_path):
    old, new, stick = office.desk.folder, tmp_path / "new", tmp_path / "stick"
    paper = office.desk.documents.put(clock.moment(), b"%PDF-1.7 a paper")
    office.register()
    office.desk.close()
    session = Session(old, office.regulator.session)
    care = functions(session, None, old / "papers").care
    session.unlock(PASSPHRASE)
    session.sign_in("2", PASSWORD)
    with pytest.raises(ManagerCanFix, match="right-missing"):
        care.move(str(stick), quiet)
    session.close()
    session, care = as_manager(office, old)
    moved = care.move(str(stick), quiet)
    assert moved.owed == 0
    assert types(session)[-1] == "epoch.closed"
    with pytest.raises(ManagerCanFix, match="desk-restored"):
        session.sign_in("1", PASSWORD)
    session.close()
    again = Session(old, office.regulator.session)
    known = again.unlock(PASSPHRASE)
    assert (known.restored, known.moved) == (True, True)  # it stays ended after a restart
    again.close()

    new.mkdir()
    there = care_of(new, office.regulator)
    assert there.restore(moved.path, PASSPHRASE, quiet)
    there.enrol_again(PASSPHRASE, office.regulator.code(), quiet)
    session, unlocked = opened(new, office.regulator, PASSPHRASE)
    assert not unlocked.restored
    assert unlocked.desk == office.desk.here.desk  # the workstation keeps its number
    assert session.desk.documents.plain(paper) == b"%PDF-1.7 a paper"
    verify_journal(session.desk.here)
    session.close()


def as_manager(office: Office, folder):
    """A second person is needed: the manager of the regulator's list."""
    from app.desk import people
    from app.domain.acts import Operator
    from app.keys.passwords import hash_password
    from app.wiring.opened import unlock

    desk = unlock(folder, PASSPHRASE, office.regulator.session)
    manager = Operator("1", "زهرا نمونه", "manager")
    people.add_operator(desk.here, clock.moment(), manager, hash_password(PASSWORD))
    desk.close()
    session = Session(folder, office.regulator.session)
    session.unlock(PASSPHRASE)
    session.sign_in("1", PASSWORD)
    return session, functions(session, None, folder / "papers").care


def test_a_place_that_cannot_be_written_ends_nothing(office: Office, tmp_path):
    folder = office.desk.folder
    office.desk.close()
    session, care = as_manager(office, folder)
    (tmp_path / "stick").write_bytes(b"a file where the folder should be")
    with pytest.raises(ManagerCanFix, match="file-unwritable"):
        care.move(str(tmp_path / "stick"), quiet)
    assert "epoch.closed" not in types(session)
    session.close()


def test_a_keyring_without_a_key_says_to_use_the_passphrase(office: Office, tmp_path):
    folder = office.desk.folder
    office.desk.close()
    copy = shutil.copytree(folder, tmp_path / "copy")
    care = care_of(copy, office.regulator)
    with pytest.raises(ManagerCanFix, match="keyring-without-key"):
        care.unlock_by_keyring()
