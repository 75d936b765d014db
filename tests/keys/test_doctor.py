"""The doctor on a healthy desk and on sick ones; and the commands as a person types them."""

import json
import os
import socket

import pytest

import resources
from app.cli import main
from app.cli.doctor import line
from app.domain.checkup import OWNERS
from app.domain.printers import Printer
from app.domain.progress import Cancelled
from app.keys import slots
from app.wiring import clock
from app.wiring.doctor import CHECKS, examine, findings
from app.wiring.printers import keep_printers
from local_db import queries
from tests.regulator_fixture import regulator
from tests.sync.conftest import PASSPHRASE, Office, office, reopen

__all__ = ["office", "regulator"]


def states(office):
    return {one.name: one.state for one in examine(office.desk, clock.moment())}


def run(office, *arguments, secrets=(PASSPHRASE,)):
    """A command with its secrets on a file descriptor."""
    reading, writing = os.pipe()
    os.write(writing, "".join(f"{line}\n" for line in secrets).encode())
    os.close(writing)
    try:
        where = ["--data", str(office.desk.folder), "--passphrase-fd", str(reading)]
        return main([arguments[0], *where, *arguments[1:]])
    finally:
        os.close(reading)


def test_every_finding_has_its_sentences():
    known = resources.messages()
    assert set(OWNERS) == set(CHECKS)
    for name in CHECKS:
        assert f"doctor-{name}-ok" in known
        wrong = [state for state in ("warn", "bad") if f"doctor-{name}-{state}" in known]
        assert wrong
        for state in wrong:
            assert f"doctor-{name}-{state}-do" in known


def test_a_healthy_desk_has_only_wishes(office: Office):
    office.register()
    found = states(office)
    wishes = {"keys": "warn", "backup": "warn", "printer": "warn", "terminal": "warn"}
    assert {name: state for name, state in found.items() if state != "ok"} == wishes
    for finding in examine(office.desk, clock.moment()):
        assert "{" not in line(finding)


def test_a_sick_desk_is_told_what_is_wrong(office: Office):
    office.register()
    office.regulator.wire.down = True
    (office.desk.folder / slots.COPIES[1]).write_bytes(b"{")
    with office.desk.here.db.write() as connection:
        connection.exec_driver_sql("DROP TRIGGER bodies_stay")
        connection.exec_driver_sql("UPDATE bodies SET body = '{}' WHERE n = 2")
    place = {"host": "127.0.0.1", "port": closed_port()}
    absent = Printer("counter", "tcp", f"127.0.0.1:{place['port']}", "escpos", seconds=1.0)
    with office.desk.here.db.write() as connection:
        queries.set_setting(connection, "terminal", place)
        keep_printers(connection, {"counter": absent}, {})
    name = office.desk.documents.put(clock.moment(), b"%PDF-1.7 lost")
    (office.desk.folder / "documents" / name).unlink()
    found = states(office)
    for broken in ("keys", "chain", "printer", "terminal", "documents"):
        assert found[broken] == "bad", broken
    assert found["regulator"] == "warn"
    office.regulator.wire.down = False


def closed_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def test_the_doctor_says_how_far_it_is_and_stops_when_told(office: Office):
    steps = []

    def tell(progress):
        steps.append(progress)
        if progress.done == 3:
            raise Cancelled

    seen = []
    with pytest.raises(Cancelled):
        seen += findings(office.desk, clock.moment(), tell)
    assert [step.step for step in steps] == list(CHECKS)[:4]
    assert all(step.of == len(CHECKS) for step in steps)


def test_the_commands_of_a_day(office: Office, capsys, tmp_path):
    office.register()
    out = tmp_path / "journal.pk"
    assert run(office, "export-journal", "--out", str(out), "--bodies") == 0
    assert "SHA-256" in capsys.readouterr().out
    assert main(["verify", str(out)]) == 0
    assert "معتبر و دست‌نخورده" in capsys.readouterr().out
    assert main(["verify", str(out), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["sound"]
    assert main(["verify", str(out), "--authority", told["authority"]]) == 0
    assert main(["verify", str(out), "--authority", "0" * 16]) == 1
    lines = out.read_bytes().splitlines(keepends=True)
    out.write_bytes(b"".join(lines[:4] + lines[6:]))
    capsys.readouterr()
    assert main(["verify", str(out)]) == 1
    assert "زنجیره در شماره ۲ گسسته است" in capsys.readouterr().out
    assert run(office, "backup", "--json") == 0
    made = json.loads(capsys.readouterr().out)
    assert run(office, "recovery-key") == 0
    printed = capsys.readouterr().out.splitlines()[-1]
    assert slots.open_with_recovery(office.desk.folder, printed)
    office.desk.close()
    assert run(office, "passphrase", secrets=(PASSPHRASE, "another passphrase")) == 0
    assert run(office, "rekey", secrets=("another passphrase",)) == 0
    capsys.readouterr()
    assert run(office, "restore", made["file"]) == 0
    assert "re-enrol" in capsys.readouterr().out
    office.desk = reopen(office.desk.folder, office.regulator)
    assert office.desk.here.restored
    assert states(office)["tide"] == "bad"


def test_an_unreadable_file_is_a_sentence_and_not_a_crash(capsys, tmp_path):
    assert main(["verify", str(tmp_path / "nothing")]) == 3
    assert capsys.readouterr().err.strip()
    with pytest.raises(SystemExit):
        main(["verify"])
