"""Bodies that come after their entries: a desk sends again what did not arrive the first time.

The verdict stays as it was given, for ever. That the body is here now is told as a finding that is
closed, and the cases it speaks of are made again. What does not fit the entry's own hash changes
nothing.
"""

from collections.abc import Sequence

from app.domain import entry
from app.domain.entry import Entry, Sealed
from app.domain.jws import Unsound
from app.domain.wire import Segment
from regulator.intake import cases, due_moves, uses
from regulator.intake.judge import MISSING, Wrapped, checked_body, seq_of
from regulator.intake.models import Case, ErasedBody, StoredBody, StoredEntry
from regulator.intake.rebuild import rebuild_some
from regulator.intake.stored import entry_of
from regulator.intake.storing import HEARD
from regulator.offices.models import Enrolment, Office
from regulator.oversight import findings
from regulator.oversight.events import log
from regulator.oversight.rules import Rules


def take(segment: Segment, known: Sequence[StoredEntry], enrolment: Enrolment) -> None:
    """Store the bodies that stored entries still lack. Whoever calls holds the office's row."""
    for stored in known:
        if stored.reason == MISSING and _lacks(stored):
            sent = [one for one in segment.bodies if seq_of(one) == stored.seq]
            _take_one(stored, sent, enrolment.office)


def _lacks(stored: StoredEntry) -> bool:
    """Neither here, nor erased by order: what was erased does not come back."""
    about = {"entry": stored}
    return not any(one.objects.filter(**about).exists() for one in (StoredBody, ErasedBody))


def _take_one(stored: StoredEntry, sent: Sequence[Wrapped], office: Office) -> None:
    told = entry_of(stored)
    try:
        held = checked_body(told, sent)
    except Unsound:
        held = None
    if held is None:
        return
    StoredBody.objects.create(entry=stored, content=entry.wrapping(stored.seq, held))
    log("body.came", f"dev:{stored.dev}", "intake", seq=stored.seq)
    _follow(stored, told, held, office)
    findings.settle(stored, MISSING)


def _follow(stored: StoredEntry, told: Entry, held: Sealed, office: Office) -> None:
    """What its coming means: the cases, what the rules say of it, who is told."""
    uses.note([(stored, held.body)])
    tids = cases.tids_of(told, held.body)
    rebuild_some(stored.office, tids)
    known = due_moves.closings()
    for case in Case.objects.filter(office=office, tid__in=tids).select_for_update():
        due_moves.settle_one(case, known, "intake")
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
