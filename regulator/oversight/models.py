"""What the regulator remembers of its own acts, and what it noticed in those of the offices."""

from django.core.exceptions import ValidationError
from django.db import models

from regulator.oversight.inspection_models import Reading, Suppression, Thresholds
from regulator.words import word

__all__ = ["EventLog", "Finding", "Reading", "Suppression", "Thresholds", "UnreportedReceipt"]


class EventLog(models.Model):
    """Append-only: every write of this back end leaves one line in its own transaction."""

    at = models.DateTimeField("زمان")
    kind = models.CharField("رویداد", max_length=40)
    about = models.CharField("درباره", max_length=80)
    by = models.CharField("به دست", max_length=80)
    facts = models.JSONField("داده‌ها", default=dict)

    class Meta:
        verbose_name = "رویداد سامانه"
        verbose_name_plural = "سیاهه رویدادهای سامانه"
        ordering = ("-id",)
        indexes = (models.Index(fields=("about",), name="log_by_subject"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.about}"


class Finding(models.Model):
    """A business rule an accepted entry broke; it blocks nothing, somebody looks at it."""

    class State(models.TextChoices):
        OPEN = "open", "باز"
        ANSWERED = "answered", "پاسخ‌داده‌شده"
        CLOSED = "closed", "بسته"

    office = models.ForeignKey("offices.Office", models.PROTECT, verbose_name="دفتر")
    dev = models.CharField("شناسه کلید", max_length=16)
    seq = models.PositiveBigIntegerField("شماره رویداد")
    leaf = models.CharField("اثر رویداد", max_length=43)
    reason = models.CharField("دلیل", max_length=32)
    facts = models.JSONField("داده‌ها", default=dict)
    at = models.DateTimeField("زمان")
    state = models.CharField("وضعیت", max_length=10, choices=State, default=State.OPEN)
    assigned = models.CharField("کارشناس", max_length=80, blank=True)
    question = models.CharField("پرسش از دفتر", max_length=500, blank=True)
    outcome = models.CharField("نتیجه بررسی", max_length=500, blank=True)
    referred = models.BooleanField("ارجاع به پروانه", default=False)

    class Meta:
        verbose_name = "یافته نظارتی"
        verbose_name_plural = "یافته‌های نظارتی"
        ordering = ("-id",)
        constraints = (
            models.UniqueConstraint(fields=("leaf", "reason"), name="one_finding_per_reason"),
        )

    def __str__(self) -> str:
        return f"{word('findings', self.reason)} – {self.office_id}"

    def clean(self) -> None:
        """Whoever closes a finding or refers it to the licence says what came out."""
        if (self.state == self.State.CLOSED or self.referred) and not self.outcome:
            raise ValidationError({"outcome": "نتیجه بررسی را بنویسید."})


class UnreportedReceipt(models.Model):
    """A genuine receipt that a citizen showed before its entry came: a sign of a cut journal."""

    mark = models.CharField("اثر رسید", max_length=32, primary_key=True)
    dev = models.CharField("شناسه کلید", max_length=16)
    tid = models.CharField("شناسه پیگیری", max_length=18)
    first_seen = models.DateTimeField("نخستین دیدار")

    class Meta:
        verbose_name = "رسید گزارش‌نشده"
        verbose_name_plural = "رسیدهای گزارش‌نشده"

    def __str__(self) -> str:
        return self.tid
