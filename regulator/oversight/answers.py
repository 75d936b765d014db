"""What an office says to something about it: a finding, or a complaint."""

from collections.abc import Mapping
from typing import Any

from app.domain.entry import Entry
from regulator.complaints import telling
from regulator.intake.models import StoredEntry
from regulator.oversight import findings


def heard(stored: StoredEntry, entry: Entry, body: Mapping[str, Any]) -> None:
    """By what `finding` names; one entry is about one thing."""
    if str(body.get("finding", "")).startswith(telling.NAMED):
        telling.office_answered(stored, entry, body)
    else:
        findings.answer(stored, entry, body)
