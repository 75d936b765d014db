"""`pishkhan verify` of packages and of proofs: what it says, and how it ends."""

import json
from argparse import Namespace
from pathlib import Path

import regulator as root
from app.cli import main
from app.domain import evidence
from regulator.evidence import commands, keys
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


def test_the_keys_to_publish_are_those_that_packages_name(regulator, capsys):
    assert commands.published(Namespace()) == 0
    told = json.loads(capsys.readouterr().out)
    named = keys.sealing().keys
    assert (told["authority"], told["log"]) == (named.authority, named.log)


def test_nothing_else_signs_with_the_key_of_the_log():
    """One module reads its file; one place of the program asks it for a signature."""
    sources = {path: path.read_text("utf-8") for path in Path(root.__file__).parent.rglob("*.py")}
    assert [path.name for path, text in sources.items() if "log.key" in text] == ["keys.py"]
    asking = [path for path, text in sources.items() if "keys.signed(" in text]
    assert [path.name for path in asking] == ["tree.py"]
