"""Findings, unreported receipts and the event log in the staff console (#102-iv)."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib import admin
from django.db import transaction
from django.db.models import CharField, QuerySet
from django.forms import ChoiceField, ModelForm, Textarea, TextInput
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from app.domain.text import persian_digits
from regulator.console import Form, Kept, Shown, on_day, staff_name, when
from regulator.intake.models import StoredEntry
from regulator.oversight import findings
from regulator.oversight.events import log
from regulator.oversight.models import (
    EventLog,
    Finding,
    Suppression,
    Thresholds,
    UnreportedReceipt,
)
from regulator.oversight.nightly import REASONS
from regulator.oversight.saying import why
from regulator.portal.templatetags.persian import moment
from regulator.words import word


@admin.register(EventLog)
class EventConsole(Shown[EventLog]):
    """What was done here, by whom."""

    list_display = (when("at", "زمان"), "kind", "about", "by")
    list_filter = ("kind",)
    search_fields = ("about",)


class ByRule(admin.SimpleListFilter):
    """Rules by their names; only those that found something."""

    title, parameter_name = "قاعده", "reason"

    def lookups(self, _request: HttpRequest, _page: object) -> list[tuple[str, str]]:
        """What was found so far."""
        found = Finding.objects.order_by("reason").values_list("reason", flat=True).distinct()
        return [(one, word("findings", one)) for one in found]

    def queryset(self, _request: HttpRequest, rows: QuerySet[Finding]) -> QuerySet[Finding]:
        """Those of the chosen rule."""
        return rows.filter(reason=self.value()) if self.value() else rows


class ByState(admin.SimpleListFilter):
    """Whether somebody has to do something still."""

    title, parameter_name = "وضعیت", "state"

    def lookups(self, _request: HttpRequest, _page: object) -> list[tuple[str, str]]:
        """The states."""
        return list(Finding.State.choices)

    def queryset(self, _request: HttpRequest, rows: QuerySet[Finding]) -> QuerySet[Finding]:
        """Those in the chosen state."""
        return rows.filter(state=self.value()) if self.value() else rows


_MOVED = ("state", "assigned", "question", "outcome", "referred")


@admin.register(Finding)
class FindingConsole(Kept[Finding]):
    """Who looks at a finding, what the office is asked, what came out, whether it concerns the
    licence; the finding itself stays.
    """

    list_display = ("said", "told", "office", "state_name", "assigned", when("at", "زمان"))
    list_filter = (ByState, ByRule, "referred", "assigned")
    search_fields = ("office__code", "office__name", "leaf")
    fields = ("rule", "told", "office", "entry", "noted", *_MOVED)
    readonly_fields = ("rule", "told", "office", "entry", "noted")
    list_per_page = 50
    formfield_overrides: ClassVar[dict[Any, dict[str, Any]]] = {
        CharField: {"widget": Textarea(attrs={"rows": 2})}
    }

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **more: Any) -> Any:
        """Questions and outcomes are sentences; a name is one line."""
        if db_field.name == "assigned":
            more["widget"] = TextInput()
        return super().formfield_for_dbfield(db_field, request, **more)

    def has_add_permission(self, _request: HttpRequest) -> bool:
        """Findings are made by rules, by nobody's hand."""
        return False

    @admin.display(description="یافته", ordering="reason")
    def said(self, row: Finding) -> str:
        """What was found, in words."""
        return word("findings", row.reason)

    @admin.display(description="قاعده")
    def rule(self, row: Finding) -> str:
        """The rule's name and its code."""
        return format_html("{} <bdi>({})</bdi>", word("findings", row.reason), row.reason)

    @admin.display(description="چرا")
    def told(self, row: Finding) -> str:
        """Why, with its numbers."""
        return why(row.reason, row.facts)

    @admin.display(description="وضعیت", ordering="state")
    def state_name(self, row: Finding) -> str:
        """Its state; what was referred to the licence says so."""
        known = row.get_state_display()
        return f"{known}، ارجاع به پروانه" if row.referred else known

    @admin.display(description="رویداد")
    def entry(self, row: Finding) -> SafeString:
        """The way to the entry it is about, by its leaf; its place in the desk's chain."""
        found = StoredEntry.objects.filter(leaf=row.leaf).values("id", "type").first()
        chain = format_html('<bdi dir="ltr">{}</bdi>', row.dev)
        place = format_html("شماره {} در زنجیره {}", persian_digits(str(row.seq)), chain)
        if found is None:
            return place
        kind, where = word("events", found["type"]), f"/staff/intake/storedentry/{found['id']}/"
        return format_html('<a href="{}">{}</a> – {}', where, kind, place)

    @admin.display(description="زمان")
    def noted(self, row: Finding) -> str:
        """When it was noted."""
        return moment(row.at)

    @transaction.atomic
    def save_model(self, request: HttpRequest, obj: Finding, form: Form, change: bool) -> None:
        """A question opens it again; what is referred stands in the history of the licence."""
        asked = "question" in form.changed_data and obj.question
        if asked and obj.state == Finding.State.ANSWERED:
            obj.state = Finding.State.OPEN
        super().save_model(request, obj, form, change)
        licence = obj.office.licences.first()
        if obj.referred and "referred" in form.changed_data and licence:
            facts = {"finding": obj.pk, "reason": obj.reason}
            log("licence.referred", f"licence:{licence.number}", staff_name(request), **facts)

    def tell(self, obj: Finding) -> None:
        """The office sees what the auditor made of it."""
        findings.tell(obj)


