"""Daily sums behind the board (made again at will), and what it is measured against."""

from typing import Any, cast

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from app.domain.board import Code


def _sum(title: str) -> Any:
    return models.BigIntegerField(title, default=0)


def _whole(title: str, default: int, least: int, most: int) -> Any:
    bounds = (MinValueValidator(least), MaxValueValidator(most))
    return models.PositiveSmallIntegerField(title, default=default, validators=bounds)


class DaySum(models.Model):
    """What one office did on one Tehran day with one service; service 0: what has none.

    Made of readings and answers by `sums.fill`; never changed by hand.
    """

    office = models.CharField("دفتر", max_length=5)
    day = models.DateField("روز")
    service = models.PositiveBigIntegerField("شماره خدمت", default=0)
    requests = _sum("درخواست")
    fee = _sum("هزینه")
    receipts = _sum("رسید")
    reprints = _sum("چاپ مجدد")
    voids = _sum("ابطال")
    refunds = _sum("بازگشت وجه")
    payments = _sum("پرداخت")
    slips = _sum("فیش دستی")
    answered = _sum("پاسخ‌داده")
    on_time = _sum("در زمان وعده")
    minutes = _sum("دقیقه تا پاسخ")
    desk_minutes = _sum("دقیقه در دفتر")
    agency_minutes = _sum("دقیقه نزد دستگاه")
    entries = _sum("رویداد")
    late_hours = _sum("ساعت تأخیر")

    class Meta:
        verbose_name = "جمع روز"
        verbose_name_plural = "داشبورد نظارت"
        constraints = (
            models.UniqueConstraint(fields=("day", "office", "service"), name="one_sum_a_day"),
        )

    def __str__(self) -> str:
        return f"{self.office} {self.day} {self.service}"


class Answered(models.Model):
    """A request's first answer, counted once: by its registration's leaf."""

    leaf = models.CharField("اثر ثبت", max_length=43, primary_key=True)

    class Meta:
        verbose_name = "پاسخ‌داده"
        verbose_name_plural = "پاسخ‌داده‌ها"

    def __str__(self) -> str:
        return self.leaf


class SumHead(models.Model):
    """How far the sums have come: next place of the log, last move of a case. One row, locked."""

    place = models.PositiveBigIntegerField("جا در سیاهه", default=0)
    move = models.PositiveBigIntegerField("اقدام", default=0)

    class Meta:
        verbose_name = "سر جمع‌ها"
        verbose_name_plural = "سر جمع‌ها"

    def __str__(self) -> str:
        return f"{self.place} {self.move}"


class ServiceBaseline(models.Model):
    """The mean time of a service before its reform, with who says so; the latest that began counts
    (#114). A service declared to be at its standard time already owes no 30 % (#115).
    """

    service = models.PositiveBigIntegerField("شماره خدمت")
    minutes = models.PositiveIntegerField(
        "میانگین زمان پایه (دقیقه)", validators=[MinValueValidator(1), MaxValueValidator(5_000_000)]
    )
    since = models.DateField("از روز")
    source = models.CharField("منبع", max_length=300)
    standard = models.BooleanField("به زمان استاندارد رسیده (تبصره ۴-۲)", default=False)

    class Meta:
        verbose_name = "زمان پایه خدمت"
        verbose_name_plural = "زمان پایه خدمت‌ها"
        ordering = ("service", "-since")
        constraints = (
            models.UniqueConstraint(fields=("service", "since"), name="one_baseline_a_day"),
        )

    def __str__(self) -> str:
        return f"{self.service} {self.since}"


class RankCriterion(models.Model):
    """How much one criterion counts in the ranking, and between which figures it is marked."""

    class Codes(models.TextChoices):
        ON_TIME = "on_time", "پاسخ در زمان وعده (درصد)"
        DESK = "desk_minutes", "میانگین زمان در دفتر (دقیقه)"
        FINDINGS = "findings", "یافته باز در هزار درخواست"
        COMPLAINTS = "complaints", "شکایت در هزار درخواست"
        MISTAKES = "mistakes", "ابطال و چاپ مجدد در هزار درخواست"
        LATE = "late_hours", "میانگین تأخیر گزارش (ساعت)"

    code = models.CharField("معیار", max_length=16, choices=Codes, primary_key=True)
    weight = models.PositiveSmallIntegerField("وزن", validators=[MaxValueValidator(100)])
    best = models.PositiveIntegerField("نمره کامل در")
    worst = models.PositiveIntegerField("نمره صفر در")

    class Meta:
        verbose_name = "معیار رتبه‌بندی"
        verbose_name_plural = "معیارهای رتبه‌بندی"
        ordering = ("-weight", "code")

    def __str__(self) -> str:
        return self.get_code_display()

    @property
    def name(self) -> Code:
        """The code, as the ranking calls it."""
        return cast(Code, self.code)

    def clean(self) -> None:
        """Full and no marks are two figures, or nothing lies between."""
        if self.best == self.worst:
            raise ValidationError({"worst": "باید با عدد نمره کامل فرق کند."})


class BoardFigures(models.Model):
    """The board's own settings; one row for the country."""

    silent_days = _whole("دفتر خاموش: بی‌خبر بیش از (روز)", 3, 1, 60)
    least_requests = _whole("رتبه فقط با دست‌کم (درخواست)", 30, 1, 10_000)

    class Meta:
        verbose_name = "تنظیم داشبورد نظارت"
        verbose_name_plural = "تنظیم داشبورد نظارت"
        constraints = (models.UniqueConstraint(models.Value(1), name="one_row_of_board_figures"),)

    def __str__(self) -> str:
        return "همه کشور"
