"""Checking a receipt's QR against the device directory and the journal; signed pages too."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from django.db import transaction

from app.domain import canonical, jws, page_mark, qr
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

    try:
        mark = qr.open_sealed(qr.from_text(text), _verifies(makers))
    except (Unsound, OverflowError):
        return Checked("false")
    return Checked(_worth(mark, makers[0]), mark, makers[0])


def check_page(text: str) -> tuple[page_mark.PageMark, Enrolment] | None:
    """Which desk gave a signed page, and when; None when no device did."""
    makers: list[Enrolment] = []
    try:
        mark = page_mark.open_sealed(page_mark.from_text(text), _verifies(makers))
    except (Unsound, OverflowError):
        return None
    return (mark, makers[0]) if makers[0].desk.number == mark.desk else None


def _verifies(makers: list[Enrolment]) -> Callable[[bytes, bytes, bytes], bool]:
    """Tries every device with that prefix; the one that signed goes to `makers`."""

    def verifies(prefix: bytes, message: bytes, signature: bytes) -> bool:
        known = Enrolment.objects.select_related("office", "desk")
        found = known.filter(dev__startswith=prefix.hex())
        keys = ((one, canonical.unb64u(one.pub)) for one in found)
        makers.extend(one for one, key in keys if jws.verifies(key, message, signature))
        return bool(makers)

    return verifies


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
