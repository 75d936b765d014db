"""A licence (پروانه): the permission of one office, for a period, that may be suspended."""

from datetime import date

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

    class Meta:
        verbose_name = "پروانه"
        verbose_name_plural = "پروانه‌ها"
        ordering = ("-valid_to",)

    def __str__(self) -> str:
        return self.number

    def covers(self, day: date) -> bool:
        """Whether the office may take new requests on that Tehran day."""
        return self.state == self.State.ACTIVE and self.valid_from <= day <= self.valid_to
