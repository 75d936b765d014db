"""Runs a few lines of Python in a process of its own, offscreen, with the project on its path."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# Whoever has the program has its byte code; a machine that builds it may be told to write none,
# and would then measure the compiler with every start.
NEVER_COMPILED = "PYTHONDONTWRITEBYTECODE"


def environment() -> dict[str, str]:
    """What such a process is started with."""
    ours = {name: value for name, value in os.environ.items() if name != NEVER_COMPILED}
    return {"QT_QPA_PLATFORM": "offscreen", **ours, "PYTHONPATH": str(ROOT)}


def run_python(code: str, *given: str) -> str:
    """What it printed; ends the bench with what it complained of if it failed."""
    done = subprocess.run(
        [sys.executable, "-c", code, *given],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env=environment(),
    )
    if done.returncode:
        raise SystemExit(done.stderr)
    return done.stdout
