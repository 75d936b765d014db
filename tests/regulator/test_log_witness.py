"""A witness cosigns what honestly grew, refuses every lie, and keeps what it was told."""

import base64
import json
import subprocess
import sys
from argparse import Namespace
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from app.domain import log_tiles, log_watch, merkle, signed_notes
from app.domain.errors import TimeCanFix
from app.domain.jws import Unsound
from app.domain.log_watch import Lied
from regulator.intake import sequencer
from regulator.log import keys, tree, witness
from regulator.log.witness import Witness
from tests.lying_log import LIES, Log

ROOT = Path(__file__).resolve().parents[2]
AT = 1_764_000_000


@pytest.fixture
def log():
    return Log(300)


@pytest.fixture
def w1(tmp_path, log):
    """A witness that cosigned the log at 300 entries."""
    made = Witness(tmp_path / "w1", "witness.ir/w1", log.key)
    made.look(log.fetch, AT)
    return made


@pytest.mark.parametrize("steps", [[0, 1, 1, 254, 1, 255, 1, 300], [5, 0, 0, 700], [513, 511, 1]])
def test_a_log_that_only_grew_is_cosigned_at_every_look(tmp_path, steps):
    log = Log(0)
    w1 = Witness(tmp_path / "w1", "witness.ir/w1", log.key)
    for number, step in enumerate(steps):
        log.grow(step)
        note = w1.look(log.fetch, AT + number)
        again = signed_notes.read(str(note).encode())
        assert signed_notes.checkpoint_in(again, [log.key, w1.key]) == log.head == w1.known()
        assert signed_notes.check(again, w1.key) == AT + number
    assert not (w1.folder / "evidence").exists()


@pytest.mark.parametrize("lie", LIES, ids=lambda lie: lie.__name__)
def test_every_lie_is_refused_and_both_heads_and_the_proof_are_kept(w1, log, lie):
    before = (w1.folder / "head").read_bytes()
    false = lie(log)
    with pytest.raises((Lied, Unsound)) as said:
        w1.look(false.fetch, AT + 60)
    assert said.value.code == LIES[lie]
    assert (w1.folder / "head").read_bytes() == before
    [kept] = (w1.folder / "evidence").iterdir()
    assert kept.name == f"{AT + 60}-{LIES[lie]}"
    assert (kept / "known").read_bytes() == before
    assert (kept / "told").read_bytes() == false.note
    proof = [base64.b64decode(line) for line in (kept / "proof").read_text().split()]
    assert proof == getattr(said.value, "proof", [])


@pytest.mark.parametrize("old", [1, 200, 255, 256, 300, 511])
def test_the_proof_kept_of_a_fork_shows_it_to_others(tmp_path, old):
    log = Log(old)
    w1 = Witness(tmp_path / "w1", "witness.ir/w1", log.key)
    w1.look(log.fetch, AT)
    false = Log(old - 1).grow(300, mark=b" another")
    with pytest.raises(Lied) as said:
        w1.look(false.fetch, AT + 1)
    assert said.value.proof
    known, told = log.head, false.head
    assert not merkle.is_consistent(
        known.size, known.root, told.size, told.root, proof=said.value.proof
    )


def test_no_hash_of_a_tile_that_was_asked_for_can_be_altered_into_a_head(log):
    known = log.head
    log.grow(400)
    honest, refused = dict(log.tiles), 0

    def tile_of(level, n, width):
        return log.fetch(f"tile/{log_tiles.path(log_tiles.Tile(level, n, width))}")

    assert log_watch.follow(known, log.note, log.key, tile_of=tile_of) == log.head
    for where in set(log.asked):
        tile = honest[where]
        for place in range(0, len(tile), merkle.SIZE):
            log.tiles = honest | {where: tile[:place] + bytes(32) + tile[place + 32 :]}
            try:
                assert log_watch.follow(known, log.note, log.key, tile_of=tile_of) == log.head
            except Lied:
                refused += 1
    assert refused >= 190


def test_a_look_that_fails_changes_nothing(w1):
    def away(_path):
        raise TimeCanFix("regulator-away")

    before = (w1.folder / "head").read_bytes()
    with pytest.raises(TimeCanFix):
        w1.look(away, AT + 1)
    assert (w1.folder / "head").read_bytes() == before
    assert not (w1.folder / "evidence").exists()


def test_a_witness_whose_own_head_was_changed_says_so_and_signs_nothing(w1, log):
    head = w1.folder / "head"
    head.write_bytes(head.read_bytes().replace(b"\n300\n", b"\n200\n"))
    with pytest.raises(Unsound, match="bad-signature"):
        w1.look(log.fetch, AT + 1)


def test_the_lines_of_others_are_not_passed_on(tmp_path, log):
    other = Witness(tmp_path / "w2", "witness.ir/w2", log.key)
    log.note = str(other.look(log.fetch, AT)).encode()
    w1 = Witness(tmp_path / "w1", "witness.ir/w1", log.key)
    assert len(w1.look(log.fetch, AT).signatures) == 2


def test_a_witness_follows_the_regulators_log_as_it_is_served(regulator, device, tmp_path):
    w1 = Witness(tmp_path / "w1", "witness.ir/w1", keys.public())
    session = regulator.session()

    def fetch(path):
        answer = session.get(f"{regulator.url}/log/{path}")
        return answer.content if answer.status_code == 200 else b""

    for count in (3, 290, 1):
        for _ in range(count):
            device.add("heartbeat", {"owed": 0})
        device.ack(device.push())
        sequencer.place_batch()
        tree.grow()
        w1.look(fetch, AT)
        assert w1.known() == tree.head()


@contextmanager
def served(logs):
    """The address of a server that gives the last of these logs."""

    class Served(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.end_headers()
            self.wfile.write(logs[-1].fetch(self.path.removeprefix("/log/")))

        def log_message(self, *_told):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Served) as server:
        Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/log"
        server.shutdown()


def started(folder, url, log, rounds):
    told = ["--data", folder, "--url", url, "--log-key", log.key, "--name", "witness.ir/w1"]
    command = [sys.executable, "-m", "regulator", "witness", "--every", "0", "--rounds", rounds]
    how = {"cwd": ROOT, "capture_output": True, "text": True, "timeout": 60}
    done = subprocess.run([*command, *map(str, told)], check=False, **how)
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()]


def test_the_program_follows_a_served_log_and_ends_at_a_lie(tmp_path, log):
    logs = [log]
    with served(logs) as url:
        code, [key, *cosigned] = started(tmp_path, url, log, "2")
        assert (code, cosigned) == (0, [{"cosigned": 300}] * 2)
        logs.append(Log(299))
        code, lines = started(tmp_path, url, log, "0")
        assert (code, lines[-1]["error"]) == (1, "log-rollback")
    note = signed_notes.read((tmp_path / "head").read_bytes())
    assert signed_notes.check(note, signed_notes.key_in(key["key"]))


def test_a_log_that_is_away_is_asked_again_and_a_key_that_is_none_is_refused(tmp_path, capsys):
    told = Namespace(data=tmp_path, url="http://127.0.0.1:9/log", name="w", every=0.0, rounds=2)
    assert witness.run(Namespace(**vars(told), log_key="nonsense")) == 2
    assert witness.run(Namespace(**vars(told), log_key=str(Log(1).key))) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert lines[-2:] == [{"error": "regulator-away"}] * 2
