"""Item versions and releases in the staff console: to look at, never to change."""

from django.contrib import admin

from regulator.catalogue.models import Item, Release
from regulator.console import Shown, when


@admin.register(Item)
class ItemConsole(Shown[Item]):
    """Every version ever published."""

    list_display = ("kind", "key", "version", "sha256")
    list_filter = ("kind",)
    search_fields = ("key",)


@admin.register(Release)
class ReleaseConsole(Shown[Release]):
    """Every manifest."""

    list_display = (
        "number",
        when("issued_at", "زمان انتشار"),
        when("expires_at", "پایان اعتبار"),
    )
