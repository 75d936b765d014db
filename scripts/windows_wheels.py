"""Everything a desk stands on, in the locked versions, has a wheel for 64-bit Windows.

`make windows-wheels` asks the package registry that pip knows; nothing is built and nothing stays.
"""

import re
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PYTHONS = ("3.11", "3.12", "3.13")
# pip reads markers for the system it runs on: what only Windows needs is named here.
WINDOWS_ONLY = ("pywin32-ctypes>=0.2", "colorama")
TARGET = ("--platform", "win_amd64", "--implementation", "cp", "--only-binary=:all:")


def locked() -> str:
    """The lock's versions without their hashes, as constraints."""
    text = (ROOT / "requirements.lock").read_text("utf-8")
    return "\n".join(re.findall(r"^[a-z0-9-]+==[^ \\]+", text, re.MULTILINE))


def wanted() -> list[str]:
    """What the desk names in pyproject.toml, and what only Windows adds."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return [*project["dependencies"], *WINDOWS_ONLY]


def resolves(python: str) -> bool:
    """Whether pip finds a wheel of each for that Python on Windows; says what it lacks."""
    with tempfile.TemporaryDirectory() as folder:
        constraints = Path(folder) / "constraints.txt"
        constraints.write_text(locked(), "utf-8")
        command = [sys.executable, "-m", "pip", "install", "-q", "--dry-run", "--target", folder]
        which = ["--python-version", python, "--constraint", str(constraints)]
        done = subprocess.run(
            [*command, *TARGET, *which, *wanted()], capture_output=True, text=True, check=False
        )
    lacks = [line for line in done.stderr.splitlines() if line.startswith("ERROR")]
    print(f"Python {python}, win_amd64: {'every wheel found' if not lacks else lacks[-1]}")
    return done.returncode == 0


def main() -> int:
    """0 when every Python has them all."""
    lacking = [python for python in PYTHONS if not resolves(python)]
    return 1 if lacking else 0


if __name__ == "__main__":
    sys.exit(main())
