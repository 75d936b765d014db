"""Delegations in the staff console (#102-v)."""

from django.contrib import admin

from regulator.console import Kept
from regulator.delegation.models import Delegation


@admin.register(Delegation)
class DelegationConsole(Kept[Delegation]):
    """Which service which kind of office may do, where and when."""

    list_display = ("service", "office_kind", "province", "starts", "ends", "state")
    list_filter = ("state", "office_kind")
    search_fields = ("service",)
