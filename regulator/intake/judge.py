"""The verdict on an entry: strict check, then body, then who sent it, then the business rules.

Verdicts never depend on the sender's clock, and the same bytes at the same place are never judged
twice: what is stored is repeated. Nothing here is written, so it is done before anything is locked.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import Any

import resources
from app.domain import canonical, entry
from app.domain.bodies import PRACTICE, Checker
from app.domain.entry import Entry, Sealed
from app.domain.jws import Unsound
from app.domain.wire import Owner, Segment, Verdict
from regulator.intake.stored import any_json, leaf_of
from regulator.offices.models import Enrolment
from regulator.oversight.rules import Broken, Rules

Wrapped = Mapping[str, Any]
MISSING = "body-missing"


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict with its reason; `entry` and `body` are there only when sound, `content` is what
    to keep of the bodies sent (None: none came).
    """

    token: str
    leaf: str
    verdict: Verdict
    reason: str = ""
    entry: Entry | None = None
    body: Mapping[str, Any] | None = None
    content: bytes | None = None
    broken: tuple[Broken, ...] = ()

    @property
    def owner(self) -> Owner | str:
        """Who must act; empty for an accepted entry."""
        if self.broken:
            return self.broken[0].owner
        if self.reason == MISSING:
            return "time"
        return "regulator" if self.reason else ""


def judge_from(segment: Segment, enrolment: Enrolment, seq: int) -> list[Judged]:
    """What becomes of the segment's entries from that place on; nothing where there are none."""
    bodies: dict[object, list[Wrapped]] = defaultdict(list)
    for wrapped in segment.bodies:
        bodies[seq_of(wrapped)].append(wrapped)
    skip = seq - segment.start
    if not 0 <= skip < len(segment.entries):
        return []
    prev = leaf_of(segment.entries[skip - 1]) if skip else segment.prev
    found = []
    for place, token in enumerate(segment.entries[skip:], seq):
        found.append(judge(token, bodies[place], enrolment, seq=place, prev=prev))
        prev = found[-1].leaf
    return _with_findings(found, enrolment)


def judge(
    token: str, wrapped: Sequence[Wrapped], enrolment: Enrolment, *, seq: int, prev: str
) -> Judged:
    """What becomes of the entry at that place, the rules apart; `wrapped` are its bodies."""
    told = partial(Judged, token, leaf_of(token))
    try:
        sound = _strict(token, enrolment, seq=seq, prev=prev)
        held = checked_body(sound, wrapped)
    except Unsound as flaw:
        content = any_json(list(wrapped)) if wrapped else None
        return told("quarantined", flaw.code, content=content)
    content = entry.wrapping(seq, held) if held else None
    if enrolment.state != Enrolment.State.OPEN:
        reason = "revoked" if enrolment.state == Enrolment.State.REVOKED else "epoch-closed"
        return told("quarantined", reason, content=content and any_json(list(wrapped)))
    if held is None:
        return told("flagged", MISSING, sound)
    return told("accepted", "", sound, held.body, content)


def _with_findings(found: list[Judged], enrolment: Enrolment) -> list[Judged]:
    told = [(one.entry, one.body) for one in found if one.entry and one.body is not None]
    rules = Rules(enrolment.office, told)
    return [_flagged(one, rules) for one in found]


def _flagged(one: Judged, rules: Rules) -> Judged:
    if one.entry is None or one.body is None:
        return one
    broken = rules.broken(one.entry, one.body, one.leaf)
    if not broken:
        return one
    return replace(one, verdict="flagged", reason=broken[0].reason, broken=broken)


def seq_of(wrapped: Wrapped) -> object:
    """The place a body says it belongs to; None where that is no number."""
    seq = wrapped.get("seq")
    return seq if type(seq) is int else None


def _strict(token: str, enrolment: Enrolment, *, seq: int, prev: str) -> Entry:
    sound = entry.read(token, partial(_key_of, enrolment))
    entry.check_follows(sound, seq=seq, prev=prev)
    here = (enrolment.dev, enrolment.office_id, enrolment.desk.number)
    # ep 0 is practice, which counts for nothing: no real act may hide behind it.
    numbers = (0, enrolment.ep) if sound.type.startswith(PRACTICE) else (enrolment.ep,)
    if (sound.dev, sound.office, sound.desk) != here or sound.ep not in numbers:
        raise Unsound("bad-chain", "not the office, desk or enrolment of the certificate")
    return sound


def _key_of(enrolment: Enrolment, kid: str) -> bytes | None:
    """The sender's key; another device's too, so that its entry here gets its own reason."""
    maker = enrolment if kid == enrolment.dev else Enrolment.objects.filter(dev=kid).first()
    return canonical.unb64u(maker.pub) if maker else None


def checked_body(sound: Entry, wrapped: Sequence[Wrapped]) -> Sealed | None:
    """The body, checked against its entry and its type's schema; Unsound where it does not fit."""
    if not wrapped:
        return None
    if len(wrapped) > 1:
        raise Unsound("bad-body", "two bodies for one entry")
    held = entry.unwrap(sound, wrapped[0])
    _checker().check(sound.type, held.body)
    return held


@cache
def _checker() -> Checker:
    return Checker(resources.wire_schemas())
