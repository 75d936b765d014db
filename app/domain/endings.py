"""How requests end: handed over to whom, withdrawn by whom, and after how long nobody waits."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

# Nobody came back: what was accepted incomplete, and what was registered and never paid.
INCOMPLETE_FOR, UNPAID_FOR = timedelta(days=30), timedelta(days=10)
Why = Literal["not-completed-in-time", "not-paid-in-time"]


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person at the desk in a capacity: `self`, or father, attorney, …; `id` as digits."""

    capacity: str
    name: str
    id: str


@dataclass(frozen=True, slots=True)
class Handing:
    """What is handed over and to whom.

    Somebody other than the applicant needs a proof: its number in `note`, or the SHA-256 of its
    picture in `evidence`.
    """

    collector: Somebody
    items: tuple[str, ...]
    way: Literal["desk", "post", "online"] = "desk"
    evidence: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Overdue:
    """A request nobody came back for: why it ends, and the moment its time ran out (wire form)."""

    tid: str
    leaf: str
    reason: Why
    since: str
