"""A complaint about a request: the office's manager hears of it with its time limit, and answers.

The citizen's own words and way of contact stay here; the office sees which request it is about.
"""

from collections.abc import Mapping
from typing import Any

from app.domain.entry import Entry
from app.domain.moments import to_wire
from regulator.complaints.models import Complaint
from regulator.intake import feed
from regulator.intake.models import StoredEntry
from regulator.offices.models import Office
from regulator.oversight.events import log

NAMED = "complaint."


def tell(complaint: Complaint) -> None:
    """The office of its tracking ID; one without an ID concerns no office."""
    office = complaint.tid[:5]
    if complaint.tid and Office.objects.filter(code=office).exists():
        named = {"complaint": complaint.number, "kind": complaint.kind, "tid": complaint.tid}
        named |= {"state": complaint.state, "at": to_wire(complaint.at)}
        promised = to_wire(complaint.promised_by)
        feed.tell(office, "message", about="complaint", **named, promised_by=promised)


def office_answered(_stored: StoredEntry, entry: Entry, body: Mapping[str, Any]) -> None:
    """What the office says to it (`finding.answered` that names a complaint); staff decide."""
    number = str(body.get("finding", "")).removeprefix(NAMED)
    about = Complaint.objects.filter(number=number, tid__startswith=entry.office)
    for one in about.exclude(state=Complaint.State.ANSWERED):
        one.office_answer = str(body.get("answer", ""))[:8000]
        one.state = Complaint.State.IN_PROGRESS
        one.save()
        log("complaint.office_answered", f"complaint:{one.number}", f"dev:{entry.dev}")
        tell(one)
