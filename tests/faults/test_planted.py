"""A national ID, a passphrase and the keys are looked for in every file a desk leaves behind."""

import base64
import logging
import sqlite3
import tempfile
import traceback

import pytest
from sqlalchemy.exc import IntegrityError

from app.domain.text import persian_digits
from app.keys import slots
from app.wiring import backup, clock
from app.wiring.export import export_journal
from tests.desk.conftest import REPLACE
from tests.regulator_fixture import regulator
from tests.sync.conftest import PASSPHRASE, PASSWORD, Office, office, reopen

__all__ = ["office", "regulator"]


def planted(held: slots.Secrets) -> list[bytes]:
    """In every spelling somebody might have written them."""
    person = [REPLACE["applicant_national_id"], REPLACE["applicant_mobile"], "مریم", "نمونه"]
    texts = [*person, persian_digits(person[0]), PASSPHRASE, PASSWORD]
    keys = [held.database, held.database[:32], held.seed]
    spelt = [part for key in keys for part in (key, key.hex().encode(), base64.b64encode(key))]
    utf16 = [text.encode("utf-16-le") for text in texts]
    return [text.encode() for text in texts] + utf16 + spelt


def test_nothing_planted_is_found_anywhere(office: Office, tmp_path, caplog, capfd, monkeypatch):
    caplog.set_level(logging.DEBUG)
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    folder = office.desk.folder
    held = slots.open_with_passphrase(folder, PASSPHRASE)
    for _ in range(3):
        office.register()
    paper = b"%PDF-1.7 " + b" ".join(planted(held))
    name = office.desk.documents.put(clock.moment(), paper)
    assert office.desk.documents.plain(name) == paper
    office.desk.sync()
    slots.add_recovery(folder, held)
    export_journal(office.desk.here, clock.moment(), tmp_path / "out.pk", bodies=False, why="x")
    backup.make(office.desk, clock.moment(), out=tmp_path / "stick", occasion="manual")
    live = {path: path.read_bytes() for path in files(tmp_path)}  # with the WAL still open
    office.desk.close()
    closed = {path: path.read_bytes() for path in files(tmp_path)}
    said = capfd.readouterr()
    spoken = (caplog.text + said.out + said.err).encode()
    assert any(path.name == "desk.db-wal" for path in live)
    for path, data in [*live.items(), *closed.items(), ("what was said", spoken)]:
        assert [secret for secret in planted(held) if secret in data] == [], path
    office.desk = reopen(folder, office.regulator)


def test_a_crash_tells_nothing_of_a_citizen(office: Office, capsys):
    """What a bug writes to stderr, and what its window offers for support."""
    with office.desk.here.db.write() as connection:
        connection.exec_driver_sql(
            "CREATE TRIGGER bug BEFORE INSERT ON requests"
            " BEGIN SELECT RAISE(ABORT, 'a bug of the tests'); END"
        )
    with pytest.raises(IntegrityError) as bug:
        office.register()
    told = "".join(traceback.format_exception(bug.value))
    assert "a bug of the tests" in told
    held = slots.open_with_passphrase(office.desk.folder, PASSPHRASE)
    assert [secret for secret in planted(held) if secret in told.encode()] == []


def files(folder):
    """Every file of the desk; the regulator's own are not the desk's."""
    return [
        path
        for path in folder.rglob("*")
        if path.is_file() and "regulator" not in str(path.relative_to(folder))
    ]


def test_the_files_do_not_look_like_a_database(office: Office):
    for path in office.desk.folder.glob("desk.db*"):
        assert not path.read_bytes().startswith(b"SQLite format 3"), path
    plain = sqlite3.connect(office.desk.folder / "desk.db")
    with pytest.raises(sqlite3.DatabaseError, match="not a database"):
        plain.execute("SELECT * FROM sqlite_master")
    plain.close()
