"""Packages that came by hand, in the staff console."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.safestring import SafeString

from regulator.console import Shown, when
from regulator.courier import pages
from regulator.courier.models import CourierAnswer


@admin.register(CourierAnswer)
class CourierConsole(Shown[CourierAnswer]):
    """Every package taken so far; «دریافت بسته» takes the next."""

    list_display = ("office", "desk", when("at", "زمان"), "entries", "needing", "documents", "file")
    fields = ("office", "desk", "package", "entries", "needing", "documents", "problem", "by")
    change_list_template = "staff/courier_list.html"

    def get_urls(self) -> list[URLPattern]:
        """The pages where a package goes in and its answer comes out."""
        views: tuple[tuple[str, Any, str], ...] = (
            ("take/", pages.take, "courier_take"),
            ("taken/<str:sha256>/", pages.taken, "courier_taken"),
            ("answer/<str:sha256>/", pages.answer, "courier_answer"),
        )
        inside = self.admin_site.admin_view
        mine = [path(where, inside(view), name=name) for where, view, name in views]
        return [*mine, *super().get_urls()]

    def has_view_permission(self, request: HttpRequest, _row: CourierAnswer | None = None) -> bool:
        """Whoever may take packages in."""
        return bool(request.user.has_perm("courier.add_courieranswer"))

    @admin.display(description="")
    def file(self, row: CourierAnswer) -> SafeString:
        """The way to the answer."""
        where = f"/staff/courier/courieranswer/taken/{row.pk}/"
        return format_html('<a href="{}">پاسخ</a>', where)
