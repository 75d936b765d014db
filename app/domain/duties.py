"""What endangers an office's licence, and by when: its duties, as of what was last heard.

The licence must be renewed in time: told 180, 120 and 100 days before its end, for the renewal is
to be filed three months before; then 60, 30 and 7 days before. All days are Jalali, `YYYY/MM/DD`.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from app.domain.jalali import JalaliDate, day_number, parse
from app.domain.permits import Licence

Tone = Literal["good", "info", "warn", "bad"]
DueKind = Literal["premises", "deadline", "other", "training", "contract"]
REMEDY = timedelta(hours=48)
OVERCHARGE = "fee-differs"
SOON, NEAR = 60, 14  # days before a duty is told, and before it presses


@dataclass(frozen=True, slots=True)
class Due:
    """Something that must be done by a day; `days` are left until it, negative once it is past."""

    kind: DueKind
    title: str
    until: str
    days: int

    @property
    def tone(self) -> Tone:
        """How much it presses."""
        return "bad" if self.days < 0 else "warn" if self.days <= NEAR else "info"


@dataclass(frozen=True, slots=True)
class Closing:
    """A closing for a while that was asked; `number` is the permit's, once it is granted."""

    name: str
    first: str
    last: str
    reason: str = ""
    state: Literal["asked", "granted", "refused"] = "asked"
    number: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class OpenFinding:
    """What the regulator found and nobody here has answered yet, or it has not closed since.

    An overcharge is given back within 48 hours: `excess` rials, of which `returned` went back.
    `question` is what the regulator asks the office about it.
    """

    leaf: str
    reason: str
    tid: str
    at: datetime
    answered: bool = False
    excess: int = 0
    returned: int = 0
    question: str = ""

    @property
    def remedy_by(self) -> datetime | None:
        """Until when an overcharge is to be given back; None where nothing is owed (any more)."""
        return self.at + REMEDY if self.excess > self.returned else None


@dataclass(frozen=True, slots=True)
class Complaint:
    """What a citizen complained of about a request here, and by when an answer was promised."""

    number: str
    kind: str
    tid: str
    state: str
    at: datetime
    promised_by: datetime

    @property
    def open(self) -> bool:
        """Whether the citizen still waits."""
        return self.state != "answered"


@dataclass(frozen=True, slots=True)
class Announced:
    """An announcement in force: who of the people here has read this wording, and who has not."""

    title: str
    readers: tuple[str, ...]
    waiting: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DeskHealth:
    """A desk of the office: this one, or another as of when the regulator or a package told of it.

    `owed` entries are not sent yet, `lease_days` are left of its lease, `backup_at` is its last one
    (None: not known here).
    """

    desk: int
    own: bool
    as_of: datetime
    owed: int | None = None
    lease_days: int | None = None
    backup_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Duties:
    """The page whole, at one moment."""

    at: datetime
    licences: tuple[Licence, ...] = ()
    dues: tuple[Due, ...] = ()
    closings: tuple[Closing, ...] = ()
    findings: tuple[OpenFinding, ...] = ()
    complaints: tuple[Complaint, ...] = ()
    announced: tuple[Announced, ...] = ()
    desks: tuple[DeskHealth, ...] = ()
    backup_at: datetime | None = None
    people: dict[str, int] = field(default_factory=dict)


def days_until(until: str, today: JalaliDate) -> int:
    """Days left; the day itself is 0.

    >>> from app.domain.jalali import parse
    >>> days_until("1405/09/01", parse("1405/08/30")), days_until("1405/08/29", parse("1405/08/30"))
    (1, -1)
    """
    return day_number(parse(until)) - day_number(today)


def pressing(dues: tuple[Due, ...]) -> tuple[Due, ...]:
    """Those that are told, the nearest first."""
    return tuple(sorted((one for one in dues if one.days <= SOON), key=lambda one: one.days))
