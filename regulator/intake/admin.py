"""The journal and the cases in the staff console; staff move a case on by an action."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest

from regulator.console import Kept, Shown, staff_name, when
from regulator.intake import cases, erasing
from regulator.intake.forms import ErasureForm
from regulator.intake.models import (
    Case,
    CaseEvent,
    CaseMove,
    Document,
    DueMove,
    ErasureOrder,
    FeedItem,
    ForkedEntry,
    LogPlace,
    StoredEntry,
)
from regulator.oversight.events import log
from regulator.words import word

MOVES = ("referred", "in_progress", "needs_documents", "ready", "delivered", "rejected")


def _moving(state: str) -> Callable[[Any, HttpRequest, QuerySet[Case]], None]:
    @transaction.atomic
    def move(_console: Any, request: HttpRequest, chosen: QuerySet[Case]) -> None:
        by = request.user.get_full_name() if request.user.is_authenticated else ""
        for case in chosen.select_for_update():
            cases.move(case, state, by=by or staff_name(request))
            log("case.moved", f"case:{case.leaf}", staff_name(request), state=state)

    move.__name__ = f"move_to_{state}"
    return admin.action(description=f"«{word('states', state)}»", permissions=["change"])(move)


@admin.register(Case)
class CaseConsole(Shown[Case]):
    """Cases by state; actions move the chosen ones and tell their offices."""

    list_display = (
        "tid",
        "office",
        "service",
        "state_name",
        when("changed_at", "آخرین تغییر"),
    )
    list_filter = ("state",)
    search_fields = ("tid",)
    actions = tuple(_moving(state) for state in MOVES)

    def has_change_permission(self, request: HttpRequest, _row: Case | None = None) -> bool:
        """Only for the actions: the fields themselves stay read only."""
        return admin.ModelAdmin.has_change_permission(self, request)

    @admin.display(description="وضعیت", ordering="state")
    def state_name(self, row: Case) -> str:
        """The state in words."""
        return word("states", row.state)

    def get_readonly_fields(self, _request: HttpRequest, _row: Case | None = None) -> list[str]:
        """All of them."""
        return [field.name for field in Case._meta.fields]


@admin.register(StoredEntry)
class EntryConsole(Shown[StoredEntry]):
    """The journal as it came; bodies are not shown here."""

    list_display = ("id", "dev", "seq", "type", "verdict", "reason", when("arrived_at", "رسیدن"))
    list_filter = ("verdict", "reason", "type")
    search_fields = ("dev", "tid", "leaf")


@admin.register(ErasureOrder)
class ErasureConsole(Kept[ErasureOrder]):
    """Orders of this side to erase a request; one that was carried out never changes."""

    form = ErasureForm
    list_display = ("tid", "ground", "number", "bodies", "documents", "second", when("at", "زمان"))
    search_fields = ("tid", "number")

    def has_change_permission(
        self, _request: HttpRequest, _row: ErasureOrder | None = None
    ) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: ErasureOrder, form: Any, change: bool) -> None:  # noqa: ARG002
        """Carry it out; the row is made with what it took."""
        obj.pk = erasing.erase(form.order(), staff_name(request)).pk


admin.site.register(
    (ForkedEntry, CaseEvent, CaseMove, Document, DueMove, FeedItem, LogPlace), Shown
)
