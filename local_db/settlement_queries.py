"""Payments as a settlement sees them, and what the files settled so far."""

import json
from collections.abc import Iterable

from sqlalchemy import Connection, text

from app.domain.jalali import date_in_tehran, date_of_day, show, tehran_date, tehran_day
from app.domain.moments import from_wire, to_wire
from app.domain.settlement import AccountDay, Charged


def is_known(connection: Connection, sha256: str) -> bool:
    """Whether that very file was taken in before."""
    found = connection.execute(
        text("SELECT 1 FROM settlements WHERE sha256 = :sha256"), {"sha256": sha256}
    )
    return found.one_or_none() is not None


def charged(
    connection: Connection, first: int, last: int, numbers: Iterable[str]
) -> tuple[Charged, ...]:
    """Payments that a row could be about: those between two day numbers, and of any day those of
    these reference numbers; succeeded ones, and those nobody knows the end of."""
    asked = _span(first, last) | {"numbers": json.dumps(sorted(set(numbers)))}
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
        for row in connection.execute(_CHARGED, asked)
    )


def by_account(connection: Connection, first: int, last: int) -> tuple[AccountDay, ...]:
    """Each account and day between two day numbers, the oldest first."""
    sums: dict[tuple[str, str, str, int], list[int]] = {}
    for row in connection.execute(_CHARGED, _span(first, last) | {"numbers": "[]"}):
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


def _span(first: int, last: int) -> dict[str, str]:
    """The moments those days begin and end at in Tehran, both counted."""
    days = (date_of_day(first), date_of_day(last + 1))
    begins, ends = (to_wire(date_in_tehran(day)) for day in days)
    return {"begins": begins, "ends": ends}


_CHARGED = text(
    "SELECT p.*, s.payment IS NOT NULL AS settled FROM payments p"
    " LEFT JOIN settled s ON s.payment = p.payment WHERE p.state IN ('succeeded', 'unknown')"
    " AND (p.at >= :begins AND p.at < :ends"
    "      OR ltrim(p.rrn, '0') IN (SELECT value FROM json_each(:numbers))) ORDER BY p.at"
)
