"""Auditors in the staff console: who they are, what they may see, what they read and ordered."""

from typing import Any

import segno
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from regulator.auditing import accounts
from regulator.auditing.forms import AuditorForm
from regulator.auditing.models import Auditor, AuditRead, Package
from regulator.console import Form, Kept, Shown, staff_name, when
from regulator.words import choices, word


@admin.register(Auditor)
class AuditorConsole(Kept[Auditor]):
    """Accounts of the auditor's workspace. Password and seed are drawn and shown this once."""

    form = AuditorForm
    list_display = ("number", "name", "role", "active")
    list_filter = ("role", "active")
    search_fields = ("number", "name")
    actions = ("reset", "end")

    def get_readonly_fields(self, _request: HttpRequest, obj: Auditor | None = None) -> Any:
        """The seed is bound to the number: it stays."""
        return ("number",) if obj else ()

    def save_model(self, request: HttpRequest, obj: Auditor, form: Form, change: bool) -> None:
        """A new one gets its secrets; another scope counts from the next question on."""
        if change:
            super().save_model(request, obj, form, change)
        else:
            vars(request)["given"] = accounts.add(obj, staff_name(request))

    def response_add(
        self, request: HttpRequest, _obj: Auditor, _next: str | None = None
    ) -> HttpResponse:
        """The page with the secrets in place of the list."""
        return self._shown(request, vars(request)["given"])

    @admin.action(description="گذرواژه و کلید تازه (یک ناظر)", permissions=["change"])
    def reset(self, request: HttpRequest, chosen: QuerySet[Auditor]) -> HttpResponse | None:
        """New secrets for one; whatever was signed in is out."""
        if chosen.count() != 1:
            self.message_user(request, word("auditors", "one-at-a-time"), messages.ERROR)
            return None
        return self._shown(request, accounts.reset(chosen.get(), staff_name(request)))

    @admin.action(description="پایان حساب", permissions=["change"])
    def end(self, request: HttpRequest, chosen: QuerySet[Auditor]) -> None:
        """They open nothing from now on."""
        for one in chosen:
            accounts.end(one, staff_name(request))

    def _shown(self, request: HttpRequest, given: accounts.Given) -> HttpResponse:
        facts = {
            **self.admin_site.each_context(request),
            "title": "گذرواژه و کلید یک‌بارمصرف",
            "given": given,
            "qr": segno.make(given.address, error="m").svg_data_uri(scale=4, dark="#000"),
            "opts": self.opts,
        }
        answer = TemplateResponse(request, "staff/auditor_given.html", facts)
        answer["Cache-Control"] = "no-store"
        return answer


class ByQuery(admin.SimpleListFilter):
    """Queries by their names."""

    title, parameter_name = "پرسش", "what"

    def lookups(self, _request: HttpRequest, _page: object) -> list[tuple[str, str]]:
        """All there are."""
        return choices("audit_queries")

    def queryset(self, _request: HttpRequest, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Those of the chosen one."""
        return rows.filter(what=self.value()) if self.value() else rows


@admin.register(AuditRead)
class ReadConsole(Shown[AuditRead]):
    """What auditors read; tracking IDs and texts stand as hashes here too."""

    list_display = (when("at", "زمان"), "number", "query", "rows", "reason")
    list_filter = (ByQuery,)
    search_fields = ("number",)

    @admin.display(description="پرسش", ordering="what")
    def query(self, row: AuditRead) -> str:
        """By its name."""
        return word("audit_queries", row.what)


@admin.register(Package)
class PackageConsole(Shown[Package]):
    """Evidence packages that were ordered."""

    list_display = (when("at", "زمان"), "auditor", "titled", "state", "of")
    list_filter = ("state",)

    @admin.display(description="نام")
    def titled(self, row: Package) -> str:
        """As it was ordered."""
        return str(row.order.get("title", ""))
