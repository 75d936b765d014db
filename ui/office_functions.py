"""What the manager's pages are handed, beside `ui.functions`: shifts, the sums of days.

Plain blocking functions like those; each may raise a Refusal whose sentence is shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from app.domain.drill import Drill, Found
    from app.domain.duties import Duties
    from app.domain.periods import Period
    from app.domain.progress import Tell
    from app.domain.settlement import AccountDay, Matched
    from app.domain.settlement_columns import Columns
    from app.domain.shifts import Closing, Shift
    from app.domain.summary_pages import ClosedShift, DayPage, OpenShift


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class ShiftFunctions:
    """`open()`: the open shifts one may look at, one's own first. `look(shift)`: how it stands.
    `close(closing)`: ends it, the Z number. `closed()`: the last Z reports, the newest first."""

    open: Callable[[], tuple[OpenShift, ...]]
    look: Callable[[str], Shift]
    close: Callable[[Closing], int]
    closed: Callable[[], tuple[ClosedShift, ...]]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class DayFunctions:
    """`summary(period, office)`: sums and tables, of this desk or of every desk of the office.
    `drill(drill, limit, skip)`: the facts behind a number. `export(period, path, office)`: a file
    by its name's end, where it went."""

    summary: Callable[[Period, bool], DayPage]
    drill: Callable[[Drill, int, int], tuple[Found, ...]]
    export: Callable[[Period, str, bool], str]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class SettlementFunctions:
    """`columns(path)`: the columns of a file and which is probably which; `keep(chosen)`.
    `look(path, tell)`: what it would do. `take_in(path, provider, tell)`: once for each file.
    `accounts()`: each account and day, charged and settled."""

    columns: Callable[[str], Columns]
    keep: Callable[[Mapping[str, str]], None]
    look: Callable[[str, Tell], Matched]
    take_in: Callable[[str, str, Tell], Matched]
    accounts: Callable[[], tuple[AccountDay, ...]]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class DutyFunctions:
    """`look()`: everything that endangers the licence. `ask_closing(first, last, reason)`: days as
    typed. `answer_complaint(number, words)`. `answer_finding(leaf, words)`; of an overcharge
    `give_back(leaf, words)`: the rials asked back."""

    look: Callable[[], Duties]
    ask_closing: Callable[[str, str, str], None]
    answer_complaint: Callable[[str, str], None]
    answer_finding: Callable[[str, str], None]
    give_back: Callable[[str, str], int]
