"""Releases of this program as their publisher describes them, and which one a desk may take.

What a publisher signed is still read strictly: a release that says too little is no release.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

_VERSION = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)", re.ASCII)
_WORDS = ("version", "platform", "minimum")
# The end of a package's name by the way it is installed, the first part of the platform.
ENDINGS = {"debian": ".deb", "rpm": ".rpm", "windows": ".exe"}


@dataclass(frozen=True, slots=True)
class Release:
    """One package. It opens desk files of the schemas `reads` to `writes` and leaves them at
    `writes`; it may replace `minimum` and whatever is newer. `length` in bytes."""

    path: str
    version: str
    platform: str
    reads: int
    writes: int
    minimum: str
    length: int
    notes: str = ""


@dataclass(frozen=True, slots=True)
class Installed:
    """What runs here: its version, how it was installed, the schema of its desk file."""

    version: str
    platform: str
    schema: int


def ordered(version: str) -> tuple[int, int, int]:
    """A version as numbers, to be compared; ValueError for anything but X.Y.Z.

    >>> ordered("0.10.0") > ordered("0.9.12")
    True
    """
    found = _VERSION.fullmatch(version)
    if found is None:
        raise ValueError(version)
    return int(found[1]), int(found[2]), int(found[3])


def release(path: str, length: int, said: Mapping[str, Any]) -> Release | None:
    """A target's description as a release; None for one that is none.

    >>> said = {"version": "0.2.0", "platform": "debian-amd64", "minimum": "0.1.0"}
    >>> release("debian-amd64/0.2.0.deb", 9, said | {"reads": 1, "writes": 18}).writes
    18
    >>> release("debian-amd64/0.2.0.exe", 9, said | {"reads": 1, "writes": 18})
    """
    words = [said.get(name) for name in _WORDS]
    schemas = [said.get(name) for name in ("reads", "writes")]
    if not all(isinstance(word, str) for word in words):
        return None
    if not all(type(number) is int and number > 0 for number in schemas):
        return None
    version, platform, minimum = map(str, words)
    named = f"{platform}/{version}{ENDINGS.get(platform.split('-')[0], '?')}"
    if path != named or not (_VERSION.fullmatch(version) and _VERSION.fullmatch(minimum)):
        return None
    reads, writes = (int(number or 0) for number in schemas)
    notes = str(said.get("notes", ""))[:2000]
    return Release(path, version, platform, reads, writes, minimum, length, notes)


def fits(one: Release, here: Installed) -> bool:
    """Whether it is newer, made for this machine, may replace what runs and opens the file."""
    newer = ordered(one.minimum) <= ordered(here.version) < ordered(one.version)
    return newer and one.platform == here.platform and one.reads <= here.schema <= one.writes


def offered(releases: Iterable[Release], here: Installed) -> Release | None:
    """The newest that fits; a desk far behind goes by the steps its publisher left."""
    fitting = (one for one in releases if fits(one, here))
    return max(fitting, key=lambda one: ordered(one.version), default=None)
