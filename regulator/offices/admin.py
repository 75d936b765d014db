"""Offices, desks, operators and enrolments in the staff console."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.forms import ChoiceField, ModelForm
from django.http import HttpRequest

from app.domain.text import plain_name
from regulator import clock
from regulator.catalogue import shelf
from regulator.console import Form, Kept, Shown, staff_name, when
from regulator.intake import feed
from regulator.offices import authorisations, codes, proposals
from regulator.offices.models import (
    Authorisation,
    Desk,
    Enrolment,
    EnrolmentCode,
    Lease,
    LeaseFigures,
    Office,
    Operator,
    Proposal,
)
from regulator.oversight.events import log

if TYPE_CHECKING:
    _Form = ModelForm[Office]
else:
    _Form = ModelForm


class OfficeForm(_Form):
    """The province is chosen by its name; the county is one of its own, in any spelling."""

    class Meta:
        model = Office
        fields = "__all__"

    def __init__(self, *told: Any, **more: Any) -> None:
        super().__init__(*told, **more)
        provinces = sorted(shelf.current().provinces.values(), key=lambda one: one.name)
        choices = [("", "–"), *((one.code, one.name) for one in provinces)]
        self.fields["province"] = ChoiceField(label="استان", choices=choices)

    def clean(self) -> dict[str, Any]:
        """The county as the list of divisions spells it."""
        told = super().clean() or {}
        named = told.get("county", "")
        counties = shelf.current().counties.get(told.get("province", ""), {})
        known = {plain_name(one): one for one in counties}
        if named and counties and plain_name(named) not in known:
            raise ValidationError({"county": f"این استان شهرستانی به نام «{named}» ندارد."})
        return told | {"county": known.get(plain_name(named), named)}


@admin.register(Office)
class OfficeConsole(Kept[Office]):
    """Offices; the action makes a one-time enrolment code, shown this once (#102-ii)."""

    form = OfficeForm
    list_display = ("code", "name", "kind", "province_name", "county", "village")
    list_filter = ("kind",)
    search_fields = ("code", "name", "county", "village")
    actions = ("give_code",)

    @admin.display(description="استان", ordering="province")
    def province_name(self, row: Office) -> str:
        """Its name in the catalogue in force."""
        known = shelf.current().provinces.get(row.province)
        return known.name if known else row.province

    @admin.action(description="ساختن کد ثبت باجه")
    def give_code(self, request: HttpRequest, offices: QuerySet[Office]) -> None:
        """One code for each chosen office."""
        for office in offices:
            code = codes.issue(office, staff_name(request))
            self.message_user(request, f"{office.name}: {code}", messages.SUCCESS)


if TYPE_CHECKING:
    Inline = admin.TabularInline[Authorisation, Operator]
else:
    Inline = admin.TabularInline


class Authorisations(Inline):
    """What a restricted person may take."""

    model = Authorisation
    extra = 0
    formfield_overrides = Kept.formfield_overrides


@admin.register(Operator)
class OperatorConsole(Kept[Operator]):
    """Operators; changes reach the office's desks by the feed."""

    list_display = ("number", "name", "office", "role", "active")
    list_filter = ("role", "active")
    search_fields = ("number", "office__code")

    inlines = (Authorisations,)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """The services a person may take are saved after the person: then the desks are told."""
        super().save_related(request, form, formsets, change)
        authorisations.tell(form.instance)


@admin.register(Proposal)
class ProposalConsole(Shown[Proposal]):
    """The inbox of people whom offices propose: agreed or not, the desks hear of it."""

    list_display = (when("asked_at", "زمان پیشنهاد"), "office", "number", "name", "state")
    list_filter = ("state",)
    actions = ("agree", "refuse")

    def has_change_permission(self, request: HttpRequest, _row: Proposal | None = None) -> bool:
        """Only for the actions: the fields themselves stay read only."""
        return admin.ModelAdmin.has_change_permission(self, request)

    def get_readonly_fields(self, _request: HttpRequest, _row: Proposal | None = None) -> list[str]:
        """All of them."""
        return [field.name for field in Proposal._meta.fields]

    @admin.action(description="پذیرفتن", permissions=["change"])
    def agree(self, request: HttpRequest, chosen: QuerySet[Proposal]) -> None:
        """They may work from the office's next round on."""
        self._decide(request, chosen, agreed=True)

    @admin.action(description="رد", permissions=["change"])
    def refuse(self, request: HttpRequest, chosen: QuerySet[Proposal]) -> None:
        """They do not work there."""
        self._decide(request, chosen, agreed=False)

    def _decide(self, request: HttpRequest, chosen: QuerySet[Proposal], *, agreed: bool) -> None:
        for one in chosen.filter(state=Proposal.State.ASKED):
            proposals.decide(one, agreed=agreed, by=staff_name(request))


@admin.register(LeaseFigures)
class FiguresConsole(Kept[LeaseFigures]):
    """How long offices may work without a line; at its next call each desk has the new word."""

    list_display = ("__str__", "warn_hours", "amber_days", "days", "receipts")

    def save_model(self, request: HttpRequest, obj: LeaseFigures, form: Form, change: bool) -> None:
        """Leases older than this moment are renewed."""
        obj.changed_at = clock.now()
        super().save_model(request, obj, form, change)


@admin.register(Enrolment)
class EnrolmentConsole(Shown[Enrolment]):
    """Enrolments with their check number; the action revokes a key for good."""

    list_display = (
        "dev",
        "office",
        "desk",
        "ep",
        "check_number",
        "state",
        when("issued_at", "زمان ثبت"),
    )
    list_filter = ("state",)
    actions = ("revoke",)

    def has_change_permission(self, request: HttpRequest, _row: Enrolment | None = None) -> bool:
        """Only for the action: the fields themselves stay read only."""
        return admin.ModelAdmin.has_change_permission(self, request)

    def get_readonly_fields(
        self, _request: HttpRequest, _row: Enrolment | None = None
    ) -> list[str]:
        """All of them."""
        return [field.name for field in Enrolment._meta.fields]

    @admin.action(description="ابطال کلید باجه", permissions=["change"])
    @transaction.atomic
    def revoke(self, request: HttpRequest, chosen: QuerySet[Enrolment]) -> None:
        """From now on entries of this key are stored as quarantined."""
        for one in chosen.exclude(state=Enrolment.State.REVOKED):
            one.state, one.closed_at = Enrolment.State.REVOKED, clock.now()
            one.save()
            log("desk.revoked", f"dev:{one.dev}", staff_name(request))
            named = {"dev": one.dev, "desk": one.desk.number}
            feed.tell(one.office_id, "message", about="desk.revoked", **named)


admin.site.register((Desk, EnrolmentCode, Lease), Shown)
