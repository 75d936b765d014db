"""Findings (یافته نظارتی) on their way: noted once, told to every desk of the office, answered."""

from collections.abc import Mapping
from typing import Any

from app.domain.entry import Entry
from regulator import clock
from regulator.intake import feed
from regulator.intake.models import StoredEntry
from regulator.oversight.events import log
from regulator.oversight.models import Finding


def note(
    office: str, dev: str, *, seq: int, leaf: str, reason: str, owner: str, **facts: Any
) -> Finding | None:
    """The finding about that entry; None when it was noted before. The office hears of it.

    `by`, if told: who noted it, else intake.
    """
    by = facts.pop("by", "intake")
    place = {"dev": dev, "seq": seq, "office_id": office, "facts": facts, "at": clock.now()}
    made, fresh = Finding.objects.get_or_create(leaf=leaf, reason=reason, defaults=place)
    if not fresh:
        return None
    log("finding.noted", f"finding:{made.pk}", by, reason=reason)
    tell(made, owner)
    return made


def settle(stored: StoredEntry, reason: str) -> None:
    """What was wrong with that entry is so no more: the office's desks and the auditor see it."""
    place = {"dev": stored.dev, "seq": stored.seq, "office_id": stored.office, "at": clock.now()}
    closed = {"state": Finding.State.CLOSED}
    made, _ = Finding.objects.update_or_create(
        leaf=stored.leaf, reason=reason, defaults=closed, create_defaults=place | closed
    )
    log("finding.settled", f"finding:{made.pk}", "intake", reason=reason)
    tell(made)


def tell(finding: Finding, owner: str = "") -> None:
    """The office's desks show it, or that it was answered or closed."""
    entry = StoredEntry.objects.filter(leaf=finding.leaf).values("tid", "owner").first()
    named = {"finding": str(finding.pk), "dev": finding.dev, "seq": finding.seq}
    named |= {"leaf": finding.leaf, "reason": finding.reason, "rule": finding.reason}
    named |= {"state": finding.state}
    named |= {"tid": entry["tid"] if entry else "", "facts": finding.facts}
    if finding.question:
        named["question"] = finding.question
    said = owner or (entry["owner"] if entry else "") or "manager"
    feed.tell(finding.office_id, "finding", **named, owner=said)


def answer(stored: StoredEntry, entry: Entry, body: Mapping[str, Any]) -> None:
    """An office answered a finding of its own: what was open waits for the auditor now."""
    found = Finding.objects.filter(office=entry.office, state=Finding.State.OPEN)
    named = str(body.get("finding", ""))
    about = found.filter(leaf=entry.ref) if entry.ref else found.filter(pk=_number(named))
    for one in about:
        one.state = Finding.State.ANSWERED
        one.save()
        log("finding.answered", f"finding:{one.pk}", f"dev:{stored.dev}", seq=stored.seq)
        tell(one)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else 0
