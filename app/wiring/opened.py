"""An opened desk: its file, its identity, its regulator and its catalogue, held together."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import requests

import app as program
import resources
from app.desk import office, payments
from app.desk.here import Act, Here, record
from app.domain import wire
from app.domain.acts import OfficeFacts, Operator, Paid
from app.domain.bodies import Checker
from app.domain.canonical import unb64u
from app.domain.catalogue import Catalogue, catalogue_from_items
from app.domain.clock import Verified, trusted
from app.domain.errors import ManagerCanFix, NobodyCanFix, RegulatorCanFix
from app.domain.moments import from_wire
from app.keys import slots
from app.keys.signer import public_key, signer
from app.wiring import backup_file, clock, rounds, tidemark, update_record
from app.wiring.calm import undisturbed
from app.wiring.documents import Documents
from app.wiring.folder import BACKUPS, DESK_FILE
from app.wiring.writer import Writer
from local_db import queries, received
from local_db.file import Database
from sync.api import RegulatorApi
from sync.link import Link

# How a line to the regulator is opened; tests hand one that can lose answers.
Connect = Callable[[], requests.Session]


@dataclass(slots=True)
class OpenDesk:
    """What stays open between unlock and close. `here` never changes; the catalogue may."""

    folder: Path
    here: Here
    writer: Writer
    api: RegulatorApi
    lease: wire.Lease
    documents: Documents
    release: int = 0
    catalogue: Catalogue | None = None
    link: Link = field(init=False)
    trouble: str = ""
    refused: NobodyCanFix | None = None
    cut_off: tuple[Paid, ...] = field(default=())
    # Only to copy the file: never shown, and gone when the desk is locked.
    key: bytes = field(default=b"", repr=False)

    def __post_init__(self) -> None:
        self.link = Link(
            self.here.db,
            self.api,
            self.writer.write,
            clock.now,
            heard=self.heard,
            read=self.documents.plain,
        )

    def operators(self) -> tuple[Operator, ...]:
        """Who may sign in."""
        with self.here.db.read() as connection:
            return queries.operators(connection)

    def load_catalogue(self) -> Catalogue:
        """The catalogue of the release in force; loaded again only when a newer one was applied."""
        with self.here.db.read() as connection:
            found = received.release(connection)
        if found is None:
            raise RegulatorCanFix("no-catalogue")
        if self.catalogue is None or found[0] != self.release:
            self.catalogue, self.release = self.catalogue_of(found[0]), found[0]
        return self.catalogue

    def catalogue_of(self, number: int) -> Catalogue:
        """The catalogue of any release this desk applied; items never change, so it can be told."""
        with self.here.db.read() as connection:
            token = received.manifest(connection, number)
            release = wire.read_from(wire.Release, token, self.api.keys)
            hashes = [item.sha256 for item in release.items]
            with undisturbed():
                return catalogue_from_items(received.items(connection, hashes))

    def stale(self, now: datetime) -> bool:
        """Whether the release in use has passed its expiry; it serves on, with a banner."""
        with self.here.db.read() as connection:
            found = received.release(connection)
        if found is None:
            return False
        return from_wire(wire.read_from(wire.Release, found[1], self.api.keys).expires) < now

    def remember(self, name: str, value: object) -> None:
        """Keep a setting."""
        self.writer.write(lambda connection: queries.set_setting(connection, name, value))

    def heard(self, server_time: str) -> None:
        """A verified answer told the time."""
        self.writer.run(lambda: office.note_server_time(self.here, clock.moment(), server_time))

    def stop_here(self) -> None:
        """From now on this is an old copy: it may be read and reprinted, and adds nothing."""
        self.here = replace(self.here, restored=True)

    def sync(self) -> None:
        """One round with the regulator. Safe to repeat at any point."""
        rounds.sync(self)

    def bring(self, lease: str, release: tuple[wire.Release, str] | None) -> None:
        """Put into force what came by hand, as a round does with what came over the line."""
        rounds.bring(self, lease, release)

    def close(self) -> None:
        """Finish writing and give the file back."""
        self.writer.close()
        self.here.db.close()
        self.api.session.close()


def open_desk(folder: Path, passphrase: str, connect: Connect = requests.Session) -> OpenDesk:
    """Open a desk for work: a payment found started was cut off and becomes unknown."""
    return open_for_work(folder, slots.candidates(folder, passphrase), connect)


def open_for_work(
    folder: Path, candidates: Sequence[slots.Secrets], connect: Connect = requests.Session
) -> OpenDesk:
    """`open_desk` with the secrets themselves, however they were got."""
    desk = open_with(folder, candidates, connect)
    if not desk.here.restored:
        desk.cut_off = desk.writer.run(lambda: payments.doubt_unfinished(desk.here, clock.moment()))
    return desk


def unlock(folder: Path, passphrase: str, connect: Connect = requests.Session) -> OpenDesk:
    """Key slots, file, identity. Commands beside a window stop here: its swipes are its own."""
    return open_with(folder, slots.candidates(folder, passphrase), connect)


def open_with(
    folder: Path, candidates: Sequence[slots.Secrets], connect: Connect = requests.Session
) -> OpenDesk:
    """The desk by the first secrets that are in force; there are two while keys change."""
    if not (folder / DESK_FILE).exists():
        raise ManagerCanFix("desk-file-missing")
    for held in candidates[:-1]:
        try:
            return _open(folder, held, connect)
        except ManagerCanFix as other:
            if other.code not in ("desk-file-damaged", "desk-file-foreign"):
                raise
    return _open(folder, candidates[-1], connect)


def _open(folder: Path, held: slots.Secrets, connect: Connect) -> OpenDesk:
    db = Database(folder / DESK_FILE, held.database, upgrade=False)
    try:
        saved = before_upgrade(folder, db, held.database)
        db.upgrade()
        desk = _assemble(folder, db, held, connect)
    except BaseException:
        db.close()
        raise
    if saved and not desk.here.restored:
        desk.writer.write(lambda c: record(c, desk.here, clock.moment(), saved))
    return desk


def before_upgrade(folder: Path, db: Database, key: bytes) -> Act | None:
    """An older file is saved whole, read back and kept, before a newer schema touches it; once is
    enough where an update did so."""
    old = db.behind
    if old is None or update_record.already_saved(folder, db):
        return None
    name = f"before-update-{old}-{clock.now():%Y%m%d-%H%M%S}{backup_file.ENDING}"
    source = backup_file.Source(reader_of(db), folder, key)
    done = backup_file.write(source, folder / BACKUPS / name)
    return Act("backup.made", backup_file.noted(done, "before_update"))


@cache
def body_checker() -> Checker:
    """The schemas every body must fit, here as at the regulator."""
    return Checker(resources.wire_schemas())


def here_of(db: Database, secrets: slots.Secrets) -> Here:
    """The enrolment a desk file says it is, held against the key that is to sign for it."""
    here = reader_of(db)
    if here.public_key != public_key(secrets.seed):
        raise ManagerCanFix("desk-file-foreign")
    return replace(here, signer=signer(secrets.seed))


def reader_of(db: Database) -> Here:
    """The enrolment a desk file says it is, without the key: it may be read, and signs nothing."""
    with db.read() as connection:
        identity = queries.setting(connection, "identity")
        facts = queries.setting(connection, "office")
    if not identity or not facts:
        raise ManagerCanFix("desk-not-enrolled")
    certificate = wire.read_from(wire.Certificate, identity["certificate"], identity["keys"])
    return Here(
        db=db,
        office=OfficeFacts(**facts),
        desk=certificate.desk,
        ep=certificate.ep,
        dev=certificate.dev,
        public_key=unb64u(certificate.pub),
        certificate=identity["certificate"],
        signer=_nobody,
        check_body=body_checker().check,
    )


def _nobody(_data: bytes) -> bytes:
    raise ManagerCanFix("desk-file-foreign")


def _assemble(folder: Path, db: Database, secrets: slots.Secrets, connect: Connect) -> OpenDesk:
    here = here_of(db, secrets)
    here = replace(here, restored=tidemark.watch(folder, db, here.dev) or _copied(db, here.dev))
    with db.read() as connection:
        identity = queries.setting(connection, "identity")
        lease_token = queries.lease(connection)
        known = queries.setting(connection, "clock")
    if not lease_token:
        raise ManagerCanFix("desk-not-enrolled")
    keys: wire.Directory = identity["keys"]
    api = _api(identity["url"], here, keys, known=known, session=connect())
    writer = Writer(db)
    return OpenDesk(
        folder,
        here,
        writer,
        api,
        wire.read_from(wire.Lease, lease_token, keys),
        Documents(folder, db, writer),
        key=secrets.database,
    )


def _copied(db: Database, dev: str) -> bool:
    """Whether the regulator said so of this key; a new enrolment ends it."""
    with db.read() as connection:
        found = queries.setting(connection, "copied")
    return bool(found) and found["dev"] == dev


def _api(
    url: str,
    here: Here,
    keys: wire.Directory,
    *,
    known: dict[str, Any] | None,
    session: requests.Session,
) -> RegulatorApi:
    verified = Verified(**known) if known else None
    session.headers["User-Agent"] = f"pishkhan/{program.__version__}"

    def now() -> datetime:
        return trusted(verified, clock.moment())

    return RegulatorApi(url, here.dev, here.signer, keys, now=now, session=session)
