"""Hearing back: the feed, and the catalogue release in force."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

from sqlalchemy import Connection

from app.domain import canonical, wire
from app.domain.errors import NobodyCanFix, TimeCanFix
from local_db import queries, received, returned
from local_db.file import Database
from sync import news
from sync.api import RegulatorApi
from sync.link import PAGE, Link, Write
from sync.news import News

BATCH = 100


@dataclass(frozen=True, slots=True)
class Pulled:
    """What a pull brought: how many items, and whether there is more."""

    items: int = 0
    more: bool = False


def pull_once(db: Database, api: RegulatorApi, write: Write[None], *, room: int = PAGE) -> Pulled:
    """Take the next page of the feed, of about `room` bytes; its items and the cursor are kept in
    one transaction.

    Safe to repeat at any point: a page that comes twice changes nothing.
    """
    with db.read() as connection:
        cursor = str(queries.setting(connection, "feed_cursor") or "")
        held = {dev: seq for dev, seq in returned.held(connection).items() if dev != api.dev}
    items, following, more = api.feed(cursor, held, room)
    if more and following == cursor:
        raise TimeCanFix("regulator-nonsense", detail="cursor")
    write(partial(_keep, found=news.understood(db, api.keys, items), cursor=following))
    return Pulled(len(items), more)


def pull_all(link: Link) -> int:
    """Take every page there is; how many items came. Pages shrink when the line dies under one, and
    grow again."""
    total, more = 0, True
    while more:
        with _paced(link):
            pulled = pull_once(link.db, link.api, link.write, room=link.pages.room)
        link.pages = link.pages.faster()
        total, more = total + pulled.items, pulled.more
        link.went(1)
    return total


def bring_release(link: Link) -> tuple[wire.Release, str] | None:
    """`fetch_release`, by as many items at once as the line bears."""
    with _paced(link):
        batch = max(1, BATCH * link.pages.room // link.pages.most)
        return fetch_release(link.db, link.api, link.write, batch=batch)


@contextmanager
def _paced(link: Link) -> Iterator[None]:
    link.api.ready()  # a line that is not there at all says nothing of what it can carry
    try:
        yield
    except TimeCanFix:
        link.pages = link.pages.slower()
        raise


def fetch_release(
    db: Database, api: RegulatorApi, write: Write[None], *, batch: int = BATCH
) -> tuple[wire.Release, str] | None:
    """Bring the newest release's missing items, so many at once; None when the one in force is the
    newest.

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
    for start in range(0, len(missing), batch):
        found = _checked(api, missing[start : start + batch])
        write(partial(received.keep_items, items=found))
    return release, manifest


def _checked(api: RegulatorApi, hashes: list[str]) -> dict[str, bytes]:
    found = api.items(hashes)
    for sha256 in hashes:
        if canonical.sha256_hex(found.get(sha256, b"")) != sha256:
            raise NobodyCanFix("release-altered")
    return {sha256: found[sha256] for sha256 in hashes}


def _keep(connection: Connection, found: News, cursor: str) -> None:
    news.keep(connection, found)
    queries.set_setting(connection, "feed_cursor", cursor)
