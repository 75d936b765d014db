"""What the staff console's pages share: immutable tables are shown, and every change is logged."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from django.contrib import admin
from django.db import transaction
from django.db.models import DateField, Model
from django.forms import ModelForm
from django.http import HttpRequest

from app.domain.text import persian_digits
from regulator.jalali_fields import JalaliDayField, JalaliInput, jalali_text
from regulator.oversight.events import log
from regulator.portal.templatetags.persian import moment

Row = TypeVar("Row", bound=Model)

if TYPE_CHECKING:
    Page = admin.ModelAdmin
    Form = ModelForm[Model]
else:

    class Page(admin.ModelAdmin):
        """Django's page; the type checker knows its row, Django itself does not."""

        def __class_getitem__(cls, _row: object) -> type:
            return cls

    Form = ModelForm


class Shown(Page[Row]):
    """Read only: nobody adds, changes or deletes here."""

    def has_add_permission(self, _request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, _request: HttpRequest, _row: Row | None = None) -> bool:
        return False

    def has_delete_permission(self, _request: HttpRequest, _row: Row | None = None) -> bool:
        return False


class Kept(Page[Row]):
    """Added and changed, never deleted; each write leaves its line in the event log.

    Dates are typed and shown in the Jalali calendar.
    """

    formfield_overrides: ClassVar[dict[Any, dict[str, Any]]] = {
        DateField: {"form_class": JalaliDayField, "widget": JalaliInput}
    }

    def has_delete_permission(self, _request: HttpRequest, _row: Row | None = None) -> bool:
        return False

    @transaction.atomic
    def save_model(self, request: HttpRequest, obj: Row, form: Form, change: bool) -> None:
        """Save, log which fields changed (not their values), and tell whom it concerns."""
        obj.save()
        verb = "changed" if change else "added"
        about = f"{obj._meta.model_name}:{obj.pk}"
        log(f"{obj._meta.model_name}.{verb}", about, staff_name(request), fields=form.changed_data)
        self.tell(obj)

    def tell(self, obj: Row) -> None:
        """What the offices must hear of this change; nothing, unless a page says so."""


def when(field: str, title: str) -> Callable[[Model], str]:
    """A column with the Jalali date and Tehran time of that field."""

    @admin.display(description=title, ordering=field)
    def shown(row: Model) -> str:
        at = getattr(row, field)
        return moment(at) if at else ""

    return shown


def on_day(field: str, title: str) -> Callable[[Model], str]:
    """A column with the Jalali date of that field."""

    @admin.display(description=title, ordering=field)
    def shown(row: Model) -> str:
        day = getattr(row, field)
        return persian_digits(jalali_text(day)) if day else ""

    return shown


def staff_name(request: HttpRequest) -> str:
    """The account behind a console request."""
    user: Any = request.user
    return f"staff:{user.get_username()}"


admin.site.site_header = admin.site.site_title = "سازمان تنظیم مقررات – پیشخوان"
admin.site.index_title = "میز کار کارشناسان"
