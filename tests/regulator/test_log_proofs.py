"""What is handed out of the log: the proof of an entry, and all of it as files."""

import base64
import json
from argparse import Namespace

import pytest

from app.domain import log_proofs
from regulator.intake import sequencer
from regulator.intake.models import StoredEntry
from regulator.log import commands, keys, tree
from regulator.log.models import Tile
from tests import tlog_client


def placed(device, count):
    leaves = [device.add("heartbeat", {"owed": 0}) for _ in range(count)]
    device.ack(device.push())
    sequencer.place_batch()
    tree.grow()
    return leaves


def ask(capsys, leaf, out, checkpoint=""):
    code = commands.log_proof(Namespace(leaf=leaf, out=out, checkpoint=checkpoint))
    return code, json.loads(capsys.readouterr().out)


def read_by_hand(path):
    """(entry, index, hashes, note) as the C2SP page describes them."""
    told, _, note = path.read_text(encoding="utf-8").partition("\n\n")
    head, extra, index, *hashes = told.split("\n")
    assert head == "c2sp.org/tlog-proof@v1"
    entry = base64.b64decode(extra.removeprefix("extra "))
    return entry, int(index.removeprefix("index ")), list(map(base64.b64decode, hashes)), note


def root_from(entry, index, size, hashes):
    """RFC 9162, section 2.1.3.2, in its own words."""
    fn, sn, r = index, size - 1, tlog_client.sha(b"\x00" + entry)
    for p in hashes:
        assert sn
        if fn % 2 or fn == sn:
            r = tlog_client.sha(b"\x01" + p + r)
            while fn and not fn % 2:
                fn, sn = fn // 2, sn // 2
        else:
            r = tlog_client.sha(b"\x01" + r + p)
        fn, sn = fn // 2, sn // 2
    assert sn == 0
    return r


@pytest.mark.parametrize("index", [0, 6, 299])
def test_a_proof_written_here_is_checked_by_whoever_read_the_standard(
    device, tmp_path, capsys, index
):
    leaves = placed(device, 300)
    path = tmp_path / "one.tlog-proof"
    assert ask(capsys, leaves[index], path)[0] == 0
    entry, told, hashes, note = read_by_hand(path)
    size, root = tlog_client.open_checkpoint(
        lambda _path: note.encode(), keys.public().name, keys.public().public
    )
    assert (told, size) == (index, 300)
    assert root_from(entry, told, size, hashes) == root
    assert entry == bytes(StoredEntry.objects.get(leaf=leaves[index]).token)
    assert log_proofs.check(log_proofs.read(path.read_bytes()), [keys.public()]).size == 300


def test_a_proof_under_an_older_head_is_made_for_that_head(device, tmp_path, capsys):
    [leaf] = placed(device, 1)
    old = tmp_path / "checkpoint"
    old.write_text(tree.note(), encoding="utf-8")
    [young] = placed(device, 1)
    assert ask(capsys, leaf, tmp_path / "a", old) == (0, {"index": 0, "hashes": 0})
    code, told = ask(capsys, young, tmp_path / "b", old)
    assert (code, told["error"]) == (1, "bad-chain")
    assert not (tmp_path / "b").exists()


def test_what_is_not_in_the_signed_log_has_no_proof(device, tmp_path, capsys):
    placed(device, 1)
    waiting = device.add("heartbeat", {"owed": 0})
    device.ack(device.push())
    sequencer.place_batch()
    for leaf in ("A" * 43, waiting):
        assert ask(capsys, leaf, tmp_path / "a") == (1, {"error": "not-in-log"})


def test_the_head_of_another_log_and_a_missing_file_are_refused(device, tmp_path, capsys):
    [leaf] = placed(device, 1)
    false = tmp_path / "checkpoint"
    false.write_text(tree.note().replace("\n1\n", "\n2\n"), encoding="utf-8")
    assert ask(capsys, leaf, tmp_path / "a", false)[1]["error"] == "bad-signature"
    assert ask(capsys, leaf, tmp_path / "a", tmp_path / "none")[1]["error"] == "file-unusable"


def test_the_log_as_files_is_read_by_a_client_of_the_standard(device, tmp_path, capsys):
    placed(device, 300)
    assert commands.log_files(Namespace(out=tmp_path)) == 0
    assert json.loads(capsys.readouterr().out) == {"entries": 300}

    def fetch(path):
        return (tmp_path / path).read_bytes()

    size, root = tlog_client.open_checkpoint(fetch, keys.public().name, keys.public().public)
    tlog_client.check_tiles(fetch, size, root)
    assert len(tlog_client.entries(fetch, size)) == 300
    assert fetch("key").decode() == f"{keys.public()}\n"


def test_an_altered_log_hands_out_nothing(device, tmp_path, capsys):
    [leaf, _] = placed(device, 2)
    Tile.objects.update(hashes=b"")
    code, told = ask(capsys, leaf, tmp_path / "a")
    assert (code, told["error"]) == (1, "log-altered")
    assert commands.log_files(Namespace(out=tmp_path)) == 1
    assert json.loads(capsys.readouterr().out)["error"] == "log-altered"
    assert not (tmp_path / "checkpoint").exists()
