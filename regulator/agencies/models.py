"""Who speaks for an agency: its officers in the console, its programs by key."""

from django.conf import settings
from django.db import models

from regulator.intake.models import Case


class Officer(models.Model):
    """An account that sees the cases of one agency's services and no others (#63)."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="officer", verbose_name="حساب"
    )
    agency = models.CharField("کلید دستگاه", max_length=60)

    class Meta:
        verbose_name = "کارشناس دستگاه"
        verbose_name_plural = "کارشناسان دستگاه‌ها"

    def __str__(self) -> str:
        return f"{self.agency}/{self.user}"


class AgencyKey(models.Model):
    """A program's key: only its keyed digest is kept; `selector` finds it."""

    agency = models.CharField("کلید دستگاه", max_length=60)
    selector = models.CharField("آغاز کلید", max_length=12, unique=True)
    digest = models.CharField(max_length=64)
    issued_at = models.DateTimeField("زمان صدور")
    revoked_at = models.DateTimeField("زمان ابطال", null=True, blank=True)

    class Meta:
        verbose_name = "کلید سامانه دستگاه"
        verbose_name_plural = "کلیدهای سامانه‌های دستگاه‌ها"

    def __str__(self) -> str:
        return f"{self.agency}/{self.selector}"


class InboxCase(Case):
    """A case as its agency sees it in the console."""

    class Meta:
        proxy = True
        verbose_name = "درخواست رسیده"
        verbose_name_plural = "کارپوشه دستگاه"
        ordering = ("registered_at",)
