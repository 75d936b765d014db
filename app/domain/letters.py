"""Papers that travel between the office and agencies, and notes for whoever works next."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Sheet:
    """One paper of a request; `place` is where it lies in the cupboard, once it came back."""

    tid: str
    paper: str
    sheets: int = 1
    place: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """A list of papers for an agency, or from one. `carrier` is who carried them, or ""."""

    agency: str
    rows: tuple[Sheet, ...]
    carrier: str = ""


@dataclass(frozen=True, slots=True)
class LetterRow:
    """A list as it was written: `number` is this desk's, 0 for what came."""

    list: str
    number: int
    direction: str
    at: datetime
    letter: Letter


@dataclass(frozen=True, slots=True)
class Note:
    """A note that is not done yet. `to` is one operator, "" everybody."""

    note: str
    by: str
    to: str
    said: str
    at: datetime
    tids: tuple[str, ...] = ()
    visit: str | None = None
