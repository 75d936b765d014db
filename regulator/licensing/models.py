"""A licence (پروانه), what its holder owes in time, and closings of an office for a while."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models


class Licence(models.Model):
    """Its history stands in oversight's event log, under `licence:<number>`."""

    class State(models.TextChoices):
        ACTIVE = "active", "معتبر"
        SUSPENDED = "suspended", "تعلیق‌شده"
        CANCELLED = "cancelled", "لغوشده"

    number = models.CharField("شماره پروانه", max_length=32, primary_key=True)
    office = models.ForeignKey(
        "offices.Office", models.PROTECT, related_name="licences", verbose_name="دفتر"
    )
    valid_from = models.DateField("آغاز اعتبار")
    valid_to = models.DateField("پایان اعتبار")
    state = models.CharField("وضعیت", max_length=12, choices=State, default=State.ACTIVE)
    renewal_filed = models.DateField("درخواست تمدید رسیده در", null=True, blank=True)

    class Meta:
        verbose_name = "پروانه"
        verbose_name_plural = "پروانه‌ها"
        ordering = ("-valid_to",)

    def __str__(self) -> str:
        return self.number

    def covers(self, day: date) -> bool:
        """Whether the office may take new requests on that Tehran day."""
        return self.state == self.State.ACTIVE and self.valid_from <= day <= self.valid_to


class Duty(models.Model):
    """Something an office must have done by a day: the lease of its premises, a deadline."""

    class Kind(models.TextChoices):
        PREMISES = "premises", "اجاره‌نامه محل"
        DEADLINE = "deadline", "مهلت سازمان"
        OTHER = "other", "دیگر"

    office = models.ForeignKey("offices.Office", models.PROTECT, verbose_name="دفتر")
    kind = models.CharField("نوع", max_length=10, choices=Kind, default=Kind.DEADLINE)
    title = models.CharField("عنوان", max_length=200)
    until = models.DateField("تا روز")
    done = models.BooleanField("انجام شد", default=False)

    class Meta:
        verbose_name = "سررسید دفتر"
        verbose_name_plural = "سررسیدهای دفترها"
        ordering = ("until",)

    def __str__(self) -> str:
        return self.title


class Closing(models.Model):
    """An office asks to close for some days; it may only with a permit that has a number."""

    class State(models.TextChoices):
        ASKED = "asked", "درخواست‌شده"
        GRANTED = "granted", "مجاز"
        REFUSED = "refused", "ردشده"

    name = models.CharField("شناسه", max_length=64, primary_key=True)
    office = models.ForeignKey("offices.Office", models.PROTECT, verbose_name="دفتر")
    first = models.DateField("از روز")
    last = models.DateField("تا روز")
    reason = models.CharField("دلیل", max_length=1000)
    asked_at = models.DateTimeField("زمان درخواست")
    asked_by = models.CharField("مدیر", max_length=12)
    state = models.CharField("وضعیت", max_length=8, choices=State, default=State.ASKED)
    number = models.CharField("شماره مجوز", max_length=32, blank=True)
    note = models.CharField("توضیح", max_length=300, blank=True)

    class Meta:
        verbose_name = "تعطیلی موقت"
        verbose_name_plural = "تعطیلی‌های موقت"
        ordering = ("-asked_at",)

    def __str__(self) -> str:
        return self.number or self.name

    def clean(self) -> None:
        """A permit has a number; a refusal says why."""
        if self.state == self.State.GRANTED and not self.number:
            raise ValidationError({"number": "شماره مجوز را بنویسید."})
        if self.state == self.State.REFUSED and not self.note:
            raise ValidationError({"note": "دلیل رد را بنویسید."})
