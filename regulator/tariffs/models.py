"""Tariff tables as published, and the dated decisions that carry a table into a later year."""

from django.db import models


class TariffTable(models.Model):
    """One title's table of one Jalali year, as some catalogue item states it."""

    title = models.CharField("عنوان", max_length=200)
    year = models.PositiveSmallIntegerField("سال")
    agency = models.CharField("دستگاه", max_length=80, blank=True)
    rows = models.PositiveSmallIntegerField("ردیف‌ها")
    item = models.ForeignKey("catalogue.Item", models.PROTECT, verbose_name="نسخه")

    class Meta:
        verbose_name = "جدول تعرفه"
        verbose_name_plural = "جدول‌های تعرفه"
        ordering = ("title", "-year")
        constraints = (
            models.UniqueConstraint(fields=("item", "title", "year"), name="one_table_per_year"),
        )

    def __str__(self) -> str:
        return f"{self.title} {self.year}"


class Decision(models.Model):
    """The regulator's dated word that the newest tables count on for one more year (#101)."""

    key = models.CharField("کلید", max_length=120, primary_key=True)
    date_sh = models.CharField("تاریخ", max_length=10)
    by = models.CharField("مرجع", max_length=120)
    text = models.TextField("متن")
    to_year = models.PositiveSmallIntegerField("تا سال")
    titles = models.PositiveSmallIntegerField("شمار عنوان‌ها")

    class Meta:
        verbose_name = "تصمیم تمدید تعرفه"
        verbose_name_plural = "تصمیم‌های تمدید تعرفه"
        ordering = ("-to_year",)

    def __str__(self) -> str:
        return self.key
