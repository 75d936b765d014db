"""Item versions (immutable, named by hash), the releases that list them, and what is in writing."""

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


class Draft(models.Model):
    """What the regulator is still writing: one unpublished version of an item, seen by no desk."""

    kind = models.CharField("نوع", max_length=40)
    key = models.CharField("کلید", max_length=120)
    content = models.JSONField("متن")
    by = models.CharField("نویسنده", max_length=80)
    changed_at = models.DateTimeField("آخرین تغییر")

    class Meta:
        verbose_name = "پیش‌نویس"
        verbose_name_plural = "پیش‌نویس‌ها"
        ordering = ("kind", "key")
        constraints = (models.UniqueConstraint(fields=("kind", "key"), name="one_draft_per_item"),)

    def __str__(self) -> str:
        return f"{self.kind}/{self.key}"


class Waiver(models.Model):
    """A named, dated word that lets a card be published with fields still undeclared (#34)."""

    service = models.CharField("کلید خدمت", max_length=120)
    fields = models.JSONField("بندهای اعلام‌نشده", default=list)
    by = models.CharField("صادرکننده", max_length=120)
    date_sh = models.CharField("تاریخ", max_length=10)
    until_sh = models.CharField("تا", max_length=10)
    reason = models.CharField("دلیل", max_length=300, blank=True)

    class Meta:
        verbose_name = "مجوز انتشار موقت"
        verbose_name_plural = "مجوزهای انتشار موقت"
        ordering = ("service", "-date_sh")

    def __str__(self) -> str:
        return f"{self.service} {self.date_sh}"


class Held(models.Model):
    """A card that no release may name yet: fields are undeclared and no waiver covers them."""

    item = models.OneToOneField(Item, models.PROTECT, primary_key=True, verbose_name="نسخه")
    service = models.CharField("کلید خدمت", max_length=120)
    fields = models.JSONField("بندهای اعلام‌نشده", default=list)

    class Meta:
        verbose_name = "شناسنامه در انتظار"
        verbose_name_plural = "شناسنامه‌های در انتظار"
        ordering = ("service",)

    def __str__(self) -> str:
        return self.service


class FormVersion(models.Model):
    """Where a published form version stands; a draft of the same form is a `Draft`."""

    class State(models.TextChoices):
        PUBLISHED = "published", "منتشرشده"
        CLOSING = "closing", "در حال بستن"
        CLOSED = "closed", "بسته"

    key = models.CharField("کلید", max_length=120)
    version = models.PositiveIntegerField("نسخه")
    title = models.CharField("عنوان", max_length=200)
    state = models.CharField("وضعیت", max_length=10, choices=State, default=State.PUBLISHED)
    since_sh = models.CharField("از", max_length=10)

    class Meta:
        verbose_name = "نسخه کاربرگ"
        verbose_name_plural = "بانک کاربرگ‌ها"
        ordering = ("title", "-version")
        constraints = (
            models.UniqueConstraint(fields=("key", "version"), name="one_state_per_form_version"),
        )

    def __str__(self) -> str:
        return f"{self.title} {self.version}"


class Upload(models.Model):
    """A file staff looked at with a dry run and have not confirmed yet; gone after a day."""

    sha256 = models.CharField("اثر", max_length=64, primary_key=True)
    what = models.CharField("نوع", max_length=20)
    name = models.CharField("نام پرونده", max_length=120)
    content = models.BinaryField("محتوا")
    at = models.DateTimeField("زمان")

    class Meta:
        verbose_name = "پرونده در انتظار"
        verbose_name_plural = "پرونده‌های در انتظار"

    def __str__(self) -> str:
        return self.name
