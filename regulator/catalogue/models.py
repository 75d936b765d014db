"""Item versions (immutable, named by hash) and the signed releases that list them."""

from django.db import models


class Item(models.Model):
    """One version of a card, form, tariff …: canonical JSON bytes. A change is a new version."""

    sha256 = models.CharField("اثر", max_length=64, primary_key=True)
    kind = models.CharField("نوع", max_length=40)
    key = models.CharField("کلید", max_length=120)
    version = models.PositiveIntegerField("نسخه")
    content = models.BinaryField("متن")

    class Meta:
        verbose_name = "نسخه"
        verbose_name_plural = "نسخه‌های فهرست"
        ordering = ("kind", "key", "version")
        constraints = (
            models.UniqueConstraint(fields=("kind", "key", "version"), name="one_item_per_version"),
        )

    def __str__(self) -> str:
        return f"{self.kind}/{self.key}/{self.version}"


class Release(models.Model):
    """A signed manifest. `contents`, SHA-256 over its item list, shows when a new one is due."""

    number = models.PositiveIntegerField("شماره", primary_key=True)
    issued_at = models.DateTimeField("زمان انتشار")
    expires_at = models.DateTimeField("پایان اعتبار")
    contents = models.CharField("اثر فهرست", max_length=64)
    token = models.TextField("متن امضاشده")

    class Meta:
        verbose_name = "انتشار"
        verbose_name_plural = "انتشارها"
        ordering = ("-number",)

    def __str__(self) -> str:
        return str(self.number)
