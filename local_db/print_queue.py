"""Pages on their way to paper: kept whole, encrypted with everything else, until they came out."""

import json
from typing import Any

from sqlalchemy import Connection, Row, text

from app.domain import printers
from app.domain.moments import from_wire, to_wire
from app.domain.printers import Job, Page, Queued


def add(connection: Connection, page: Page, *, at: str) -> int:
    """Queue a page; returns its number."""
    facts: dict[str, Any] = {"kind": page.kind, "name": page.name, "tid": page.receipt, "at": at}
    facts |= {"page": page.pdf, "spare": page.spare, "why": page.why}
    facts |= {"visit": page.visit, "tids": json.dumps(page.tids)}
    return int(connection.execute(_ADD, facts).scalar_one())


def claim(connection: Connection, number: int) -> Queued | None:
    """The job, now being printed and nobody else's; None when somebody took it or it is over."""
    found = find(connection, number)
    if found is None or found.job.state != "waiting":
        return None
    keep(connection, number, printers.started(found.job))
    return find(connection, number)


def keep(connection: Connection, number: int, job: Job, printer: str = "") -> None:
    """What became of a job; a page that is over is not kept any longer."""
    facts = {"id": number, "state": job.state, "tries": job.tries, "reason": job.reason}
    due = to_wire(job.due) if job.due else None
    connection.execute(_KEEP, facts | {"due": due, "printer": printer})


def pictures(connection: Connection, number: int) -> tuple[bytes, bytes]:
    """The PDF of a job, and the one for the spare printer (the same, unless its paper differs)."""
    found = connection.execute(
        text("SELECT page, spare FROM print_jobs WHERE id = :id"), {"id": number}
    ).one()
    return bytes(found.page), bytes(found.spare) or bytes(found.page)


def find(connection: Connection, number: int) -> Queued | None:
    """One job, or None."""
    row = connection.execute(text(f"{_JOBS} WHERE id = :id"), {"id": number}).one_or_none()
    return _queued(row) if row else None


def open_jobs(connection: Connection) -> tuple[Queued, ...]:
    """Everything that is not over, oldest first."""
    rows = connection.execute(text(f"{_JOBS} WHERE {_STILL} ORDER BY id"))
    return tuple(_queued(row) for row in rows)


def open_job_of(connection: Connection, tid: str) -> Queued | None:
    """The copy of a receipt that is still on its way, or None."""
    rows = connection.execute(text(f"{_JOBS} WHERE tid = :tid AND {_STILL} LIMIT 1"), {"tid": tid})
    row = rows.one_or_none()
    return _queued(row) if row else None


def last_of_each(connection: Connection) -> dict[str, Job]:
    """What became of the last page of each printer, by the printer's name."""
    rows = connection.execute(text(f"{_JOBS} WHERE {_LAST}"))
    return {row.printer: _queued(row).job for row in rows if row.printer}


def _queued(row: Row[Any]) -> Queued:
    return Queued(
        id=row.id,
        kind=row.kind,
        name=row.name,
        tid=row.tid,
        printer=row.printer,
        at=from_wire(row.at),
        job=Job(row.state, row.tries, row.reason, from_wire(row.due) if row.due else None),
        visit=row.visit,
        tids=tuple(json.loads(row.tids)),
        why=row.why,
    )


_LAST = "id IN (SELECT max(id) FROM print_jobs GROUP BY printer)"
_STILL = "state NOT IN ('printed', 'cancelled')"
_JOBS = (
    "SELECT id, kind, name, tid, printer, state, tries, reason, due, at, visit, tids, why"
    " FROM print_jobs"
)
_ADD = text(
    "INSERT INTO print_jobs (kind, name, tid, page, spare, printer, state, tries, reason, at,"
    " visit, tids, why) VALUES (:kind, :name, :tid, :page, :spare, '', 'waiting', 0, '', :at,"
    " :visit, :tids, :why) RETURNING id"
)
_KEEP = text(
    "UPDATE print_jobs SET state = :state, tries = :tries, reason = :reason, due = :due,"
    " printer = coalesce(nullif(:printer, ''), printer),"
    " page = CASE WHEN :state IN ('printed', 'cancelled') THEN x'' ELSE page END,"
    " spare = CASE WHEN :state IN ('printed', 'cancelled') THEN x'' ELSE spare END"
    " WHERE id = :id"
)
