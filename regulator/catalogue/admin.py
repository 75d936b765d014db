"""The catalogue in the staff console: versions and releases to look at, and the writing desk."""

from typing import Any

from django.contrib import admin
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.safestring import SafeString

from app.domain.jalali import show
from regulator import clock
from regulator.catalogue.console import pages, uploads
from regulator.catalogue.console.waivers import WaiverForm
from regulator.catalogue.models import Draft, FormVersion, Held, Item, Release, Waiver
from regulator.console import Kept, Shown, staff_name, when
from regulator.oversight.events import log


@admin.register(Item)
class ItemConsole(Shown[Item]):
    """Every version ever kept."""

    list_display = ("kind", "key", "version", "sha256")
    list_filter = ("kind",)
    search_fields = ("key",)

    def get_urls(self) -> list[URLPattern]:
        """The pages of the writing desk."""
        views: tuple[tuple[str, Any, str], ...] = (
            ("desk/", pages.writing_desk, "catalogue_desk"),
            ("write/<str:kind>/", pages.write, "catalogue_write"),
            ("drafts/<int:pk>/", pages.draft, "catalogue_draft_page"),
            ("publish/", pages.publish, "catalogue_publish"),
            ("days/", pages.confirm_days, "catalogue_days"),
            ("import/<str:what>/", uploads.upload, "catalogue_import"),
            ("forms/<str:key>/<int:version>/", pages.form_shown, "catalogue_form"),
        )
        inside = self.admin_site.admin_view
        mine = [path(where, inside(view), name=name) for where, view, name in views]
        return [*mine, *super().get_urls()]


@admin.register(Release)
class ReleaseConsole(Shown[Release]):
    """Every manifest."""

    list_display = (
        "number",
        when("issued_at", "زمان انتشار"),
        when("expires_at", "پایان اعتبار"),
    )


@admin.register(Draft)
class DraftConsole(Shown[Draft]):
    """What is in writing; each opens on its own page."""

    list_display = ("kind", "key", "by", when("changed_at", "آخرین تغییر"), "opened")
    list_filter = ("kind",)

    @admin.display(description="")
    def opened(self, row: Draft) -> SafeString:
        """The way to its page."""
        return format_html('<a href="/staff/catalogue/item/drafts/{}/">باز کردن</a>', row.pk)


@admin.register(Waiver)
class WaiverConsole(Kept[Waiver]):
    """Given once, never changed: a longer one is another waiver."""

    form = WaiverForm
    fields = ("service", "by", "date_sh", "until_sh", "reason")
    list_display = ("service", "by", "date_sh", "until_sh", "counts")
    search_fields = ("service",)

    def has_change_permission(self, _request: HttpRequest, _row: Waiver | None = None) -> bool:
        return False

    @admin.display(description="برقرار", boolean=True)
    def counts(self, row: Waiver) -> bool:
        """Whether it counts today: one that has ended asks for the agency's word, or another."""
        return row.date_sh <= show(clock.today()) <= row.until_sh


@admin.register(Held)
class HeldConsole(Shown[Held]):
    """Cards no release may name yet."""

    list_display = ("service", "fields")


def _state(state: FormVersion.State) -> Any:
    @transaction.atomic
    def change(_console: Any, request: HttpRequest, chosen: QuerySet[FormVersion]) -> None:
        today = show(clock.today())
        for one in chosen.exclude(state=state):
            one.state, one.since_sh = state, today
            one.save()
            log("form.state", f"form:{one.key}"[:80], staff_name(request), state=str(state))

    change.__name__ = f"make_{state}"
    return admin.action(description=f"«{state.label}»", permissions=["change"])(change)


@admin.register(FormVersion)
class FormBankConsole(Shown[FormVersion]):
    """The form bank (#8): search, look, close. Desks hear of a state with the next release."""

    list_display = ("title", "version", "state", "since_sh", "drawn")
    list_filter = ("state",)
    search_fields = ("title", "key")
    actions = (_state(FormVersion.State.CLOSING), _state(FormVersion.State.CLOSED))

    def has_change_permission(self, request: HttpRequest, _row: FormVersion | None = None) -> bool:
        """Only for the actions: the fields themselves stay read only."""
        return admin.ModelAdmin.has_change_permission(self, request)

    def get_readonly_fields(
        self, _request: HttpRequest, _row: FormVersion | None = None
    ) -> list[str]:
        """All of them."""
        return [field.name for field in FormVersion._meta.fields]

    @admin.display(description="")
    def drawn(self, row: FormVersion) -> SafeString:
        """The way to the form as it looks."""
        where = f"/staff/catalogue/item/forms/{row.key}/{row.version}/"
        return format_html('<a href="{}">پیش‌نمایش</a>', where)
