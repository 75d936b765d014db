"""Delegation (واگذاری): a service, a kind of office, a period, and where it stands."""

from datetime import date

from django.db import models
from django.db.models import Q

from regulator.offices.models import Office


class Delegated(models.QuerySet["Delegation"]):
    """Delegations by what they allow."""

    def covering(self, office: Office, day: date) -> "Delegated":
        """Those that let this office take new requests on that day; stopped ones never do."""
        here = Q(province="") | Q(province=office.province)
        period = Q(starts__lte=day) & (Q(ends__isnull=True) | Q(ends__gte=day))
        return self.filter(here, period, office_kind=office.kind).exclude(state="stopped")


class Delegation(models.Model):
    """`province` empty means the whole country (#95, #97)."""

    class State(models.TextChoices):
        ACTIVE = "active", "فعال"
        ENDING = "ending", "در حال خاتمه"
        STOPPED = "stopped", "متوقف"

    service = models.PositiveBigIntegerField("شماره خدمت")
    office_kind = models.CharField("نوع دفتر", max_length=20, choices=Office.Kind)
    province = models.CharField("کد استان", max_length=12, blank=True)
    starts = models.DateField("از")
    ends = models.DateField("تا", null=True, blank=True)
    state = models.CharField("وضعیت", max_length=8, choices=State, default=State.ACTIVE)
    basis = models.CharField("مبنا", max_length=200, blank=True)

    objects = Delegated.as_manager()

    class Meta:
        verbose_name = "واگذاری"
        verbose_name_plural = "واگذاری‌ها"
        ordering = ("service",)
        constraints = (
            models.UniqueConstraint(
                fields=("service", "office_kind", "province", "starts"), name="one_delegation"
            ),
        )

    def __str__(self) -> str:
        return f"{self.service} {self.office_kind}"
