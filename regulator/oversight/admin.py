"""Findings, unreported receipts and the event log in the staff console (#102-iv)."""

from typing import TYPE_CHECKING

from django.contrib import admin
from django.db import transaction
from django.forms import ChoiceField, ModelForm
from django.http import HttpRequest

from regulator.console import Form, Kept, Shown, on_day, staff_name, when
from regulator.oversight import findings
from regulator.oversight.events import log
from regulator.oversight.models import (
    EventLog,
    Finding,
    Suppression,
    Thresholds,
    UnreportedReceipt,
)
from regulator.oversight.nightly import REASONS
from regulator.words import word


@admin.register(EventLog)
class EventConsole(Shown[EventLog]):
    """What was done here, by whom."""

    list_display = (when("at", "زمان"), "kind", "about", "by")
    list_filter = ("kind",)
    search_fields = ("about",)


@admin.register(Finding)
class FindingConsole(Kept[Finding]):
    """Who looks at a finding, what the office is asked, what came out, whether it concerns the
    licence; the finding itself stays.
    """

    list_display = (when("at", "زمان"), "office", "said", "seq", "state", "assigned", "referred")
    list_filter = ("state", "reason", "referred", "assigned")
    readonly_fields = ("office", "dev", "seq", "leaf", "reason", "facts", "at")

    @admin.display(description="یافته", ordering="reason")
    def said(self, row: Finding) -> str:
        """What was found, in words."""
        return word("findings", row.reason)

    @transaction.atomic
    def save_model(self, request: HttpRequest, obj: Finding, form: Form, change: bool) -> None:
        """A question opens it again; what is referred stands in the history of the licence."""
        asked = "question" in form.changed_data and obj.question
        if asked and obj.state == Finding.State.ANSWERED:
            obj.state = Finding.State.OPEN
        super().save_model(request, obj, form, change)
        licence = obj.office.licences.first()
        if obj.referred and "referred" in form.changed_data and licence:
            facts = {"finding": obj.pk, "reason": obj.reason}
            log("licence.referred", f"licence:{licence.number}", staff_name(request), **facts)

    def tell(self, obj: Finding) -> None:
        """The office sees what the auditor made of it."""
        findings.tell(obj)


@admin.register(UnreportedReceipt)
class UnreportedConsole(Shown[UnreportedReceipt]):
    """Genuine receipts seen by citizens before their entries came."""

    list_display = (when("first_seen", "نخستین دیدار"), "tid", "dev")


@admin.register(Thresholds)
class ThresholdsConsole(Kept[Thresholds]):
    """From where on the nightly rules speak; the row is there from the first inspection on."""

    list_display = ("__str__", "window_days", "opens", "closes", "rate_factor", "rate_one_in")


if TYPE_CHECKING:
    _Form = ModelForm[Suppression]
else:
    _Form = ModelForm


class SuppressionForm(_Form):
    """The rule is chosen by its Persian name."""

    reason = ChoiceField(
        label="قاعده", choices=lambda: [(one, word("findings", one)) for one in REASONS]
    )


@admin.register(Suppression)
class SuppressionConsole(Kept[Suppression]):
    """A rule kept quiet, with the reason; one that has ended speaks again."""

    form = SuppressionForm
    list_display = ("said", "office", "why", on_day("until", "تا روز"))

    @admin.display(description="قاعده", ordering="reason")
    def said(self, row: Suppression) -> str:
        """The rule, in words."""
        return word("findings", row.reason)
