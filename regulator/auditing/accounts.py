"""Accounts of auditors: added, given a new password and seed, ended. Either is shown this once."""

import secrets
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django.db import transaction

from regulator.auditing import one_time
from regulator.auditing.models import Auditor
from regulator.oversight.events import log

# Without the letters that are read as others.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
HASHER = "argon2"


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
    groups = ("".join(secrets.choice(LETTERS) for _ in range(5)) for _ in range(4))
    given = Given(auditor.number, "-".join(groups), one_time.fresh())
    auditor.password = make_password(given.password, hasher=HASHER)
    auditor.secret, auditor.step = one_time.seal(given.seed, auditor.number), 0
    return given
