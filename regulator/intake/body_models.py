"""What bodies leave behind: the documents they name, and what remains of one that was erased."""

from django.db import models


class DocumentUse(models.Model):
    """An entry of an office names a document; projected from bodies."""

    entry = models.ForeignKey("intake.StoredEntry", models.PROTECT, related_name="uses")
    office = models.CharField("دفتر", max_length=5)
    sha256 = models.CharField("اثر", max_length=64)

    class Meta:
        verbose_name = "نام مدرک در رویداد"
        verbose_name_plural = "نام مدرک‌ها در رویدادها"
        indexes = (models.Index(fields=("office", "sha256"), name="uses_by_document"),)

    def __str__(self) -> str:
        return self.sha256


class ErasedBody(models.Model):
    """A body that went by order of this side: what remains of it, and by which order."""

    entry = models.OneToOneField(
        "intake.StoredEntry", models.PROTECT, primary_key=True, related_name="gone"
    )
    remains = models.BinaryField("آنچه ماند")
    at = models.DateTimeField("زمان")
    by = models.CharField("به دست", max_length=80)
    ground = models.CharField("مبنا", max_length=200)
    number = models.CharField("شماره دستور", max_length=60, blank=True)

    class Meta:
        verbose_name = "محتوای امحاشده"
        verbose_name_plural = "محتواهای امحاشده"

    def __str__(self) -> str:
        return str(self.entry_id)


class ErasureOrder(models.Model):
    """One order of this side and what it took; `second` bodies of a copied desk's other story
    stay."""

    tid = models.CharField("شناسه پیگیری", max_length=18)
    ground = models.CharField("مبنا (قانون یا تصمیم)", max_length=200)
    number = models.CharField("شماره دستور", max_length=60, blank=True)
    at = models.DateTimeField("زمان")
    by = models.CharField("به دست", max_length=80)
    bodies = models.PositiveIntegerField("محتواها")
    documents = models.PositiveIntegerField("مدرک‌ها")
    second = models.PositiveIntegerField("مانده در رویدادهای دوشاخه")

    class Meta:
        verbose_name = "دستور امحا"
        verbose_name_plural = "دستورهای امحا"
        ordering = ("-id",)

    def __str__(self) -> str:
        return self.tid
