"""Checking a receipt's QR against the device directory and the journal."""

from dataclasses import dataclass
from typing import Literal

from django.db import transaction

from app.domain import canonical, jws, qr
from app.domain.jws import Unsound
from regulator import clock
from regulator.intake.models import Case, StoredEntry
from regulator.offices.models import Enrolment
from regulator.oversight.events import log
from regulator.oversight.models import UnreportedReceipt

Worth = Literal["valid", "void", "practice", "unreported", "doubtful", "false"]
# 16 bytes of a leaf hash fix the first 21 characters of its base64url.
_SURE = 21


@dataclass(frozen=True, slots=True)
class Checked:
    """The verdict; mark and enrolment are there only when the signature is a device's."""

    verdict: Worth
    mark: qr.Mark | None = None
    enrolment: Enrolment | None = None


def check(text: str) -> Checked:
    """What the text of a QR is worth; a genuine one nobody reported yet is noted."""
    makers: list[Enrolment] = []

    def verifies(prefix: bytes, message: bytes, signature: bytes) -> bool:
        found = Enrolment.objects.select_related("office").filter(dev__startswith=prefix.hex())
        keys = ((one, canonical.unb64u(one.pub)) for one in found)
        makers.extend(one for one, key in keys if jws.verifies(key, message, signature))
        return bool(makers)

    try:
        mark = qr.open_sealed(qr.from_text(text), verifies)
    except (Unsound, OverflowError):
        return Checked("false")
    return Checked(_worth(mark, makers[0]), mark, makers[0])


def _worth(mark: qr.Mark, maker: Enrolment) -> Worth:
    if mark.flags & qr.PRACTICE or mark.tid[5:8] == "000":
        return "practice"
    stored = _reported(mark, maker)
    if mark.flags & qr.VOID or (stored and _voided(stored)):
        return "void"
    if stored is None:
        _note(mark, maker)
        return "unreported"
    return "valid" if stored.type == "receipt.issued" else "doubtful"


def _reported(mark: qr.Mark, maker: Enrolment) -> StoredEntry | None:
    start = canonical.b64u(mark.leaf)[:_SURE]
    near = StoredEntry.objects.filter(dev=maker.dev, leaf__startswith=start)
    same = (one for one in near if canonical.unb64u(one.leaf)[:16] == mark.leaf)
    return next(same, None)


def _voided(stored: StoredEntry) -> bool:
    return Case.objects.filter(receipt=stored.leaf, state="voided").exists()


@transaction.atomic
def _note(mark: qr.Mark, maker: Enrolment) -> None:
    seen = {"dev": maker.dev, "tid": mark.tid, "first_seen": clock.now()}
    _, new = UnreportedReceipt.objects.get_or_create(mark=mark.leaf.hex(), defaults=seen)
    if new:
        log("receipt.unreported", f"dev:{maker.dev}", "citizen", mark=mark.leaf.hex())
