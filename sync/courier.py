"""Packages that go by hand where there is no line: what a desk writes to a stick.

The same entries, bodies and documents as over the network, in one file under one seal
(docs/courier-format.md). Bodies and documents are sealed for the regulator: who finds the stick
reads what anybody may read of a journal, and nothing of any citizen.
"""

import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import requests
from sqlalchemy import Connection

from app.domain import canonical, courier, courier_lines, entry, sealing, wire
from app.domain.by_hand import Step
from app.domain.courier import CHUNK, CourierKey, Header, Sheet
from app.domain.errors import ManagerCanFix, Refusal, TimeCanFix
from app.domain.jws import Signer
from app.domain.moments import from_wire, to_wire
from local_db import chains, documents, journal, queries
from local_db import courier as packages
from local_db.courier import Start
from local_db.file import Database
from sync.api import RegulatorApi
from sync.courier_files import replacing
from sync.link import Write

KEY, ASKED = "courier_key", "courier_key_asked"
ASK_AGAIN = timedelta(days=1)
ROOM = 400 << 20  # of documents in one package; what is left over goes with the next
EVERY = 50
Plain = Callable[[str], bytes]


@dataclass(frozen=True, slots=True)
class Carrier:
    """Who writes: the desk's certificate and signer, whose word it believes, how it reads a
    document (hash in, plain bytes out)."""

    certificate: wire.Certificate
    signer: Signer
    keys: wire.Directory
    plain: Plain


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to write: everything owed, and the acts since that moment; or the whole journal."""

    at: datetime
    since: datetime
    whole: bool = False
    step: Step = lambda _done, _total: None


@dataclass(frozen=True, slots=True)
class Written:
    """A finished package: its hash, what it holds, documents left for the next, its last chain."""

    sha256: str
    entries: int
    bodies: int
    documents: int
    left: int
    last: Start | None
    head: str = ""


def write_package(
    db: Database, carrier: Carrier, wanted: Wanted, out: Path, *, write: Write[None]
) -> Written:
    """Write, and read back under its seal, a package for the regulator and the other desks.

    It is remembered before it leaves: only the file that holds its reply key can open the answer.
    """
    with db.read() as connection:
        reader = _reader(connection, carrier)
        header, reply = _header(connection, carrier, reader, wanted.at)
        load = _load(connection, wanted)
    write(lambda connection: _remember(connection, header, reply))
    with replacing(out) as (file, _part):
        sheet = Sheet(file.write, header)
        pen = _Pen(sheet, header, canonical.unb64u(reader.pub), wanted.step, load.total)
        with db.read() as connection:
            for start in load.starts:
                pen.chain(connection, start)
            last = load.starts[-1] if load.starts else None
            head = journal.leaf_at(connection, last.dev, last.last) if last else ""
        missed = sum(not pen.document(one.hash, carrier.plain) for one in load.documents)
        sha256 = sheet.seal(header, carrier.signer)
        file.flush()
        os.fsync(file.fileno())
        _read_back(courier_lines.examine(courier_lines.lines(file)), sha256, carrier)
    counts = sheet.counts
    held = (counts["entry"], counts["sealed"], counts["document"])
    return Written(sha256, *held, left=load.left + missed, last=last, head=head or "")


def fetch_key(db: Database, api: RegulatorApi, write: Write[None], at: datetime) -> None:
    """Bring the regulator's courier key while there is a line; asked for once a day."""
    with db.read() as connection:
        asked = queries.setting(connection, ASKED)
    if asked and timedelta(0) <= at - from_wire(asked) < ASK_AGAIN:
        return
    try:
        answer = api.session.get(f"{api.url}/api/v1/courier/key", timeout=(5.0, 30.0))
    except requests.RequestException as away:
        raise TimeCanFix("regulator-away") from away
    if answer.status_code != 200:
        return  # an older regulator takes no packages: nothing to hold a round up for
    token = answer.text
    courier.read_key(token, api.keys)
    write(partial(_keep_key, token=token, at=to_wire(at)))


