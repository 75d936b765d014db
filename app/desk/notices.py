"""Notices and the morning's changes: shown to each operator until they say they read them."""

from app.desk.here import Act, Here, record, trusted_now
from app.domain import delegation
from app.domain.catalogue import Catalogue
from app.domain.jalali import show, tehran_date
from app.domain.moments import Moment
from app.domain.notices import Notice
from local_db import catalogue_queries, people, told

# The changes of a release are confirmed under this key, with the release's number as version.
RELEASE = "release"
TAKEN = ("active", "closing")


def unread(
    here: Here, moment: Moment, catalogue: Catalogue, *, operator: str
) -> tuple[Notice, ...]:
    """The notices in force today for this office that this operator has not confirmed in this
    wording, critical ones first: those of the catalogue, those told since, and to a manager what
    was written to the office."""
    today = show(tehran_date(trusted_now(here, moment)))
    with here.db.read() as connection:
        known = catalogue_queries.announcements_read(connection, operator)
        found = [*catalogue.notices, *told.announcements(connection)]
        person = people.person(connection, operator)
        if person and person.operator.role == "manager":
            found += told.messages(connection)
    new = [one for one in found if (one.key, one.version) not in known and one.in_force(today)]
    ours = [one for one in new if _for_us(here, catalogue, one, today)]
    return tuple(sorted(ours, key=lambda one: not one.critical))


def _for_us(here: Here, catalogue: Catalogue, notice: Notice, today: str) -> bool:
    """Whether this office is in its province, and takes its service."""
    if notice.province not in ("", here.office.province):
        return False
    if notice.service is None:
        return True
    return delegation.state_of(catalogue, notice.service, here.office, today) in TAKEN


def release_unread(here: Here, release: int, *, operator: str) -> bool:
    """Whether this operator has still to see what that release changed."""
    with here.db.read() as connection:
        known = catalogue_queries.announcements_read(connection, operator)
    return (RELEASE, release) not in known


def acknowledge(here: Here, moment: Moment, notice: Notice, *, operator: str) -> str | None:
    """The operator read a notice; confirming it again writes nothing."""
    named = (notice.key, notice.version)
    return _confirm(here, moment, operator, named=named, sha256=notice.sha256)


def acknowledge_release(
    here: Here, moment: Moment, release: int, *, manifest: str, operator: str
) -> str | None:
    """The operator read what a release changed; `manifest` is the SHA-256 of its signed word."""
    return _confirm(here, moment, operator, named=(RELEASE, release), sha256=manifest)


def _confirm(
    here: Here, moment: Moment, operator: str, *, named: tuple[str, int], sha256: str
) -> str | None:
    body = {"announcement": named[0], "version": named[1], "sha256": sha256}
    with here.db.write() as connection:
        if named in catalogue_queries.announcements_read(connection, operator):
            return None
        return record(connection, here, moment, Act("announcement.read", body, op=operator))
