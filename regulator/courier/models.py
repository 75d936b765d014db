"""Answers to packages, kept as they were given: the same package gets the same answer."""

from django.db import models


class CourierAnswer(models.Model):
    """The answer to one package, named by the package's bytes."""

    sha256 = models.CharField("اثر بسته", max_length=64, primary_key=True)
    package = models.CharField("شماره بسته", max_length=32)
    office = models.ForeignKey("offices.Office", models.PROTECT, verbose_name="دفتر")
    desk = models.PositiveSmallIntegerField("باجه")
    dev = models.CharField("شناسه کلید", max_length=16)
    entries = models.PositiveIntegerField("رویدادها")
    needing = models.PositiveIntegerField("نیازمند اقدام")
    documents = models.PositiveIntegerField("مدارک")
    problem = models.CharField("مانع", max_length=32, blank=True)
    by = models.CharField("به دست", max_length=80)
    at = models.DateTimeField("زمان")
    content = models.BinaryField("متن پاسخ")

    class Meta:
        verbose_name = "پاسخ بسته پیک"
        verbose_name_plural = "بسته‌های پیک"
        ordering = ("-at",)

    def __str__(self) -> str:
        return f"{self.office_id}/{self.desk} {self.package}"
