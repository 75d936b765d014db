"""docs/audit-guide.md: every block is run as it stands, in order, by tools that are not ours."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from app.domain.canonical import unb64u
from tests.regulator import packaging
from tests.regulator.spoiling import zipped
from tests.verify.test_bad_entries import example_file

GUIDE = Path(__file__).parents[2] / "docs" / "audit-guide.md"
TOOLS, FILES, SEAL, HEAD, ENTRIES, ONE, JOURNAL = range(1, 8)


def blocks():
    """(language, text) of every block."""
    return re.findall(r"```(sh|python)\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)


def first_failing(folder):
    """The number of the first block that does not end well, and what it said; None when all do."""
    for number, (language, text) in enumerate(blocks()):
        command = ["sh", "-c", text] if language == "sh" else [sys.executable, "-c", text]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        if done.returncode:
            return number, done.stderr + done.stdout
    return None


def journal():
    """The frozen journal as a file, and the key ID of who vouched for its desk."""
    lines = example_file()
    return b"".join(lines), json.loads(lines[1])["keys"]["device-ca"]["kid"]


@pytest.fixture
def folder(tmp_path):
    """Everything the guide begins with."""
    data, sealing = packaging.made("clear")
    (tmp_path / "package.evidence.zip").write_bytes(data)
    exported, authority = journal()
    (tmp_path / "journal.pk").write_bytes(exported)
    publish(tmp_path, sealing.keys.authority["kid"], sealing.keys.log, authority)
    return tmp_path


def publish(folder, authority, log, journal):
    lines = (f"AUTHORITY={authority}", f"LOG_KEY='{log}'", f"JOURNAL_AUTHORITY={journal}", "")
    (folder / "published").write_text("\n".join(lines))


def test_every_command_of_the_guide_does_what_it_says(folder):
    assert all(map(shutil.which, ("jq", "unzip", "openssl", "sha256sum")))
    assert first_failing(folder) is None
    assert len(blocks()) == JOURNAL + 1


def test_what_was_changed_fails_where_it_is_looked_at(folder):
    told = packaging.files()
    spoiled = zipped(told | {"report.pdf": told["report.pdf"] + b" "})
    (folder / "package.evidence.zip").write_bytes(spoiled)
    assert first_failing(folder)[0] == FILES


def test_keys_that_were_not_published_are_not_taken(folder):
    keys = packaging.made()[1].keys
    publish(folder, "0" * 16, keys.log, "-")
    assert first_failing(folder)[0] == SEAL


def test_a_changed_journal_fails_at_its_seal(folder):
    path = folder / "journal.pk"
    lines = path.read_bytes().split(b"\n")
    head, body, mark = lines[2].decode().split(".")
    assert unb64u(mark)
    lines[2] = f"{head}.{body}.{mark[:-4]}AAAA".encode()
    path.write_bytes(b"\n".join(lines))
    assert first_failing(folder)[0] == JOURNAL
