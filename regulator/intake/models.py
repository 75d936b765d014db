"""The journal as it came (never changed), and what is projected from it (made again at will)."""

from django.db import models
from django.db.models import Q

from regulator.intake.body_models import DocumentUse, ErasedBody, ErasureOrder
from regulator.intake.log_models import LogHead, LogPlace, Taken

__all__ = [
    "Case",
    "CaseEvent",
    "CaseMove",
    "DeviceHead",
    "Document",
    "DocumentUse",
    "DueMove",
    "ErasedBody",
    "ErasureOrder",
    "FeedHead",
    "FeedItem",
    "ForkedEntry",
    "LogHead",
    "LogPlace",
    "StoredBody",
    "StoredEntry",
    "Taken",
    "WrongTry",
]


class DeviceHead(models.Model):
    """Where a device's chain stands; intake locks this row and no other."""

    dev = models.CharField(max_length=16, primary_key=True)
    seq = models.PositiveBigIntegerField(default=0)
    leaf = models.CharField(max_length=43)

    class Meta:
        verbose_name = "سر زنجیره"
        verbose_name_plural = "سرهای زنجیره"

    def __str__(self) -> str:
        return f"{self.dev} {self.seq}"


class StoredEntry(models.Model):
    """One entry, byte for byte. `id` is the arrival number; `seq` its place in the chain.

    The fields after `reason` are copied from a sound entry, to find it; empty for others.
    """

    dev = models.CharField("شناسه کلید", max_length=16)
    seq = models.PositiveBigIntegerField("شماره")
    token = models.BinaryField("متن")
    leaf = models.CharField("اثر", max_length=43)
    arrived_at = models.DateTimeField("زمان رسیدن")
    verdict = models.CharField("حکم", max_length=12)
    reason = models.CharField("دلیل", max_length=32, blank=True)
    owner = models.CharField("اقدام‌کننده", max_length=10, blank=True)
    type = models.CharField("نوع", max_length=40, blank=True)
    office = models.CharField("دفتر", max_length=5, blank=True)
    tid = models.CharField("شناسه پیگیری", max_length=18, blank=True)

    class Meta:
        verbose_name = "رویداد رسیده"
        verbose_name_plural = "رویدادهای رسیده"
        constraints = (models.UniqueConstraint(fields=("dev", "seq"), name="one_entry_per_place"),)
        # By name, so that PostgreSQL keeps one index for each and not one more for patterns.
        indexes = (
            models.Index(fields=("leaf",), name="entries_by_leaf"),
            models.Index(fields=("tid",), name="entries_by_tid"),
            models.Index(fields=("reason",), name="entries_refused", condition=~Q(reason="")),
        )

    def __str__(self) -> str:
        return f"{self.dev} {self.seq}"


class StoredBody(models.Model):
    """The salted body beside an entry; erasing it leaves the chain whole."""

    entry = models.OneToOneField(StoredEntry, models.PROTECT, primary_key=True, related_name="kept")
    content = models.BinaryField("محتوا")
    sound = models.BooleanField("درست", default=True)

    class Meta:
        verbose_name = "محتوای رویداد"
        verbose_name_plural = "محتوای رویدادها"

    def __str__(self) -> str:
        return str(self.entry_id)


class ForkedEntry(models.Model):
    """The other entry at a place that is taken: evidence of a copied or restored desk."""

    dev = models.CharField("شناسه کلید", max_length=16)
    seq = models.PositiveBigIntegerField("شماره")
    leaf = models.CharField("اثر", max_length=43)
    token = models.BinaryField("متن")
    body = models.BinaryField("محتوا", null=True)
    arrived_at = models.DateTimeField("زمان رسیدن")

    class Meta:
        verbose_name = "رویداد دوشاخه"
        verbose_name_plural = "رویدادهای دوشاخه"
        constraints = (
            models.UniqueConstraint(fields=("dev", "seq", "leaf"), name="one_fork_per_leaf"),
        )

    def __str__(self) -> str:
        return f"{self.dev} {self.seq}"


class Case(models.Model):
    """A citizen's request, keyed by the leaf hash of its registration; the tracking ID is an index.

    No personal data: the V-code and the applicant stay in the body, and go when it is erased.
    """

    leaf = models.CharField("اثر ثبت", max_length=43, primary_key=True)
    tid = models.CharField("شناسه پیگیری", max_length=18)
    dev = models.CharField("شناسه کلید", max_length=16)
    office = models.ForeignKey(
        "offices.Office", models.PROTECT, verbose_name="دفتر", db_index=False
    )
    service = models.PositiveBigIntegerField("شماره خدمت")
    total = models.PositiveBigIntegerField("جمع هزینه", null=True)
    due = models.JSONField("زمان نهایی پاسخ", default=dict)
    state = models.CharField("وضعیت", max_length=16)
    receipt = models.CharField("اثر رسید", max_length=43, blank=True)
    registered_at = models.DateTimeField("زمان ثبت")
    changed_at = models.DateTimeField("آخرین تغییر")
    last_arrival = models.PositiveBigIntegerField(default=0)
    # Where an answer chooses it, worked out when first asked for (agencies.scope); else empty.
    agency = models.CharField("دستگاه", max_length=60, default="", editable=False)

    class Meta:
        verbose_name = "درخواست"
        verbose_name_plural = "درخواست‌ها"
        ordering = ("-registered_at",)
        indexes = (
            models.Index(fields=("tid",), name="cases_by_tid"),
            models.Index(fields=("office", "state"), name="cases_by_office"),
            models.Index(fields=("service", "agency"), name="cases_by_service"),
        )

    def __str__(self) -> str:
        return self.tid


