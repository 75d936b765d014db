"""The wheel in an environment of its own, as pipx would make it: whole, started, its demo played.

python installer/wheel_check.py; asks the package registry that pip knows.
"""

import shutil
import subprocess
import sys
import venv
import zipfile

from app import __version__
from installer.contents import OURS, ROOT, our_files

WHEEL = ROOT / f"dist/pishkhan-{__version__}-py3-none-any.whl"
PLACE = ROOT / "build/wheel"


def missing() -> list[str]:
    """Files of ours that the wheel lacks."""
    packed = set(zipfile.ZipFile(WHEEL).namelist())
    return [str(path) for path in our_files() if path.as_posix() not in packed]


def foreign() -> list[str]:
    """What stands in the wheel beside our packages and its own description."""
    first = {name.split("/")[0] for name in zipfile.ZipFile(WHEEL).namelist()}
    return sorted(first - set(OURS) - {f"pishkhan-{__version__}.dist-info"})


def main() -> int:
    """0 when it is whole and its demo ends well, from a folder that knows nothing of the source."""
    if wrong := [*missing(), *foreign()]:
        print(f"NOT TRUE: the wheel holds what the source does: {wrong}", file=sys.stderr)
        return 1
    print(f"every file of the source is in it, {WHEEL.stat().st_size >> 10} KiB", flush=True)
    shutil.rmtree(PLACE, ignore_errors=True)
    venv.create(PLACE / "environment", with_pip=True)
    programs = PLACE / "environment/bin"
    constraints = ROOT / f"dist/pishkhan-{__version__}-constraints.txt"
    install = [programs / "python", "-I", "-m", "pip", "install", "-q", "--constraint", constraints]
    subprocess.run([*install, f"{WHEEL}[regulator]"], check=True)
    for words in (["--version"], ["demo", "--headless", "--out", "demo"]):
        # No folder of the source on the path, none of its settings.
        done = subprocess.run([programs / "pishkhan", *words], cwd=PLACE, env={}, check=False)
        if done.returncode:
            return done.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main())
