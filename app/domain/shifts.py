"""A shift (شیفت): its figures, what is still open when it ends, and the Z report that closes it.

Figures are always counted from the journal's facts, never carried along.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from app.domain.errors import OperatorCanFix
from app.domain.facts import COUNTS
from app.domain.moments import to_wire
from app.domain.money import rials

PendingKind = Literal[
    "draft", "parked", "unpaid", "receiptless", "unknown", "running", "unsent", "unprinted"
]


@dataclass(frozen=True, slots=True)
class AccountMoney:
    """What one account took and gave back."""

    account: str
    payee: str
    payments: int
    collected: int
    refunded: int


@dataclass(frozen=True, slots=True)
class TerminalMoney:
    """What the journal says one terminal took for one account; refunds are not taken off."""

    terminal: str
    account: str
    payments: int
    amount: int


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts by the names of a Z report, and whole rials."""

    counts: Mapping[str, int]
    fees: int
    collected: int
    refunded: int
    voided: int
    accounts: tuple[AccountMoney, ...] = ()
    terminals: tuple[TerminalMoney, ...] = ()


@dataclass(frozen=True, slots=True)
class Pending:
    """Something a shift leaves behind. `ref` names it: a draft, a visit, a tracking ID, a payment;
    of `unsent` and `unprinted` only `count` is told."""

    kind: PendingKind
    ref: str = ""
    name: str = ""
    amount: int = 0
    count: int = 1


@dataclass(frozen=True, slots=True)
class Shift:
    """An open shift as it stands: whose, since when, its figures and what is still open.

    `first_seq` and `last_seq` are the entries it sums.
    """

    shift: str
    operator: str
    opened_at: datetime
    first_seq: int
    last_seq: int
    figures: Figures
    pending: tuple[Pending, ...] = ()

    def refs(self, kind: PendingKind) -> list[str]:
        """What of that kind goes on to the next shift."""
        return [one.ref for one in self.pending if one.kind == kind]


@dataclass(frozen=True, slots=True)
class Stated:
    """What a terminal says it took for an account, and why that differs where it does."""

    terminal: str
    account: str
    amount: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class Closing:
    """How a shift is to be closed: the terminals' totals, and the word to whoever comes next."""

    shift: str
    stated: tuple[Stated, ...] = ()
    hand_to: str | None = None
    note: str = ""


def figures_of(rows: Iterable[Mapping[str, Any]]) -> Figures:
    """Figures from facts summed by (kind, account, payee, terminal)."""
    counts, money = dict.fromkeys(COUNTS, 0), dict.fromkeys(COUNTS, 0)
    accounts: dict[tuple[str, str], list[int]] = {}
    terminals: dict[tuple[str, str], list[int]] = {}
    for row in rows:
        kind, n, amount = row["kind"], row["n"], row["amount"]
        if kind not in counts:
            continue
        counts[kind] += n
        money[kind] += amount
        if kind in ("payments_succeeded", "refunds"):
            one = accounts.setdefault((row["account"], row["payee"]), [0, 0, 0])
            _add(one, (n, amount, 0) if kind == "payments_succeeded" else (0, 0, amount))
        if kind == "payments_succeeded":
            _add(terminals.setdefault((row["terminal"], row["account"]), [0, 0]), (n, amount))
    return Figures(
        counts=counts,
        fees=money["receipts"],
        collected=money["payments_succeeded"],
        refunded=money["refunds"],
        voided=money["voided"],
        accounts=tuple(AccountMoney(*key, *one) for key, one in sorted(accounts.items())),
        terminals=tuple(TerminalMoney(*key, *one) for key, one in sorted(terminals.items())),
    )


def differences(figures: Figures, stated: Iterable[Stated]) -> tuple[dict[str, Any], ...]:
    """Where a terminal says something else than the journal; OperatorCanFix for one without a
    note. A terminal the journal does not know took nothing by it."""
    expected = {(one.terminal, one.account): one.amount for one in figures.terminals}
    found = []
    for one in stated:
        amount = one.amount - expected.get((one.terminal, one.account), 0)
        if amount and not one.note.strip():
            raise OperatorCanFix(
                "shift-difference-note", terminal=one.terminal, amount=rials(abs(amount))
            )
        if amount:
            found.append(
                {"terminal": one.terminal, "account": one.account or None}
                | {"expected": one.amount - amount, "found": one.amount}
                | {"amount": amount, "note": one.note.strip()}
            )
    return tuple(found)


def z_body(shift: Shift, closing: Closing, *, number: int, closed_at: datetime) -> dict[str, Any]:
    """The Z report as shift.closed carries it."""
    figures = shift.figures
    return {
        "number": number,
        "opened_at": to_wire(shift.opened_at),
        "closed_at": to_wire(closed_at),
        "first_seq": shift.first_seq,
        "last_seq": shift.last_seq,
        "counts": dict(figures.counts),
        "fees": figures.fees,
        "collected": figures.collected,
        "refunded": figures.refunded,
        "voided": figures.voided,
        "accounts": [
            {"account": one.account, "payee": one.payee, "payments": one.payments}
            | {"collected": one.collected, "refunded": one.refunded}
            for one in figures.accounts
        ],
        "terminals": _terminals(figures, closing.stated),
        "differences": list(differences(figures, closing.stated)),
        "unknown": shift.refs("unknown"),
        "parked": shift.refs("parked"),
        "unsent": sum(one.count for one in shift.pending if one.kind == "unsent"),
        "hand_over": {"to": closing.hand_to, "note": closing.note.strip()},
    }


def _terminals(figures: Figures, stated: Iterable[Stated]) -> list[dict[str, Any]]:
    """By terminal; it has stated its total only where it did for each of its accounts."""
    said = {(one.terminal, one.account): one.amount for one in stated}
    taken = {(one.terminal, one.account): one for one in figures.terminals}
    rows = []
    for terminal in sorted({key[0] for key in (*said, *taken)}):
        keys = sorted({key for key in (*said, *taken) if key[0] == terminal})
        known = [taken[key] for key in keys if key in taken]
        whole = all(key in said for key in keys)
        rows.append(
            {"terminal": terminal, "payments": sum(one.payments for one in known)}
            | {"amount": sum(one.amount for one in known)}
            | {"stated": sum(said[key] for key in keys) if whole else None}
        )
    return rows


def _add(sums: list[int], more: Iterable[int]) -> None:
    for place, amount in enumerate(more):
        sums[place] += amount
