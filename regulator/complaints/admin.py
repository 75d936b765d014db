"""Complaints in the staff console, the nearest promise first (#102-vi)."""

from django.contrib import admin

from regulator.complaints import telling
from regulator.complaints.models import Complaint
from regulator.console import Kept, when


@admin.register(Complaint)
class ComplaintConsole(Kept[Complaint]):
    """Staff change the state and write the answer; the citizen's own words stay as they came."""

    list_display = ("number", "kind", when("promised_by", "پاسخ تا"), "state")
    list_filter = ("state", "kind")
    readonly_fields = (
        "number",
        "kind",
        "tid",
        "text",
        "contact",
        "at",
        "promised_by",
        "office_answer",
    )

    def tell(self, obj: Complaint) -> None:
        """The office it concerns hears how far it is."""
        telling.tell(obj)
