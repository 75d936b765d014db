"""People as their office says: proposed newcomers, decided here, and those it put aside itself."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from app.domain.entry import Entry
from app.domain.moments import from_wire
from regulator.intake.models import StoredEntry
from regulator.offices import authorisations
from regulator.offices.models import Operator, Proposal
from regulator.oversight.events import log


def proposed(_stored: StoredEntry, entry: Entry, body: Mapping[str, Any]) -> None:
    """A manager of the office named a newcomer; the first word about a number counts."""
    number, name = str(body.get("operator", "")), str(body.get("name", ""))
    if body.get("state") != "proposed" or not _is_manager(entry) or not (number and name):
        return
    asked = {"name": name[:120], "asked_at": from_wire(entry.ts), "asked_by": entry.op}
    _, fresh = Proposal.objects.get_or_create(
        office_id=entry.office, number=number[:12], defaults=asked
    )
    if fresh:
        log("operator.proposed", f"office:{entry.office}", f"dev:{entry.dev}", number=number)


def changed(_stored: StoredEntry, entry: Entry, body: Mapping[str, Any]) -> None:
    """A manager put somebody aside, or took that back: the office's other desks hear of it."""
    off, number = body.get("disabled"), body.get("operator")
    if not isinstance(off, bool) or not isinstance(number, str) or not _is_manager(entry):
        return
    for person in Operator.objects.filter(office=entry.office, number=number):
        if person.office_off != off:
            person.office_off = off
            person.save()
            log("operator.office_off", f"office:{entry.office}", f"dev:{entry.dev}", off=off)
            authorisations.tell(person)


@transaction.atomic
def decide(proposal: Proposal, *, agreed: bool, by: str) -> None:
    """Approved: an operator under the number the office gave. Refused: they never work."""
    proposal.state = Proposal.State.APPROVED if agreed else Proposal.State.REFUSED
    proposal.save()
    person, _ = Operator.objects.update_or_create(
        office=proposal.office,
        number=proposal.number,
        defaults={"name": proposal.name, "active": agreed},
    )
    log("operator.decided", f"office:{proposal.office_id}", by, number=person.number, agreed=agreed)
    authorisations.tell(person)


def _is_manager(entry: Entry) -> bool:
    """Whether a manager the regulator knows wrote it."""
    managers = Operator.objects.filter(role=Operator.Role.MANAGER, active=True)
    return managers.filter(office=entry.office, number=entry.op or "").exists()
