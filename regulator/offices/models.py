"""Offices and what belongs to them: desks, operators, enrolments of desks, leases."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q


class Office(models.Model):
    """`code` is the 5-digit short number in tracking IDs; 00000 is the demo office."""

    class Kind(models.TextChoices):
        COUNTER = "counter_office", "دفتر پیشخوان"
        POLICE10 = "police10_office", "دفتر پلیس+۱۰"
        POST = "post_office", "دفتر پستی"
        RURAL = "rural_ict_office", "دفتر ICT روستایی"

    code = models.CharField("کد دفتر", max_length=5, primary_key=True)
    name = models.CharField("نام", max_length=120)
    kind = models.CharField("نوع دفتر", max_length=20, choices=Kind, default=Kind.COUNTER)
    province = models.CharField("کد استان", max_length=12)
    county = models.CharField("شهرستان", max_length=60, blank=True)
    village = models.CharField("روستا (خالی: شهر)", max_length=60, blank=True)
    address = models.CharField("نشانی", max_length=300, blank=True)
    phone = models.CharField("تلفن", max_length=20, blank=True)
    thursday_open = models.BooleanField("پنجشنبه باز است", default=True)

    class Meta:
        verbose_name = "دفتر"
        verbose_name_plural = "دفترها"
        ordering = ("code",)

    def __str__(self) -> str:
        return self.name


class Operator(models.Model):
    """A person known by number within the office; national IDs are not kept here."""

    class Role(models.TextChoices):
        OPERATOR = "operator", "متصدی"
        MANAGER = "manager", "مدیر دفتر"

    office = models.ForeignKey(
        Office, models.PROTECT, related_name="operators", verbose_name="دفتر"
    )
    number = models.CharField("شماره", max_length=12)
    name = models.CharField("نام و نام خانوادگی", max_length=120)
    role = models.CharField("نقش", max_length=10, choices=Role, default=Role.OPERATOR)
    active = models.BooleanField("فعال", default=True)
    restricted = models.BooleanField("فقط خدمت‌های مجاز", default=False)
    office_off = models.BooleanField("دفتر کنار گذاشته است", default=False, editable=False)

    class Meta:
        verbose_name = "متصدی"
        verbose_name_plural = "متصدیان"
        ordering = ("office", "number")
        constraints = (
            models.UniqueConstraint(fields=("office", "number"), name="one_operator_per_number"),
        )

    def __str__(self) -> str:
        return self.name


class Proposal(models.Model):
    """A person an office proposed; until somebody here agrees they may only practise."""

    class State(models.TextChoices):
        ASKED = "asked", "پیشنهادشده"
        APPROVED = "approved", "پذیرفته"
        REFUSED = "refused", "ردشده"

    office = models.ForeignKey(Office, models.PROTECT, verbose_name="دفتر")
    number = models.CharField("شماره", max_length=12)
    name = models.CharField("نام و نام خانوادگی", max_length=120)
    asked_at = models.DateTimeField("زمان پیشنهاد")
    asked_by = models.CharField("مدیر", max_length=12)
    state = models.CharField("وضعیت", max_length=8, choices=State, default=State.ASKED)

    class Meta:
        verbose_name = "پیشنهاد متصدی"
        verbose_name_plural = "پیشنهادهای متصدی"
        ordering = ("-asked_at",)
        constraints = (models.UniqueConstraint(fields=("office", "number"), name="proposed_once"),)

    def __str__(self) -> str:
        return self.name


class Authorisation(models.Model):
    """A service a restricted person may take, until training or contract end (the last days)."""

    person = models.ForeignKey(
        Operator, models.CASCADE, related_name="authorisations", verbose_name="متصدی"
    )
    service = models.PositiveBigIntegerField("شماره خدمت")
    training_until = models.DateField("پایان آموزش", null=True, blank=True)
    contract_until = models.DateField("پایان قرارداد", null=True, blank=True)

    class Meta:
        verbose_name = "مجوز خدمت"
        verbose_name_plural = "مجوزهای خدمت"
        ordering = ("person", "service")
        constraints = (
            models.UniqueConstraint(fields=("person", "service"), name="one_word_per_service"),
        )

    def __str__(self) -> str:
        return f"{self.person} {self.service}"


class LeaseFigures(models.Model):
    """How long and how much may be done without a line: of one office, or (no office) of all."""

    office = models.OneToOneField(
        Office, models.PROTECT, null=True, blank=True, verbose_name="دفتر (خالی: همه کشور)"
    )
    warn_hours = models.PositiveSmallIntegerField("هشدار پس از (ساعت)", default=72)
    amber_days = models.PositiveSmallIntegerField("هشدار جدی پس از (روز)", default=7)
    days = models.PositiveSmallIntegerField("پایان پذیرش پس از (روز)", default=14)
    receipts = models.PositiveIntegerField("پایان پذیرش پس از (رسید)", default=3000)
    changed_at = models.DateTimeField("آخرین تغییر", editable=False)

    class Meta:
        verbose_name = "اندازه‌های کار آفلاین"
        verbose_name_plural = "اندازه‌های کار آفلاین"
        constraints = (
            models.UniqueConstraint(
                models.Value(1), condition=Q(office=None), name="one_word_for_the_country"
            ),
        )

    def __str__(self) -> str:
        return str(self.office or "همه کشور")

    def clean(self) -> None:
        """First the warning, then amber, then the end; nobody is shut out within a day."""
        if not 1 <= self.warn_hours <= self.amber_days * 24 <= self.days * 24 <= 90 * 24:
            raise ValidationError("هشدار، هشدار جدی و پایان باید به ترتیب و حداکثر ۹۰ روز باشد.")
        if not 1 <= self.receipts <= 100_000:
            raise ValidationError("شمار رسید باید از ۱ تا ۱۰۰٬۰۰۰ باشد.")


class Desk(models.Model):
    """A workstation; its number (1–99) survives re-enrolment."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="desks", verbose_name="دفتر")
    number = models.PositiveSmallIntegerField("شماره باجه")

    class Meta:
        verbose_name = "باجه"
        verbose_name_plural = "باجه‌ها"
        ordering = ("office", "number")
        constraints = (
            models.UniqueConstraint(fields=("office", "number"), name="one_desk_per_number"),
        )

    def __str__(self) -> str:
        return f"{self.office_id}/{self.number}"