class CaseEvent(models.Model):
    """One step of a case: when it happened and who was responsible (#120)."""

    # Found by (case, n): the key alone needs no index of its own.
    case = models.ForeignKey(Case, models.CASCADE, related_name="events", db_index=False)
    n = models.PositiveIntegerField("ردیف")
    type = models.CharField("رویداد", max_length=40)
    at = models.DateTimeField("زمان")
    office = models.CharField("دفتر", max_length=5, blank=True)
    operator = models.CharField("شماره متصدی", max_length=12, blank=True)
    by = models.CharField("مسئول", max_length=120, blank=True)
    facts = models.JSONField("داده‌ها", default=dict)

    class Meta:
        verbose_name = "رویداد درخواست"
        verbose_name_plural = "رویدادهای درخواست"
        ordering = ("case", "n")
        constraints = (
            models.UniqueConstraint(fields=("case", "n"), name="one_case_event_per_place"),
        )

    def __str__(self) -> str:
        return f"{self.type} {self.n}"


class CaseMove(models.Model):
    """A step made on this side, by staff or an agency; a source like an entry, so never changed.

    `after` is the arrival number of the last entry the case had then: it places the move in a
    rebuild. An agency's step names it, its own tracking code, and the number by which it told it.
    """

    leaf = models.CharField("اثر ثبت", max_length=43, db_index=True)
    after = models.PositiveBigIntegerField()
    state = models.CharField("وضعیت", max_length=16)
    by = models.CharField("مسئول", max_length=120)
    note = models.CharField("توضیح", max_length=300, blank=True)
    at = models.DateTimeField("زمان")
    agency = models.CharField("دستگاه", max_length=60, blank=True)
    code = models.CharField("کد دستگاه", max_length=64, blank=True)
    event = models.CharField("شماره خبر", max_length=64, blank=True)

    class Meta:
        verbose_name = "اقدام سازمان"
        verbose_name_plural = "اقدام‌های سازمان"
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=("agency", "event"), condition=~Q(event=""), name="one_move_per_event"
            ),
        )

    def __str__(self) -> str:
        return f"{self.state} {self.leaf}"


class DueMove(models.Model):
    """A due date moved on this side (a sudden closure); a source like an entry, never changed."""

    leaf = models.CharField("اثر ثبت", max_length=43, db_index=True)
    after = models.PositiveBigIntegerField()
    due = models.JSONField("زمان تازه")
    reason = models.CharField("دلیل", max_length=300)
    by = models.CharField("مسئول", max_length=120)
    at = models.DateTimeField("زمان")

    class Meta:
        verbose_name = "جابه‌جایی زمان پاسخ"
        verbose_name_plural = "جابه‌جایی‌های زمان پاسخ"
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.leaf} {self.due}"


class FeedHead(models.Model):
    """The last number given in a scope: an office's code, or `country`. Locked to give the next."""

    scope = models.CharField(max_length=8, primary_key=True)
    n = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name = "سر خبرها"
        verbose_name_plural = "سرهای خبرها"

    def __str__(self) -> str:
        return f"{self.scope} {self.n}"


class FeedItem(models.Model):
    """One thing told to an office, or to all; numbers are dense within the scope."""

    scope = models.CharField("دامنه", max_length=8)
    n = models.PositiveBigIntegerField("شماره")
    kind = models.CharField("نوع", max_length=16)
    at = models.DateTimeField("زمان")
    data = models.JSONField("داده‌ها")

    class Meta:
        verbose_name = "خبر"
        verbose_name_plural = "خبرها"
        ordering = ("scope", "n")
        constraints = (
            models.UniqueConstraint(fields=("scope", "n"), name="feed_numbers_are_dense"),
        )

    def __str__(self) -> str:
        return f"{self.scope} {self.n}"


class Document(models.Model):
    """A file of an office, named by its SHA-256; `received` is how many of its bytes count."""

    office = models.ForeignKey("offices.Office", models.PROTECT, verbose_name="دفتر")
    sha256 = models.CharField("اثر", max_length=64)
    size = models.PositiveIntegerField("اندازه")
    received = models.PositiveIntegerField("رسیده", default=0)
    complete = models.BooleanField("کامل", default=False)
    dev = models.CharField("شناسه کلید", max_length=16)
    began_at = models.DateTimeField("آغاز رسیدن")
    completed_at = models.DateTimeField("پایان رسیدن", null=True)

    class Meta:
        verbose_name = "مدرک"
        verbose_name_plural = "مدارک رسیده"
        ordering = ("-began_at",)
        constraints = (
            models.UniqueConstraint(fields=("office", "sha256"), name="one_document_per_office"),
        )

    def __str__(self) -> str:
        return self.sha256


class WrongTry(models.Model):
    """A wrong V-code for a tracking ID; five in an hour close the door for that hour."""

    tid = models.CharField("شناسه پیگیری", max_length=18)
    at = models.DateTimeField("زمان")

    class Meta:
        verbose_name = "کد نادرست"
        verbose_name_plural = "کدهای نادرست"
        indexes = (models.Index(fields=("tid", "at"), name="wrong_tries_by_time"),)

    def __str__(self) -> str:
        return self.tid
