"""How a verified package is put in place of this program: by the system's own installer, once the
program has ended."""

import shlex
import shutil
import subprocess
import sys
from pathlib import Path

from app.domain.errors import ManagerCanFix
from app.domain.updates import ENDINGS
from app.wiring.backup_file import sha256

Command = tuple[str, ...]


def command(package: Path) -> Command:
    """What installs it, an older one too. On Linux root does; a Windows installer asks itself."""
    path = str(package.resolve())
    if package.suffix == ENDINGS["windows"]:
        return (path, "/S")
    if package.suffix == ENDINGS["rpm"]:
        return ("rpm", "--upgrade", "--oldpackage", path)
    return ("apt-get", "install", "--yes", "--allow-downgrades", path)


def by_hand(package: Path) -> str:
    """The same for a person to type; empty where the program can start it by itself."""
    if _asks_for_root() or package.suffix == ENDINGS["windows"]:
        return ""
    return shlex.join(("sudo", *command(package)))


def start(package: Path, expected: str) -> None:
    """Start the installer beside this ending program; the bytes are looked at once more."""
    if sha256(package) != expected:
        raise ManagerCanFix("update-altered-here")
    told = command(package)
    try:
        if sys.platform == "win32":
            subprocess.Popen(told, creationflags=subprocess.DETACHED_PROCESS)  # noqa: S603
        else:
            apart = ("setsid", "--fork", "pkexec", *told)
            subprocess.run(apart, check=True)  # noqa: S603 - our own words, no shell
    except (OSError, subprocess.CalledProcessError) as fault:
        raise ManagerCanFix("update-not-started", command=" ".join(told)) from fault


def _asks_for_root() -> bool:
    """Whether a screen is there to ask for the administrator's password."""
    return sys.platform != "win32" and shutil.which("pkexec") is not None
