"""The pages for managers and auditors, as values: X and Z reports, the day, a journal extract."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from app.domain.papers import Issued


@dataclass(frozen=True, slots=True)
class Tally:
    """A line of a report: how many and how much; None has nothing to say."""

    title: str
    count: int | None
    amount: int | None


@dataclass(frozen=True, slots=True)
class TallyTable:
    """Lines that belong together, with their sum; `of` heads the first column."""

    title: str
    of: str
    rows: tuple[Tally, ...]
    total: Tally | None = None


@dataclass(frozen=True, slots=True)
class ShiftReport:
    """An X report (`closed_at` None, no number) or the numbered Z report of a closed shift.

    `differences`: (terminal, expected, stated, note). `open_items` is what goes on to the next
    shift. `print_count` counts this print.
    `operator` is whose shift it is, where somebody else gives the page.
    """

    issued: Issued
    kind: Literal["X", "Z"]
    opened_at: datetime
    closed_at: datetime | None
    tables: tuple[TallyTable, ...]
    number: int = 0
    differences: tuple[tuple[str, int, int, str], ...] = ()
    open_items: tuple[tuple[str, int], ...] = ()
    journal: tuple[tuple[str, str], ...] = ()
    print_count: int = 1
    operator: str = ""


@dataclass(frozen=True, slots=True)
class DailySummary:
    """An office's day: its tables, and what needs somebody tomorrow.

    `span` is the stretch of days in words where it is more than one; `facts` are named words.
    """

    issued: Issued
    day: datetime
    tables: tuple[TallyTable, ...]
    open_items: tuple[tuple[str, int], ...] = ()
    span: str = ""
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class JournalRow:
    """One entry: its number, moment, act, person, request and the head of its hash."""

    seq: int
    at: datetime
    act: str
    operator: str
    tid: str = ""
    leaf: str = ""


@dataclass(frozen=True, slots=True)
class JournalExtract:
    """Entries of one device between two numbers, and what was found when they were verified."""

    issued: Issued
    device: str
    rows: tuple[JournalRow, ...]
    verdict: str
    asked_by: str = ""


@dataclass(frozen=True, slots=True)
class InspectionPage:
    """Everything an inspector asks about an office, on one signed page (آماده بازرسی).

    `sections`: (title, lines), a line (words, what stands under them, its state). `digest` is that
    of the facts, as people compare it; `qr` the text of the signed mark.
    """

    issued: Issued
    figures: tuple[tuple[str, str], ...]
    sections: tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...]
    digest: str
    qr: str


@dataclass(frozen=True, slots=True)
class EvidenceReport:
    """The page in an evidence package (بسته ادله): what was asked and why, what it holds, and how
    anybody checks it. `issuer` gives it; rows are (name, what is said); counted ones (name, count).
    """

    issuer: str
    title: str
    reason: str
    at: datetime
    by: str
    asked: tuple[tuple[str, str], ...]
    counts: tuple[tuple[str, int], ...]
    types: tuple[tuple[str, int], ...]
    findings: tuple[tuple[str, int], ...]
    head: tuple[tuple[str, str], ...]
    keys: tuple[tuple[str, str], ...]
    notes: tuple[str, ...] = ()
