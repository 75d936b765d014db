"""The board in the staff console, its baselines, criteria and settings (#28, #114)."""

from typing import Any

from django.contrib import admin
from django.forms import TypedChoiceField
from django.http import HttpRequest, HttpResponse

from regulator.catalogue import shelf
from regulator.console import Kept, Shown, on_day
from regulator.supervision import pages
from regulator.supervision.models import BoardFigures, DaySum, RankCriterion, ServiceBaseline


@admin.register(DaySum)
class BoardConsole(Shown[DaySum]):
    """The list of sums is not shown: it is drawn."""

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The board of a month."""
        if not self.has_view_permission(request):
            return super().changelist_view(request, extra_context)
        return pages.board(request)


@admin.register(ServiceBaseline)
class BaselineConsole(Kept[ServiceBaseline]):
    """Baselines: dated, with their source; an old one stays."""

    list_display = ("titled", "minutes", on_day("since", "از روز"), "source", "standard")
    list_filter = ("standard",)
    search_fields = ("service", "source")

    @admin.display(description="خدمت", ordering="service")
    def titled(self, row: ServiceBaseline) -> str:
        """The service's name."""
        known = shelf.service(row.service)
        return known.title if known else str(row.service)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **more: Any) -> Any:
        """The service is chosen by its name."""
        if db_field.name != "service":
            return super().formfield_for_dbfield(db_field, request, **more)
        services = sorted(shelf.current().services.values(), key=lambda one: one.title)
        chosen = [(one.number, one.title) for one in services if one.offered]
        return TypedChoiceField(label="خدمت", choices=chosen, coerce=int)


@admin.register(RankCriterion)
class CriterionConsole(Kept[RankCriterion]):
    """What the ranking rests on; whoever changes it is in the event log."""

    list_display = ("__str__", "weight", "best", "worst")
    readonly_fields = ("code",)

    def has_add_permission(self, _request: HttpRequest) -> bool:
        """The criteria are what the sums can tell."""
        return False


@admin.register(BoardFigures)
class BoardFiguresConsole(Kept[BoardFigures]):
    """One row; without it the defaults count."""

    list_display = ("__str__", "silent_days", "least_requests")

    def has_add_permission(self, _request: HttpRequest) -> bool:
        """Once."""
        return not BoardFigures.objects.exists()
