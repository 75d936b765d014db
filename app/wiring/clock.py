"""This machine's clocks. Everywhere else time is an argument."""

import sys
import time
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from app.domain.moments import Moment

_MEMORY = r"SYSTEM\CurrentControlSet\Control\Session Manager\Memory Management"


def moment() -> Moment:
    """The wall clock, the monotonic clock in ms, and which boot they belong to."""
    return Moment(now(), time.monotonic_ns() // 1_000_000, _boot())


def now() -> datetime:
    """The wall clock, aware."""
    return datetime.now(UTC)


def _boot() -> str:
    with suppress(OSError):
        if sys.platform == "win32":
            import winreg

            with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, _MEMORY + r"\PrefetchParameters") as key:
                return f"{winreg.QueryValueEx(key, 'BootId')[0]:016x}"
        else:
            told = Path("/proc/sys/kernel/random/boot_id").read_text("ascii")
            return told.replace("-", "")[:16]
    # A system that does not number its boots: the minute it started, which a moved clock changes.
    return f"{int((time.time() - time.monotonic()) // 60):016x}"
