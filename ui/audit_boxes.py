"""Makes the box of a place when it is first gone to; nothing of the others is loaded for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ui.audit_places import AuditPlaces


def make(place: str, places: AuditPlaces) -> Any:
    """The box behind that place."""
    from importlib import import_module

    module, name = BOXES[place]
    return getattr(import_module(module), name)(places)


BOXES = {
    "entries": ("ui.audit_entries", "AuditEntriesBox"),
    "entry": ("ui.audit_entry", "AuditEntryBox"),
    "case": ("ui.audit_case", "AuditCaseBox"),
    "chain": ("ui.audit_chain", "AuditChainBox"),
    "findings": ("ui.audit_findings", "AuditFindingsBox"),
    "compare": ("ui.audit_compare", "AuditCompareBox"),
    "board": ("ui.audit_board", "AuditBoardBox"),
    "package": ("ui.audit_package", "AuditPackageBox"),
}
