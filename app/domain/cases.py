"""The case: one request whole, with its story, papers, money and prints, as screens show it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.domain.acts import Paid, RequestState
from app.domain.letters import Sheet
from app.domain.missing import StillMissing
from app.domain.money_back import Owed, RefundRow


@dataclass(frozen=True, slots=True)
class Event:
    """One step of the story: what, when, and the responsible person.

    `kind` is an entry type, or `status` of a word from the regulator. `who` is a name; `facts` are
    what that kind tells (amount, reason, state, missing, fields, …), never secret.
    """

    at: datetime
    kind: str
    who: str
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ReceiptSeen:
    """A receipt of the case: the last one stands, the ones before were replaced by it."""

    leaf: str
    number: int
    total: int
    at: datetime
    prints: int
    stands: bool


@dataclass(frozen=True, slots=True)
class PaperKept:
    """A document of the case: as it was met, when, and the hash of its file where one was kept."""

    title: str
    kind: str
    hash: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Owing:
    """A fee line nobody has paid yet; `charged_at` says when it is due."""

    line: int
    title: str
    amount: int
    charged_at: str


@dataclass(frozen=True, slots=True)
class Case:
    """One request whole. `body` is what it says now (as registered, or as last corrected).

    `desk` is the other desk of the office that took it, None for this one: what is here of it is as
    of when the regulator passed it on. `replacement` is the request that took its place.
    `out_of_date`: the standing receipt no longer says what is so, a corrected one should be issued;
    it never holds for an ended case.
    """

    tid: str
    leaf: str
    state: RequestState
    service: int
    at: datetime
    body: Mapping[str, Any]
    events: tuple[Event, ...]
    missing: tuple[StillMissing, ...]
    papers: tuple[PaperKept, ...]
    payments: tuple[Paid, ...]
    owing: tuple[Owing, ...]
    receipts: tuple[ReceiptSeen, ...]
    refunds: tuple[RefundRow, ...]
    owed_back: tuple[Owed, ...]
    codes: tuple[tuple[str, str], ...]
    away: tuple[str, ...]
    places: tuple[Sheet, ...]
    replacement: str = ""
    replaces: str = ""
    desk: int | None = None
    out_of_date: bool = False
