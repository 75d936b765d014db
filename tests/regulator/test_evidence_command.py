"""`pishkhan verify` of packages and of proofs: what it says, and how it ends."""

import json

from app.cli import main
from app.domain import evidence
from tests.regulator.packaging import files, made
from tests.regulator.spoiling import TABLE, zipped


def test_the_command_says_it_in_persian_and_ends_with_one(tmp_path, capsys):
    data, sealing = made()
    path = tmp_path / "a.evidence.zip"
    path.write_bytes(data)
    told = ["--authority", sealing.keys.authority["kid"], "--log-key", sealing.keys.log]
    assert main(["verify", str(path), *told]) == 0
    assert "معتبر و دست‌نخورده" in capsys.readouterr().out
    path.write_bytes(zipped(TABLE["a body's amount"][0](files())))
    assert main(["verify", str(path)]) == 1
    said = capsys.readouterr().out
    assert "bodies.jsonl" in said
    assert "سطر ۳" in said
    assert "جای ۲" in said
    assert main(["verify", str(path), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["n"] == 2


def test_the_command_checks_a_single_proof(tmp_path, capsys):
    path = tmp_path / "one.tlog-proof"
    path.write_bytes(files()[evidence.proof_path(4)])
    log = made()[1].keys.log
    assert main(["verify", str(path), "--log-key", log, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["index"], told["size"]) == (4, 6)
    assert main(["verify", str(path)]) == 3
    assert main(["verify", str(path), "--log-key", "nonsense"]) == 3
    path.write_bytes(path.read_bytes().replace(b"index 4", b"index 3"))
    assert main(["verify", str(path), "--log-key", log]) == 1
