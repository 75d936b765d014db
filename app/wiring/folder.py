"""The data folder: where it is, what lies in it, and the lock that keeps one window per folder."""

import os
import sys
from pathlib import Path

from app.domain.errors import ManagerCanFix

DESK_FILE = "desk.db"
LOCK_FILE = "window.lock"
BACKUPS = "backups"


def data_folder(wanted: str | None) -> Path:
    """`--data`, else $PISHKHAN_DATA, else the platform's place; made private if it is new."""
    named = wanted or os.environ.get("PISHKHAN_DATA")
    if named:
        folder = Path(named)
    else:
        from platformdirs import user_data_path

        folder = user_data_path("pishkhan", appauthor=False)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as fault:
        raise ManagerCanFix("folder-unusable", detail=fault.strerror or "") from fault
    return folder


class WindowLock:
    """Held while a window is open on a folder; the system drops it when the process dies."""

    def __init__(self, folder: Path) -> None:
        self._file = (folder / LOCK_FILE).open("a+b")
        if not _try_lock(self._file.fileno()):
            self._file.close()
            raise ManagerCanFix("window-open")

    def release(self) -> None:
        """Let another window open this folder."""
        self._file.close()


def _try_lock(descriptor: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
