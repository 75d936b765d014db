"""Evidence packages that auditors ordered: what was asked, how far it is, and why it failed."""

from django.db import models

from regulator.auditing.account_models import Auditor


class Package(models.Model):
    """One order. `id` is drawn and names the file below packages/ of the data folder."""

    class State(models.TextChoices):
        MAKING = "making", "در دست ساخت"
        DONE = "done", "آماده"
        FAILED = "failed", "ناموفق"

    id = models.CharField("شناسه", max_length=32, primary_key=True)
    auditor = models.ForeignKey(Auditor, models.PROTECT, verbose_name="ناظر")
    at = models.DateTimeField("زمان")
    # The maker's last sign of life: a process that is started anew takes its threads with it.
    heard_at = models.DateTimeField("آخرین خبر از ساخت", null=True)
    order = models.JSONField("سفارش")
    state = models.CharField("وضعیت", max_length=8, choices=State, default=State.MAKING)
    done = models.PositiveIntegerField("انجام‌شده", default=0)
    of = models.PositiveIntegerField("از", default=0)
    problem = models.CharField("چرا نشد", max_length=300, blank=True)

    class Meta:
        verbose_name = "بسته ادله"
        verbose_name_plural = "بسته‌های ادله"
        ordering = ("-at",)

    def __str__(self) -> str:
        return self.id
