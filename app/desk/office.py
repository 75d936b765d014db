"""The desk's own milestones: enrolment opened, release applied, lease renewed, still alive."""

from dataclasses import asdict
from datetime import timedelta

import app as program
from app.desk.here import Act, Here, record
from app.domain import wire
from app.domain.clock import Verified
from app.domain.moments import Moment, to_wire
from local_db import documents, journal, queries, received

# Says of a key that it may add nothing more in this file, and why.
COPIED = "copied"
MOVED = "desk-moved"
# A key that wrote nothing for so long says that it is alive, and what it still owes.
QUIET = timedelta(hours=12)


def open_enrolment(here: Here, moment: Moment) -> str:
    """The first entry of a new key: epoch.opened, chained to the certificate."""
    body = {"certificate": here.certificate, "app": program.__version__}
    with here.db.write() as connection:
        queries.set_setting(connection, "office", asdict(here.office))
        return record(connection, here, moment, Act("epoch.opened", body))


def apply_release(here: Here, moment: Moment, release: wire.Release, manifest: str) -> str | None:
    """Put a release into force; its items are already here. The same or an older one changes
    nothing."""
    body = {"release": release.number, "manifest": wire.digest(manifest)}
    with here.db.write() as connection:
        known = received.release(connection)
        if known and known[0] >= release.number:
            return None
        at = to_wire(moment.wall)
        received.keep_release(connection, release.number, manifest=manifest, at=at)
        return record(connection, here, moment, Act("catalogue.applied", body))


def renew_lease(here: Here, moment: Moment, lease: wire.Lease, token: str) -> str | None:
    """Take a new lease; hearing the same one twice changes nothing."""
    with here.db.write() as connection:
        if queries.setting(connection, "lease") == lease.id:
            return None
        queries.set_setting(connection, "lease", lease.id)
        act = Act("lease.renewed", {"lease": token}, lease=lease.id)
        return record(connection, here, moment, act)


def quiet(here: Here, moment: Moment) -> bool:
    """Whether the last entry is so old that a heartbeat is due."""
    with here.db.read() as connection:
        last = journal.stand(connection, here.dev, here.certificate).last
    return last is not None and abs(moment.wall - last.wall) >= QUIET


def beat(here: Here, moment: Moment) -> str:
    """Say that the journal goes on, and how many entries and documents wait to be sent."""
    with here.db.write() as connection:
        owed = journal.owed_count(connection) + documents.waiting_count(connection)
        return record(connection, here, moment, Act("heartbeat", {"owed": owed}))


def note_server_time(here: Here, moment: Moment, server_time: str) -> None:
    """Remember a verified answer's time; it replaces what was known, also backwards."""
    known = Verified(server_time, to_wire(moment.wall), moment.up, moment.boot)
    with here.db.write() as connection:
        queries.set_setting(connection, "clock", asdict(known))


def close_enrolment(here: Here, moment: Moment, reason: str, *, op: str) -> str:
    """The last entry of this key. The file itself remembers in the same transaction, so a cut
    leaves a desk that goes on or one that has ended."""
    with here.db.write() as connection:
        queries.set_setting(connection, COPIED, {"dev": here.dev, "reason": reason})
        return record(connection, here, moment, Act("epoch.closed", {"reason": reason}, op=op))
