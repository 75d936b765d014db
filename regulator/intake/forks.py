"""Two stories told with one key: a desk file that was copied, or put back from an old copy.

Both stories are kept whole, entries and bodies; the second one is answered with a signed word that
it is kept, so that the copy's outbox empties too. Manager and auditor hear of it at once.
"""

from collections.abc import Mapping
from typing import Any

from app.domain import wire
from app.domain.wire import Segment
from regulator import clock, keys
from regulator.intake import nonces
from regulator.intake.models import DeviceHead, ForkedEntry, StoredEntry
from regulator.intake.stored import any_json, leaf_of, to_bytes
from regulator.offices.models import Enrolment
from regulator.oversight import findings
from regulator.oversight.events import log
from regulator.problems import Problem

FORK, ROLLBACK = "fork", "rollback"


def goes_on(segment: Segment, dev: str) -> bool:
    """Whether it goes on where an earlier segment of the other story ended."""
    before = {"dev": dev, "seq": segment.start - 1, "leaf": segment.prev}
    return ForkedEntry.objects.filter(**before).exists()


def keep(
    segment: Segment, enrolment: Enrolment, known: list[StoredEntry], *, seq: int, nonce: str
) -> Problem:
    """The problem to answer with; `kept` in it is the signed word, where there was anything."""
    ours = {one.seq: one.leaf for one in known}
    bodies = {body.get("seq"): body for body in segment.bodies if type(body.get("seq")) is int}
    theirs = {}
    for place, token in enumerate(segment.entries, segment.start):
        if ours.get(place) != leaf_of(token):
            theirs[place] = leaf_of(token)
            _keep_one(enrolment.dev, place, token, bodies.get(place))
    log("fork.seen", f"dev:{enrolment.dev}", "intake", start=segment.start)
    if not goes_on(segment, enrolment.dev):
        _tell(enrolment, FORK, seq=seq, leaf=theirs.get(seq, segment.prev))
    kept = _word(segment, enrolment.dev, theirs, nonce) if segment.entries else ""
    return Problem(FORK, seq=seq, kept=kept)


def behind(enrolment: Enrolment, head: DeviceHead, *, seq: int, prev: str) -> Problem:
    """A desk that stands behind what it once told us."""
    _tell(enrolment, ROLLBACK, seq=seq, leaf=prev)
    return Problem(ROLLBACK, seq=head.seq)


def _keep_one(dev: str, seq: int, token: str, body: Mapping[str, Any] | None) -> None:
    ForkedEntry.objects.get_or_create(
        dev=dev,
        seq=seq,
        leaf=leaf_of(token),
        defaults={
            "token": to_bytes(token),
            "body": any_json(body) if body else None,
            "arrived_at": clock.now(),
        },
    )


def _word(segment: Segment, dev: str, theirs: Mapping[int, str], nonce: str) -> str:
    fresh = nonces.fresh(dev)
    lines = (
        wire.VerdictLine(seq, leaf, "quarantined", FORK, "manager") for seq, leaf in theirs.items()
    )
    ack = wire.Ack(
        v=1,
        nonce=nonce,
        acked_seq=segment.start + len(segment.entries) - 1,
        acked_hash=leaf_of(segment.entries[-1]),
        verdicts=tuple(lines),
        server_time=fresh["server_time"],
        checkpoint=None,
        next_nonce=fresh["nonce"],
    )
    return keys.sign(ack)


def _tell(enrolment: Enrolment, reason: str, *, seq: int, leaf: str) -> None:
    findings.note(
        enrolment.office_id,
        enrolment.dev,
        seq=seq,
        leaf=leaf,
        reason=reason,
        owner="manager",
        desk=enrolment.desk.number,
    )
