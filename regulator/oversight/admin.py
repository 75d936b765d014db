"""Findings, unreported receipts and the event log in the staff console (#102-iv)."""

from django.contrib import admin

from regulator.console import Kept, Shown, when
from regulator.oversight import findings
from regulator.oversight.models import EventLog, Finding, UnreportedReceipt
from regulator.words import word


@admin.register(EventLog)
class EventConsole(Shown[EventLog]):
    """What was done here, by whom."""

    list_display = (when("at", "زمان"), "kind", "about", "by")
    list_filter = ("kind",)
    search_fields = ("about",)


@admin.register(Finding)
class FindingConsole(Kept[Finding]):
    """Only the state of a finding changes."""

    list_display = (when("at", "زمان"), "office", "said", "seq", "state")
    list_filter = ("state", "reason")
    readonly_fields = ("office", "dev", "seq", "leaf", "reason", "facts", "at")

    @admin.display(description="یافته", ordering="reason")
    def said(self, row: Finding) -> str:
        """What was found, in words."""
        return word("findings", row.reason)

    def tell(self, obj: Finding) -> None:
        """The office sees what the auditor made of it."""
        findings.tell(obj)


@admin.register(UnreportedReceipt)
class UnreportedConsole(Shown[UnreportedReceipt]):
    """Genuine receipts seen by citizens before their entries came."""

    list_display = (when("first_seen", "نخستین دیدار"), "tid", "dev")
