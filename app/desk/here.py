"""Who writes: the enrolled desk, and how any act becomes one signed entry."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

import app as program
from app.domain import entry
from app.domain.acts import OfficeFacts
from app.domain.clock import Verified, doubt, stepped, trusted
from app.domain.entry import Cum, Sealed
from app.domain.errors import ManagerCanFix
from app.domain.jws import Signer
from app.domain.moments import Moment, to_wire
from local_db import journal, queries
from local_db.file import Database
from local_db.journal import Stand


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
    # An old or copied file: another entry with this key would fork the chain.
    restored: bool = False

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


@dataclass(frozen=True, slots=True)
class Ready:
    """An act whose body was checked and sealed before the transaction began."""

    act: Act
    held: Sealed


def ready(here: Here, act: Act) -> Ready:
    """Hold the body against its schema and seal it: all that needs no transaction."""
    here.check_body(act.type, act.body)
    return Ready(act, entry.sealed(act.body, secrets.token_bytes(16)))


def record(connection: Connection, here: Here, moment: Moment, act: Act) -> str:
    """Append one entry for an act, in the caller's transaction; returns its leaf hash."""
    return record_ready(connection, here, moment, ready(here, act))


def record_ready(connection: Connection, here: Here, moment: Moment, made: Ready) -> str:
    """Like `record`, for an act made ready outside.

    The body has been held against its schema and the entry is read strictly before anything is
    kept, so what the regulator would quarantine is never committed here. A wall clock that jumped
    since the last entry is journalled first.
    """
    if here.restored:
        raise ManagerCanFix("desk-restored")
    stand = journal.stand(connection, here.dev, here.certificate)
    step = stepped(stand.last, moment) if stand.last else None
    if step:
        facts = {"from": to_wire(step.expected), "to": to_wire(step.found)}
        jump = Act("clock.stepped", facts | {"mono_ms": step.mono_ms})
        _append(connection, here, moment, made=ready(here, jump), stand=stand)
        stand = journal.stand(connection, here.dev, here.certificate)
    return _append(connection, here, moment, made=made, stand=stand)


def _append(
    connection: Connection, here: Here, moment: Moment, *, made: Ready, stand: Stand
) -> str:
    token = entry.make(_entry(here, moment, made, stand), here.signer)
    return journal.append(connection, token, made.held, after=stand.head, key_of=here.key_of)


def _entry(here: Here, moment: Moment, made: Ready, stand: Stand) -> entry.Entry:
    act, head = made.act, stand.head
    return entry.Entry(
        v=1,
        dev=here.dev,
        ep=here.ep,
        seq=head.seq + 1,
        prev=head.leaf,
        ts=to_wire(moment.wall),
        up=moment.up,
        boot=moment.boot,
        ck=doubt(Verified(**stand.clock), moment) if stand.clock else None,
        type=act.type,
        office=here.office.code,
        desk=here.desk,
        op=act.op,
        tid=act.tid,
        ref=act.ref,
        bh=made.held.bh,
        cum=head.cum.plus(act.count).as_json(),
        log=stand.log,
        lease=act.lease or stand.lease,
        cat=stand.release,
        app=f"pishkhan {program.__version__}",
    )


def trusted_now(here: Here, moment: Moment) -> datetime:
    """The best guess of the real time; the wall clock alone decides nothing."""
    with here.db.read() as connection:
        known = queries.setting(connection, "clock")
    return trusted(Verified(**known) if known else None, moment)


def trusted_moment(here: Here, moment: Moment) -> Moment:
    """The same moment with trusted time for its wall clock."""
    return replace(moment, wall=trusted_now(here, moment))


def new_id() -> str:
    """32 hex digits for a visit, a payment or a shift: unique without asking anybody."""
    return secrets.token_hex(16)
