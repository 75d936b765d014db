"""The agency's inbox in the staff console, and who may open it."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from app.domain import tracking
from app.domain.text import persian_digits
from regulator.agencies import keys, scope, steps
from regulator.agencies.forms import KeyForm, OfficerForm, StepForm
from regulator.agencies.models import AgencyKey, InboxCase, Officer
from regulator.catalogue import shelf
from regulator.console import Kept, Shown, staff_name, when
from regulator.portal.templatetags.persian import tid
from regulator.problems import Problem
from regulator.words import word


def agency_of(request: HttpRequest) -> str:
    """The agency this account works for; "" for everybody else."""
    user = request.user
    if not user.is_authenticated or not user.is_active:
        return ""
    officer = Officer.objects.filter(user=user).first()
    return officer.agency if officer else ""


class ByState(admin.SimpleListFilter):
    """States by their names."""

    title, parameter_name = "وضعیت", "state"

    def lookups(self, _request: HttpRequest, _page: object) -> list[tuple[str, str]]:
        """The states an agency meets."""
        return [(state, word("states", state)) for state in ("received", *steps.REACHED)]

    def queryset(self, _request: HttpRequest, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Those in the chosen state."""
        return rows.filter(state=self.value()) if self.value() else rows


@admin.register(InboxCase)
class Inbox(Shown[InboxCase]):
    """Cases of the officer's own agency: taken over by an action, moved on from their page."""

    list_display = (
        "tracking_id",
        "service_title",
        "office",
        "state_name",
        when("changed_at", "تغییر"),
    )
    list_filter = (ByState,)
    search_fields = ("tid",)
    actions = ("take_over",)

    def has_module_permission(self, request: HttpRequest) -> bool:
        """The inbox shows for officers only."""
        return bool(agency_of(request))

    def has_view_permission(self, request: HttpRequest, row: InboxCase | None = None) -> bool:
        """A row of another agency is not there at all."""
        agency = agency_of(request)
        return bool(agency) and (row is None or scope.cases_of(agency, leaf=row.leaf).exists())

    def get_queryset(self, request: HttpRequest) -> QuerySet[InboxCase]:
        """Only the agency's own."""
        own = scope.cases_of(agency_of(request)).values("leaf")
        return InboxCase.objects.filter(leaf__in=own).select_related("office")

    @admin.display(description="شناسه پیگیری", ordering="tid")
    def tracking_id(self, row: InboxCase) -> str:
        """In its groups, as it is read out."""
        return tid(row.tid)

    @admin.display(description="خدمت", ordering="service")
    def service_title(self, row: InboxCase) -> str:
        """The service by its name."""
        service = shelf.service(row.service)
        return service.title if service else str(row.service)

    @admin.display(description="وضعیت", ordering="state")
    def state_name(self, row: InboxCase) -> str:
        """The state in words."""
        return word("states", row.state)

    @admin.action(description="تحویل گرفتن درخواست‌های در انتظار", permissions=["view"])
    def take_over(self, request: HttpRequest, _chosen: QuerySet[InboxCase]) -> None:
        """What waits for the agency is referred to it from now on."""
        taken = steps.refer(agency_of(request), staff_name(request))
        self.message_user(request, f"شمار درخواست‌های ارجاع‌شده: {persian_digits(len(taken))}")

    def get_urls(self) -> list[Any]:
        """The page of one case stands in place of Django's own."""
        page = self.admin_site.admin_view(self.case_page)
        return [
            path("<str:leaf>/change/", page, name="agencies_inboxcase_change"),
            *super().get_urls(),
        ]

    def case_page(self, request: HttpRequest, leaf: str) -> HttpResponse:
        """A case's events and the next step."""
        case = self.get_queryset(request).filter(leaf=leaf).first()
        if case is None:
            self.message_user(request, word("agency", "not-yours"), messages.ERROR)
            return HttpResponseRedirect(reverse("admin:index"))
        form = StepForm(request.POST or None)
        if request.method == "POST" and form.is_valid() and self._step(request, case, form):
            return HttpResponseRedirect(request.path)
        facts = {
            **self.admin_site.each_context(request),
            "case": case,
            "title": f"درخواست {persian_digits(tracking.spoken(case.tid))}",
            "service": self.service_title(case),
            "form": form,
            "events": case.events.all(),
            "opts": self.opts,
        }
        return TemplateResponse(request, "staff/agency_case.html", facts)

    def _step(self, request: HttpRequest, case: InboxCase, form: StepForm) -> bool:
        said = form.cleaned_data
        user: Any = request.user
        name = user.get_full_name() or user.get_username()
        told = steps.Told(said["step"], name, note=said["note"], code=said["code"])
        try:
            steps.take(agency_of(request), case.tid, told, staff_name(request))
        except Problem as problem:
            form.add_error("step", problem.title)
            return False
        self.message_user(request, f"وضعیت تازه: {word('agency_steps', said['step'])}")
        return True


@admin.register(Officer)
class OfficerConsole(Kept[Officer]):
    """Which account works for which agency."""

    form = OfficerForm
    list_display = ("user", "agency_name")

    @admin.display(description="دستگاه", ordering="agency")
    def agency_name(self, row: Officer) -> str:
        """The agency by its name."""
        return scope.name(row.agency)


@admin.register(AgencyKey)
class KeyConsole(Kept[AgencyKey]):
    """Keys of agencies' programs: drawn here and shown once; the action revokes them."""

    form = KeyForm
    list_display = ("selector", "agency", when("issued_at", "صدور"), when("revoked_at", "ابطال"))
    actions = ("revoke",)

    def has_change_permission(self, request: HttpRequest, row: AgencyKey | None = None) -> bool:
        """A key is never changed; the action needs the right."""
        return row is None and admin.ModelAdmin.has_change_permission(self, request)

    def save_model(self, request: HttpRequest, obj: AgencyKey, form: Any, change: bool) -> None:  # noqa: ARG002
        """Draw the key and show it this once."""
        token = keys.issue(obj.agency, staff_name(request))
        obj.pk = AgencyKey.objects.get(selector=token.split("_")[1]).pk
        self.message_user(request, f"{scope.name(obj.agency)}: {token}", messages.SUCCESS)

    @admin.action(description="ابطال کلید", permissions=["change"])
    def revoke(self, request: HttpRequest, chosen: QuerySet[AgencyKey]) -> None:
        """They open nothing from now on."""
        for key in chosen:
            keys.revoke(key, staff_name(request))
