"""The visit as a value: who waits with which number, who stands at the desk, who was set aside."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Priority = Literal["", "elderly", "disabled", "pregnant", "veteran"]
TicketState = Literal["waiting", "called", "served", "absent", "transferred"]
Method = Literal["declared", "card_seen", "inquiry", "chip", "biometric"]
# How sure a way of looking makes us (identity.checked): 1 is somebody's word.
LEVELS: dict[Method, int] = {
    "declared": 1,
    "card_seen": 2,
    "inquiry": 3,
    "chip": 4,
    "biometric": 4,
}


@dataclass(frozen=True, slots=True)
class Ticket:
    """A number somebody waits with. `for_whom` is the one operator it is kept for, or "".

    `to_desk` is where it was sent, if it was; `word` what was said with it.
    """

    number: int
    state: TicketState
    taken_at: datetime
    priority: Priority = ""
    service: int | None = None
    calls: int = 0
    for_whom: str = ""
    to_desk: int | None = None
    word: str = ""


@dataclass(frozen=True, slots=True)
class Onward:
    """Where a number is sent on to: another service, one operator of this desk, another desk of the
    office (where its paper is shown); a word for whoever serves it there; and whom it stands before
    from now on (None: as it was)."""

    service: int | None = None
    operator: str = ""
    desk: int | None = None
    word: str = ""
    priority: Priority | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """A visitor's identity as it was seen once for the whole visit."""

    name: str
    id: str
    method: Method
    matched: bool = True
    capacity: str = "self"
    reference: str = ""


@dataclass(frozen=True, slots=True)
class OpenVisit:
    """A visit that goes on: by whose name it is found again, since when, and what it waits for.

    `drafts` name what was begun, the last saved first, `requests` what has its tracking ID; `lacks`
    are titles of papers its incomplete requests wait for; `owed` is what nobody has paid yet, rial;
    `doubtful` payments without an end.
    """

    visit: str
    number: int | None
    name: str
    id: str
    opened_at: datetime
    parked_at: datetime | None
    why: str
    requests: tuple[str, ...] = ()
    drafts: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    owed: int = 0
    doubtful: int = 0


@dataclass(frozen=True, slots=True)
class Another:
    """Another open request of the same citizen for the same service: that it is, and since when.

    Nothing else of it is told.
    """

    on: str
