"""What a manager may do about the desk itself, and a found receipt in words."""

from dataclasses import dataclass

from app.domain.jalali import clock_time, long_date, tehran_date
from app.domain.money import rials
from ui import words
from ui.care import FoundCase
from ui.models.starting import Choices

TEND: Choices = (
    "نگهداری باجه",
    "جز «پرونده از روی رسید»، این کارها با مدیر دفتر است.",
    (
        (
            "backup",
            "refresh-cw",
            "پشتیبان بگیر",
            "در پوشه یا حافظه‌ای که برمی‌گزینید؛ بازخوانی می‌شود.",
        ),
        ("mirror", "file-text", "نسخه دوم رویدادها", "در پوشه یا حافظه دیگر؛ فقط افزوده می‌شود."),
        ("found", "receipt-text", "پرونده از روی رسید", "رسید مردم، وقتی باجه‌ای گم شده است."),
        ("passphrase", "id-card", "گذرواژه تازه", "کلید بازیابی و کلیددان سیستم می‌مانند."),
        ("recovery", "pin", "کلید بازیابی تازه", "کلید پیشین بی‌اعتبار می‌شود."),
        ("keyring", "shield-check", "باز شدن با کلیددان سیستم", "برای همین کاربر رایانه."),
        ("erase", "trash-2", "امحای داده یک درخواست", "به حکم یا دستور؛ همه نسخه‌ها را می‌گوید."),
        ("version", "refresh-cw", "نسخه تازه برنامه", "پس از بستن شیفت‌ها؛ امضای ناشر بررسی می‌شود."),
        ("move", "building-2", "انتقال باجه به رایانه دیگر", "کار این رایانه پایان می‌یابد."),
    ),
)
STATES = {
    "here": ("همین‌جا هست", "info", "این درخواست در همین باجه ثبت شده است؛ کاری لازم نیست."),
    "genuine": ("اصل است", "good", "امضای رسید با کلید آن باجه خواند؛ پرونده کوتاه ثبت شد."),
    "unchecked": ("وارسی نشد", "warn", "کلید آن باجه اینجا نیست؛ ثبت شد و سازمان آن را می‌سنجد."),
}


@dataclass(frozen=True, slots=True)
class FoundLine:
    """One receipt in words."""

    tid: str
    said: str
    meaning: str
    pill: str
    tone: str


def found_line(case: FoundCase) -> FoundLine:
    """What a receipt says and what became of it."""
    pill, tone, meaning = STATES["here" if case.here else case.checked]
    day = f"{long_date(tehran_date(case.at))}، {clock_time(case.at)}"
    said = f"{case.service} · {rials(case.amount)} ریال · {day}"
    if case.void:
        said += " · باطل‌شده"
    return FoundLine(words.tracking(case.tid), said, meaning, pill, tone)
