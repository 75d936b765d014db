"""The regulator's answer to a package, taken back from the stick: proofs, news and catalogue.

Everything is as over the line: the same acknowledgements, feed items and release, each with its own
signature or hash; the seal makes sure that nothing between them was left out. Safe to repeat.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from app.domain import canonical, courier, courier_lines, sealing, wire
from app.domain.by_hand import Step
from app.domain.courier import AnswerHeader
from app.domain.courier_lines import Examined, Part
from app.domain.errors import ManagerCanFix, NobodyCanFix, OperatorCanFix
from local_db import courier as packages
from local_db import documents, journal, queries, received
from local_db.courier import Package
from local_db.file import Database
from sync import news
from sync.courier_files import opened
from sync.link import Write
from sync.news import News

EVERY = 10


@dataclass(frozen=True, slots=True)
class Answer:
    """What an answer brought. `lease` and `release` are for the acts that put them into force;
    `problem` is why a chain was not taken, with its place."""

    acks: int = 0
    needing: int = 0
    news: int = 0
    documents: int = 0
    lease: str = ""
    release: tuple[wire.Release, str] | None = None
    problem: str = ""
    seq: int = 0


def take_answer(
    db: Database, keys: wire.Directory, path: Path, *, write: Write[None], at: str, step: Step
) -> Answer:
    """Take an answer to one of this desk's packages; others change nothing."""
    with opened(path) as file:
        examined = courier_lines.examine(courier_lines.lines(file))
        known = _known(db, examined, keys)
        taking = _Taking(db, keys, write, known, at)
        total = sum(examined.counts.values())
        for done, part in enumerate(courier_lines.body(courier_lines.lines(file)), start=1):
            taking.part(part)
            if done % EVERY == 0 or done == total:
                step(done, total)
        answer = taking.end()
    write(lambda connection: packages.note_answered(connection, known.id, at))
    return answer


def _known(db: Database, examined: Examined, keys: wire.Directory) -> Package:
    header = examined.header
    if not isinstance(header, AnswerHeader):
        raise OperatorCanFix("courier-not-answer")
    named = keys[wire.PURPOSE[wire.Ack]]
    courier_lines.check_seal(examined, {named["kid"]: canonical.unb64u(named["pub"])}.get)
    with db.read() as connection:
        known = packages.find(connection, header.package)
    if known is None:
        raise OperatorCanFix("courier-answer-foreign")
    return known


@dataclass(slots=True)
class _Taking:
    """One answer under way; each step is a transaction of its own and may come twice."""

    db: Database
    keys: wire.Directory
    write: Write[None]
    package: Package
    at: str
    cursor: str = ""
    lease: str = ""
    manifest: str = ""
    items: dict[str, bytes] = field(default_factory=dict)
    problem: tuple[str, int] = ("", 0)
    counts: dict[str, int] = field(
        default_factory=lambda: dict.fromkeys(("acks", "needing", "news", "documents"), 0)
    )

    def part(self, part: Part) -> None:
        said: Mapping[str, Any] = part.value
        if part.kind == "ack":
            self._ack(said["ack"], said["dev"])
        elif part.kind == "feed":
            self._news(said)
        elif part.kind == "whole":
            self.counts["documents"] += 1
            name = said["whole"]
            self.write(partial(documents.note_complete, hash_=name, at=self.at))
        elif part.kind == "release":
            self.manifest = said["release"]
        elif part.kind == "item":
            self._item(said["item"], said["text"].encode("utf-8"))
        elif part.kind == "problem":
            self.problem = (said["problem"], said["seq"])
        else:
            raise ManagerCanFix("courier-altered", detail=part.kind)

    def end(self) -> Answer:
        self._keep_items()
        release = self._release() if self.manifest else None
        problem, seq = self.problem
        return Answer(**self.counts, lease=self.lease, release=release, problem=problem, seq=seq)

    def _ack(self, token: str, dev: str) -> None:
        ack = wire.read_from(wire.Ack, token, self.keys)
        with self.db.read() as connection:
            ours = journal.leaf_at(connection, dev, ack.acked_seq)
        if ack.nonce != f"courier.{self.package.id}" or ours != ack.acked_hash:
            raise ManagerCanFix("courier-altered", detail="ack")
        self.counts["acks"] += 1
        self.counts["needing"] += len(ack.verdicts)
        if not self.package.answered:
            self.write(partial(journal.acknowledge, dev=dev, ack=ack, answer=token, at=self.at))

    def _news(self, said: Mapping[str, Any]) -> None:
        where = courier.place("feed", self.package.id, said["n"])
        reply = canonical.unb64u(self.package.reply)
        plain = sealing.unseal(courier_lines.plain(said["feed"]), reply, where)
        told = {"items": json.loads(plain), "cursor": said["cursor"], "more": False}
        items, cursor, _ = wire.read_feed(told)
        leases = [str(item.data.get("lease", "")) for item in items if item.kind == "lease"]
        self.lease = leases[-1] if leases else self.lease
        self.counts["news"] += len(items)
        found = news.understood(self.db, self.keys, items)
        self.write(partial(self._keep_news, found=found, cursor=cursor))

    def _keep_news(self, connection: Connection, found: News, cursor: str) -> None:
        news.keep(connection, found)
        now = str(queries.setting(connection, "feed_cursor") or "")
        # A line that came back meanwhile has gone on from where this package stood.
        if cursor and now in (self.package.cursor, self.cursor):
            queries.set_setting(connection, "feed_cursor", cursor)
        self.cursor = cursor or self.cursor

    def _item(self, sha256: str, data: bytes) -> None:
        if canonical.sha256_hex(data) != sha256:
            raise NobodyCanFix("release-altered")
        self.items[sha256] = data
        if len(self.items) >= 100:
            self._keep_items()

    def _keep_items(self) -> None:
        if self.items:
            self.write(partial(received.keep_items, items=self.items))
            self.items = {}

    def _release(self) -> tuple[wire.Release, str] | None:
        release = wire.read_from(wire.Release, self.manifest, self.keys)
        with self.db.read() as connection:
            known = received.release(connection)
            missing = received.missing_items(connection, [one.sha256 for one in release.items])
        if known and known[0] >= release.number:
            return None
        if missing:
            raise ManagerCanFix("courier-items-missing")
        return release, self.manifest
