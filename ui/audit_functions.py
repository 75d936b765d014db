"""What the auditor's windows are handed: blocking functions over the regulator's line, run by
workers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime
    from pathlib import Path
    from typing import Any

    from app.domain.audit import (
        Compared,
        Count,
        Facets,
        Filter,
        FindingFilter,
        FindingPage,
        FindingRow,
        Move,
        Page,
        SavedQuery,
        Session,
    )
    from app.domain.audit_check import Checked
    from app.domain.audit_sheets import CaseSheet, Chains, EntrySheet, FindingSheet
    from app.domain.board import Board
    from app.domain.errors import Refusal
    from app.domain.progress import Tell
    from app.domain.reform import ReformReport
    from app.domain.stored_zip import Spoiled
    from ui.models.look import Look


@dataclass(frozen=True, slots=True)
class Credentials:
    """What a sign-in needs; it is shown nowhere and kept nowhere."""

    address: str
    number: str
    password: str
    code: str

    def __repr__(self) -> str:
        return f"Credentials({self.address!r}, …)"


@dataclass(frozen=True, slots=True)
class Entered:
    """Who is in, what there is to filter by, and how the country's log stands: the size of the head
    that was verified, or the refusal that says how it lied."""

    session: Session
    facets: Facets
    size: int = 0
    alarm: Refusal | None = None


@dataclass(frozen=True, slots=True)
class Opened:
    """An entry with what this program found when it checked the proof; `lied` where the head in it
    does not fit the log seen before."""

    sheet: EntrySheet
    checked: Checked | None = None
    lied: Refusal | None = None


@dataclass(frozen=True, slots=True)
class PackageWanted:
    """Which entries go into an evidence package and why; `leaves` stand before `filter`."""

    filter: Filter
    leaves: tuple[str, ...]
    title: str
    reason: str
    bodies: str


@dataclass(frozen=True, slots=True)
class Packed:
    """A package that was checked here: where it lies, its SHA-256, how many entries it holds; what
    is wrong with it where it is not sound."""

    path: Path
    digest: str
    entries: int = 0
    flaw: Spoiled | None = None


@dataclass(frozen=True, slots=True)
class AuditFunctions:
    """The auditor's program."""

    now: Callable[[], datetime]
    look: Callable[[], Look]
    keep_look: Callable[[Look], object]
    address: Callable[[], str]
    sign_in: Callable[[Credentials], Entered]
    sign_out: Callable[[], None]
    entries: Callable[[Filter, int | None], Page]
    count: Callable[[Filter], Count]
    entry: Callable[[str], Opened]
    unmask: Callable[[str, str], Mapping[str, Any]]
    save_proof: Callable[[EntrySheet, Path], None]
    case: Callable[[str], CaseSheet]
    chains: Callable[[str, int | None, str], Chains]
    compare: Callable[[Filter, Filter], tuple[Compared, ...]]
    saved: Callable[[], tuple[SavedQuery, ...]]
    keep_query: Callable[[str, Filter], None]
    drop_query: Callable[[int], None]
    findings: Callable[[FindingFilter, int | None], FindingPage]
    finding: Callable[[int], FindingSheet]
    move: Callable[[int, Move, str, str], FindingRow]
    package: Callable[[PackageWanted, Path, Tell], Packed]
    check_package: Callable[[Path, Tell], Packed]
    board: Callable[[str, str], Board | ReformReport]
    export_board: Callable[[str, str, Path], None]
