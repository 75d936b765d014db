"""The verdict on one entry: strict check, then body, then who sent it, then the business rules.

Verdicts never depend on the sender's clock, and the same bytes at the same place are never judged
twice: what is stored is repeated.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

import resources
from app.domain import canonical, entry
from app.domain.bodies import PRACTICE, Checker
from app.domain.entry import Entry
from app.domain.jws import Unsound
from app.domain.wire import Owner, Verdict
from regulator.offices.models import Enrolment
from regulator.oversight.rules import Broken, broken_rules


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict with its reason and owner; `entry` and `body` are there only when sound."""

    verdict: Verdict
    reason: str = ""
    entry: Entry | None = None
    body: Mapping[str, Any] | None = None
    broken: tuple[Broken, ...] = ()

    @property
    def owner(self) -> Owner | str:
        """Who must act; empty for an accepted entry."""
        if self.broken:
            return self.broken[0].owner
        if self.reason == "body-missing":
            return "time"
        return "regulator" if self.reason else ""


def judge(
    token: str, wrapped: Sequence[Mapping[str, Any]], enrolment: Enrolment, *, seq: int, prev: str
) -> Judged:
    """What becomes of the entry at that place; `wrapped` are the bodies sent for it."""
    try:
        sound = _strict(token, enrolment, seq=seq, prev=prev)
        body = _body(sound, wrapped)
    except Unsound as flaw:
        return Judged("quarantined", flaw.code)
    if enrolment.state != Enrolment.State.OPEN:
        reason = "revoked" if enrolment.state == Enrolment.State.REVOKED else "epoch-closed"
        return Judged("quarantined", reason)
    if body is None:
        return Judged("flagged", "body-missing", sound)
    broken = tuple(broken_rules(sound, body, enrolment.office))
    if broken:
        return Judged("flagged", broken[0].reason, sound, body, broken)
    return Judged("accepted", "", sound, body)


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


def _body(sound: Entry, wrapped: Sequence[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    if not wrapped:
        return None
    if len(wrapped) > 1:
        raise Unsound("bad-body", "two bodies for one entry")
    body = entry.check_body(sound, wrapped[0])
    _checker().check(sound.type, body)
    return body


@cache
def _checker() -> Checker:
    return Checker(resources.wire_schemas())
