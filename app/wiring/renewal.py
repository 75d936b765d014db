"""A desk that begins again: a new enrolment after an old copy came back, or a new database key.

Both change secrets and file together. Old and new secrets stand side by side in the key slots
until the file has changed, so a power cut at any point leaves a desk that opens.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import asdict, replace
from pathlib import Path

import requests

import app as program
from app.desk import people
from app.desk.here import Act, Here, record
from app.domain.errors import ManagerCanFix, NobodyCanFix, RegulatorCanFix, TimeCanFix
from app.domain.jws import Unsound
from app.domain.moments import to_wire
from app.keys import slots
from app.keys.signer import public_key, signer
from app.wiring import clock, rounds, tidemark
from app.wiring.folder import DESK_FILE
from app.wiring.opened import Connect, OpenDesk, before_upgrade, reader_of, unlock
from local_db import backup, journal, queries
from local_db.file import Database
from sync.enrol import Enrolled, enrol


def enrol_again(
    folder: Path,
    passphrase: str,
    code: str,
    *,
    reason: str,
    new_desk: bool = False,
    connect: Connect = requests.Session,
) -> str:
    """A new key and number for this desk; nothing in its file is dropped.

    What the old key still owes goes out first, where the regulator takes it; the new key's journal
    begins with `epoch.opened`, `lease.renewed` and `db.restored`. Returns the check string. The
    workstation keeps its number, and whoever else still uses its old key is closed out; a copy that
    goes on beside the first is a `new_desk`.
    """
    desk = unlock(folder, passphrase, connect)
    try:
        known = slots.candidates(folder, passphrase)
        # A key that was drawn and never heard of again is asked for once more: the same code gives
        # the same certificate, if only the answer was lost.
        fresh = known[0] if len(known) > 1 else slots.Secrets(known[0].database, slots.draw().seed)
        check = renew_key(
            desk,
            (fresh, known[-1]),
            code,
            reason=reason,
            new_desk=new_desk,
            keep=lambda found: slots.renew(folder, found, passphrase, recovery_stays=True),
        )
    finally:
        desk.close()
    _begin_again(folder, passphrase, connect)
    return check


def renew_key(
    desk: OpenDesk,
    secrets: tuple[slots.Secrets, slots.Secrets],
    code: str,
    *,
    reason: str,
    new_desk: bool,
    keep: Callable[[Sequence[slots.Secrets]], None],
) -> str:
    """Spend the code for the first of (fresh, held) secrets; `keep` makes secrets durable, both
    before anybody hears of the fresh ones and these alone after. Returns the check string."""
    fresh, held = secrets
    with suppress(ManagerCanFix, RegulatorCanFix, NobodyCanFix, Unsound):
        rounds.tell_all(desk)  # an old key the regulator does not take keeps what it owes
    keep([fresh, held])
    enrolled = enrol(
        desk.api.url,
        code=code,
        public_key=public_key(fresh.seed),
        app=f"pishkhan {program.__version__}",
        session=desk.api.session,
        desk=None if new_desk else desk.here.desk,
    )
    _begin(desk.here, desk.api.url, fresh, enrolled, reason=reason)
    keep([fresh])
    return enrolled.check


def recover(
    folder: Path, typed: str, passphrase: str, code: str, *, connect: Connect = requests.Session
) -> str:
    """With the recovery key and a new code: another passphrase, another signing key.

    What the lost key still owed stays in the file, for nobody can sign for sending it. A power cut
    before the end leaves a desk that the recovery key still opens.
    """
    database = slots.open_with_recovery(folder, typed)
    fresh = slots.Secrets(database, slots.draw().seed)
    db = Database(folder / DESK_FILE, database, upgrade=False)
    try:
        before_upgrade(folder, db, database)
        db.upgrade()
        here = reader_of(db)
        with db.read() as connection:
            url = str(queries.setting(connection, "identity")["url"])
        with connect() as session:
            enrolled = enrol(
                url,
                code=code,
                public_key=public_key(fresh.seed),
                app=f"pishkhan {program.__version__}",
                session=session,
                desk=here.desk,
            )
        slots.renew(folder, [fresh], passphrase, recovery_stays=True)
        _begin(here, url, fresh, enrolled, reason="passphrase-lost")
    finally:
        db.close()
    _begin_again(folder, passphrase, connect)
    return enrolled.check


def _begin_again(folder: Path, passphrase: str, connect: Connect) -> None:
    """Opening sets the first mark of the new key; a first round brings back what the file lost,
    before anybody works with it. Where the line is gone meanwhile, the loop brings it later."""
    desk = unlock(folder, passphrase, connect)
    try:
        with suppress(TimeCanFix):
            desk.sync()
    finally:
        desk.close()


def _begin(old: Here, url: str, fresh: slots.Secrets, enrolled: Enrolled, *, reason: str) -> None:
    moment, certificate = clock.moment(), enrolled.certificate
    here = replace(
        old,
        office=enrolled.office,
        desk=certificate.desk,
        ep=certificate.ep,
        dev=certificate.dev,
        public_key=public_key(fresh.seed),
        certificate=enrolled.token,
        signer=signer(fresh.seed),
        restored=False,
    )
    marks = {mark.dev: mark for mark in tidemark.known(old.db.path.parent, old.dev, keyring=False)}
    tide = marks.get(old.dev)
    opened = {"certificate": enrolled.token, "app": program.__version__}
    identity = {"url": url, "keys": dict(enrolled.keys), "certificate": enrolled.token}
    heard = {"server": enrolled.server_time, "wall": to_wire(moment.wall)}
    # Before the change: a cut in between leaves an old copy that is known for one.
    tidemark.begin_anew(old.db.path.parent)
    with old.db.write() as connection:
        head = journal.newest(connection, old.dev)
        restored = {"dev": old.dev, "seq": head.seq if head else 0}
        restored |= {"leaf": head.leaf if head else None, "backup": None, "reason": reason}
        restored |= {"tide": {"seq": tide.seq, "leaf": tide.leaf} if tide else None}
        queries.set_setting(connection, "identity", identity)
        queries.set_setting(connection, "office", asdict(enrolled.office))
        queries.set_setting(connection, "lease", enrolled.lease.id)
        queries.set_setting(connection, "clock", heard | {"up": moment.up, "boot": moment.boot})
        queries.set_setting(connection, "tide", False)
        record(connection, here, moment, Act("epoch.opened", opened))
        lease = Act("lease.renewed", {"lease": enrolled.lease_token}, lease=enrolled.lease.id)
        record(connection, here, moment, lease)
        record(connection, here, moment, Act("db.restored", restored))
    for person in enrolled.operators:
        known = {"operator": person.number, "name": person.name, "role": person.role}
        people.apply_operator(here, clock.moment(), known)


def rekey(folder: Path, passphrase: str) -> None:
    """A new database key in a new file; the old file is gone when this returns.

    Recovery key and keyring slot end with the old key and have to be made again.
    """
    unlock(folder, passphrase).close()  # an older file is saved and upgraded first
    held = slots.candidates(folder, passphrase)[0]
    fresh = slots.Secrets(slots.draw().database, held.seed)
    part = folder / f"{DESK_FILE}.new"
    part.unlink(missing_ok=True)
    db = Database(folder / DESK_FILE, held.database)
    try:
        backup.copy_to(db, held.database, part, raw_key=fresh.database)
        _check_copy(part, fresh.database)
    finally:
        db.close()
    if any(folder.glob(f"{DESK_FILE}-*")):
        raise ManagerCanFix("window-open")  # somebody else still has the file open
    slots.renew(folder, [fresh, held], passphrase)
    part.replace(folder / DESK_FILE)
    slots.sync_folder(folder)
    slots.renew(folder, [fresh], passphrase)


def _check_copy(part: Path, key: bytes) -> None:
    copy = Database(part, key)
    try:
        said = backup.integrity(copy)
    finally:
        copy.close()
    if said != "ok":
        raise ManagerCanFix("backup-unsound", detail=said)
