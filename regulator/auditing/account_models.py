"""Who may ask: accounts with role and scope, their sessions, wrong tries; and what was read."""

from django.core.exceptions import ValidationError
from django.db import models

from app.domain.audit import RIGHTS, Right, Role, Scope

ROLES: dict[Role, str] = {
    "auditor": "ناظر سازمان",
    "agency": "نماینده دستگاه اجرایی",
    "association": "کانون دفاتر",
    "reform": "سازمان اداری و استخدامی",
}


class Auditor(models.Model):
    """An account for the auditor's workspace; never for the staff console.

    `secret` is the sealed seed of its one-time codes, `step` the last one used. An empty part of
    the scope limits nothing.
    """

    number = models.CharField("شماره ورود", max_length=20, unique=True)
    name = models.CharField("نام و نام خانوادگی", max_length=120)
    role = models.CharField("نقش", max_length=12, choices=list(ROLES.items()))
    agency = models.CharField("دستگاه", max_length=60, blank=True)
    provinces = models.JSONField("استان‌ها", default=list, blank=True)
    offices = models.JSONField("دفترها", default=list, blank=True)
    services = models.JSONField("خدمت‌ها", default=list, blank=True)
    active = models.BooleanField("فعال", default=True)
    password = models.CharField(max_length=128)
    secret = models.BinaryField()
    step = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name = "ناظر"
        verbose_name_plural = "ناظران"
        ordering = ("number",)

    def __str__(self) -> str:
        return f"{self.name} ({self.number})"

    def clean(self) -> None:
        """An agency's officer belongs to one agency; nobody else does."""
        if (self.role == "agency") != bool(self.agency):
            raise ValidationError({"agency": "فقط نماینده دستگاه یک دستگاه دارد، و او حتماً."})

    @property
    def rights(self) -> frozenset[Right]:
        """What the role may do."""
        return next((given for role, given in RIGHTS.items() if role == self.role), frozenset())

    @property
    def scope(self) -> Scope:
        """As it is told to the workspace."""
        return Scope(tuple(self.offices), tuple(self.provinces), tuple(self.services))


class WrongSignIn(models.Model):
    """Wrong tries for a login number, known or not: `mark` is its keyed hash."""

    mark = models.CharField(max_length=32, primary_key=True)
    count = models.PositiveIntegerField("شمار", default=0)
    at = models.DateTimeField("آخرین بار")
    until = models.DateTimeField("بسته تا", null=True)

    class Meta:
        verbose_name = "ورود نادرست"
        verbose_name_plural = "ورودهای نادرست"

    def __str__(self) -> str:
        return self.mark


class AuditSession(models.Model):
    """A signed-in auditor; only the keyed digest of the token is kept. Ending it deletes it."""

    digest = models.CharField(max_length=64, primary_key=True)
    auditor = models.ForeignKey(
        Auditor, models.CASCADE, related_name="sessions", verbose_name="ناظر"
    )
    began_at = models.DateTimeField("آغاز")
    seen_at = models.DateTimeField("آخرین پرسش")

    class Meta:
        verbose_name = "نشست ناظر"
        verbose_name_plural = "نشست‌های ناظران"

    def __str__(self) -> str:
        return str(self.auditor_id)


class AuditRead(models.Model):
    """Append-only: what was asked, by whom, how many rows were given. A tracking ID or a free text
    stands here as a keyed hash.
    """

    at = models.DateTimeField("زمان")
    number = models.CharField("ناظر", max_length=20)
    what = models.CharField("پرسش", max_length=20)
    about = models.JSONField("درباره", default=dict)
    rows = models.PositiveIntegerField("ردیف‌ها")
    reason = models.CharField("دلیل", max_length=300, blank=True)

    class Meta:
        verbose_name = "خوانده ناظر"
        verbose_name_plural = "سیاهه خوانده‌های ناظران"
        ordering = ("-id",)
        db_table = "audit_reads"
        indexes = (models.Index(fields=("number", "at"), name="reads_by_auditor"),)

    def __str__(self) -> str:
        return f"{self.what} {self.number}"


class SavedFilter(models.Model):
    """A filter an auditor kept under a title; theirs alone."""

    auditor = models.ForeignKey(Auditor, models.CASCADE, related_name="saved", verbose_name="ناظر")
    title = models.CharField("نام", max_length=80)
    filter = models.JSONField("پالایه")

    class Meta:
        verbose_name = "پرسش نگه‌داشته"
        verbose_name_plural = "پرسش‌های نگه‌داشته"
        ordering = ("title", "id")

    def __str__(self) -> str:
        return self.title
