"""A newer version of the program in words: a quiet line at a shift's end, all of it when taken."""

from app.domain.money import rials
from app.domain.text import isolate, persian_digits
from ui.care import NewVersion

Told = tuple[str, str]


def quiet_line(new: NewVersion | None) -> str:
    """What stands on the page of the shift once it has ended; nothing when there is nothing new.

    >>> quiet_line(None)
    ''
    """
    if new is None:
        return ""
    return (
        f"نسخه {_number(new)} برنامه آماده است. مدیر دفتر پس از بستن همه شیفت‌ها آن را از "
        "«معاینه باجه» (Shift+F6 سپس F9) نصب می‌کند؛ تا آن زمان کار با همین نسخه ادامه دارد."
    )


def found(new: NewVersion | None) -> Told:
    """(title, lead) of what a look found."""
    if new is None:
        return "نسخه تازه‌ای نیست", "این تازه‌ترین نسخه‌ای است که برای این باجه هست."
    return f"نسخه {_number(new)}", new.notes or "ناشر چیزی درباره آن ننوشته است."


def before(new: NewVersion) -> tuple[str, ...]:
    """What one should know first."""
    return (
        f"{rials(new.megabytes)} مگابایت گرفته می‌شود؛ اگر خط قطع شد از همان‌جا ادامه می‌یابد.",
        "امضای ناشر بررسی و پیش از نصب از پرونده باجه پشتیبان گرفته و بازخوانی می‌شود.",
        "پس از آن برنامه بسته می‌شود. تا چیزی ثبت نشده باشد، بازگشت به نسخه کنونی بی‌کم‌وکاست است.",
    )


def ready() -> Told:
    """Fetched, verified and saved."""
    return "آماده نصب است", "با بستن پنجره، نصب آغاز می‌شود. سپس برنامه را دوباره باز کنید."


def _number(new: NewVersion) -> str:
    return isolate(persian_digits(new.version))
