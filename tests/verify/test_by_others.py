"""The worked examples of docs/journal-format.md, run as they stand by tools that are not ours."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

DOCUMENT = Path(__file__).parents[2] / "docs" / "journal-format.md"


def example(language: str) -> str:
    """The one code block in that language."""
    (found,) = re.findall(rf"```{language}\n(.*?)```", DOCUMENT.read_text("utf-8"), re.DOTALL)
    return found


def run(folder: Path, *command: str) -> str:
    ended = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return ended.stdout + ended.stderr


@pytest.fixture(params=["plain", "full"])
def folder(request, tmp_path):
    (tmp_path / "journal.pk").write_bytes(request.getfixturevalue(request.param))
    return tmp_path


def test_joserfc_reads_the_same_chain(folder):
    assert run(folder, sys.executable, "-c", example("python")).strip() == "chain whole up to 100"


def test_openssl_verifies_an_entry_and_refuses_a_changed_one(folder):
    assert "Signature Verified Successfully" in run(folder, "sh", "-c", example("sh"))
    lines = (folder / "journal.pk").read_text("utf-8").split("\n")
    lines[2] = lines[2][:200] + ("A" if lines[2][200] != "A" else "B") + lines[2][201:]
    (folder / "journal.pk").write_text("\n".join(lines), "utf-8")
    assert "Signature Verified Successfully" not in run(folder, "sh", "-c", example("sh"))
