"""Questions the desk asks of its file. Frozen values, numbers and texts come out, never rows."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import Connection, Row, text

from app.domain.acts import Operator, Paid, PaymentPlan, RequestRow, RequestState, Slip
from app.domain.moments import from_wire


@dataclass(frozen=True, slots=True)
class RequestFacts:
    """A request and what it says now: as registered, or as last corrected.

    `leaf` names its registration (an incomplete one's first entry); `corrected` the correction, "".
    """

    tid: str
    leaf: str
    state: RequestState
    operator: str
    at: str
    body: Mapping[str, Any]
    corrected: str = ""


@dataclass(frozen=True, slots=True)
class ReceiptFacts:
    """An issued receipt and how often it was printed; `replaces` names the one before it."""

    leaf: str
    number: int
    at: str
    operator: str
    prints: int
    body: Mapping[str, Any]
    replaces: str | None = None


@dataclass(frozen=True, slots=True)
class OwedLine:
    """A fee line no payment speaks for yet."""

    tid: str
    line: int
    payee: str
    payee_name: str
    account: str
    amount: int


def operators(connection: Connection) -> tuple[Operator, ...]:
    """Who may sign in here."""
    rows = connection.execute(text("SELECT * FROM operators WHERE disabled = 0 ORDER BY operator"))
    return tuple(
        Operator(row.operator, row.name, row.role, row.state == "approved") for row in rows
    )


def open_shift(connection: Connection, operator: str) -> str | None:
    """The operator's open shift, if any; it survives a restart."""
    found = connection.execute(
        text("SELECT shift FROM shifts WHERE operator = :operator AND closed_at IS NULL"),
        {"operator": operator},
    ).scalar_one_or_none()
    return cast(str | None, found)


def last_tid(connection: Connection, start: str) -> str | None:
    """The newest tracking ID that begins with those digits (office and enrolment number).

    The journal knows it, also of a request whose body was erased.
    """
    facts = {"start": start, "end": f"{int(start) + 1:08}"}
    found = connection.exec_driver_sql(_LAST_TID, facts).scalar_one_or_none()
    return cast(str | None, found)


def request(connection: Connection, tid: str) -> RequestFacts | None:
    """One request of this desk, or None."""
    row = connection.execute(_REQUEST, {"tid": tid}).one_or_none()
    if row is None:
        return None
    corrected = row.body_leaf if row.body_leaf != row.leaf else ""
    return RequestFacts(row.tid, row.leaf, row.state, row.operator, row.at, said(row), corrected)


def said(row: Row[Any]) -> dict[str, Any]:
    """What a request says, from a row with the `type` and `body` of the entry that says it."""
    body: dict[str, Any] = json.loads(row.body)
    if row.type == "request.corrected":
        return dict(body["request"])
    return body


def state(connection: Connection, tid: str) -> RequestState | None:
    """The state a request has in this file's own entries, or None where it has none here."""
    found = connection.execute(
        text("SELECT state FROM requests WHERE tid = :tid"), {"tid": tid}
    ).scalar_one_or_none()
    return cast(RequestState | None, found)


def standing(connection: Connection, tid: str) -> RequestState | None:
    """What a request is now: the office's own word, or the regulator's newer one."""
    found = connection.execute(
        text("SELECT state FROM standing WHERE tid = :tid"), {"tid": tid}
    ).scalar_one_or_none()
    return cast(RequestState | None, found)


def receipt(connection: Connection, tid: str) -> ReceiptFacts | None:
    """The receipt that stands for a request, the last one issued; None while there is none."""
    row = connection.execute(_RECEIPT, {"tid": tid}).one_or_none()
    if row is None:
        return None
    body = json.loads(row.body)
    return ReceiptFacts(row.leaf, row.number, row.at, row.operator, row.prints, body, row.replaces)


def receipts_without_outcome(connection: Connection) -> tuple[str, ...]:
    """Tracking IDs of receipts that neither came out nor failed to, and wait in no queue."""
    rows = connection.execute(
        text(
            "SELECT tid FROM receipts WHERE outcome = '' AND tid NOT IN"
            " (SELECT tid FROM print_jobs WHERE tid IS NOT NULL AND state <> 'printed') ORDER BY at"
        )
    )
    return tuple(rows.scalars())


def receipt_count(connection: Connection) -> int:
    """Receipts issued on this desk."""
    return int(connection.execute(text("SELECT count(*) FROM receipts")).scalar_one())


def owed_lines(connection: Connection, visit: str) -> tuple[OwedLine, ...]:
    """What a visit still has to pay: lines that no payment but a failed one speaks for."""
    return _owed(connection.execute(_OWED_LINES, {"visit": visit}))


def owed_at_delivery(connection: Connection, tid: str) -> tuple[OwedLine, ...]:
    """What one request still has to pay before it is handed over: differences among it."""
    return _owed(connection.execute(_OWED_AT_DELIVERY, {"tid": tid}))


def owed_by(connection: Connection, tid: str) -> tuple[OwedLine, ...]:
    """What one request still has to pay of what was due at its registration."""
    return _owed(connection.execute(_OWED_BY, {"tid": tid}))


def _owed(rows: Iterable[Row[Any]]) -> tuple[OwedLine, ...]:
    return tuple(
        OwedLine(row.tid, row.line, row.payee, row.payee_name, row.account, row.amount)
        for row in rows
    )


def payment(connection: Connection, payment_id: str) -> Paid | None:
    """Where one payment stands."""
    row = connection.execute(
        text("SELECT * FROM payments WHERE payment = :id"), {"id": payment_id}
    ).one_or_none()
    return _paid(connection, row) if row else None


def payment_leaf(connection: Connection, payment_id: str) -> str | None:
    """The leaf hash of the last entry about a payment."""
    found = connection.execute(
        text("SELECT leaf FROM payments WHERE payment = :id"), {"id": payment_id}
    ).scalar_one_or_none()
    return cast(str | None, found)


def payments_in(connection: Connection, state: str) -> tuple[Paid, ...]:
    """All payments in a state, oldest first."""
    rows = connection.execute(
        text("SELECT * FROM payments WHERE state = :state ORDER BY at"), {"state": state}
    ).all()
    return tuple(_paid(connection, row) for row in rows)


def payments_of(connection: Connection, tid: str) -> tuple[tuple[str, Paid], ...]:
    """(leaf of its last entry, payment) of every payment that speaks for a request."""
    rows = connection.execute(_PAYMENTS_OF, {"tid": tid}).all()
    return tuple((row.leaf, _paid(connection, row)) for row in rows)


def requests_since(
    connection: Connection, at: str, operator: str | None = None
) -> tuple[RequestRow, ...]:
    """Requests registered at or after a moment, newest first; of one operator, or of all."""
    found = connection.execute(_TODAY, {"at": at, "operator": operator})
    return tuple(request_row(row) for row in found)


def setting(connection: Connection, name: str) -> Any:
    """A setting's JSON value, or None."""
    found = connection.execute(
        text("SELECT value FROM settings WHERE name = :name"), {"name": name}
    ).scalar_one_or_none()
    return None if found is None else json.loads(found)


def set_setting(connection: Connection, name: str, value: Any) -> None:
    """Keep a setting as JSON."""
    connection.execute(
        text("INSERT OR REPLACE INTO settings VALUES (:name, :value)"),
        {"name": name, "value": json.dumps(value, ensure_ascii=False)},
    )


def lease(connection: Connection) -> str | None:
    """The newest lease (JWS) this desk applied."""
    found = connection.execute(
        text("SELECT lease FROM leases ORDER BY at DESC LIMIT 1")
    ).scalar_one_or_none()
    return cast(str | None, found)


def release_number(connection: Connection) -> int:
    """The number of the release in force, 0 before the first."""
    return int(
        connection.execute(text("SELECT coalesce(max(release), 0) FROM applied")).scalar_one()
    )


def _paid(connection: Connection, row: Row[Any]) -> Paid:
    lines: Sequence[Row[Any]] = connection.execute(
        text("SELECT tid, line, amount FROM payment_lines WHERE payment = :id ORDER BY tid, line"),
        {"id": row.payment},
    ).all()
    shares = tuple((line.tid, line.line, line.amount) for line in lines)
    plan = PaymentPlan(row.visit, row.account, row.payee, row.amount, shares)
    slip = Slip(row.terminal, row.rrn, row.trace or "", row.last4 or "", row.source)
    return Paid(row.payment, plan, row.state, slip if row.rrn else None, row.reason)


def request_row(row: Row[Any]) -> RequestRow:
    """A request as lists show it."""
    return RequestRow(
        tid=row.tid,
        service=row.service,
        service_title=row.service_title,
        applicant=row.applicant,
        state=row.state,
        total=row.total,
        at=from_wire(row.at),
        due_on=row.due_on,
        sent=bool(row.sent),
    )


_LAST_TID = "SELECT max(tid) FROM journal WHERE tid >= :start AND tid < :end"
_REQUEST = text(
    "SELECT r.*, j.type, b.body FROM requests r JOIN journal j ON j.leaf = r.body_leaf"
    " JOIN bodies b ON b.n = j.n WHERE r.tid = :tid"
)
_RECEIPT = text(
    "SELECT r.*, b.body FROM receipts r JOIN journal j ON j.leaf = r.leaf"
    " JOIN bodies b ON b.n = j.n WHERE r.tid = :tid ORDER BY r.number DESC LIMIT 1"
)
_OWED_NOW = """
SELECT f.* FROM fee_lines f JOIN requests r ON r.tid = f.tid
WHERE f.charged_at = 'registration' AND f.amount > 0
  AND r.state IN ('registered', 'awaiting_payment', 'part_paid')
  AND NOT EXISTS (SELECT 1 FROM payment_lines l JOIN payments p ON p.payment = l.payment
                  WHERE l.tid = f.tid AND l.line = f.line AND p.state <> 'failed')
"""
_OWED_LINES = text(f"{_OWED_NOW} AND r.visit = :visit ORDER BY f.tid, f.line")
_OWED_BY = text(f"{_OWED_NOW} AND f.tid = :tid ORDER BY f.line")
_OWED_AT_DELIVERY = text("""
SELECT f.* FROM fee_lines f JOIN requests r ON r.tid = f.tid
WHERE f.tid = :tid AND f.charged_at = 'delivery' AND f.amount > 0
  AND r.state NOT IN ('delivered', 'voided', 'withdrawn', 'expired')
  AND NOT EXISTS (SELECT 1 FROM payment_lines l JOIN payments p ON p.payment = l.payment
                  WHERE l.tid = f.tid AND l.line = f.line AND p.state <> 'failed')
ORDER BY f.line
""")
_PAYMENTS_OF = text("""
SELECT p.* FROM payments p WHERE p.state <> 'failed' AND p.payment IN
    (SELECT l.payment FROM payment_lines l JOIN fee_lines f ON f.tid = l.tid AND f.line = l.line
     WHERE l.tid = :tid AND f.charged_at = 'registration') ORDER BY p.at
""")
_TODAY = text("""
SELECT r.tid, r.service, r.service_title, r.applicant, r.total, r.at, r.due_on,
       s.state, o.n IS NULL AS sent
FROM requests r JOIN journal j ON j.leaf = r.leaf JOIN standing s ON s.tid = r.tid
LEFT JOIN outbox o ON o.n = j.n
WHERE r.at >= :at AND (:operator IS NULL OR r.operator = :operator) ORDER BY r.at DESC, r.tid DESC
""")