def _keep_key(connection: Connection, token: str, at: str) -> None:
    queries.set_setting(connection, KEY, token)
    queries.set_setting(connection, ASKED, at)


@dataclass(frozen=True, slots=True)
class _Load:
    starts: tuple[Start, ...]
    documents: tuple[documents.Waiting, ...]
    left: int

    @property
    def total(self) -> int:
        return sum(one.last - one.first + 1 for one in self.starts) + len(self.documents)


def _load(connection: Connection, wanted: Wanted) -> _Load:
    found = packages.starts(connection, to_wire(wanted.since), whole=wanted.whole)
    waiting, room = documents.waiting(connection, 10_000), ROOM
    taken: list[documents.Waiting] = []
    for one in waiting:
        room -= one.size
        if room < 0 and taken:
            break
        taken.append(one)
    return _Load(found, tuple(taken), len(waiting) - len(taken))


def _reader(connection: Connection, carrier: Carrier) -> CourierKey:
    token = queries.setting(connection, KEY)
    if not token:
        raise ManagerCanFix("courier-no-key")
    return courier.read_key(str(token), carrier.keys)


def _header(
    connection: Connection, carrier: Carrier, reader: CourierKey, at: datetime
) -> tuple[Header, str]:
    private, public = sealing.draw()
    own = carrier.certificate
    header = Header(
        v=courier.VERSION,
        id=secrets.token_hex(16),
        office=own.office,
        desk=own.desk,
        dev=own.dev,
        key=reader.kid,
        reply=canonical.b64u(public),
        cursor=str(queries.setting(connection, "feed_cursor") or ""),
        release=queries.release_number(connection),
        made=to_wire(at),
    )
    return header, canonical.b64u(private)


def _remember(connection: Connection, header: Header, reply: str) -> None:
    facts = {"reply": reply, "cursor": header.cursor, "at": header.made}
    packages.keep(connection, header.id, **facts)


def _read_back(found: courier_lines.Examined, sha256: str, carrier: Carrier) -> None:
    own = carrier.certificate
    courier_lines.check_seal(found, {own.dev: canonical.unb64u(own.pub)}.get)
    if found.sha256 != sha256:
        raise ManagerCanFix("courier-unsound")


@dataclass(slots=True)
class _Pen:
    """Writes chains and documents, and says how far it has come."""

    sheet: Sheet
    header: Header
    reader: bytes
    step: Step
    total: int
    done: int = field(default=0)

    def chain(self, connection: Connection, start: Start) -> None:
        prev = start.prev or entry.genesis(start.certificate)
        self.sheet.object(certificate=start.certificate, first=start.first, prev=prev)
        for seq, token, wrapped in chains.entries(connection, start.dev, after=start.first - 1):
            if seq > start.last:
                break
            self.sheet.token(token)
            if wrapped is not None and seq >= start.owed:
                place = courier.place("body", self.header.id, start.dev, seq)
                self._sealed(canonical.dumps(wrapped), place, seq)
            self._on()

    def document(self, name: str, plain: Plain) -> bool:
        """Whether it could be written: a damaged file keeps nothing else from leaving."""
        self._on()
        try:
            data = plain(name)
        except Refusal:
            return False
        self.sheet.object(document=name, size=len(data))
        for at in range(0, len(data), CHUNK):
            place = courier.place("document", self.header.id, name, at)
            piece = sealing.seal(data[at : at + CHUNK], self.reader, place)
            self.sheet.object(part=canonical.b64u(piece), at=at)
        return True

    def _sealed(self, plain: bytes, place: bytes, seq: int) -> None:
        piece = sealing.seal(plain, self.reader, place)
        self.sheet.object(sealed=canonical.b64u(piece), seq=seq)

    def _on(self) -> None:
        self.done += 1
        if self.done % EVERY == 0 or self.done == self.total:
            self.step(self.done, self.total)
