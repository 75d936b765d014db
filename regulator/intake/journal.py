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
from regulator.intake import cases, due_moves, nonces
from regulator.intake.judge import Judged, judge
from regulator.intake.models import DeviceHead, ForkedEntry, StoredBody, StoredEntry
from regulator.intake.signed import Caller
from regulator.intake.stored import any_json, leaf_of, to_bytes
from regulator.offices.models import Enrolment
from regulator.oversight.events import log
from regulator.oversight.models import Finding
from regulator.problems import Problem


def receive(segment: Segment, caller: Caller) -> str:
    """The signed answer to a segment; Problems: seq-gap, rollback, fork."""
    with transaction.atomic():
        enrolment = Enrolment.objects.select_related("office", "desk").get(pk=caller.enrolment.dev)
        head = DeviceHead.objects.select_for_update().get(dev=enrolment.dev)
        _refuse_gap(segment, head)
        known = _known(segment, head)
        fork = _fork_at(segment, enrolment, known)
        if fork is None:
            stored = [*known, *_append(segment, enrolment, head, skip=len(known))]
            return _answer(stored, head, caller.nonce)
        _keep_fork(segment, enrolment, known)
    raise Problem("fork", seq=fork)


def _refuse_gap(segment: Segment, head: DeviceHead) -> None:
    if segment.start > head.seq + 1:
        raise Problem("seq-gap", seq=head.seq + 1)
    if not segment.entries and segment.start <= head.seq:
        # A desk that only asks where it stands, and stands behind what it once told us.
        raise Problem("rollback", seq=head.seq)


def _known(segment: Segment, head: DeviceHead) -> list[StoredEntry]:
    until = min(head.seq + 1, segment.start + len(segment.entries))
    places = StoredEntry.objects.filter(dev=head.dev, seq__gte=segment.start, seq__lt=until)
    return list(places.order_by("seq"))


def _fork_at(segment: Segment, enrolment: Enrolment, known: list[StoredEntry]) -> int | None:
    if segment.prev != _leaf_before(segment.start, enrolment):
        return segment.start
    pairs = zip(known, segment.entries, strict=False)
    return next((ours.seq for ours, theirs in pairs if ours.leaf != leaf_of(theirs)), None)


def _leaf_before(seq: int, enrolment: Enrolment) -> str:
    if seq == 1:
        return entry.genesis(enrolment.certificate)
    return StoredEntry.objects.get(dev=enrolment.dev, seq=seq - 1).leaf


def _keep_fork(segment: Segment, enrolment: Enrolment, known: list[StoredEntry]) -> None:
    ours = {one.seq: one.leaf for one in known}
    for seq, token in enumerate(segment.entries, segment.start):
        if ours.get(seq) != leaf_of(token):
            ForkedEntry.objects.get_or_create(
                dev=enrolment.dev,
                seq=seq,
                leaf=leaf_of(token),
                defaults={"token": to_bytes(token), "arrived_at": clock.now()},
            )
    log("fork.seen", f"dev:{enrolment.dev}", "intake", start=segment.start)


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
        touched = cases.project(stored, sound, judged.body or {}, tell=True)
        if sound.type in (cases.REGISTERED, cases.RECEIPT):
            due_moves.settle_these(touched, "intake")
    return stored


def _keep_bodies(stored: StoredEntry, wrapped: list[Mapping[str, Any]], *, sound: bool) -> None:
    content = canonical.dumps(wrapped[0]) if sound else any_json(wrapped)
    StoredBody.objects.create(entry=stored, content=content, sound=sound)


def _note_findings(stored: StoredEntry, judged: Judged) -> None:
    for broken in judged.broken:
        finding = Finding.objects.create(
            office_id=stored.office,
            dev=stored.dev,
            seq=stored.seq,
            leaf=stored.leaf,
            reason=broken.reason,
            facts=dict(broken.facts),
            at=stored.arrived_at,
        )
        log("finding.noted", f"finding:{finding.pk}", "intake", reason=broken.reason)


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
