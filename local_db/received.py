"""What came from the regulator: catalogue items, releases, feed items, statuses."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, text

from app.domain.wire import FeedItem
from local_db import queries


def missing_items(connection: Connection, hashes: Sequence[str]) -> list[str]:
    """Which of these item hashes this desk does not hold: the delta of a release."""
    held = set(connection.execute(text("SELECT sha256 FROM catalogue_items")).scalars())
    return [sha256 for sha256 in hashes if sha256 not in held]


def keep_items(connection: Connection, items: Mapping[str, bytes]) -> None:
    """Store item versions by hash; they never change."""
    rows = [{"sha256": sha256, "bytes": data} for sha256, data in items.items()]
    if rows:
        connection.execute(_ITEM, rows)


def items(connection: Connection, hashes: Iterable[str]) -> list[dict[str, Any]]:
    """The parsed items of a release, in the manifest's order."""
    held = {
        row.sha256: row.bytes
        for row in connection.execute(text("SELECT sha256, bytes FROM catalogue_items"))
    }
    return [json.loads(held[sha256]) for sha256 in hashes]


def keep_release(connection: Connection, number: int, *, manifest: str, at: str) -> None:
    """Remember a release's signed manifest."""
    connection.execute(
        text("INSERT OR IGNORE INTO releases VALUES (:number, :manifest, :at)"),
        {"number": number, "manifest": manifest, "at": at},
    )


def release(connection: Connection) -> tuple[int, str] | None:
    """(number, signed manifest) of the newest applied release."""
    row = connection.execute(
        text(
            "SELECT r.number, r.manifest FROM releases r JOIN applied a ON a.release = r.number"
            " ORDER BY r.number DESC LIMIT 1"
        )
    ).one_or_none()
    return (row.number, row.manifest) if row else None


def manifest(connection: Connection, number: int) -> str:
    """The signed manifest of a release this desk applied."""
    found = connection.execute(
        text("SELECT manifest FROM releases WHERE number = :number"), {"number": number}
    ).scalar_one()
    return str(found)


def release_numbers(connection: Connection) -> tuple[int, ...]:
    """Every release this desk ever applied, oldest first."""
    return tuple(connection.execute(text("SELECT number FROM releases ORDER BY number")).scalars())


def keep_feed(connection: Connection, found: Iterable[FeedItem]) -> None:
    """Keep feed items, idempotent by (scope, n); a status also moves its request's light."""
    for item in found:
        facts = {"scope": item.scope, "n": item.n, "kind": item.kind, "at": item.at}
        data = json.dumps(dict(item.data), ensure_ascii=False)
        connection.execute(_FEED, facts | {"data": data})
        if item.kind == "lease":
            queries.set_setting(connection, "lease_told", str(item.data.get("lease", "")))
        if item.kind == "status":
            told = {"tid": item.data["tid"], "state": item.data["state"], "at": item.at}
            connection.execute(_LATER, told)
            connection.execute(_FIRST, told)


_ITEM = text("INSERT OR IGNORE INTO catalogue_items VALUES (:sha256, :bytes)")
_FEED = text("INSERT INTO feed VALUES (:scope, :n, :kind, :at, :data) ON CONFLICT DO NOTHING")
# Two statements: an upsert would take «or ignore» away from what the file itself does after it.
_LATER = text("UPDATE statuses SET state = :state, at = :at WHERE tid = :tid AND at <= :at")
_FIRST = text("INSERT OR IGNORE INTO statuses VALUES (:tid, :state, :at)")
