"""Delegations in the staff console (#102-v): lists come by import or as drafts of items."""

from django.contrib import admin

from regulator.console import Shown, on_day
from regulator.delegation.models import Delegation


@admin.register(Delegation)
class DelegationConsole(Shown[Delegation]):
    """Which service which kind of office may do, where and when."""

    list_display = (
        "list_key",
        "service",
        "office_kind",
        "province",
        "office",
        on_day("starts", "از"),
        on_day("ends", "تا"),
        "state",
    )
    list_filter = ("list_key", "state", "office_kind")
    search_fields = ("service", "office")