class Enrolment(models.Model):
    """One device key at one desk. `ep` is unique in the office until a year after it was closed."""

    class State(models.TextChoices):
        OPEN = "open", "باز"
        CLOSED = "closed", "بسته"
        REVOKED = "revoked", "ابطال‌شده"

    dev = models.CharField("شناسه کلید", max_length=16, primary_key=True)
    office = models.ForeignKey(
        Office, models.PROTECT, related_name="enrolments", verbose_name="دفتر"
    )
    desk = models.ForeignKey(Desk, models.PROTECT, related_name="enrolments", verbose_name="باجه")
    ep = models.PositiveSmallIntegerField("شماره ثبت باجه")
    pub = models.CharField("کلید عمومی", max_length=43)
    certificate = models.TextField("گواهی")
    check_number = models.CharField("عدد بازبینی", max_length=6)
    app = models.CharField("نگارش برنامه", max_length=64)
    issued_at = models.DateTimeField("زمان ثبت")
    state = models.CharField("وضعیت", max_length=8, choices=State, default=State.OPEN)
    closed_at = models.DateTimeField("زمان بسته‌شدن", null=True, blank=True)

    class Meta:
        verbose_name = "ثبت باجه"
        verbose_name_plural = "ثبت باجه‌ها"
        ordering = ("office", "ep")
        constraints = (
            models.UniqueConstraint(
                fields=("office", "ep"), condition=~Q(state="closed"), name="ep_unique_in_office"
            ),
        )

    def __str__(self) -> str:
        return f"{self.office_id}-{self.ep:03}"


class EnrolmentCode(models.Model):
    """A one-time code: only its keyed digest is kept; `selector`, its first 4 digits, finds it."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="codes", verbose_name="دفتر")
    selector = models.CharField("آغاز کد", max_length=4, unique=True)
    digest = models.CharField(max_length=64)
    expires_at = models.DateTimeField("پایان مهلت")
    tries = models.PositiveSmallIntegerField("کوشش‌های نادرست", default=0)
    used_by = models.ForeignKey(
        Enrolment, models.PROTECT, null=True, blank=True, verbose_name="ثبت باجه"
    )

    class Meta:
        verbose_name = "کد ثبت باجه"
        verbose_name_plural = "کدهای ثبت باجه"

    def __str__(self) -> str:
        return f"{self.office_id}/{self.selector}"


class Lease(models.Model):
    """A signed word on how long a desk may work without a line (design: leases)."""

    id = models.CharField("شناسه", max_length=64, primary_key=True)
    enrolment = models.ForeignKey(
        Enrolment, models.PROTECT, related_name="leases", verbose_name="ثبت باجه"
    )
    issued_at = models.DateTimeField("زمان صدور")
    token = models.TextField("متن امضاشده")

    class Meta:
        verbose_name = "مهلت کار آفلاین"
        verbose_name_plural = "مهلت‌های کار آفلاین"
        ordering = ("-issued_at",)

    def __str__(self) -> str:
        return self.id
