"""Who was served in a month, from the registrations of this desk; what was erased is left out."""

from collections.abc import Iterator

from sqlalchemy import Connection, text

from app.domain.periods import Period
from app.domain.usage import User


def users(connection: Connection, period: Period) -> Iterator[User]:
    """Each registration's applicant: kind, birth date, day. No name, no number leaves here."""
    for row in connection.execute(_USERS, {"first": period.first, "last": period.last}):
        yield User(row.kind or "", row.born or "", row.day)


def priorities(connection: Connection, period: Period) -> dict[str, int]:
    """Visits by who is served first."""
    rows = connection.execute(_VISITS, {"first": period.first, "last": period.last})
    return {row.priority or "no_priority": row.n for row in rows}


_BODIES = """
FROM facts f JOIN fact_sources s ON s.source = f.source
JOIN journal j ON j.dev = s.dev AND j.seq = f.seq JOIN bodies b ON b.n = j.n
WHERE f.day BETWEEN :first AND :last AND f.kind = 'KIND' AND f.part = 0
"""
_USERS = text(
    "SELECT f.day, json_extract(b.body, '$.answers.applicant_kind') AS kind,"
    " json_extract(b.body, '$.answers.applicant_birth_date') AS born"
    + _BODIES.replace("KIND", "registered")
)
_VISITS = text(
    "SELECT coalesce(json_extract(b.body, '$.priority'), '') AS priority, count(*) AS n"
    + _BODIES.replace("KIND", "visits")
    + " GROUP BY priority"
)
