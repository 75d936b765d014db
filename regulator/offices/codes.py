"""One-time enrolment codes: 12 digits for a phone call, 24 hours, five tries, stored hashed.

The first four digits find the code, the other eight are the secret. The digest is keyed by a file
outside the database, so a stolen database does not yield the eight digits.
"""

import hashlib
import hmac
import re
import secrets
from datetime import timedelta

from django.conf import settings
from django.db import transaction

from app.domain.text import latin_digits
from regulator import clock
from regulator.offices.models import EnrolmentCode, Office
from regulator.oversight.events import log
from regulator.problems import Problem

HOURS, TRIES = 24, 5


def spoken(digits: str) -> str:
    """In three groups, as shown and read over the phone."""
    return f"{digits[:4]}-{digits[4:8]}-{digits[8:]}"


def plain(typed: str) -> str:
    """The 12 digits of a code as typed: any digits, spaces and dashes."""
    digits = re.sub(r"[\s\-]", "", latin_digits(typed))
    if not re.fullmatch(r"[0-9]{12}", digits):
        raise Problem("enrolment-code-wrong")
    return digits


@transaction.atomic
def issue(office: Office, by: str) -> str:
    """A fresh code for that office, shown once and never readable again."""
    taken = set(EnrolmentCode.objects.values_list("selector", flat=True))
    free = [f"{n:04}" for n in range(10_000) if f"{n:04}" not in taken]
    digits = secrets.choice(free) + f"{secrets.randbelow(10**8):08}"
    EnrolmentCode.objects.create(
        office=office,
        selector=digits[:4],
        digest=_digest(digits),
        expires_at=clock.now() + timedelta(hours=HOURS),
    )
    log("enrolment-code.issued", f"office:{office.code}", by)
    return spoken(digits)


def find(digits: str) -> EnrolmentCode | None:
    """The code those digits open, locked for this transaction; None counts as a wrong try.

    An expired or exhausted code is refused before its secret is looked at.
    """
    code = EnrolmentCode.objects.select_for_update().filter(selector=digits[:4]).first()
    if code is None:
        return None
    if code.tries >= TRIES:
        raise Problem("enrolment-code-locked")
    if clock.now() >= code.expires_at:
        raise Problem("enrolment-code-expired")
    if hmac.compare_digest(code.digest, _digest(digits)):
        return code
    code.tries += 1
    code.save()
    log("enrolment-code.wrong", f"office:{code.office_id}", "desk", tries=code.tries)
    return None


def check_number(pub: bytes, digits: str) -> str:
    """Six digits both screens show: first 4 bytes of SHA-256(key ‖ code digits), mod a million."""
    mark = hashlib.sha256(pub + digits.encode("ascii")).digest()
    return f"{int.from_bytes(mark[:4], 'big') % 1_000_000:06}"


def _digest(digits: str) -> str:
    return hmac.new(settings.PEPPER, b"code\0" + digits.encode("ascii"), "sha256").hexdigest()
