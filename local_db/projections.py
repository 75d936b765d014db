"""What the entries mean in rows. Nobody else writes these tables, so a rebuild equals the life.

One function per entry type; a type that is not listed is stored in the journal and changes no row.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, text
from sqlalchemy.exc import IntegrityError

from app.domain import canonical, entry
from app.domain.entry import Entry
from local_db import projections_back as back
from local_db import projections_catalogue as catalogue
from local_db import projections_day as day
from local_db import projections_documents as documents
from local_db import projections_letters as letters
from local_db import projections_money as money
from local_db import projections_people as people
from local_db import projections_requests as requests
from local_db import projections_search as search
from local_db import projections_visits as visits
from local_db.projections_verdicts import mended

Body = Mapping[str, Any]
Projection = Callable[[Connection, Entry, str, Body], None]

TABLES = (
    "enrolments",
    "applied",
    "leases",
    "operators",
    "authorisations",
    "approvals",
    "personal_reads",
    "shifts",
    "visits",
    "requests",
    "request_people",
    "request_codes",
    "request_words",
    "mentions",
    "agency_lists",
    "agency_papers",
    "notes",
    "missing_papers",
    "fee_lines",
    "payments",
    "payment_lines",
    "receipts",
    "refunds",
    "refund_lines",
    "owed_back",
    "announcements_read",
    "document_uses",
    "erased",
    "found_receipts",
    "mended",
    *day.TABLES,
)


def apply(connection: Connection, read: Entry, leaf: str, body: Body) -> None:
    """Let the rows follow one entry."""
    step = _STEPS.get(read.type)
    if step:
        step(connection, read, leaf, body)
    visits.goes_on(connection, read, body)
    search.mentioned(connection, read, leaf, body)
    day.count(connection, read, body)
    documents.named(connection, read, leaf, body)
    mended(connection, read, leaf)


def apply_returned(connection: Connection, read: Entry, leaf: str, body: Body) -> str:
    """The same for an entry that came back late: where newer rows stand in its place they stay, and
    the reason comes back."""
    try:
        with connection.begin_nested():
            apply(connection, read, leaf, body)
    except IntegrityError as taken:
        return str(taken.orig)
    return ""


def rebuild(connection: Connection, entries: Iterable[tuple[str, Mapping[str, Any] | None]]) -> int:
    """Make every projection again from (entry, wrapped body) pairs; returns how many were read.

    The entries are the journal's own, checked when they were appended; an erased body (None)
    leaves what followed from it out.
    """
    for table in TABLES:
        connection.exec_driver_sql(f"DELETE FROM {table}")  # noqa: S608 - our own names
    late = set(connection.execute(_RETURNED).scalars())
    count = 0
    for token, wrapped in entries:
        count += 1
        if wrapped is not None:
            payload = json.loads(canonical.unb64u(token.split(".")[1]))
            leaf = canonical.leaf(token)
            follow = apply_returned if leaf in late else apply
            follow(connection, entry.Entry(**payload), leaf, wrapped["body"])
    return count


_RETURNED = text("SELECT j.leaf FROM returned r JOIN journal j ON j.n = r.n")


def _epoch_opened(connection: Connection, read: Entry, _leaf: str, body: Body) -> None:
    connection.execute(
        text("INSERT INTO enrolments VALUES (:dev, :certificate, :at)"),
        {"dev": read.dev, "certificate": body["certificate"], "at": read.ts},
    )
    day.source(connection, read)


def _catalogue_applied(connection: Connection, read: Entry, _leaf: str, body: Body) -> None:
    connection.execute(
        text("INSERT OR REPLACE INTO applied VALUES (:release, :manifest, :at)"),
        {"release": body["release"], "manifest": body["manifest"], "at": read.ts},
    )


def _lease_renewed(connection: Connection, read: Entry, _leaf: str, body: Body) -> None:
    connection.execute(
        text("INSERT OR REPLACE INTO leases VALUES (:id, :lease, :at)"),
        {"id": read.lease or "", "lease": body["lease"], "at": read.ts},
    )


_STEPS: dict[str, Projection] = {
    "epoch.opened": _epoch_opened,
    "catalogue.applied": _catalogue_applied,
    "lease.renewed": _lease_renewed,
    "operator.added": people.operator_added,
    "operator.changed": people.operator_changed,
    "operator.login": people.operator_login,
    "operator.locked": people.operator_locked,
    "approval.asked": people.approval_asked,
    "approval.granted": people.approval_answered,
    "approval.refused": people.approval_answered,
    "personal.read": people.personal_read,
    "db.restored": day.restored,
    "slip.printed": day.slip_printed,
    "settlement.imported": day.settlement_imported,
    "shift.opened": day.shift_opened,
    "shift.closed": day.shift_closed,
    "visit.opened": visits.opened,
    "visit.closed": visits.closed,
    "visit.parked": visits.parked,
    "identity.checked": visits.identity_checked,
    "papers.sent": letters.sent,
    "papers.received": letters.received,
    "note.left": letters.note_left,
    "note.done": letters.note_done,
    "request.coded": search.request_coded,
    "request.incomplete": requests.incomplete,
    "request.registered": requests.registered,
    "documents.missing": requests.documents_missing,
    "documents.received": requests.documents_received,
    "request.corrected": requests.corrected,
    "request.voided": requests.voided,
    "request.withdrawn": requests.withdrawn,
    "request.expired": requests.expired,
    "request.delivered": requests.delivered,
    "refund.requested": back.refund_requested,
    "refund.refused": back.refund_refused,
    "payment.refunded": back.payment_refunded,
    "body.erased": documents.body_erased,
    "receipt.found": documents.receipt_found,
    "announcement.read": catalogue.announcement_read,
    "payment.started": money.payment_started,
    "payment.succeeded": money.payment_ended,
    "payment.failed": money.payment_ended,
    "payment.unknown": money.payment_ended,
    "payment.resolved": money.payment_ended,
    "receipt.issued": money.receipt_issued,
    "receipt.printed": money.receipt_printed,
    "receipt.reprinted": money.receipt_printed,
    "print.failed": money.print_failed,
}
