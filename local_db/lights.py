"""How each line out of this desk stands, as its own records tell: since when, and why not."""

from datetime import datetime

from sqlalchemy import Connection, text

from app.domain.moments import from_wire, to_wire
from app.domain.outbox import Light, Uplink
from local_db import country_log, queries

# What only the terminal itself can be blamed for; a bank's refusal came through it.
_AWAY = "('terminal-away', 'terminal-answer-lost')"


SYNC_ON, SWITCHED = "sync_on", "sync_switched"


def switch(connection: Connection, on: bool, now: datetime) -> None:
    """Turn the line to the regulator on or off, until somebody turns it again."""
    queries.set_setting(connection, SYNC_ON, on)
    queries.set_setting(connection, SWITCHED, to_wire(now))


def switched_on(connection: Connection) -> bool:
    """Whether rounds begin by themselves; a new desk's do."""
    return queries.setting(connection, SYNC_ON) is not False


def regulator(connection: Connection, uplink: Uplink) -> Light:
    """The regulator's light: the switch, the tries without an answer, the last answer."""
    known = queries.setting(connection, "clock")
    answered = from_wire(known["wall"]) if known else None
    if not uplink.on:
        off_at = queries.setting(connection, SWITCHED)
        return Light("regulator", "off", from_wire(off_at) if off_at else answered)
    if uplink.tries and uplink.reason != country_log.standing(connection).reason:
        return Light("regulator", "away", uplink.away_since or answered, uplink.reason)
    return Light("regulator", "good" if answered else "waiting", answered)


def log(connection: Connection) -> Light | None:
    """The country's log, while it does not fit what it showed before; else it needs no light."""
    found = country_log.standing(connection)
    return Light("log", "lying", found.since, found.reason) if found.reason else None


def terminal(connection: Connection, *, known: bool) -> Light:
    """The card terminal's, by what the payments through it say; `known` when one is set up."""
    if not known:
        return Light("terminal", "unset")
    row = connection.execute(_TERMINAL).one()
    if row.away:
        return Light("terminal", "away", from_wire(row.away), row.reason)
    if row.good:
        return Light("terminal", "good", from_wire(row.good))
    return Light("terminal", "waiting")


def printer(connection: Connection) -> Light:
    """The printer's, by the oldest page that is held up, else by the last that came out."""
    row = connection.execute(_PRINTER).one()
    if row.held:
        return Light("printer", "away", from_wire(row.held), row.reason, {"printer": row.printer})
    if not queries.setting(connection, "printers"):
        return Light("printer", "unset")
    if row.good:
        return Light("printer", "good", from_wire(row.good))
    return Light("printer", "waiting")


def inquiries() -> Light:
    """No inquiry is asked over a line yet: each is made by hand, and its outcome is told."""
    return Light("inquiries", "manual")


_TERMINAL = text(f"""
WITH swiped AS (SELECT rowid AS n, at, reason FROM payments
                WHERE source = 'terminal' AND state <> 'started' AND reason <> 'interrupted'),
     good AS (SELECT n, at FROM swiped WHERE reason NOT IN {_AWAY} ORDER BY n DESC LIMIT 1)
SELECT (SELECT at FROM good) AS good,
       (SELECT min(at) FROM swiped WHERE n > coalesce((SELECT n FROM good), 0)) AS away,
       (SELECT reason FROM swiped ORDER BY n DESC LIMIT 1) AS reason
""")  # noqa: S608 - our own words
_PRINTER = text("""
WITH held AS (SELECT at, reason, printer FROM print_jobs
              WHERE state IN ('failed', 'unsure') OR (state = 'waiting' AND reason <> '')
              ORDER BY id LIMIT 1)
SELECT (SELECT at FROM held) AS held, (SELECT reason FROM held) AS reason,
       (SELECT printer FROM held) AS printer,
       (SELECT at FROM print_jobs WHERE state = 'printed' ORDER BY id DESC LIMIT 1) AS good
""")
