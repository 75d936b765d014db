"""What the desks of an office hear of its licences, duties and closings; how closings are asked."""

from collections.abc import Mapping
from typing import Any

from app.domain.entry import Entry
from app.domain.errors import OperatorCanFix
from app.domain.jalali import parse
from app.domain.moments import from_wire
from regulator.intake import feed
from regulator.intake.models import StoredEntry
from regulator.jalali_fields import jalali_text
from regulator.licensing.models import Closing, Duty, Licence
from regulator.oversight.events import log

LONGEST = 366


def tell(licence: Licence) -> None:
    """Its state and its last day; the desks obey it as they do a lease."""
    state = "valid" if licence.state == Licence.State.ACTIVE else licence.state
    until = jalali_text(licence.valid_to)
    named = {"licence": licence.number, "state": state, "until": until}
    if licence.renewal_filed:
        named["renewal"] = jalali_text(licence.renewal_filed)
    feed.tell(licence.office_id, "licence", **named)


def tell_duty(duty: Duty) -> None:
    """What is to be done by when, or that it was."""
    named = {"duty": str(duty.pk), "kind": duty.kind, "title": duty.title, "done": duty.done}
    feed.tell(duty.office_id, "message", about="duty", **named, until=jalali_text(duty.until))


def tell_closing(closing: Closing) -> None:
    """How it was decided; the permit's number."""
    named = {"closing": closing.name, "state": closing.state, "number": closing.number}
    named |= {"first": jalali_text(closing.first), "last": jalali_text(closing.last)}
    feed.tell(closing.office_id, "message", about="closing", **named, note=closing.note)


def closing_asked(_stored: StoredEntry, entry: Entry, body: Mapping[str, Any]) -> None:
    """A manager asked; the same request again changes nothing."""
    try:
        first, last = (parse(str(body.get(name, ""))).togregorian() for name in ("first", "last"))
    except OperatorCanFix:
        return
    name, reason = str(body.get("closing", ""))[:64], str(body.get("reason", ""))[:1000]
    if not name or not 0 <= (last - first).days < LONGEST:
        return
    asked = {"office_id": entry.office, "first": first, "last": last, "reason": reason}
    asked |= {"asked_at": from_wire(entry.ts), "asked_by": (entry.op or "")[:12]}
    _, fresh = Closing.objects.get_or_create(name=name, defaults=asked)
    if fresh:
        log("closing.asked", f"office:{entry.office}", f"dev:{entry.dev}", closing=name)
