"""Taking a segment: what is new is judged and stored, what is known is answered as before.

One transaction holds the device's head row from first look to last insert. A place already taken by
another entry is a fork: both are kept, nothing else of the segment is taken.
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from app.domain import canonical, entry, wire
from app.domain.wire import Segment
from regulator import clock, keys
from regulator.intake import cases, due_moves, forks, nonces
from regulator.intake.judge import Judged, judge
from regulator.intake.models import DeviceHead, StoredBody, StoredEntry
from regulator.intake.signed import Caller
from regulator.intake.stored import any_json, leaf_of, to_bytes
from regulator.offices.models import Enrolment
from regulator.oversight import findings
from regulator.oversight.events import log
from regulator.problems import Problem

# Reasons of a verdict on whatever a key says after its end.
ENDED = ("revoked", "epoch-closed")


def receive(segment: Segment, caller: Caller) -> str:
    """The signed answer to a segment; Problems: seq-gap, rollback, fork."""
    with transaction.atomic():
        enrolment = Enrolment.objects.select_related("office", "desk").get(pk=caller.enrolment.dev)
        head = DeviceHead.objects.select_for_update().get(dev=enrolment.dev)
        refused = _refused(segment, head)
        known = _known(segment, head)
        fork = None if refused else _fork_at(segment, enrolment, known, head)
        if fork is not None:
            refused = forks.keep(segment, enrolment, known, seq=fork, nonce=caller.nonce)
        elif refused and refused.name == forks.ROLLBACK:
            refused = forks.behind(enrolment, head, seq=segment.start - 1, prev=segment.prev)
        if refused is None:
            stored = [*known, *_append(segment, enrolment, head, skip=len(known))]
            return _answer(stored, head, caller.nonce)
    raise refused


def _refused(segment: Segment, head: DeviceHead) -> Problem | None:
    if segment.start > head.seq + 1 and not forks.goes_on(segment, head.dev):
        return Problem("seq-gap", seq=head.seq + 1)
    if not segment.entries and segment.start <= head.seq:
        # A desk that only asks where it stands, and stands behind what it once told us.
        return Problem("rollback", seq=head.seq)
    return None


def _known(segment: Segment, head: DeviceHead) -> list[StoredEntry]:
    until = min(head.seq + 1, segment.start + len(segment.entries))
    places = StoredEntry.objects.filter(dev=head.dev, seq__gte=segment.start, seq__lt=until)
    return list(places.order_by("seq"))


def _fork_at(
    segment: Segment, enrolment: Enrolment, known: list[StoredEntry], head: DeviceHead
) -> int | None:
    if segment.start > head.seq + 1 or segment.prev != _leaf_before(segment.start, enrolment):
        return segment.start
    pairs = zip(known, segment.entries, strict=False)
    return next((ours.seq for ours, theirs in pairs if ours.leaf != leaf_of(theirs)), None)


def _leaf_before(seq: int, enrolment: Enrolment) -> str:
    if seq == 1:
        return entry.genesis(enrolment.certificate)
    return StoredEntry.objects.get(dev=enrolment.dev, seq=seq - 1).leaf


def _append(
    segment: Segment, enrolment: Enrolment, head: DeviceHead, *, skip: int
) -> list[StoredEntry]:
    bodies: dict[object, list[Mapping[str, Any]]] = defaultdict(list)
    for wrapped in segment.bodies:
        bodies[_seq_of(wrapped)].append(wrapped)
    stored = []
    for token in segment.entries[skip:]:
        seq = head.seq + 1
        judged = judge(token, bodies[seq], enrolment, seq=seq, prev=head.leaf)
        stored.append(_store(token, bodies[seq], judged, head))
        head.seq, head.leaf = seq, stored[-1].leaf
    head.save()
    _note_ended(stored, enrolment)
    if stored:
        log("segment.taken", f"dev:{enrolment.dev}", "intake", upto=head.seq, count=len(stored))
    return stored


def _seq_of(wrapped: Mapping[str, Any]) -> object:
    seq = wrapped.get("seq")
    return seq if type(seq) is int else None


def _store(
    token: str, wrapped: list[Mapping[str, Any]], judged: Judged, head: DeviceHead
) -> StoredEntry:
    sound = judged.entry
    stored = StoredEntry.objects.create(
        dev=head.dev,
        seq=head.seq + 1,
        token=to_bytes(token),
        leaf=leaf_of(token),
        arrived_at=clock.now(),
        verdict=judged.verdict,
        reason=judged.reason,
        owner=judged.owner,
        type=sound.type[:40] if sound else "",
        office=sound.office if sound else "",
        tid=sound.tid or "" if sound else "",
    )
    if wrapped:
        _keep_bodies(stored, wrapped, sound=judged.body is not None)
    if sound:
        _note_findings(stored, judged)
        if sound.type == "finding.answered":
            findings.answer(stored, sound, judged.body or {})
        touched = cases.project(stored, sound, judged.body or {}, tell=True)
        if sound.type in (cases.REGISTERED, cases.RECEIPT):
            due_moves.settle_these(touched, "intake")
    return stored


def _keep_bodies(stored: StoredEntry, wrapped: list[Mapping[str, Any]], *, sound: bool) -> None:
    content = canonical.dumps(wrapped[0]) if sound else any_json(wrapped)
    StoredBody.objects.create(entry=stored, content=content, sound=sound)


def _note_findings(stored: StoredEntry, judged: Judged) -> None:
    for broken in judged.broken:
        findings.note(
            stored.office,
            stored.dev,
            seq=stored.seq,
            leaf=stored.leaf,
            reason=broken.reason,
            owner=broken.owner,
            **broken.facts,
        )


def _note_ended(stored: list[StoredEntry], enrolment: Enrolment) -> None:
    """A key that was revoked or closed still speaks: said once for it."""
    ended = next((one for one in stored if one.reason in ENDED), None)
    if ended is not None:
        findings.note(
            enrolment.office_id,
            enrolment.dev,
            seq=ended.seq,
            leaf=entry.genesis(enrolment.certificate),
            reason=ended.reason,
            owner="manager",
            desk=enrolment.desk.number,
        )


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
        checkpoint=None,
        next_nonce=fresh["nonce"],
    )
    return keys.sign(ack)


def _line(one: StoredEntry) -> wire.VerdictLine:
    return wire.VerdictLine(one.seq, one.leaf, one.verdict, one.reason, one.owner)  # type: ignore[arg-type]
