"""The desk file and its keys, wrong in every way a disk or a person can make them wrong."""

import sqlite3
from datetime import timedelta

import pytest
from sqlalchemy import inspect

from app.desk import people
from app.desk.proofs import Typed, prove
from app.domain.acts import Operator
from app.domain.errors import ManagerCanFix, OperatorCanFix
from app.domain.staff import wait_after
from app.keys import passwords, slots
from local_db import migrate, projections
from local_db.file import Database

PASSPHRASE = "گذرواژه بلند"


def test_the_passphrase_opens_what_it_closed(tmp_path, secrets):
    slots.create(tmp_path, secrets, PASSPHRASE)
    assert slots.open_with_passphrase(tmp_path, PASSPHRASE) == secrets


def test_a_wrong_passphrase_is_the_operators_to_fix(tmp_path, secrets):
    slots.create(tmp_path, secrets, PASSPHRASE)
    with pytest.raises(OperatorCanFix, match="passphrase-wrong"):
        slots.open_with_passphrase(tmp_path, PASSPHRASE + "x")


def test_one_damaged_copy_of_the_keys_is_enough_to_go_on(tmp_path, secrets):
    slots.create(tmp_path, secrets, PASSPHRASE)
    (tmp_path / "keys.json").write_bytes(b'{"v": 1, "slo')
    assert slots.open_with_passphrase(tmp_path, PASSPHRASE) == secrets
    (tmp_path / "keys.copy.json").write_bytes(b"\0" * 300)
    with pytest.raises(ManagerCanFix, match="keys-damaged"):
        slots.open_with_passphrase(tmp_path, PASSPHRASE)


def test_keys_are_never_replaced_and_a_short_passphrase_is_refused(tmp_path, secrets):
    with pytest.raises(OperatorCanFix, match="passphrase-short"):
        slots.create(tmp_path, secrets, "short")
    slots.create(tmp_path, secrets, PASSPHRASE)
    with pytest.raises(ManagerCanFix, match="keys-exist"):
        slots.create(tmp_path, slots.draw(), PASSPHRASE)


def test_secrets_do_not_show_themselves(secrets):
    assert secrets.seed.hex() not in repr(secrets)
    assert repr(secrets) == "Secrets(…)"


def test_another_key_does_not_open_the_file_and_changes_nothing(tmp_path):
    path = tmp_path / "desk.db"
    Database(path, b"a" * 48).close()
    before = path.read_bytes()
    with pytest.raises(ManagerCanFix, match="desk-file-damaged"):
        Database(path, b"b" * 48)
    assert path.read_bytes() == before


@pytest.mark.parametrize("rubbish", [b"not a database at all" * 500, b"\0" * 8192])
def test_rubbish_is_not_taken_for_a_desk_file(tmp_path, rubbish):
    path = tmp_path / "desk.db"
    path.write_bytes(rubbish)
    with pytest.raises(ManagerCanFix, match="desk-file-damaged"):
        Database(path, b"a" * 48)
    assert path.read_bytes() == rubbish


def test_an_unencrypted_file_is_refused(tmp_path):
    with sqlite3.connect(tmp_path / "desk.db") as plain:
        plain.execute("CREATE TABLE t (x)")
    plain.close()
    with pytest.raises(ManagerCanFix, match="desk-file-plain"):
        Database(tmp_path / "desk.db", b"a" * 48)


def test_a_file_from_a_newer_program_is_left_alone(tmp_path):
    db = Database(tmp_path / "desk.db", b"a" * 48)
    with db.write() as connection:
        connection.exec_driver_sql("PRAGMA user_version = 9999")
    db.close()
    with pytest.raises(ManagerCanFix, match="desk-file-newer"):
        Database(tmp_path / "desk.db", b"a" * 48)


def test_nothing_readable_stands_in_the_file(desk):
    done = desk.register()
    desk.here.db.close()
    parts = [path.read_bytes() for path in desk.here.db.path.parent.glob("desk.db*")]
    for secret in ("0000000019", "نمونه", done.tid, "CREATE TABLE"):
        assert not any(secret.encode() in part for part in parts)


def test_every_migration_ran_and_every_projection_is_a_table(desk):
    with desk.here.db.read() as connection:
        tables = set(inspect(connection).get_table_names())
        version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    assert version == migrate.steps()[-1][0]
    assert set(projections.TABLES) <= tables


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("trusted_schema", 0),
        ("cell_size_check", 1),
        ("temp_store", 2),
        ("busy_timeout", 5000),
    ],
)
def test_the_pragmas_of_the_design_are_in_force(desk, pragma, value):
    assert desk.rows(f"PRAGMA {pragma}") == [(value,)]


def sign_in(desk, password):
    typed = Typed("password", lambda kept: passwords.fits(kept, password))
    return people.sign_in(desk.here, desk.clock(), prove(desk.here, desk.clock(), "7", typed))


def test_wrong_passwords_wait_longer_and_are_never_journalled_as_a_login(desk):
    person = Operator("7", "لیلا آزمایشی", "manager")
    people.add_operator(desk.here, desk.clock(), person, passwords.hash_password("right one"))
    for _ in range(3):
        with pytest.raises(OperatorCanFix, match="password-wrong"):
            sign_in(desk, "wrong one")
    with pytest.raises(OperatorCanFix, match="password-wait"):
        sign_in(desk, "right one")
    assert desk.rows("SELECT 1 FROM journal WHERE type = 'operator.login'") == []
    desk.clock.go(seconds=6)
    assert sign_in(desk, "right one") == person
    assert wait_after(1) == timedelta()


def test_an_unknown_person_is_the_managers_to_fix(desk):
    with pytest.raises(ManagerCanFix, match="operator-unknown"):
        sign_in(desk, "whatever")
