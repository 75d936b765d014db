"""Drafts: work begun and not yet promised. They are no projection and never leave this desk."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, text


@dataclass(frozen=True, slots=True)
class StoredDraft:
    """A draft as it lies in the file; `at` is when it was last saved."""

    draft: str
    service: int
    form_version: int
    body: Mapping[str, Any]
    at: str


def keep(connection: Connection, draft: StoredDraft) -> None:
    """Save it; the same draft again replaces what it was."""
    facts = {"draft": draft.draft, "service": draft.service, "version": draft.form_version}
    body = json.dumps(dict(draft.body), ensure_ascii=False)
    connection.execute(_KEEP, facts | {"body": body, "at": draft.at})


def find(connection: Connection, draft: str) -> StoredDraft | None:
    """One draft, or None."""
    row = connection.execute(
        text("SELECT * FROM drafts WHERE draft = :draft"), {"draft": draft}
    ).one_or_none()
    return _stored(row) if row else None


def everything(connection: Connection) -> tuple[StoredDraft, ...]:
    """All drafts, the last saved first."""
    rows = connection.execute(text("SELECT * FROM drafts ORDER BY at DESC, draft"))
    return tuple(_stored(row) for row in rows)


def drop(connection: Connection, draft: str) -> bool:
    """Remove it; whether there was one."""
    gone = connection.execute(text("DELETE FROM drafts WHERE draft = :draft"), {"draft": draft})
    return bool(gone.rowcount)


def _stored(row: Any) -> StoredDraft:
    return StoredDraft(row.draft, row.service, row.form_version, json.loads(row.body), row.at)


_KEEP = text(
    "INSERT INTO drafts VALUES (:draft, :service, :version, :body, :at)"
    " ON CONFLICT (draft) DO UPDATE SET service = excluded.service,"
    " form_version = excluded.form_version, body = excluded.body, at = excluded.at"
)
