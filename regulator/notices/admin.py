"""Announcements, outages and messages in the staff console, with who has read them."""

from django.contrib import admin
from django.http import HttpRequest

from app.domain.text import persian_digits
from regulator.console import Kept, Shown, on_day, when
from regulator.notices import telling
from regulator.notices.models import Announcement, OfficeMessage, Outage, ReadReceipt


@admin.register(Announcement)
class AnnouncementConsole(Kept[Announcement]):
    """Written, changed, and read by whom."""

    list_display = (
        "title",
        "office",
        "critical",
        on_day("starts", "از"),
        on_day("ends", "تا"),
        "version",
        "readers",
    )
    search_fields = ("title",)

    @admin.display(description="خوانده‌اند")
    def readers(self, obj: Announcement) -> str:
        """How many people confirmed the wording that stands."""
        named = {"key": telling.key_of(obj), "version": obj.version}
        return persian_digits(ReadReceipt.objects.filter(**named).count())

    def tell(self, obj: Announcement) -> None:
        """Every desk it concerns shows it from its next round on."""
        telling.announce(obj)


@admin.register(Outage)
class OutageConsole(Kept[Outage]):
    """Begun when it is written, over when it is ticked."""

    list_display = ("title", when("began_at", "آغاز"), when("ended_at", "پایان"))
    list_filter = ("over",)

    def tell(self, obj: Outage) -> None:
        """Every desk shows it while it lasts."""
        telling.tell_outage(obj)


@admin.register(OfficeMessage)
class MessageConsole(Kept[OfficeMessage]):
    """Written once."""

    list_display = (when("at", "زمان"), "office", "title")
    search_fields = ("office__code", "title")

    def has_change_permission(
        self, _request: HttpRequest, _row: OfficeMessage | None = None
    ) -> bool:
        return False

    def tell(self, obj: OfficeMessage) -> None:
        """The office's manager reads it at any of its desks."""
        telling.send(obj)


@admin.register(ReadReceipt)
class ReceiptConsole(Shown[ReadReceipt]):
    """Who read what, when."""

    list_display = (when("at", "زمان خواندن"), "key", "version", "office", "operator")
    search_fields = ("key", "office", "operator")
