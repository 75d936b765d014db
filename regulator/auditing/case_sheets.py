"""A case opened: its story as the citizen's page tells it, and every entry about it."""

from app.domain.audit_sheets import CaseMoved, CaseSheet, CaseStep
from app.domain.moments import to_wire
from regulator.auditing import asking, listing
from regulator.auditing.sight import Sight
from regulator.catalogue import shelf
from regulator.intake.models import Case, CaseMove

MOST = 1000


def sheet(sight: Sight, *, leaf: str = "", tid: str = "") -> CaseSheet | None:
    """The case of that tracking ID, or the one an entry is about; None where it is not seen."""
    case = _case(sight, leaf, tid)
    if case is None:
        return None
    service = shelf.service(case.service)
    part, *values = asking.about(case.tid)
    entries = listing.some(sight, f"l.office = %s AND {part}", case.office_id, *values, limit=MOST)
    moves = CaseMove.objects.filter(leaf=case.leaf)
    return CaseSheet(
        leaf=case.leaf,
        tid=case.tid,
        office=case.office_id,
        service=case.service,
        title=service.title if service else str(case.service),
        total=case.total,
        state=case.state,
        due=case.due,
        registered_at=to_wire(case.registered_at),
        changed_at=to_wire(case.changed_at),
        events=_steps(case),
        entries=tuple(entries),
        moves=tuple(CaseMoved(one.state, one.by, one.note, to_wire(one.at)) for one in moves),
    )


def _case(sight: Sight, leaf: str, tid: str) -> Case | None:
    seen = sight.cases().order_by("registered_at", "leaf")
    if tid:
        return seen.filter(tid=asking.tid_of(tid)).first()
    if found := seen.filter(leaf=leaf).first():
        return found
    row = listing.one(sight, "l.leaf = %s", leaf)
    return seen.filter(tid=row.tid, office=row.office).first() if row and row.tid else None


def _steps(case: Case) -> tuple[CaseStep, ...]:
    return tuple(
        CaseStep(
            n=one.n,
            type=one.type,
            at=to_wire(one.at),
            office=one.office,
            operator=one.operator,
            by=one.by,
            facts=one.facts,
        )
        for one in case.events.order_by("n")
    )
