"""One entry opened: as it was signed, its body as far as the role may see it, its neighbours in the
chain, what was found about it, and its proof under the newest head.
"""

import base64
import json
from collections.abc import Mapping
from typing import Any

from app.domain import canonical, signed_notes
from app.domain.audit import Row
from app.domain.audit_sheets import EntrySheet, Fork, Proof
from app.domain.moments import to_wire
from regulator.auditing import findings, listing, masking
from regulator.auditing.sight import Sight
from regulator.intake.models import ForkedEntry, StoredEntry
from regulator.intake.stored import body_of
from regulator.log import proofs, tree

# Of the payload, what tells an agency of the device's other work.
_SUMS = ("cum", "prev", "log")


def entry(sight: Sight, leaf: str) -> EntrySheet | None:
    """The sheet; None where the entry is not seen, or is not."""
    row = listing.one(sight, "l.leaf = %s", leaf)
    if row is None:
        return None
    stored = StoredEntry.objects.select_related("kept", "gone").get(place__n=row.n)
    body, masked = _shown(sight, row, whole_body(stored))
    of_agency = sight.role == "agency"
    return EntrySheet(
        row=row,
        token="" if of_agency else bytes(stored.token).decode("utf-8", "surrogatepass"),
        payload=_payload(stored, of_agency=of_agency),
        body=body,
        masked=masked,
        erased=hasattr(stored, "gone"),
        before=_at(sight, row, -1),
        after=_at(sight, row, 1),
        forks=_forks(sight, row),
        findings=findings.about(sight, leaf),
        proof=None if of_agency else _proof(row.n),
        head="" if of_agency else tree.note(),
    )


def body(sight: Sight, leaf: str) -> tuple[bool, Mapping[str, Any] | None]:
    """(whether the entry is seen, its body with everything)."""
    row = listing.one(sight, "l.leaf = %s", leaf)
    if row is None:
        return False, None
    return True, whole_body(StoredEntry.objects.select_related("kept", "gone").get(place__n=row.n))


def whole_body(stored: StoredEntry) -> Mapping[str, Any] | None:
    """What is kept of a sound body, or remains of one that was erased."""
    kept = getattr(stored, "kept", None)
    if stored.verdict == "quarantined" or (kept and not kept.sound):
        return None
    return body_of(stored) if kept or hasattr(stored, "gone") else None


def _shown(
    sight: Sight, row: Row, whole: Mapping[str, Any] | None
) -> tuple[Mapping[str, Any] | None, tuple[str, ...]]:
    if whole is None or "bodies" not in sight.rights:
        return None, ()
    if sight.role == "association":
        return masking.process_only(row.type, whole), ()
    return masking.masked(row.type, whole)


def _payload(stored: StoredEntry, *, of_agency: bool) -> Mapping[str, Any] | None:
    if stored.verdict == "quarantined":
        return None
    told = json.loads(canonical.unb64u(bytes(stored.token).decode("ascii").split(".")[1]))
    hidden = _SUMS if of_agency else ()
    return {name: value for name, value in told.items() if name not in hidden}


def _at(sight: Sight, row: Row, step: int) -> Row | None:
    return listing.one(sight, "l.dev = %s AND l.seq = %s", row.dev, row.seq + step)


def _forks(sight: Sight, row: Row) -> tuple[Fork, ...]:
    """The other story; not for who sees some services only: it may be about any."""
    if sight.services is not None:
        return ()
    found = ForkedEntry.objects.filter(dev=row.dev, seq=row.seq).order_by("id")
    return tuple(
        Fork(one.leaf, bytes(one.token).decode("utf-8", "surrogatepass"), to_wire(one.arrived_at))
        for one in found
    )


def _proof(place: int) -> Proof | None:
    """None until the tree has it, and where the tiles no longer lead to the head."""
    told = tree.note()
    if not told or place >= tree.size():
        return None
    try:
        proof = proofs.proof_of(place, signed_notes.read(told.encode()))
    except tree.AlteredError:
        return None
    hashes = tuple(base64.b64encode(one).decode("ascii") for one in proof.hashes)
    return Proof(place, tree.size(), hashes)
