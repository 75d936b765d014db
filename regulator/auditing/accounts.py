"""Accounts of auditors: added, given a new password and seed, ended. Either is shown this once."""

from dataclasses import dataclass

from django.db import transaction

from regulator.auditing import one_time, passwords
from regulator.auditing.models import Auditor
from regulator.oversight.events import log


@dataclass(frozen=True, slots=True)
class Given:
    """What the auditor takes along: the password, and the seed as an authenticator reads it."""

    number: str
    password: str
    seed: str

    @property
    def address(self) -> str:
        """`otpauth://…`, for the QR."""
        return one_time.address(self.seed, self.number)


@transaction.atomic
def add(auditor: Auditor, by: str) -> Given:
    """Keep a new account. ValidationError when it is not sound."""
    given = _draw(auditor)
    auditor.full_clean(exclude=["password", "secret"])
    auditor.save()
    log("auditor.added", f"auditor:{auditor.number}", by, role=auditor.role)
    return given


@transaction.atomic
def reset(auditor: Auditor, by: str) -> Given:
    """A new password and seed; what was signed in is out."""
    given = _draw(auditor)
    auditor.save()
    auditor.sessions.all().delete()
    log("auditor.reset", f"auditor:{auditor.number}", by)
    return given


@transaction.atomic
def end(auditor: Auditor, by: str) -> None:
    """The account opens nothing from now on; what it read stays in the journal."""
    auditor.active = False
    auditor.save()
    auditor.sessions.all().delete()
    log("auditor.ended", f"auditor:{auditor.number}", by)


def _draw(auditor: Auditor) -> Given:
    given = Given(auditor.number, passwords.fresh(), one_time.fresh())
    auditor.password = passwords.kept(given.password)
    auditor.secret, auditor.step = one_time.seal(given.seed, auditor.number), 0
    return given
