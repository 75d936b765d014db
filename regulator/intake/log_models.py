"""The country's log: what waits for a place in it, how long it is, and who stands where."""

from django.db import models


class Taken(models.Model):
    """A run of entries stored and not yet in the log; the sequencer takes it away."""

    dev = models.CharField("شناسه کلید", max_length=16)
    first = models.PositiveBigIntegerField("از شماره")
    last = models.PositiveBigIntegerField("تا شماره")

    class Meta:
        verbose_name = "در نوبت سیاهه"
        verbose_name_plural = "در نوبت سیاهه"

    def __str__(self) -> str:
        return f"{self.dev} {self.first}-{self.last}"


class LogHead(models.Model):
    """The one row that says how long the log is; who holds it gives the next places."""

    size = models.PositiveBigIntegerField("اندازه", default=0)

    class Meta:
        verbose_name = "سر سیاهه"
        verbose_name_plural = "سر سیاهه"

    def __str__(self) -> str:
        return str(self.size)


class LogPlace(models.Model):
    """An entry's place in the country's log: 0, 1, 2… without a gap, given once."""

    n = models.PositiveBigIntegerField("جا", primary_key=True)
    entry = models.OneToOneField("intake.StoredEntry", models.PROTECT, related_name="place")

    class Meta:
        verbose_name = "جای رویداد"
        verbose_name_plural = "سیاهه کشور"

    def __str__(self) -> str:
        return str(self.n)
