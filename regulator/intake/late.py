"""Bodies that come after their entries: a desk sends again what did not arrive the first time.

The verdict stays as it was given, for ever. That the body is here now is told as a finding that is
closed, and the cases it speaks of are made again. What does not fit the entry's own hash changes
nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from app.domain import entry
from app.domain.entry import Entry, Sealed
from app.domain.jws import Unsound
from app.domain.wire import Segment
from regulator.auditing import lines
from regulator.intake import cases, due_moves, uses
from regulator.intake.judge import MISSING, checked_body, seq_of
from regulator.intake.models import Case, ErasedBody, StoredBody, StoredEntry
from regulator.intake.rebuild import rebuild_some
from regulator.intake.stored import entry_of
from regulator.intake.storing import HEARD
from regulator.offices.models import Enrolment, Office
from regulator.oversight import findings
from regulator.oversight.events import log
from regulator.oversight.rules import Rules


@dataclass(frozen=True, slots=True)
class Late:
    """A stored entry, read again, and the body that came for it."""

    stored: StoredEntry
    told: Entry
    held: Sealed


def take(segment: Segment, enrolment: Enrolment) -> None:
    """Store the bodies that stored entries still lack, in a transaction of its own: cases first,
    then whoever hears of it, as everywhere, so that nobody waits in a circle."""
    until = segment.start + len(segment.entries)
    places = {"dev": enrolment.dev, "seq__gte": segment.start, "seq__lt": until}
    known = StoredEntry.objects.filter(**places, reason=MISSING).order_by("seq")
    if not segment.bodies or not known.exists():
        return
    with transaction.atomic():
        Office.objects.select_for_update(no_key=True).get(pk=enrolment.office_id)
        took = [one for stored in known if (one := _stored(stored, segment))]
        tids = [tid for late in took for tid in cases.tids_of(late.told, late.held.body)]
        if took:
            rebuild_some(enrolment.office_id, tids)
            lines.again(tids, [late.stored.leaf for late in took])
            _tell(took, tids, enrolment.office)


def _lacks(stored: StoredEntry) -> bool:
    """Neither here, nor erased by order: what was erased does not come back."""
    about = {"entry": stored}
    return not any(one.objects.filter(**about).exists() for one in (StoredBody, ErasedBody))


def _stored(stored: StoredEntry, segment: Segment) -> Late | None:
    told = entry_of(stored)
    sent = [one for one in segment.bodies if seq_of(one) == stored.seq]
    try:
        held = checked_body(told, sent) if _lacks(stored) else None
    except Unsound:
        return None
    if held is None:
        return None
    StoredBody.objects.create(entry=stored, content=entry.wrapping(stored.seq, held))
    uses.note([(stored, held.body)])
    log("body.came", f"dev:{stored.dev}", "intake", seq=stored.seq)
    return Late(stored, told, held)


def _tell(took: Sequence[Late], tids: Sequence[str], office: Office) -> None:
    known = due_moves.closings()
    for case in Case.objects.filter(office=office, tid__in=tids).select_for_update(of=("self",)):
        due_moves.settle_one(case, known, "intake")
    for late in took:
        _look_at(late.stored, late.told, late.held, office)
        findings.settle(late.stored, MISSING)


def _look_at(stored: StoredEntry, told: Entry, held: Sealed, office: Office) -> None:
    """What the rules say of it, and who else hears it."""
    for broken in Rules(office, [(told, held.body)]).broken(told, held.body, stored.leaf):
        findings.note(
            stored.office,
            stored.dev,
            seq=stored.seq,
            leaf=stored.leaf,
            reason=broken.reason,
            owner=broken.owner,
            **broken.facts,
        )
    if hear := HEARD.get(told.type):
        hear(stored, told, held.body)
