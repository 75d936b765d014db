"""The read table of the auditors: a line for each entry in the log, with the indexes their filters
need. A projection: filled behind the sequencer, made again at will, free of personal data.
"""

from django.db import models
from django.db.models import Q


class Line(models.Model):
    """What can be filtered of one entry. Moments are milliseconds since 1970.

    `tid`, `service` and `agency` are told only where the entry is about just one (`AboutLine` has
    the others); `agency` where an answer chose it. `slip` and `terminal` are keyed hashes.
    """

    n = models.PositiveBigIntegerField("جا در سیاهه", primary_key=True)
    leaf = models.CharField("اثر", max_length=43)
    dev = models.CharField("شناسه کلید", max_length=16)
    ep = models.PositiveSmallIntegerField("شماره ثبت باجه")
    seq = models.PositiveBigIntegerField("شماره")
    office = models.CharField("دفتر", max_length=5)
    desk = models.PositiveSmallIntegerField("باجه")
    operator = models.CharField("متصدی", max_length=12, blank=True)
    type = models.CharField("نوع", max_length=40, blank=True)
    at = models.BigIntegerField("زمان باجه", null=True)
    arrived = models.BigIntegerField("زمان رسیدن")
    day = models.DateField("روز")
    tid = models.CharField("شناسه پیگیری", max_length=18, blank=True)
    service = models.PositiveBigIntegerField("شماره خدمت", null=True)
    agency = models.CharField("دستگاه", max_length=60, blank=True)
    amount = models.BigIntegerField("مبلغ", null=True)
    source = models.CharField("منبع پرداخت", max_length=10, blank=True)
    slip = models.CharField("نشان فیش", max_length=32, blank=True)
    terminal = models.CharField("نشان پایانه", max_length=32, blank=True)
    verdict = models.CharField("حکم", max_length=12)
    reason = models.CharField("دلیل", max_length=32, blank=True)

    class Meta:
        verbose_name = "سطر سیاهه"
        verbose_name_plural = "سطرهای سیاهه"
        # By name, so that PostgreSQL keeps one index for each and not one more for patterns.
        indexes = (
            models.Index(fields=("leaf",), name="lines_by_leaf", opclasses=("text_pattern_ops",)),
            models.Index(fields=("dev", "seq"), name="lines_by_chain"),
            models.Index(fields=("office", "n"), name="lines_by_office"),
            models.Index(fields=("type", "n"), name="lines_by_type"),
            models.Index(fields=("service", "n"), name="lines_by_service"),
            models.Index(fields=("operator", "n"), name="lines_by_operator"),
            models.Index(fields=("tid",), name="lines_by_tid", condition=~Q(tid="")),
            models.Index(fields=("amount",), name="lines_by_amount"),
            models.Index(fields=("slip",), name="lines_by_slip", condition=~Q(slip="")),
            models.Index(fields=("terminal",), name="lines_by_terminal", condition=~Q(terminal="")),
            models.Index(fields=("n",), name="lines_refused", condition=~Q(verdict="accepted")),
        )

    def __str__(self) -> str:
        return str(self.n)


class AboutLine(models.Model):
    """One of several tracking IDs an entry is about."""

    n = models.PositiveBigIntegerField("جا در سیاهه")
    tid = models.CharField("شناسه پیگیری", max_length=18)

    class Meta:
        verbose_name = "شناسه در سطر"
        verbose_name_plural = "شناسه‌ها در سطرها"
        indexes = (models.Index(fields=("tid",), name="about_by_tid"),)

    def __str__(self) -> str:
        return f"{self.n} {self.tid}"


class DaySpan(models.Model):
    """Between which places the entries of a day lie: a period is found without reading the rest."""

    day = models.DateField("روز", primary_key=True)
    first = models.PositiveBigIntegerField("نخستین جا")
    last = models.PositiveBigIntegerField("آخرین جا")

    class Meta:
        verbose_name = "گستره روز"
        verbose_name_plural = "گستره روزها"

    def __str__(self) -> str:
        return str(self.day)


class LineHead(models.Model):
    """The one row that says how far the log was read; who holds it reads on."""

    next = models.PositiveBigIntegerField("جای بعدی", default=0)

    class Meta:
        verbose_name = "سر سطرها"
        verbose_name_plural = "سر سطرها"

    def __str__(self) -> str:
        return str(self.next)
