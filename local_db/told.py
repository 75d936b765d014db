"""What the regulator told this office: announcements, messages, outages."""

import json
from datetime import datetime

from sqlalchemy import Connection, text

from app.domain.acts import Outage
from app.domain.canonical import sha256_hex
from app.domain.moments import from_wire, to_wire
from app.domain.notices import Notice


def announcements(connection: Connection) -> tuple[Notice, ...]:
    """Announcements of the feed in the shape of the catalogue's notices."""
    rows = connection.execute(text("SELECT * FROM announcements ORDER BY at, announcement"))
    return tuple(
        Notice(
            key=row.announcement,
            version=row.version,
            title=row.title,
            text=row.text,
            sha256=row.sha256,
            start=row.starts,
            end=row.ends,
            critical=bool(row.critical),
            province=row.province,
            service=row.service,
        )
        for row in rows
    )


def messages(connection: Connection) -> tuple[Notice, ...]:
    """What was written to this office's manager, to be read like an announcement."""
    rows = connection.execute(
        text("SELECT scope, n, text, facts FROM messages WHERE text <> '' ORDER BY scope, n")
    )
    return tuple(
        Notice(
            key=f"message.{row.scope}.{row.n}",
            version=1,
            title=str(json.loads(row.facts).get("title") or ""),
            text=row.text,
            sha256=sha256_hex(row.text.encode()),
        )
        for row in rows
    )


def outages(connection: Connection, now: datetime) -> tuple[Outage, ...]:
    """What does not answer at the moment, the latest first."""
    rows = connection.execute(_OUTAGES, {"now": to_wire(now)})
    return tuple(
        Outage(row.title, row.note, row.agency, row.service, from_wire(row.starts_at))
        for row in rows
    )


_OUTAGES = text(
    "SELECT * FROM outages WHERE starts_at <= :now AND (ends_at IS NULL OR ends_at > :now)"
    " ORDER BY starts_at DESC"
)
