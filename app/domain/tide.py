"""The tide mark: how far a desk's journal had come, kept outside the desk file.

An old copy put back, or a copy made elsewhere, ends before the mark or holds another entry there.
A mark that lags behind proves nothing and harms nothing.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass

from app.domain import canonical

SLOT = 256


@dataclass(frozen=True, slots=True)
class Mark:
    """The newest entry of a device when the mark was set."""

    dev: str
    seq: int
    leaf: str


def written(mark: Mark) -> bytes:
    """A mark with its own hash, in a fixed length: a torn one is no mark."""
    text = canonical.dumps(asdict(mark))
    return (text + b"\t" + canonical.sha256_hex(text).encode("ascii")).ljust(SLOT - 1) + b"\n"


def read(data: bytes) -> tuple[Mark, ...]:
    """The whole marks among the slots of a file; a torn one is left out."""
    slots = (data[start : start + SLOT] for start in range(0, len(data), SLOT))
    return tuple(mark for mark in map(_read_one, slots) if mark)


def contradicted(marks: Iterable[Mark], leaf_at: Callable[[str, int], str | None]) -> bool:
    """Whether any mark names an entry this file does not hold."""
    return any(leaf_at(mark.dev, mark.seq) != mark.leaf for mark in marks)


def _read_one(slot: bytes) -> Mark | None:
    text, _, digest = slot.rstrip(b" \n").partition(b"\t")
    if canonical.sha256_hex(text) != digest.decode("latin-1"):
        return None
    try:
        return Mark(**json.loads(text))
    except (ValueError, TypeError):
        return None