@admin.register(UnreportedReceipt)
class UnreportedConsole(Shown[UnreportedReceipt]):
    """Genuine receipts seen by citizens before their entries came."""

    list_display = (when("first_seen", "نخستین دیدار"), "tid", "dev")


THRESHOLD_GROUPS: tuple[tuple[str, Any], ...] = (
    ("همه قاعده‌ها", {"fields": ("window_days",)}),
    (
        "ساعت کار و ساعت باجه",
        {
            "fields": (("opens", "closes"), "clock_minutes"),
            "description": "ثبت درخواست پیش از آغاز یا پس از پایان ساعت کار، و ساعتی که به عقب"
            " برود. جمعه‌ها و تعطیلات از تقویم فهرست خدمات است و آستانه ندارد.",
        },
    ),
    (
        "تکرار",
        {
            "fields": (("repeat_times", "repeat_days"),),
            "description": "یک خدمت برای یک متقاضی، این شمار بار در این شمار روز.",
        },
    ),
    (
        "آنچه باید برسد",
        {
            "fields": ("settle_days", "offline_hours", "receipt_days"),
            "description": "فیش دستی در پرونده تسویه، رویداد پس از مهلت کار آفلاین، و رسیدی که"
            " شهروند نشان داده است.",
        },
    ),
    (
        "بیش از دیگران",
        {
            "fields": ("rate_one_in", "rate_factor", "rate_least"),
            "description": "چاپ مجدد، ابطال، بازگشت وجه و فیش دستی در یک ماه دفتر. دفترهای درستکار"
            " هم با هم فرق دارند؛ این فرق از خود دفترها آموخته می‌شود. یافته وقتی است که دفتری"
            " درستکار به ندرت به آن شمار برسد و هم از چند برابر میانگین بگذرد و هم از کمترین شمار.",
        },
    ),
)


@admin.register(Thresholds)
class ThresholdsConsole(Kept[Thresholds]):
    """From where on the nightly rules speak; the row is there from the first inspection on."""

    fieldsets = THRESHOLD_GROUPS
    list_display = ("__str__", "window_days", "opens", "closes", "rate_factor", "rate_one_in")

    def has_add_permission(self, _request: HttpRequest) -> bool:
        """The inspection makes the one row."""
        return False


if TYPE_CHECKING:
    _Form = ModelForm[Suppression]
else:
    _Form = ModelForm


class SuppressionForm(_Form):
    """The rule is chosen by its Persian name."""

    reason = ChoiceField(
        label="قاعده", choices=lambda: [(one, word("findings", one)) for one in REASONS]
    )


@admin.register(Suppression)
class SuppressionConsole(Kept[Suppression]):
    """A rule kept quiet, with the reason; one that has ended speaks again."""

    form = SuppressionForm
    list_display = ("said", "office", "why", on_day("until", "تا روز"))

    @admin.display(description="قاعده", ordering="reason")
    def said(self, row: Suppression) -> str:
        """The rule, in words."""
        return word("findings", row.reason)
