"""How announcements, outages and messages reach the desks, and how reading comes back."""

from collections.abc import Mapping
from typing import Any

from app.domain import canonical
from app.domain.entry import Entry
from app.domain.moments import from_wire, to_wire
from regulator.intake import feed
from regulator.intake.models import StoredEntry
from regulator.jalali_fields import jalali_text
from regulator.notices.models import Announcement, OfficeMessage, Outage, ReadReceipt


def key_of(announcement: Announcement) -> str:
    """Its name on the wire; catalogue notices have names of their own."""
    return f"announcement.{announcement.pk}"


def announce(announcement: Announcement) -> None:
    """To one office, or to all; `sha256` names the very wording."""
    wording = canonical.dumps({"title": announcement.title, "text": announcement.text})
    ends = jalali_text(announcement.ends) if announcement.ends else ""
    feed.tell(
        announcement.office_id or feed.COUNTRY,
        "announcement",
        announcement=key_of(announcement),
        version=announcement.version,
        sha256=canonical.sha256_hex(wording),
        must_read=True,
        critical=announcement.critical,
        province=announcement.province,
        service=announcement.service,
        title=announcement.title,
        text=announcement.text,
        **{"from": jalali_text(announcement.starts), "to": ends},
    )


def tell_outage(outage: Outage) -> None:
    """That it began, changed, or is over (`until`)."""
    ended = to_wire(outage.ended_at) if outage.ended_at else None
    feed.tell(
        feed.COUNTRY,
        "outage",
        outage=str(outage.pk),
        text=outage.title,
        note=outage.note,
        agency=outage.agency,
        service=outage.service,
        until=ended,
        **{"from": to_wire(outage.began_at)},
    )


def send(message: OfficeMessage) -> None:
    """To the manager of one office."""
    named = {"message": f"message.{message.pk}", "title": message.title}
    feed.tell(message.office_id, "message", **named, text=message.text)


def note_read(_stored: StoredEntry, entry: Entry, body: Mapping[str, Any]) -> None:
    """The receipt of a reading; the first one counts."""
    key, version = body.get("announcement"), body.get("version")
    if isinstance(key, str) and type(version) is int and entry.op and 0 <= version < 2**31:
        named = {"key": key[:100], "version": version, "office": entry.office}
        at = {"at": from_wire(entry.ts)}
        ReadReceipt.objects.get_or_create(**named, operator=entry.op[:12], defaults=at)
