"""This machine's clocks. Everywhere else time is an argument."""

import time
from datetime import UTC, datetime
from pathlib import Path

from app.domain.moments import Moment

_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


def moment() -> Moment:
    """The wall clock, the monotonic clock in ms, and which boot they belong to."""
    return Moment(now(), time.monotonic_ns() // 1_000_000, _boot())


def now() -> datetime:
    """The wall clock, aware."""
    return datetime.now(UTC)


def _boot() -> str:
    if _BOOT_ID.exists():
        return _BOOT_ID.read_text("ascii").replace("-", "")[:16]
    # No boot ID (Windows): the minute this machine started, which is the same all boot long.
    return f"{int((time.time() - time.monotonic()) // 60):016x}"
