"""Announcements (اطلاعیه), outages (قطعی) and messages to offices, and their read receipts."""

from typing import Any

from django.db import models

from regulator import clock


class Announcement(models.Model):
    """Shown to every operator, of one office or of all, until each says it was read.

    A change is another version: it is read again. Of a province or a service: to the offices there,
    to those that take it. A critical one is shown at once, and work goes on once it is read.
    """

    office = models.ForeignKey(
        "offices.Office", models.PROTECT, null=True, blank=True, verbose_name="دفتر (خالی: همه)"
    )
    title = models.CharField("عنوان", max_length=200)
    text = models.TextField("متن", max_length=4000)
    starts = models.DateField("از")
    ends = models.DateField("تا", null=True, blank=True)
    province = models.CharField("کد استان (خالی: همه)", max_length=2, blank=True)
    service = models.PositiveBigIntegerField("شماره خدمت (خالی: همه)", null=True, blank=True)
    critical = models.BooleanField("فوری: کار تا خواندن آن می‌ماند", default=False)
    version = models.PositiveIntegerField("نسخه", default=0, editable=False)

    class Meta:
        verbose_name = "اطلاعیه"
        verbose_name_plural = "اطلاعیه‌ها"
        ordering = ("-id",)

    def __str__(self) -> str:
        return self.title

    def save(self, **how: Any) -> None:
        """Under the next version."""
        self.version += 1
        super().save(**how)


class Outage(models.Model):
    """A service or an agency's system that does not answer; shown at every desk while it lasts."""

    title = models.CharField("عنوان", max_length=200)
    note = models.CharField("توضیح", max_length=300, blank=True)
    agency = models.CharField("کلید دستگاه", max_length=60, blank=True)
    service = models.PositiveBigIntegerField("شماره خدمت", null=True, blank=True)
    began_at = models.DateTimeField("آغاز", default=clock.now, editable=False)
    over = models.BooleanField("پایان یافته است", default=False)
    ended_at = models.DateTimeField("پایان", null=True, editable=False)

    class Meta:
        verbose_name = "قطعی"
        verbose_name_plural = "قطعی‌ها"
        ordering = ("-id",)

    def __str__(self) -> str:
        return self.title

    def save(self, **how: Any) -> None:
        """It ends when somebody says that it is over."""
        self.ended_at = (self.ended_at or clock.now()) if self.over else None
        super().save(**how)


class OfficeMessage(models.Model):
    """A word to the manager of one office; read like an announcement."""

    office = models.ForeignKey("offices.Office", models.PROTECT, verbose_name="دفتر")
    title = models.CharField("عنوان", max_length=200)
    text = models.TextField("متن", max_length=4000)
    at = models.DateTimeField("زمان", default=clock.now, editable=False)

    class Meta:
        verbose_name = "پیام به دفتر"
        verbose_name_plural = "پیام‌ها به دفترها"
        ordering = ("-id",)

    def __str__(self) -> str:
        return self.title


class ReadReceipt(models.Model):
    """An operator confirmed a wording; what `announcement.read` entries tell."""

    key = models.CharField("اطلاعیه", max_length=100)
    version = models.PositiveIntegerField("نسخه")
    office = models.CharField("دفتر", max_length=5)
    operator = models.CharField("متصدی", max_length=12)
    at = models.DateTimeField("زمان خواندن")

    class Meta:
        verbose_name = "خوانده‌شده"
        verbose_name_plural = "خوانده‌شده‌ها"
        ordering = ("-at",)
        constraints = (
            models.UniqueConstraint(
                fields=("key", "version", "office", "operator"), name="read_once_by_each"
            ),
        )

    def __str__(self) -> str:
        return f"{self.key} {self.office}"
