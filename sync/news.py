"""A page of the feed understood: the regulator's words apart, entries of the office read strictly.

Entries are checked before anything is kept: by the certificate the regulator gave the desk that
signed them, and by the chain for a desk's own that come back. One that fails stays among the words
as it came, and changes nothing.
"""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from app.domain import canonical, entry, wire
from app.domain.entry import Sealed
from app.domain.jws import Unsound
from app.domain.wire import FeedItem
from local_db import (
    chains,
    elsewhere,
    feed,
    journal,
    office_cases,
    office_entries,
    queries,
    returned,
)
from local_db.file import Database
from local_db.office_entries import Told


@dataclass(frozen=True, slots=True)
class Passed:
    """An entry of the office as the regulator passed it on, with its maker's certificate."""

    told: Told
    held: Sealed | None
    certificate: str
    desk: int
    at: str


@dataclass(frozen=True, slots=True)
class News:
    """What a page holds, ready to be kept in one transaction. `own` is this desk's number."""

    words: tuple[FeedItem, ...]
    entries: tuple[Passed, ...]
    own: int


def understood(db: Database, keys: wire.Directory, items: Iterable[FeedItem]) -> News:
    """Read a page; nothing is changed yet."""
    with db.read() as connection:
        identity = queries.setting(connection, "identity")
        known = [one.certificate for one in chains.chains(connection)]
        known += office_entries.certificates(connection)
    own = wire.read_from(wire.Certificate, identity["certificate"], keys)
    reading = _Reading(keys, own, dict(_words([*known, identity["certificate"]], keys)))
    items = tuple(items)
    bodies = {_place(item): item.data for item in items if item.kind == "body"}
    words, entries = [], []
    for item in items:
        passed = reading.passed(item, bodies) if item.kind == "entry" else None
        if passed is not None:
            entries.append(passed)
        elif item.kind != "body":
            words.append(item)
    return News(tuple(words), tuple(entries), own.desk)


def keep(connection: Connection, news: News) -> None:
    """Keep a page in the caller's transaction; what came before changes nothing."""
    feed.keep(connection, news.words)
    for one in news.entries:
        _keep(connection, one, own=one.desk == news.own)


def _keep(connection: Connection, one: Passed, *, own: bool) -> None:
    read, leaf = one.told.entry, one.told.leaf
    if journal.leaf_at(connection, read.dev, read.seq) == leaf:
        return
    if own and _follows(connection, one):
        returned.take_back(connection, read, one.told.token, leaf=leaf, held=one.held)
        return
    if office_entries.contradicts(connection, [one.told]):
        return
    office_entries.meet(connection, read.dev, desk=one.desk, certificate=one.certificate, at=one.at)
    fresh = office_entries.keep(connection, [one.told])
    if one.held is not None:
        # It may have come by hand before, without its body.
        fresh = office_cases.keep_body(connection, read, one.held, at=one.at)
    if fresh:
        office_cases.follow(connection, read, leaf, one.held.body if one.held else {})
    if fresh and one.held is not None:
        elsewhere.count(connection, read, one.held.body, heard_at=one.at)


def _follows(connection: Connection, one: Passed) -> bool:
    """Whether it is the very next of a chain this file holds, or the first of one it lost whole."""
    read, last = one.told.entry, journal.newest(connection, one.told.entry.dev)
    if last is None:
        return read.seq == 1 and read.prev == entry.genesis(one.certificate)
    return (read.seq, read.prev) == (last.seq + 1, last.leaf)


@dataclass(slots=True)
class _Reading:
    """Reading a page: certificates are learnt from the entries that open an enrolment."""

    keys: wire.Directory
    own: wire.Certificate
    words: dict[str, tuple[str, wire.Certificate]]

    def passed(
        self, item: FeedItem, bodies: Mapping[tuple[str, int], Mapping[str, Any]]
    ) -> Passed | None:
        """The entry, if it is what it says."""
        token, said = item.data.get("entry"), bodies.get(_place(item))
        wrapped = {name: said.get(name) for name in ("seq", "salt", "body")} if said else None
        if not isinstance(token, str):
            return None
        try:
            self._learn(wrapped)
            read = entry.read(token, self._key_of)
            held = entry.unwrap(read, wrapped) if wrapped else None
        except Unsound:
            return None
        certificate, word = self.words[read.dev]
        told = Told(read, canonical.leaf(token), token)
        return Passed(told, held, certificate, word.desk, item.at)

    def _key_of(self, kid: str) -> bytes | None:
        found = self.words.get(kid)
        return canonical.unb64u(found[1].pub) if found else None

    def _learn(self, wrapped: Mapping[str, Any] | None) -> None:
        """`epoch.opened` carries the certificate its own signature is checked with."""
        body = wrapped.get("body") if wrapped else None
        certificate = body.get("certificate") if isinstance(body, dict) else None
        if isinstance(certificate, str):
            with suppress(Unsound):
                word = wire.read_from(wire.Certificate, certificate, self.keys)
                if word.office == self.own.office:
                    self.words[word.dev] = (certificate, word)


def _words(
    tokens: Iterable[str], keys: wire.Directory
) -> Iterable[tuple[str, tuple[str, wire.Certificate]]]:
    for token in tokens:
        word = wire.read_from(wire.Certificate, token, keys)
        yield word.dev, (token, word)


def _place(item: FeedItem) -> tuple[str, int]:
    return str(item.data.get("dev")), item.n
