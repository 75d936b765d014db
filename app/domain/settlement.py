"""Settlement (تسویه): the acquirer's rows beside the desk's payments, and every row explained.

Rows are matched by terminal, reference number (RRN) and amount. A payment may be settled in parts;
no reference number settles two payments. An unknown payment is resolved only where exactly one of
that amount and day waits and exactly one row is left for it.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import jdatetime

from app.domain.errors import ManagerCanFix, OperatorCanFix
from app.domain.jalali import parse, show
from app.domain.money import parse_rials
from app.domain.text import fold, latin_digits

COLUMNS = ("terminal", "rrn", "amount", "date")
MOST_ROWS = 3_000
Fate = Literal["settled", "part", "duplicate", "differs", "resolves", "ambiguous", "extra", "used"]


@dataclass(frozen=True, slots=True)
class SettledRow:
    """One row of the file: `line` is where it stands, `day` a Jalali date `YYYY/MM/DD`."""

    line: int
    terminal: str
    rrn: str
    amount: int
    day: str


@dataclass(frozen=True, slots=True)
class SettledFile:
    """A whole file: its rows, the hash of its bytes and whose it is."""

    rows: tuple[SettledRow, ...]
    sha256: str
    provider: str


@dataclass(frozen=True, slots=True)
class Charged:
    """One payment of the desk as a settlement sees it; `settled`: by an earlier file."""

    payment: str
    terminal: str
    rrn: str
    amount: int
    day: str
    state: str
    source: str
    settled: bool = False


@dataclass(frozen=True, slots=True)
class Explained:
    """What one row is, and the payment it is about, with what that charged."""

    row: SettledRow
    fate: Fate
    payment: str = ""
    charged: int = 0


@dataclass(frozen=True, slots=True)
class Matched:
    """Every row explained; `absent` are payments of the file's days and terminals without one."""

    rows: tuple[Explained, ...]
    absent: tuple[Charged, ...]

    def of(self, *fates: Fate) -> tuple[Explained, ...]:
        """The rows of some fates."""
        return tuple(one for one in self.rows if one.fate in fates)

    @property
    def settled(self) -> tuple[str, ...]:
        """Payments this file settles, each once."""
        found = self.of("settled", "part", "resolves")
        return tuple(dict.fromkeys(one.payment for one in found))


def rows_of(table: Sequence[Sequence[object]], heads: Mapping[str, str]) -> tuple[SettledRow, ...]:
    """The rows of a table whose first line names its columns; `heads` says which is which.

    Digits of any kind; empty lines are passed over. Refuses what it cannot read, by line.
    """
    lines = [line for line in table if any(str(cell or "").strip() for cell in line)]
    if len(lines) < 2:
        raise OperatorCanFix("settlement-empty")
    if len(lines) - 1 > MOST_ROWS:
        raise OperatorCanFix("settlement-too-long", most=MOST_ROWS)
    named = [fold(str(cell or "")) for cell in lines[0]]
    at = {}
    for column in COLUMNS:
        name = heads.get(column, "")
        if not name or fold(name) not in named:
            raise ManagerCanFix("settlement-column", column=name or column)
        at[column] = named.index(fold(name))
    return tuple(_row(n, line, at) for n, line in enumerate(lines[1:], 2))


def _row(number: int, line: Sequence[object], at: Mapping[str, int]) -> SettledRow:
    def cell(name: str) -> str:
        found = line[at[name]] if at[name] < len(line) else ""
        if isinstance(found, date):
            return show(jdatetime.date.fromgregorian(date=found))
        whole = int(found) if isinstance(found, float) and found.is_integer() else found
        return latin_digits(str(whole or "")).strip()

    try:
        amount, day = parse_rials(cell("amount")), show(parse(cell("date")[:10]))
    except OperatorCanFix as wrong:
        raise OperatorCanFix("settlement-row", line=number, why=wrong.code) from wrong
    terminal, rrn = digits(cell("terminal")), digits(cell("rrn"))
    if not (terminal and rrn and amount):
        raise OperatorCanFix("settlement-row", line=number, why="empty")
    return SettledRow(number, terminal, rrn, amount, day)


def digits(code: str) -> str:
    """A number as it is compared: ASCII digits without the zeros before them.

    >>> digits(" ۰۰۱۲-۳ ")
    '123'
    """
    return re.sub(r"\D", "", latin_digits(code)).lstrip("0")


def match(rows: Iterable[SettledRow], charged: Iterable[Charged]) -> Matched:
    """Explain every row, and find what is absent."""
    payments = list(charged)
    known = {
        (digits(one.terminal), digits(one.rrn)): one for one in payments if one.state == "succeeded"
    }
    groups: dict[tuple[str, str], list[SettledRow]] = {}
    for row in rows:
        groups.setdefault((row.terminal, row.rrn), []).append(row)
    found: list[Explained] = []
    for key, same in groups.items():
        found += _explained(same, known[key]) if key in known else _strange(same)
    found = _resolved(found, [one for one in payments if one.state == "unknown"])
    done = {one.payment for one in found if one.payment}
    days = {row.day for same in groups.values() for row in same}
    terminals = {terminal for terminal, _ in groups}
    absent = tuple(
        one
        for one in known.values()
        if one.payment not in done
        and not one.settled
        and one.day in days
        and digits(one.terminal) in terminals
    )
    return Matched(tuple(sorted(found, key=lambda one: one.row.line)), absent)


def _explained(same: list[SettledRow], paid: Charged) -> list[Explained]:
    right = next((row for row in same if row.amount == paid.amount), None)

    def fate(row: SettledRow) -> Fate:
        if paid.settled:
            return "used"
        if len(same) > 1 and sum(one.amount for one in same) == paid.amount:
            return "part"
        if right is None:
            return "differs"
        return "settled" if row is right else "duplicate"

    return [Explained(row, fate(row), paid.payment, paid.amount) for row in same]


def _strange(same: list[SettledRow]) -> list[Explained]:
    """Nobody charged it here; the second of its kind is a duplicate of the first."""
    return [Explained(row, "duplicate" if n else "extra") for n, row in enumerate(same)]


def _resolved(found: list[Explained], unknown: list[Charged]) -> list[Explained]:
    def of(row: SettledRow) -> list[Charged]:
        return [one for one in unknown if (one.amount, one.day) == (row.amount, row.day)]

    def rivals(row: SettledRow) -> int:
        return sum(
            one.fate == "extra" and (one.row.amount, one.row.day) == (row.amount, row.day)
            for one in found
        )

    def fate(one: Explained) -> Explained:
        waiting = of(one.row) if one.fate == "extra" else []
        if not waiting:
            return one
        if len(waiting) == 1 and rivals(one.row) == 1:
            return Explained(one.row, "resolves", waiting[0].payment, waiting[0].amount)
        return Explained(one.row, "ambiguous")

    return [fate(one) for one in found]


@dataclass(frozen=True, slots=True)
class AccountDay:
    """One account on one day: what was charged, what of it was settled, and since how many days
    the rest waits."""

    account: str
    payee: str
    day: str
    charged: int
    settled: int
    age: int

    @property
    def differing(self) -> int:
        """What no file has settled yet."""
        return self.charged - self.settled
