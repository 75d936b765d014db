"""A round with the regulator as this desk makes it: what came is put into force here.

A desk file that is an old copy still tells what it owes and hears the news; it adds no entry.
"""

from collections.abc import Mapping
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any

from app.desk import differences, office, people
from app.domain import wire
from app.domain.catalogue import Catalogue
from app.domain.changes import tariffs_since
from app.domain.errors import ManagerCanFix, NobodyCanFix
from app.domain.jws import Unsound
from app.domain.moments import to_wire
from app.wiring import clock
from local_db import feed, journal, queries, received
from sync.api import Forked
from sync.courier import fetch_key
from sync.pull import bring_release
from sync.push import push_all
from sync.round import sync_once

if TYPE_CHECKING:
    from app.wiring.opened import OpenDesk

# What the regulator says to an old or copied desk file.
PEOPLE_HEARD = "people_heard"
COPIED = ("segment-fork", "segment-rollback")


def sync(desk: "OpenDesk") -> None:
    """Push, pull, take a new lease or release, push what that made, compare; a journal that was
    quiet for long says first that it goes on."""
    try:
        _beat(desk)
        sync_once(desk.link, partial(_take, desk))
    except ManagerCanFix as told:
        if told.code in COPIED and not desk.here.restored:
            # The regulator holds another story of this key: one more entry would only add to it.
            desk.remember("copied", {"dev": desk.here.dev, "reason": told.code})
            desk.stop_here()
        raise


def tell_all(desk: "OpenDesk") -> None:
    """Send whatever this key owes, also what is only kept as the other story of a copied desk."""
    while True:
        try:
            push_all(desk.link)
            return
        except Forked:
            with desk.here.db.read() as connection:
                place = journal.place(connection, desk.here.dev)
            if place is None or not place.owed:
                return


def bring(desk: "OpenDesk", lease: str, release: tuple[wire.Release, str] | None) -> None:
    """Put into force what came by hand: a lease's token, a release whose items are here."""
    _renew(desk, lease)
    if release:
        _apply(desk, *release)
        _settle(desk)


def _beat(desk: "OpenDesk") -> None:
    if not desk.here.restored and office.quiet(desk.here, clock.moment()):
        desk.writer.run(lambda: office.beat(desk.here, clock.moment()))


def _take(desk: "OpenDesk") -> None:
    if not desk.here.restored:
        with desk.here.db.read() as connection:
            told = queries.setting(connection, "lease_told")
        _renew(desk, told)
        _hear_of_people(desk)
        _refresh(desk)
        fetch_key(desk.here.db, desk.api, desk.writer.write, clock.now())


def _hear_of_people(desk: "OpenDesk") -> None:
    """What the feed said of people since the last round; an item nobody can read is passed over."""
    with desk.here.db.read() as connection:
        heard = queries.setting(connection, PEOPLE_HEARD) or 0
        told = feed.told(connection, "operator", after=heard)
    for n, item in told:
        with suppress(Unsound):
            desk.writer.run(partial(_hear_of, desk, item))
        desk.remember(PEOPLE_HEARD, n)


def _hear_of(desk: "OpenDesk", item: Mapping[str, Any]) -> None:
    # The wire's own names come first; a regulator that says more says it in these.
    wired = {"operator": item.get("number"), "active": not item.get("disabled", False)}
    people.apply_operator(desk.here, clock.moment(), wired | dict(item))


def _renew(desk: "OpenDesk", token: str | None) -> None:
    if not token:
        return
    lease = wire.read_from(wire.Lease, token, desk.api.keys)
    if lease.dev == desk.here.dev and lease.issued > desk.lease.issued:
        desk.writer.run(lambda: office.renew_lease(desk.here, clock.moment(), lease, token))
        desk.lease = lease


def _refresh(desk: "OpenDesk") -> None:
    """Take a newer release; one that must be refused is told, and the last good one serves."""
    try:
        brought = bring_release(desk.link)
    except NobodyCanFix as refused:
        desk.refused = refused
        return
    desk.refused = None
    if brought:
        _apply(desk, *brought)
    desk.remember("release_confirmed", to_wire(clock.now()))
    _settle(desk)


def _apply(desk: "OpenDesk", release: wire.Release, manifest: str) -> None:
    desk.writer.run(lambda: office.apply_release(desk.here, clock.moment(), release, manifest))


def _settle(desk: "OpenDesk") -> None:
    """Differences a newer release makes for requests that go on; a crash on the way is made good by
    the next round. One job each, so that a citizen at the desk never waits for all."""
    with desk.here.db.read() as connection:
        numbers = received.release_numbers(connection)
        done = queries.setting(connection, "settled_release") or numbers[0]
    if done < numbers[-1]:
        after = desk.load_catalogue()
        since = tariffs_since(desk.catalogue_of(done), after)
        for tid in differences.still_open(desk.here) if since is not None else ():
            desk.writer.run(partial(_settle_one, desk, after, tid=tid, since=since or ""))
        desk.remember("settled_release", numbers[-1])


def _settle_one(desk: "OpenDesk", after: Catalogue, *, tid: str, since: str) -> None:
    differences.settle_request(desk.here, clock.moment(), after, tid=tid, since=since)
