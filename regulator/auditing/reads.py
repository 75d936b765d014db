"""The journal of what auditors read: one line for each answer, written before it is given."""

from collections.abc import Mapping
from typing import Any

from app.domain.audit import Filter
from app.domain.json_values import to_json
from regulator import clock
from regulator.auditing import sessions
from regulator.auditing.models import Auditor, AuditRead

# What may name a person's affair: kept as a keyed hash.
_HIDDEN = ("tid", "text")


def note(
    auditor: Auditor, what: str, *, about: Mapping[str, Any], rows: int, reason: str = ""
) -> None:
    """Keep that this was read. The row is there before the answer leaves."""
    AuditRead.objects.create(
        at=clock.now(),
        number=auditor.number,
        what=what,
        about={name: hidden(name, value) for name, value in about.items()},
        rows=rows,
        reason=reason,
    )


def of_filter(asked: Filter) -> dict[str, Any]:
    """A filter as it stands in the journal: only what it filters by."""
    told = to_json(asked).items()
    return {name: hidden(name, value) for name, value in told if value not in ("", [], None)}


def hidden(name: str, value: Any) -> Any:
    """A tracking ID or a free text as its keyed hash, everything else as it is."""
    return sessions.mark("asked", str(value)) if name in _HIDDEN and value else value
