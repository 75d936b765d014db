"""Who writes: the enrolled desk, and how any act becomes one signed entry."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

import app as program
from app.domain import entry
from app.domain.acts import OfficeFacts
from app.domain.clock import Verified, doubt, trusted
from app.domain.entry import Cum
from app.domain.jws import Signer
from app.domain.moments import Moment, to_wire
from local_db import journal, queries, received
from local_db.file import Database


@dataclass(frozen=True, slots=True)
class Here:
    """One enrolment of one desk: its file, its key and its place in the office."""

    db: Database
    office: OfficeFacts
    desk: int
    ep: int
    dev: str
    public_key: bytes
    certificate: str
    signer: Signer
    check_body: Callable[[str, Mapping[str, Any]], None]

    def key_of(self, kid: str) -> bytes | None:
        """The one key that may sign in this file."""
        return self.public_key if kid == self.dev else None


NOTHING = Cum()


@dataclass(frozen=True, slots=True)
class Act:
    """What an entry says: its type and body, who acts, on which request.

    `count` is what the act adds to the running totals (receipts, fees, voids), practice excluded.
    """

    type: str
    body: Mapping[str, Any]
    op: str | None = None
    tid: str | None = None
    ref: str | None = None
    lease: str | None = None
    count: Cum = NOTHING


def record(connection: Connection, here: Here, moment: Moment, act: Act) -> str:
    """Append one entry for an act, in the caller's transaction; returns its leaf hash.

    The body is held against its schema and the entry read strictly before anything is kept, so
    what the regulator would quarantine is never committed here.
    """
    here.check_body(act.type, act.body)
    head = journal.head(connection, here.dev, here.certificate)
    salt = secrets.token_bytes(16)
    made = entry.Entry(
        v=1,
        dev=here.dev,
        ep=here.ep,
        seq=head.seq + 1,
        prev=head.leaf,
        ts=to_wire(moment.wall),
        up=moment.up,
        boot=moment.boot,
        ck=_clock(connection, moment),
        type=act.type,
        office=here.office.code,
        desk=here.desk,
        op=act.op,
        tid=act.tid,
        ref=act.ref,
        bh=entry.seal(act.body, salt),
        cum=head.cum.plus(act.count).as_json(),
        log=None,
        lease=act.lease or queries.setting(connection, "lease"),
        cat=_release(connection),
        app=f"pishkhan {program.__version__}",
    )
    token = entry.make(made, here.signer)
    return journal.append(connection, token, act.body, salt=salt, key_of=here.key_of)


def trusted_now(here: Here, moment: Moment) -> datetime:
    """The best guess of the real time; the wall clock alone decides nothing."""
    with here.db.read() as connection:
        known = queries.setting(connection, "clock")
    return trusted(Verified(**known) if known else None, moment)


def new_id() -> str:
    """32 hex digits for a visit, a payment or a shift: unique without asking anybody."""
    return secrets.token_hex(16)


def _clock(connection: Connection, moment: Moment) -> dict[str, int] | None:
    known = queries.setting(connection, "clock")
    return doubt(Verified(**known), moment) if known else None


def _release(connection: Connection) -> int | None:
    found = received.release(connection)
    return found[0] if found else None
