"""Findings as auditors see them and move them: assign, ask the office, close, refer to the licence,
suppress the rule for the office. The office's desks hear of each move as they do from the console.
"""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction

from app.domain.audit import PAGE, FindingFilter, FindingPage, FindingRow, Move
from app.domain.audit_sheets import FindingSheet, FindingStep
from app.domain.jalali import TEHRAN
from app.domain.moments import to_wire
from regulator.auditing import listing
from regulator.auditing.models import Auditor
from regulator.auditing.sight import Sight
from regulator.intake.models import StoredEntry
from regulator.intake.stored import body_of
from regulator.offices.models import Enrolment
from regulator.oversight import findings
from regulator.oversight.events import log
from regulator.oversight.models import EventLog, Finding, Suppression
from regulator.oversight.nightly import REASONS
from regulator.oversight.saying import why
from regulator.problems import Problem
from regulator.words import word

_ANSWERS = 200


def page(
    sight: Sight, asked: FindingFilter, *, after: int | None, limit: int = PAGE
) -> FindingPage:
    """Findings by filter, the newest first. Problem: malformed (a day that is none)."""
    lists = {"reason__in": asked.rules, "state__in": asked.states, "office__in": asked.offices}
    which: dict[str, Any] = {name: chosen for name, chosen in lists.items() if chosen}
    if asked.assigned:
        which["assigned"] = asked.assigned
    if asked.since:
        which["at__gte"] = _midnight(asked.since)
    if asked.until:
        which["at__lt"] = _midnight(asked.until) + timedelta(days=1)
    if after is not None:
        which["id__lt"] = after
    found = [_row(one) for one in sight.findings().filter(**which).order_by("-id")[: limit + 1]]
    told = tuple(found[:limit])
    return FindingPage(told, told[-1].id if told else None, len(found) > limit)


def _midnight(day: str) -> datetime:
    try:
        return datetime.combine(date.fromisoformat(day), time(), TEHRAN)
    except ValueError as wrong:
        raise Problem("malformed") from wrong


def about(sight: Sight, leaf: str) -> tuple[FindingRow, ...]:
    """What was found about an entry, for who may see findings."""
    if "findings" not in sight.rights:
        return ()
    return tuple(_row(one) for one in sight.findings().filter(leaf=leaf).order_by("id")[:PAGE])


def sheet(sight: Sight, key: int) -> FindingSheet | None:
    """A finding opened; None where it is not seen."""
    found = sight.findings().filter(pk=key).first()
    if found is None:
        return None
    row = _row(found)
    return FindingSheet(
        row=row,
        why=why(row.rule, row.facts),
        answer="" if sight.role == "association" else _answer(row),
        entries=tuple(listing.by_leaf(sight, [row.leaf])),
        steps=_steps(row.id),
    )


@transaction.atomic
def move(sight: Sight, by: Auditor, key: int, kind: Move, *, to: str, text: str) -> FindingRow:
    """Move a finding on. Problems: not-found, audit-move-wrong (a text is missing, nobody to assign
    it to, a closed one that is not asked about again).
    """
    if not sight.findings().filter(pk=key).exists():
        raise Problem("not-found")
    finding = Finding.objects.select_for_update().get(pk=key)
    closed = finding.state == Finding.State.CLOSED
    if (closed and kind != "ask") or (kind != "assign" and not text):
        raise Problem("audit-move-wrong")
    _MOVES[kind](finding, by, to, text)
    finding.save()
    log(f"finding.{_DONE[kind]}", f"finding:{key}", f"auditor:{by.number}")
    if kind != "assign":
        findings.tell(finding)
    return _row(finding)


def _assign(finding: Finding, _by: Auditor, to: str, _text: str) -> None:
    if not Auditor.objects.filter(number=to, active=True, role="auditor").exists():
        raise Problem("audit-move-wrong")
    finding.assigned = to


def _ask(finding: Finding, _by: Auditor, _to: str, text: str) -> None:
    finding.question, finding.state = text, Finding.State.OPEN


def _close(finding: Finding, _by: Auditor, _to: str, text: str) -> None:
    finding.outcome, finding.state = text, Finding.State.CLOSED


def _refer(finding: Finding, by: Auditor, _to: str, text: str) -> None:
    """It stands in the history of the licence from now on."""
    finding.outcome, finding.referred = text, True
    if licence := finding.office.licences.first():
        facts = {"finding": finding.pk, "reason": finding.reason}
        log("licence.referred", f"licence:{licence.number}", f"auditor:{by.number}", **facts)


def _suppress(finding: Finding, by: Auditor, to: str, text: str) -> None:
    """The rule speaks no more of this office; this finding of it is closed."""
    if finding.reason not in REASONS:
        raise Problem("audit-move-wrong")
    kept = Suppression.objects.create(
        reason=finding.reason, office_id=finding.office_id, why=text[:300]
    )
    log("suppression.added", f"suppression:{kept.pk}", f"auditor:{by.number}")
    _close(finding, by, to, text)


_MOVES = {"assign": _assign, "ask": _ask, "close": _close, "refer": _refer, "suppress": _suppress}
_DONE = {
    "assign": "assigned",
    "ask": "asked",
    "close": "closed",
    "refer": "referred",
    "suppress": "suppressed",
}


def _row(told: Finding) -> FindingRow:
    return FindingRow(
        id=told.pk,
        office=told.office_id,
        dev=told.dev,
        seq=told.seq,
        leaf=told.leaf,
        rule=told.reason,
        title=word("findings", told.reason),
        facts=told.facts,
        at=to_wire(told.at),
        state=told.state,
        assigned=told.assigned,
        question=told.question,
        outcome=told.outcome,
        referred=told.referred,
    )


def _answer(row: FindingRow) -> str:
    """What the office said to it last."""
    told = StoredEntry.objects.filter(type="finding.answered", dev__in=_devices(row.office))
    for one in told.select_related("kept").order_by("-id")[:_ANSWERS]:
        body = body_of(one)
        if str(body.get("finding", "")) == str(row.id):
            return str(body.get("answer", ""))
    return ""


def _devices(office: str) -> list[str]:
    return list(Enrolment.objects.filter(office=office).values_list("dev", flat=True))


def _steps(key: int) -> tuple[FindingStep, ...]:
    done = EventLog.objects.filter(about=f"finding:{key}").order_by("id")
    return tuple(FindingStep(to_wire(one.at), one.kind, one.by) for one in done)
