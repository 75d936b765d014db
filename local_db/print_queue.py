"""Pages on their way to paper: kept whole, encrypted with everything else, until they came out."""

from typing import Any

from sqlalchemy import Connection, Row, text

from app.domain.moments import from_wire, to_wire
from app.domain.printers import Job, Queued


def add(
    connection: Connection, kind: str, name: str, *, tid: str | None, page: bytes, at: str
) -> int:
    """Queue a page; returns its number."""
    facts = {"kind": kind, "name": name, "tid": tid, "page": page, "at": at}
    return int(connection.execute(_ADD, facts).scalar_one())


def keep(connection: Connection, number: int, job: Job, printer: str = "") -> None:
    """What became of a job; a page that is over is not kept any longer."""
    facts = {"id": number, "state": job.state, "tries": job.tries, "reason": job.reason}
    due = to_wire(job.due) if job.due else None
    connection.execute(_KEEP, facts | {"due": due, "printer": printer})


def page(connection: Connection, number: int) -> bytes:
    """The PDF of a job."""
    found = connection.execute(text("SELECT page FROM print_jobs WHERE id = :id"), {"id": number})
    return bytes(found.scalar_one())


def find(connection: Connection, number: int) -> Queued | None:
    """One job, or None."""
    row = connection.execute(text(f"{_JOBS} WHERE id = :id"), {"id": number}).one_or_none()
    return _queued(row) if row else None


def open_jobs(connection: Connection) -> tuple[Queued, ...]:
    """Everything that is not over, oldest first."""
    still = "state NOT IN ('printed', 'cancelled')"
    rows = connection.execute(text(f"{_JOBS} WHERE {still} ORDER BY id"))
    return tuple(_queued(row) for row in rows)


def _queued(row: Row[Any]) -> Queued:
    due = from_wire(row.due) if row.due else None
    job = Job(row.state, row.tries, row.reason, due)
    return Queued(row.id, row.kind, row.name, row.tid, row.printer, from_wire(row.at), job)


_JOBS = "SELECT id, kind, name, tid, printer, state, tries, reason, due, at FROM print_jobs"
_ADD = text(
    "INSERT INTO print_jobs (kind, name, tid, page, printer, state, tries, reason, at)"
    " VALUES (:kind, :name, :tid, :page, '', 'waiting', 0, '', :at) RETURNING id"
)
_KEEP = text(
    "UPDATE print_jobs SET state = :state, tries = :tries, reason = :reason, due = :due,"
    " printer = coalesce(nullif(:printer, ''), printer),"
    " page = CASE WHEN :state IN ('printed', 'cancelled') THEN x'' ELSE page END WHERE id = :id"
)
