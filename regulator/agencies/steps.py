"""The steps an agency takes with a case that was referred to it.

A step is told by a number of the agency's own choosing, so that a program that lost the answer may
tell it again: the same words under the same number change nothing.
"""

from dataclasses import dataclass

from django.db import transaction

from regulator.agencies import scope
from regulator.intake import cases
from regulator.intake.models import Case, CaseMove
from regulator.oversight.events import log
from regulator.problems import Problem

# What the agency says, the state it brings, and the states it may follow.
OPEN = ("referred", "in_progress", "needs_documents")
STEPS: dict[str, tuple[str, tuple[str, ...]]] = {
    "received": ("in_progress", ("received", *OPEN)),
    "needs_documents": ("needs_documents", OPEN),
    "ready": ("ready", OPEN),
    "rejected": ("rejected", OPEN),
}
REACHED = (*OPEN, "ready", "rejected")


@dataclass(frozen=True, slots=True)
class Told:
    """One step as told: by which person of the agency, and with its own code of the case."""

    step: str
    responsible: str
    note: str = ""
    code: str = ""
    event: str = ""


@transaction.atomic
def refer(agency: str, by: str, *, limit: int = 100) -> list[Case]:
    """Cases of its services that wait for it, the oldest first: from now on they are referred.

    Only those with a receipt: what is not paid for is not referred (design.md 4.2).
    """
    waiting = scope.cases_of(agency, state="received").order_by("registered_at", "leaf")
    chosen = list(waiting.select_for_update()[:limit])
    for case in chosen:
        cases.move(case, "referred", by=scope.name(agency), agency=agency)
        log("case.referred", f"case:{case.leaf}", by, agency=agency)
    return chosen


@transaction.atomic
def take(agency: str, tid: str, told: Told, by: str) -> CaseMove:
    """Move one of its cases on. Problems: not-found (also for cases of others), case-elsewhere,
    event-reused."""
    case = scope.cases_of(agency, tid=tid).select_for_update().first()
    if case is None:
        raise Problem("not-found")
    if known := _known(agency, case, told):
        return known
    state, follows = STEPS[told.step]
    if case.state not in follows:
        raise Problem("case-elsewhere")
    made = cases.move(
        case,
        state,
        by=f"{told.responsible}، {scope.name(agency)}",
        note=told.note,
        agency=agency,
        code=told.code,
        event=told.event,
    )
    log("case.moved", f"case:{case.leaf}", by, state=state, agency=agency)
    return made


def _known(agency: str, case: Case, told: Told) -> CaseMove | None:
    made = CaseMove.objects.filter(agency=agency, event=told.event).first() if told.event else None
    if made is None:
        return None
    same = (made.leaf, made.state, made.note, made.code)
    if same != (case.leaf, STEPS[told.step][0], told.note, told.code):
        raise Problem("event-reused")
    return made
