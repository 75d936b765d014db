"""What waits for the regulator (صف ارسال) and how each line out of the office stands: values only.

A line of the queue says what it is about, what became of it, why, and who must act; which words
and which key stand beside it is the window's business.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import datetime

    from app.domain.wire import Owner

# A verdict that needs somebody · a finding that was told · a document on its way · a request's
# entries · all other entries.
Kind = Literal["verdict", "finding", "document", "request", "others"]
State = Literal["waiting", "trying", "held", "flagged", "quarantined"]
Which = Literal["regulator", "terminal", "printer", "inquiries", "log"]
# good: it answered last · waiting: nothing to say yet · away: it did not answer · off: switched off
# by a person · unset: nobody set one up · manual: there is none, it is done by hand · lying: it
# contradicts what it said before.
Shine = Literal["good", "waiting", "away", "off", "unset", "manual", "lying"]


@dataclass(frozen=True, slots=True)
class QueueKey:
    """Names one line for as long as it stands in the queue: its kind and its row there."""

    kind: Kind
    row: int


@dataclass(frozen=True, slots=True)
class QueueLine:
    """One line of the queue.

    `leaf` and `seq` name the entry a verdict is about (its answer carries the leaf as `ref`);
    `count` is how many entries wait under this line; `reason` is a wire reason, a finding or a
    refusal's code. `next_try` is None where nothing is tried again by itself. `sent` of `size`
    bytes of a document are there. `body` says that a body the regulator lacks is still here;
    `question` is what the regulator asks about a finding.
    """

    key: QueueKey
    state: State
    since: datetime
    tid: str = ""
    title: str = ""
    seq: int = 0
    leaf: str = ""
    type: str = ""
    count: int = 1
    tries: int = 0
    next_try: datetime | None = None
    reason: str = ""
    owner: Owner = "time"
    sent: int = 0
    size: int = 0
    body: bool = False
    question: str = ""


@dataclass(frozen=True, slots=True)
class Uplink:
    """How the line to the regulator stands, as the sync loop knows it.

    `tries` in a row without an answer, for `reason` (a refusal's code), since `away_since`; the
    next one is at `next_try`. `on` is the switch a person may turn off.
    """

    on: bool = True
    tries: int = 0
    reason: str = ""
    owner: Owner = "time"
    next_try: datetime | None = None
    away_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class CatchUp:
    """A long round on its way: `done` of `total` entries, documents and feed pages to come."""

    done: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class Sending:
    """The queue as a whole: its lines by name, how the line stands, a long round under way."""

    keys: tuple[QueueKey, ...] = ()
    uplink: Uplink = field(default_factory=Uplink)
    catch_up: CatchUp | None = None


@dataclass(frozen=True, slots=True)
class Light:
    """One of the lights: how that line stands, since when, and why (a refusal's code)."""

    which: Which
    shine: Shine
    since: datetime | None = None
    reason: str = ""
    facts: dict[str, object] = field(default_factory=dict)
