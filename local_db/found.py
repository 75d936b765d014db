"""Receipts found in citizens' hands, and the desks of this office whose keys are known here."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, text


@dataclass(frozen=True, slots=True)
class FoundReceipt:
    """A minimal case: what a receipt's QR says, and whether its signature was checked."""

    tid: str
    service: int
    amount: int
    receipt_at: str
    void: bool
    checked: str


def found(connection: Connection, tid: str) -> FoundReceipt | None:
    """The minimal case of a tracking ID, or None."""
    row = connection.execute(
        text("SELECT * FROM found_receipts WHERE tid = :tid"), {"tid": tid}
    ).one_or_none()
    return _value(row) if row else None


def everything(connection: Connection) -> tuple[FoundReceipt, ...]:
    """All of them, the last found first."""
    rows = connection.execute(text("SELECT * FROM found_receipts ORDER BY at DESC, tid"))
    return tuple(_value(row) for row in rows)


def is_here(connection: Connection, tid: str) -> bool:
    """Whether this desk has the request itself."""
    known = connection.execute(text("SELECT 1 FROM requests WHERE tid = :tid"), {"tid": tid})
    return known.one_or_none() is not None


def certificates(connection: Connection) -> tuple[str, ...]:
    """Every certificate of this office this file knows: its own, earlier ones, other desks'."""
    return tuple(
        connection.execute(
            text("SELECT certificate FROM enrolments UNION SELECT certificate FROM office_desks")
        ).scalars()
    )


def _value(row: Any) -> FoundReceipt:
    return FoundReceipt(
        row.tid, row.service, row.amount, row.receipt_at, bool(row.void), row.checked
    )
