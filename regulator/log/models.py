"""What the tree keeps beside the entries: its tiles, made again at will, and its signed head."""

from django.db import models


class Tile(models.Model):
    """Up to 256 neighbouring hashes of one level; it grows on its right and then stays."""

    level = models.PositiveSmallIntegerField("تراز")
    n = models.PositiveBigIntegerField("شماره")
    hashes = models.BinaryField("اثرها")

    class Meta:
        verbose_name = "کاشی سیاهه"
        verbose_name_plural = "کاشی‌های سیاهه"
        constraints = (models.UniqueConstraint(fields=("level", "n"), name="one_tile_per_place"),)

    def __str__(self) -> str:
        return f"{self.level}/{self.n}"


class TreeHead(models.Model):
    """The one row with the newest checkpoint; who holds it lets the tree grow."""

    size = models.PositiveBigIntegerField("اندازه", default=0)
    note = models.TextField("سر امضاشده", blank=True)
    # Up to where the heads that entries name were held against the tree.
    compared = models.PositiveBigIntegerField("سنجیده تا", default=0)

    class Meta:
        verbose_name = "سر درخت سیاهه"
        verbose_name_plural = "سر درخت سیاهه"

    def __str__(self) -> str:
        return str(self.size)


class CosignedHead(models.Model):
    """A head of this log as witnesses cosigned it."""

    size = models.PositiveBigIntegerField("اندازه", primary_key=True)
    note = models.TextField("سر با امضای گواهان")
    at = models.DateTimeField("زمان")

    class Meta:
        verbose_name = "سر با امضای گواهان"
        verbose_name_plural = "سرهای با امضای گواهان"

    def __str__(self) -> str:
        return str(self.size)
