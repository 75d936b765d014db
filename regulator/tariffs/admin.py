"""Tariff tables and extension decisions in the staff console (#102-iii)."""

from django.contrib import admin
from django.urls import URLPattern, path

from regulator.console import Shown
from regulator.tariffs.extension import extend
from regulator.tariffs.models import Decision, TariffTable


@admin.register(TariffTable)
class TableConsole(Shown[TariffTable]):
    """Which title has a table for which year."""

    list_display = ("title", "year", "agency", "rows")
    list_filter = ("year",)
    search_fields = ("title",)


@admin.register(Decision)
class DecisionConsole(Shown[Decision]):
    """Which decision carries tables into which year; a new one is proposed, then published."""

    list_display = ("key", "date_sh", "by", "to_year", "titles")

    def get_urls(self) -> list[URLPattern]:
        """The page that proposes the extension."""
        mine = path("extend/", self.admin_site.admin_view(extend), name="tariffs_extend")
        return [mine, *super().get_urls()]
