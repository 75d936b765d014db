"""Documents (مدارک) of an office, by hash, taken piece by piece so that a poor line can go on.

Bytes lie in files of the data folder, one folder an office; the row says how far they count. A
piece is on the disk before its row says so, and what a crash left behind the row is cut off again.
A document may come before the entry that names it.
"""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import transaction

from regulator import clock
from regulator.intake.models import Document, DocumentUse
from regulator.offices.models import Enrolment
from regulator.oversight.events import log
from regulator.problems import Problem

PIECE, LARGEST = 256 << 10, 20 << 20
# Documents of one key that no entry names yet; a desk tells its entries first.
UNNAMED = 50


@dataclass(frozen=True, slots=True)
class Held:
    """How much of a document is here; `size` is null before its first piece."""

    size: int | None
    received: int
    complete: bool


def held(enrolment: Enrolment, sha256: str) -> Held:
    """What the office's own document stands at; nothing of another office is told."""
    found = Document.objects.filter(office=enrolment.office_id, sha256=sha256).first()
    return _held(found) if found else Held(None, 0, False)


def take(enrolment: Enrolment, sha256: str, piece: bytes, *, offset: int, size: int) -> Held:
    """Add the piece that begins where we stand; a complete document takes no more and says so.

    Problems: document-unnamed (too many that no entry names), document-offset (`received` says
    where to go on), document-altered (the whole has another hash and was dropped), malformed.
    """
    if not piece or offset + len(piece) > size:
        raise Problem("malformed")
    with transaction.atomic():
        document = _locked(enrolment, sha256, size)
        refusal = None if document.complete else _add(document, piece, offset)
        document.save()
    if refusal:
        raise refusal
    return _held(document)


def path_of(document: Document) -> Path:
    """Where its bytes are; beside it, ending in .part, while they still come."""
    office = Path(str(settings.DATA), "documents", document.office_id)
    return office / document.sha256[:2] / document.sha256


def _held(document: Document) -> Held:
    return Held(document.size, document.received, document.complete)


def _locked(enrolment: Enrolment, sha256: str, size: int) -> Document:
    named = {"office_id": enrolment.office_id, "sha256": sha256}
    first = {"size": size, "dev": enrolment.dev, "began_at": clock.now()}
    if not Document.objects.filter(**named).exists():
        _check_room(enrolment, sha256)
    Document.objects.get_or_create(**named, defaults=first)
    document = Document.objects.select_for_update().get(**named)
    if document.size != size and not document.complete:
        document.size, document.received = size, 0
    return document


def _check_room(enrolment: Enrolment, sha256: str) -> None:
    uses = DocumentUse.objects.filter(office=enrolment.office_id)
    if uses.filter(sha256=sha256).exists():
        return
    sent = Document.objects.filter(dev=enrolment.dev).exclude(sha256__in=uses.values("sha256"))
    if sent.count() >= UNNAMED:
        raise Problem("document-unnamed", retry_after=300)


def _add(document: Document, piece: bytes, offset: int) -> Problem | None:
    if offset != document.received:
        return Problem("document-offset", received=document.received)
    part = path_of(document).with_suffix(".part")
    _write(part, piece, offset)
    document.received += len(piece)
    if document.received < document.size:
        return None
    if _hash(part) != document.sha256:
        part.unlink()
        document.received = 0
        return Problem("document-altered", received=0)
    _finish(document, part)
    return None


def _write(part: Path, piece: bytes, offset: int) -> None:
    part.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    number = os.open(part, os.O_CREAT | os.O_WRONLY, 0o600)
    with open(number, "wb") as file:
        file.truncate(offset)
        file.seek(offset)
        file.write(piece)
        file.flush()
        os.fsync(number)


def _hash(part: Path) -> str:
    with part.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _finish(document: Document, part: Path) -> None:
    part.rename(path_of(document))
    _sync_folder(part.parent)
    document.complete, document.completed_at = True, clock.now()
    about = f"document:{document.sha256}"
    log("document.kept", about, f"dev:{document.dev}", office=document.office_id)


def _sync_folder(folder: Path) -> None:
    # A name must outlive a power cut as its bytes do; where folders cannot be opened (Windows)
    # the file system sees to it.
    if os.name == "nt":
        return
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
