"""What the desk file knows of lease, licence and enrolment: what limits new requests."""

import json
from typing import Any, Literal, cast

from sqlalchemy import Connection, text

from app.domain import canonical, wire
from app.domain.permits import Known, Licence

# Verdicts and messages that say a key is over.
_ENDS = {"revoked": "revoked", "desk.revoked": "revoked"}


def known(connection: Connection, dev: str) -> Known:
    """As of the last word of the regulator; the lease was verified when it was taken."""
    row = connection.execute(_KNOWN, {"dev": dev}).one()
    licences = connection.execute(text("SELECT licence, state, until, renewal FROM licences"))
    return Known(
        lease=_lease(row.lease),
        receipts=_receipts(row.last) - _receipts(row.renewed),
        licences=tuple(Licence(one.licence, one.state, one.until, one.renewal) for one in licences),
        ended=_ended(row.verdict, row.message),
    )


def _lease(token: str | None) -> wire.Lease | None:
    return wire.Lease(**_payload(token)) if token else None


def _receipts(entry: str | None) -> int:
    return int(_payload(entry)["cum"]["n"]) if entry else 0


def _payload(token: str) -> dict[str, Any]:
    payload: dict[str, Any] = json.loads(canonical.unb64u(token.split(".")[1]))
    return payload


def _ended(verdict: str | None, message: str | None) -> Literal["", "revoked", "closed"]:
    said = verdict or message
    if not said:
        return ""
    return cast(Literal["revoked", "closed"], _ENDS.get(said, "closed"))


_KNOWN = text("""
SELECT (SELECT lease FROM leases WHERE id = (SELECT json_extract(value, '$') FROM settings
        WHERE name = 'lease')) AS lease,
       (SELECT entry FROM journal WHERE dev = :dev ORDER BY seq DESC LIMIT 1) AS last,
       (SELECT entry FROM journal WHERE dev = :dev AND type = 'lease.renewed'
        ORDER BY seq DESC LIMIT 1) AS renewed,
       (SELECT reason FROM verdicts WHERE dev = :dev AND reason IN ('revoked', 'epoch-closed')
        LIMIT 1) AS verdict,
       (SELECT about FROM messages WHERE about IN ('desk.revoked', 'desk.closed')
        AND json_extract(facts, '$.dev') = :dev LIMIT 1) AS message
""")
