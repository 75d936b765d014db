"""Delegation (واگذاری): rows of the half-year lists, and which of them counts for an office."""

from datetime import date

from django.db import models
from django.db.models import Q

from regulator.offices.models import Office


class Delegated(models.QuerySet["Delegation"]):
    """Delegations by whom they are about."""

    def about(self, office: Office, day: date) -> "Delegated":
        """All rows that speak of this office on that day, general ones too."""
        here = Q(province="") | Q(province=office.province)
        kind = Q(office_kind="") | Q(office_kind=office.kind)
        own = Q(office="") | Q(office=office.code)
        period = Q(starts__lte=day) & (Q(ends__isnull=True) | Q(ends__gte=day))
        return self.filter(here, kind, own, period)

    def state(self, office: Office, service: int, day: date) -> str:
        """active, closing or stopped; "" where no list names the service for this office.

        The most specific row counts (office, then province, then kind of office), among equals the
        one that begins later (#95, #97).
        """
        rows = self.about(office, day).filter(service=service)
        row = max(rows, key=lambda one: one.rank, default=None)
        return row.state if row else ""


class Delegation(models.Model):
    """One row of a list; what is empty means all. Made from items, never by hand."""

    class State(models.TextChoices):
        ACTIVE = "active", "فعال"
        CLOSING = "closing", "در حال خاتمه"
        STOPPED = "stopped", "متوقف"

    list_key = models.CharField("فهرست", max_length=20)
    place = models.PositiveIntegerField("ردیف")
    service = models.PositiveBigIntegerField("شماره خدمت", db_index=True)
    office_kind = models.CharField("نوع دفتر", max_length=20, choices=Office.Kind, blank=True)
    province = models.CharField("کد استان", max_length=12, blank=True)
    office = models.CharField("کد دفتر", max_length=5, blank=True)
    starts = models.DateField("از")
    ends = models.DateField("تا", null=True, blank=True)
    state = models.CharField("وضعیت", max_length=8, choices=State, default=State.ACTIVE)
    conditions = models.CharField("شرایط", max_length=500, blank=True)
    basis = models.CharField("مبنا", max_length=200, blank=True)

    objects = Delegated.as_manager()

    class Meta:
        verbose_name = "واگذاری"
        verbose_name_plural = "واگذاری‌ها"
        ordering = ("list_key", "place")
        constraints = (
            models.UniqueConstraint(fields=("list_key", "place"), name="one_row_per_place"),
        )

    def __str__(self) -> str:
        return f"{self.list_key} {self.place}"

    @property
    def rank(self) -> tuple[bool, bool, bool, date]:
        """What makes a row count before another."""
        return bool(self.office), bool(self.province), bool(self.office_kind), self.starts
