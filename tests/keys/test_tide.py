"""An old copy put back, or a copy made elsewhere, is noticed before anything new is issued."""

import shutil

import pytest

from app.domain import tide
from app.domain.errors import ManagerCanFix
from app.domain.tide import Mark
from app.wiring import clock
from app.wiring.export import export_journal, verify_file
from app.wiring.opened import body_checker
from app.wiring.tidemark import TIDE_FILE
from tests.regulator_fixture import regulator
from tests.sync.conftest import Office, office, reopen

__all__ = ["office", "regulator"]


def test_marks_survive_a_torn_slot():
    first, second = Mark("d" * 16, 1, "a" * 43), Mark("d" * 16, 2, "b" * 43)
    data = tide.written(second) + tide.written(first)
    assert set(tide.read(data)) == {first, second}
    for cut in range(0, 150, 7):
        assert tide.read(data[:cut]) == ()
        torn = data[:cut] + bytes(tide.SLOT - cut) + data[tide.SLOT :]
        assert tide.read(torn) == (first,)
    assert tide.read(b"") == tide.read(b"\0" * 600) == tide.read(b"\xff" * 600) == ()


def copy_of(office: Office) -> bytes:
    """The desk file as it is now, as a person with a stick would take it."""
    office.desk.close()
    return (office.desk.folder / "desk.db").read_bytes()


def test_an_ordinary_start_is_no_alarm(office: Office):
    office.register()
    for _ in range(3):
        office.desk.close()
        office.desk = reopen(office.desk.folder, office.regulator)
        assert not office.desk.here.restored
        office.register()


def test_an_old_copy_is_noticed_and_issues_nothing(office: Office, tmp_path):
    folder = office.desk.folder
    old = copy_of(office)
    office.desk = reopen(folder, office.regulator)
    done = office.register()
    office.desk.close()
    (folder / "desk.db").write_bytes(old)
    office.desk = reopen(folder, office.regulator)
    assert office.desk.here.restored
    before = len(list(verified(office, tmp_path / "before")))
    with pytest.raises(ManagerCanFix, match="desk-restored"):
        office.register()
    assert len(list(verified(office, tmp_path / "after"))) == before
    assert done.tid not in str(verified(office, tmp_path / "third"))


def verified(office: Office, out):
    """Reading and exporting go on; the export says what the old copy holds."""
    export_journal(office.desk.here, clock.moment(), out, bodies=True, why="restored")
    verify_file(out, body_checker().check)
    return out.read_text().splitlines()


def test_a_copy_elsewhere_without_its_mark_is_noticed(office: Office, tmp_path):
    office.register()
    office.desk.close()
    away = tmp_path / "stick"
    away.mkdir()
    for name in ("desk.db", "keys.json", "keys.copy.json"):
        shutil.copy(office.desk.folder / name, away)
    office.desk = reopen(away, office.regulator)
    assert office.desk.here.restored


def test_a_mark_that_lags_is_no_alarm(office: Office):
    folder = office.desk.folder
    lagging = (folder / TIDE_FILE).read_bytes()
    office.register()
    office.desk.close()
    (folder / TIDE_FILE).write_bytes(lagging)
    office.desk = reopen(folder, office.regulator)
    assert not office.desk.here.restored
