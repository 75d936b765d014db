"""Hearing back: the feed, and the catalogue release in force."""

from dataclasses import dataclass
from functools import partial

from sqlalchemy import Connection

from app.domain import canonical, wire
from app.domain.errors import NobodyCanFix
from local_db import queries, received
from local_db.file import Database
from sync.api import RegulatorApi
from sync.push import Write

BATCH = 100
MAX_PAGES = 1000


@dataclass(frozen=True, slots=True)
class Pulled:
    """What one pull brought: how many items, and the newest lease token among them."""

    items: int = 0
    lease: str = ""


def pull_once(db: Database, api: RegulatorApi, write: Write[None]) -> Pulled:
    """Take every feed page since the cursor; items and cursor are kept in one transaction."""
    with db.read() as connection:
        cursor = str(queries.setting(connection, "feed_cursor") or "")
    count, lease = 0, ""
    for _ in range(MAX_PAGES):
        items, cursor, more = api.feed(cursor)
        write(partial(_keep, items=items, cursor=cursor))
        count += len(items)
        leases = [str(item.data.get("lease", "")) for item in items if item.kind == "lease"]
        lease = leases[-1] if leases else lease
        if not more:
            break
    return Pulled(count, lease)


def fetch_release(
    db: Database, api: RegulatorApi, write: Write[None]
) -> tuple[wire.Release, str] | None:
    """Bring the newest release's missing items; None when the one in force is the newest.

    An older or altered release is refused; items are checked by hash, so a
    lying line can only fail, never change what a service costs.
    """
    with db.read() as connection:
        known = received.release(connection)
    manifest = api.release(wire.digest(known[1]) if known else "")
    if manifest is None:
        return None
    release = wire.read_from(wire.Release, manifest, api.keys)
    with db.read() as connection:
        missing = received.missing_items(connection, [item.sha256 for item in release.items])
    if known and release.number < known[0]:
        raise NobodyCanFix("release-older", number=release.number, known=known[0])
    if known and release.number == known[0]:
        return None
    for start in range(0, len(missing), BATCH):
        found = _checked(api, missing[start : start + BATCH])
        write(partial(received.keep_items, items=found))
    return release, manifest


def _checked(api: RegulatorApi, hashes: list[str]) -> dict[str, bytes]:
    found = api.items(hashes)
    for sha256 in hashes:
        if canonical.sha256_hex(found.get(sha256, b"")) != sha256:
            raise NobodyCanFix("release-altered")
    return {sha256: found[sha256] for sha256 in hashes}


def _keep(connection: Connection, items: list[wire.FeedItem], cursor: str) -> None:
    received.keep_feed(connection, items)
    queries.set_setting(connection, "feed_cursor", cursor)
