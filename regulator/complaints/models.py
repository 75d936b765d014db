"""What citizens say about a service or an office, and by when they were promised an answer."""

from django.db import models


class Complaint(models.Model):
    """`number` is given to the citizen; the promise is shown before the text is taken (#88)."""

    class Kind(models.TextChoices):
        COMPLAINT = "complaint", "شکایت"
        CRITICISM = "criticism", "انتقاد"
        SUGGESTION = "suggestion", "پیشنهاد"

    class State(models.TextChoices):
        NEW = "new", "رسیده"
        IN_PROGRESS = "in_progress", "در دست بررسی"
        ANSWERED = "answered", "پاسخ‌داده‌شده"

    number = models.CharField("شماره", max_length=10, primary_key=True)
    kind = models.CharField("نوع", max_length=10, choices=Kind, default=Kind.COMPLAINT)
    tid = models.CharField("شناسه پیگیری", max_length=18, blank=True, db_index=True)
    text = models.TextField("متن")
    contact = models.CharField("راه تماس", max_length=60, blank=True)
    at = models.DateTimeField("زمان")
    promised_by = models.DateTimeField("پاسخ تا")
    state = models.CharField("وضعیت", max_length=12, choices=State, default=State.NEW)
    answer = models.TextField("پاسخ", blank=True)
    office_answer = models.TextField("گفته دفتر", blank=True)

    class Meta:
        verbose_name = "شکایت، انتقاد یا پیشنهاد"
        verbose_name_plural = "شکایت‌ها، انتقادها و پیشنهادها"
        ordering = ("promised_by",)

    def __str__(self) -> str:
        return self.number
