"""What went out on a stick and what came back on it, as windows and commands tell it."""

from collections.abc import Callable
from dataclasses import dataclass

from app.domain.entry import Cum
from app.domain.office import DeskTotals

# Told how far a long piece of work has come, of how much; stops it by raising.
Step = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Packed:
    """A package that lies on the stick; `left` documents go with the next one."""

    entries: int
    bodies: int
    documents: int
    left: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Answered:
    """The regulator's answer was taken; `problem` is why it could not go on, or nothing."""

    acks: int
    needing: int
    news: int
    documents: int
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Heard:
    """Another desk's package was taken: how many entries were new, as of when it was made."""

    desk: int
    entries: int
    made: str


@dataclass(frozen=True, slots=True)
class Totals:
    """The office's desks side by side, and what they took together."""

    desks: tuple[DeskTotals, ...]
    took: Cum
