"""Payments as a settlement sees them, and what the files settled so far."""

from sqlalchemy import Connection, text

from app.domain.jalali import show, tehran_date, tehran_day
from app.domain.moments import from_wire
from app.domain.settlement import AccountDay, Charged


def is_known(connection: Connection, sha256: str) -> bool:
    """Whether that very file was taken in before."""
    found = connection.execute(
        text("SELECT 1 FROM settlements WHERE sha256 = :sha256"), {"sha256": sha256}
    )
    return found.one_or_none() is not None


def charged(connection: Connection) -> tuple[Charged, ...]:
    """Payments that a row could be about: succeeded ones, and those nobody knows the end of."""
    return tuple(
        Charged(
            payment=row.payment,
            terminal=row.terminal,
            rrn=row.rrn or "",
            amount=row.amount,
            day=show(tehran_date(from_wire(row.at))),
            state=row.state,
            source=row.source,
            settled=row.settled,
        )
        for row in connection.execute(_CHARGED)
    )


def by_account(connection: Connection, first: int, last: int) -> tuple[AccountDay, ...]:
    """Each account and day between two day numbers, the oldest first."""
    sums: dict[tuple[str, str, str, int], list[int]] = {}
    for row in connection.execute(_CHARGED):
        day = tehran_day(from_wire(row.at))
        if row.state == "succeeded" and first <= day <= last:
            at = show(tehran_date(from_wire(row.at)))
            one = sums.setdefault((at, row.account, row.payee, day), [0, 0])
            one[0] += row.amount
            one[1] += row.amount if row.settled else 0
    return tuple(
        AccountDay(account, payee, at, whole, settled, last - day if whole != settled else 0)
        for (at, account, payee, day), (whole, settled) in sorted(sums.items())
    )


_CHARGED = text(
    "SELECT p.*, s.payment IS NOT NULL AS settled FROM payments p"
    " LEFT JOIN settled s ON s.payment = p.payment WHERE p.state IN ('succeeded', 'unknown')"
    " ORDER BY p.at"
)
