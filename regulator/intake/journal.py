"""Taking a segment: what is new is judged and stored, what is known is answered as before.

Signatures and bodies are checked before anything is locked. One transaction then holds the device's
head row and its office's (whose cases change) from first look to last insert. A place already taken
by another entry is a fork: both are kept, nothing else of the segment is taken.
"""

from django.db import transaction

from app.domain import entry, wire
from app.domain.wire import Segment
from regulator import keys
from regulator.intake import forks, late, nonces
from regulator.intake.judge import judge_from
from regulator.intake.models import DeviceHead, StoredEntry
from regulator.intake.signed import Caller
from regulator.intake.stored import leaf_of
from regulator.intake.storing import append
from regulator.log import tree
from regulator.offices.models import Enrolment
from regulator.problems import Problem
from regulator.rows import fetch

_HEAD = "SELECT seq FROM intake_devicehead WHERE dev = %s"
# Locked in this order. The enrolment too, so that its state is read as it is after any waiting.
_LOCKED = """
    SELECT h.seq, h.leaf, e.state FROM intake_devicehead h
    JOIN offices_enrolment e ON e.dev = h.dev JOIN offices_office o ON o.code = e.office_id
    WHERE h.dev = %s FOR UPDATE OF h FOR NO KEY UPDATE OF o FOR SHARE OF e"""


def receive(segment: Segment, caller: Caller) -> str:
    """The signed answer to a segment; Problems: seq-gap, rollback, fork."""
    enrolment = caller.enrolment
    [(upto,)] = fetch(_HEAD, enrolment.dev)
    since = upto + 1
    if segment.start < since:
        late.take(segment, enrolment)
    ahead = judge_from(segment, enrolment, since)
    with transaction.atomic():
        head, changed = _locked(enrolment)
        known = _known(segment, head)
        refused = _refused(segment, caller, head, known)
        if refused is None:
            if changed or segment.start > since:
                since = head.seq + 1
                ahead = judge_from(segment, enrolment, since)
            stored = [*known, *append(ahead[head.seq + 1 - since :], head, enrolment)]
            return _answer(stored, head, caller.nonce)
    raise refused


def _locked(enrolment: Enrolment) -> tuple[DeviceHead, bool]:
    """The head, and whether the key was closed or revoked since the request was read.

    The office is locked as well: its segments come one after the other, because the order of
    arrival is that of its cases.
    """
    [(seq, leaf, state)] = fetch(_LOCKED, enrolment.dev)
    changed = bool(enrolment.state != state)
    enrolment.state = state
    return DeviceHead(dev=enrolment.dev, seq=seq, leaf=leaf), changed


def _refused(
    segment: Segment, caller: Caller, head: DeviceHead, known: list[StoredEntry]
) -> Problem | None:
    enrolment = caller.enrolment
    if segment.start > head.seq + 1 and not forks.goes_on(segment, head.dev):
        return Problem("seq-gap", seq=head.seq + 1)
    if not segment.entries and segment.start <= head.seq:
        # A desk that only asks where it stands, and stands behind what it once told us.
        return forks.behind(enrolment, head, seq=segment.start - 1, prev=segment.prev)
    fork = _fork_at(segment, enrolment, known, head)
    if fork is None:
        return None
    return forks.keep(segment, enrolment, known, seq=fork, nonce=caller.nonce)


def _known(segment: Segment, head: DeviceHead) -> list[StoredEntry]:
    until = min(head.seq + 1, segment.start + len(segment.entries))
    if segment.start >= until:
        return []
    places = StoredEntry.objects.filter(dev=head.dev, seq__gte=segment.start, seq__lt=until)
    return list(places.defer("token").order_by("seq"))


def _fork_at(
    segment: Segment, enrolment: Enrolment, known: list[StoredEntry], head: DeviceHead
) -> int | None:
    beyond = segment.start > head.seq + 1
    if beyond or segment.prev != _leaf_before(segment.start, head, enrolment):
        return segment.start
    pairs = zip(known, segment.entries, strict=False)
    return next((ours.seq for ours, theirs in pairs if ours.leaf != leaf_of(theirs)), None)


def _leaf_before(seq: int, head: DeviceHead, enrolment: Enrolment) -> str:
    if seq == head.seq + 1:
        return head.leaf
    if seq == 1:
        return entry.genesis(enrolment.certificate)
    return StoredEntry.objects.get(dev=head.dev, seq=seq - 1).leaf


def _answer(stored: list[StoredEntry], head: DeviceHead, nonce: str) -> str:
    last = stored[-1] if stored else None
    fresh = nonces.fresh(head.dev)
    ack = wire.Ack(
        v=1,
        nonce=nonce,
        acked_seq=last.seq if last else head.seq,
        acked_hash=last.leaf if last else head.leaf,
        verdicts=tuple(_line(one) for one in stored if one.verdict != "accepted"),
        server_time=fresh["server_time"],
        checkpoint=None if stored else tree.note() or None,
        next_nonce=fresh["nonce"],
    )
    return keys.sign(ack)


def _line(one: StoredEntry) -> wire.VerdictLine:
    return wire.VerdictLine(one.seq, one.leaf, one.verdict, one.reason, one.owner)  # type: ignore[arg-type]
