"""Licences in the staff console; a change is told to the office."""

from django.contrib import admin

from regulator.console import Kept
from regulator.licensing import telling
from regulator.licensing.models import Licence


@admin.register(Licence)
class LicenceConsole(Kept[Licence]):
    """Issue, renew, suspend, cancel (#102-i)."""

    list_display = ("number", "office", "valid_from", "valid_to", "state")
    list_filter = ("state",)
    search_fields = ("number", "office__code")

    def tell(self, obj: Licence) -> None:
        """The desk shows the licence's state and end, and obeys it as it does a lease."""
        telling.tell(obj)
