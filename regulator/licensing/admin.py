"""Licences in the staff console; a change is told to the office."""

from datetime import datetime, time

from django.contrib import admin

from app.domain.jalali import UTC, show, tehran_date
from regulator.console import Kept
from regulator.intake import feed
from regulator.licensing.models import Licence


@admin.register(Licence)
class LicenceConsole(Kept[Licence]):
    """Issue, renew, suspend, cancel (#102-i)."""

    list_display = ("number", "office", "valid_from", "valid_to", "state")
    list_filter = ("state",)
    search_fields = ("number", "office__code")

    def tell(self, obj: Licence) -> None:
        """The desk shows the licence's state and end, and obeys it as it does a lease."""
        noon = datetime.combine(obj.valid_to, time(12), tzinfo=UTC)
        state = "valid" if obj.state == Licence.State.ACTIVE else obj.state
        until = show(tehran_date(noon))
        feed.tell(obj.office_id, "licence", licence=obj.number, state=state, until=until)
