"""The guards of `make check` bite: a wrong import, a long function and a mock put in on purpose."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.test_house import PACKAGES, ROOT, sizes_in


def run(*command: str, inside: Path) -> subprocess.CompletedProcess[str]:
    """A tool of the environment on a folder."""
    tool = Path(sys.executable).with_name(command[0])
    return subprocess.run(
        [tool, *command[1:]], cwd=inside, capture_output=True, text=True, check=False
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Our packages without their data, to spoil."""
    for name in PACKAGES:
        shutil.copytree(
            ROOT / name,
            tmp_path / name,
            ignore=shutil.ignore_patterns("*.json", "*.ttf", "*.svg", "__pycache__"),
        )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("app/domain/money.py", "import sqlalchemy"),
        ("ui/models/door.py", "from PySide6 import QtCore"),
        ("app/desk/shifts.py", "import requests"),
        ("sync/push.py", "import app.desk.visits"),
        ("printing/words.py", "import local_db.file"),
        ("regulator/clock.py", "import app.desk.visits"),
    ],
)
def test_a_wrong_import_breaks_a_contract(copy: Path, module: str, line: str) -> None:
    path = copy / module
    path.write_text(f"{path.read_text('utf-8')}\n{line}\n", "utf-8")
    ended = run("lint-imports", "--no-cache", inside=copy)
    assert ended.returncode == 1, ended.stdout
    assert "BROKEN" in ended.stdout


def test_the_contracts_hold_as_things_stand(copy: Path) -> None:
    ended = run("lint-imports", "--no-cache", inside=copy)
    assert ended.returncode == 0, ended.stdout


def test_a_mock_is_refused_by_lint(tmp_path: Path) -> None:
    (tmp_path / "test_x.py").write_text("from unittest.mock import Mock\n\nprint(Mock)\n")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    ended = run("ruff", "check", "--no-cache", ".", inside=tmp_path)
    assert ended.returncode == 1
    assert "TID251" in ended.stdout


def test_a_function_of_41_lines_is_found(tmp_path: Path) -> None:
    long = tmp_path / "long.py"
    long.write_text("def f():\n" + "    x = 1\n" * 40)
    assert [size for _, size, _ in sizes_in([long])] == [41]
