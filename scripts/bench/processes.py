"""Runs a few lines of Python in a process of its own, offscreen, with the project on its path."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def run_python(code: str, *given: str) -> str:
    """What it printed; ends the bench with what it complained of if it failed."""
    done = subprocess.run(
        [sys.executable, "-c", code, *given],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env={"QT_QPA_PLATFORM": "offscreen", **os.environ, "PYTHONPATH": str(ROOT)},
    )
    if done.returncode:
        raise SystemExit(done.stderr)
    return done.stdout
