"""The settlement file (پرونده تسویه) is taken in: unknown payments resolved, the rest explained.

What it resolves has an entry each, before the one of the file; a crash between is made good by
taking the file in again, which finds them resolved.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from app.desk import payments
from app.desk.here import Act, Here, record
from app.domain.acts import Resolution, Slip
from app.domain.errors import ManagerCanFix, OperatorCanFix
from app.domain.jalali import date_in_tehran, day_number, parse, tehran_day
from app.domain.moments import Moment, to_wire
from app.domain.progress import Cancelled, Progress, Tell, quiet
from app.domain.settlement import (
    AccountDay,
    Charged,
    Explained,
    Matched,
    SettledFile,
    SettledRow,
    match,
)
from local_db import queries, settlement_queries

MOST_TOLD = 300  # rows left over that the entry can name; what is more stands in its count
MOST_ABSENT = 500
RESOLVED = "settlement"
AROUND = 3  # days


def look(here: Here, rows: tuple[SettledRow, ...]) -> Matched:
    """What the file would do; nothing is written."""
    with here.db.read() as connection:
        return match(rows, _charged(connection, rows))


def take_in(
    here: Here, moment: Moment, file: SettledFile, *, operator: str, tell: Tell = quiet
) -> Matched:
    """Resolve what it resolves and journal the file, once; the same file again is refused.

    Stopped between two resolutions, those done stay and the file is not taken in.
    """
    with here.db.read() as connection:
        if settlement_queries.is_known(connection, file.sha256):
            raise ManagerCanFix("settlement-known")
    found = look(here, file.rows)
    for done, one in enumerate(waiting := found.of("resolves")):
        _tell(tell, done, len(waiting))
        _resolve(here, moment, one)
    with here.db.write() as connection:
        body = _body(file, match(file.rows, _charged(connection, file.rows)))
        record(connection, here, moment, Act("settlement.imported", body, op=operator))
    return found


def accounts(here: Here, now: datetime, *, days: int) -> tuple[AccountDay, ...]:
    """Each account and day of the last `days`: charged, settled, and since when the rest waits."""
    today = tehran_day(now)
    with here.db.read() as connection:
        return settlement_queries.by_account(connection, today - days, today)


def _charged(connection: Connection, rows: tuple[SettledRow, ...]) -> tuple[Charged, ...]:
    """Payments of the file's days and some around them, and whatever bears one of its numbers."""
    days = [day_number(parse(row.day)) for row in rows]
    first, last = min(days) - AROUND, max(days) + AROUND
    return settlement_queries.charged(connection, first, last, [row.rrn for row in rows])


def _tell(tell: Tell, done: int, of: int) -> None:
    try:
        tell(Progress("resolving", done, of))
    except Cancelled as stopped:
        if done:
            raise OperatorCanFix("settlement-stopped", done=done) from stopped
        raise


def _resolve(here: Here, moment: Moment, one: Explained) -> None:
    with here.db.read() as connection:
        paid = queries.payment(connection, one.payment)
    if paid is None:
        raise ManagerCanFix("settlement-changed")
    slip = Slip(one.row.terminal, one.row.rrn, "", "", "settlement")
    said = Resolution(slip, "settlement", by=RESOLVED, reason=RESOLVED)
    payments.resolve(here, moment, None, paid, found=said)


def _body(file: SettledFile, found: Matched) -> dict[str, Any]:
    left = found.of("extra", "ambiguous", "differs", "duplicate", "used")
    return {
        "sha256": file.sha256,
        "provider": file.provider,
        "day": max(row.day for row in file.rows),
        "rows": len(file.rows),
        "total": sum(row.amount for row in file.rows),
        "matched": len(found.of("settled", "part")),
        "unmatched": [
            {"terminal": one.row.terminal, "rrn": one.row.rrn, "amount": one.row.amount}
            | {"at": to_wire(date_in_tehran(parse(one.row.day)))}
            for one in left[:MOST_TOLD]
        ],
        "absent": [one.payment for one in found.absent[:MOST_ABSENT]],
        "settled": list(found.settled),
    }
