"""What the nightly inspection rests on: readings of the log, thresholds, suppressions."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q


class Reading(models.Model):
    """What the rules need of one entry in the log; `part` 1, 2… are the payments a file settled.

    No personal data: `mark` is a keyed hash, of the applicant's number or of terminal and RRN.
    """

    n = models.PositiveBigIntegerField("جا در سیاهه")
    part = models.PositiveIntegerField("بخش", default=0)
    office = models.CharField("دفتر", max_length=5)
    dev = models.CharField("شناسه کلید", max_length=16)
    seq = models.PositiveBigIntegerField("شماره")
    leaf = models.CharField("اثر", max_length=43)
    type = models.CharField("نوع", max_length=40, blank=True)
    at = models.BigIntegerField("زمان باجه", default=0)
    up = models.BigIntegerField("ساعت یکنوا", default=0)
    boot = models.CharField("روشن‌شدن", max_length=16, blank=True)
    arrived = models.BigIntegerField("زمان رسیدن")
    day = models.DateField("روز", null=True)
    minute = models.PositiveSmallIntegerField("دقیقه", default=0)
    month = models.PositiveIntegerField("ماه", default=0)
    service = models.PositiveBigIntegerField("شماره خدمت", default=0)
    amount = models.PositiveBigIntegerField("مبلغ", default=0)
    source = models.CharField("منبع پرداخت", max_length=10, blank=True)
    mark = models.CharField("نشان", max_length=32, blank=True)
    name = models.CharField("پرداخت", max_length=32, blank=True)
    ref = models.CharField("درباره", max_length=43, blank=True)

    class Meta:
        verbose_name = "خوانده"
        verbose_name_plural = "خوانده‌های سیاهه"
        constraints = (models.UniqueConstraint(fields=("n", "part"), name="one_reading_a_part"),)
        indexes = (
            models.Index(fields=("dev", "seq"), name="readings_by_chain"),
            models.Index(fields=("mark",), name="readings_by_mark", condition=~Q(mark="")),
            models.Index(fields=("name",), name="readings_by_name", condition=~Q(name="")),
            models.Index(fields=("type", "arrived"), name="readings_by_type"),
        )

    def __str__(self) -> str:
        return f"{self.n}/{self.part}"


def _whole(title: str, default: int, least: int, most: int) -> Any:
    bounds = (MinValueValidator(least), MaxValueValidator(most))
    return models.PositiveSmallIntegerField(title, default=default, validators=bounds)


class Thresholds(models.Model):
    """From where on the nightly rules speak; one row for the country."""

    window_days = _whole("بازبینی تا چند روز پیش", 62, 31, 400)
    opens = _whole("آغاز ساعت کار", 6, 0, 12)
    closes = _whole("پایان ساعت کار", 22, 13, 24)
    clock_minutes = _whole("جهش ساعت بیش از (دقیقه)", 15, 2, 1440)
    repeat_times = _whole("تکرار یک خدمت برای یک نفر (بار)", 4, 2, 50)
    repeat_days = _whole("تکرار در (روز)", 30, 1, 62)
    settle_days = _whole("مهلت تسویه فیش دستی (روز)", 7, 1, 60)
    offline_hours = _whole("افزون بر مهلت کار آفلاین (ساعت)", 24, 0, 240)
    receipt_days = _whole("رسید گزارش‌نشده پس از (روز)", 21, 1, 90)
    rate_factor = _whole("چند برابر کشور یا گذشته دفتر", 2, 2, 20)
    rate_one_in = _whole("دفتر درستکار از هر چند ماه یک بار به آن می‌رسد", 500, 50, 30_000)
    rate_least = _whole("دست‌کم چند بار در ماه", 8, 3, 1000)

    class Meta:
        verbose_name = "آستانه‌های بازبینی شبانه"
        verbose_name_plural = "آستانه‌های بازبینی شبانه"
        constraints = (models.UniqueConstraint(models.Value(1), name="one_row_of_thresholds"),)

    def __str__(self) -> str:
        return "همه کشور"

    def clean(self) -> None:
        """What is repeated must lie within what is looked at."""
        if self.repeat_days > self.window_days:
            raise ValidationError({"repeat_days": "نمی‌تواند از روزهای بازبینی بیشتر باشد."})


class Suppression(models.Model):
    """A rule kept quiet, for an office or (no office) everywhere, and why."""

    reason = models.CharField("قاعده", max_length=32)
    office = models.ForeignKey(
        "offices.Office",
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name="دفتر (خالی: همه کشور)",
    )
    why = models.CharField("دلیل", max_length=300)
    until = models.DateField("تا روز", null=True, blank=True)

    class Meta:
        verbose_name = "چشم‌پوشی از قاعده"
        verbose_name_plural = "چشم‌پوشی از قاعده‌ها"

    def __str__(self) -> str:
        return self.reason
