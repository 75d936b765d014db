"""Licences, duties and closings in the staff console; each change is told to the office."""

from django.contrib import admin
from django.http import HttpRequest

from regulator.console import Kept, on_day, when
from regulator.licensing import telling
from regulator.licensing.models import Closing, Duty, Licence


@admin.register(Licence)
class LicenceConsole(Kept[Licence]):
    """Issue, renew, suspend, cancel (#102-i)."""

    list_display = ("number", "office", "valid_from", "valid_to", "renewal_filed", "state")
    list_filter = ("state",)
    search_fields = ("number", "office__code")

    def tell(self, obj: Licence) -> None:
        """The desk shows the licence's state and end, and obeys it as it does a lease."""
        telling.tell(obj)


@admin.register(Duty)
class DutyConsole(Kept[Duty]):
    """The lease of the premises, deadlines: the office is warned in time."""

    list_display = ("title", "office", "kind", on_day("until", "تا روز"), "done")
    list_filter = ("kind", "done")
    search_fields = ("office__code", "title")

    def tell(self, obj: Duty) -> None:
        """The manager sees it among the office's duties."""
        telling.tell_duty(obj)


@admin.register(Closing)
class ClosingConsole(Kept[Closing]):
    """What offices ask is decided here: a permit with its number, or a refusal with its reason."""

    list_display = (
        when("asked_at", "زمان درخواست"),
        "office",
        on_day("first", "از روز"),
        on_day("last", "تا روز"),
        "state",
        "number",
    )
    list_filter = ("state",)
    readonly_fields = ("name", "office", "first", "last", "reason", "asked_at", "asked_by")

    def has_add_permission(self, _request: HttpRequest) -> bool:
        """Offices ask; nobody else does."""
        return False

    def tell(self, obj: Closing) -> None:
        """The desks of the office hear how it was decided."""
        telling.tell_closing(obj)
