"""The regulator's light: green, amber or red, since when, and what is still owed."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.domain.acts import SyncState
from app.domain.text import persian_digits
from ui import words

FRESH = timedelta(hours=1)
LATE = timedelta(hours=72)


@dataclass(frozen=True, slots=True)
class Light:
    """What chip and screen say. `tone` is good, warn or bad."""

    tone: str
    chip: str
    title: str
    since: str
    owed: str
    trouble: str
    release: str


def light_of(state: SyncState | None, now: datetime) -> Light:
    """The light at that moment; None is not known yet."""
    if state is None:
        return Light("", "وضعیت همگام‌سازی…", "در حال پرسش…", "", "", "", "")
    since = words.since(state.last_answer, now)
    owed = persian_digits(state.owed)
    tone, title = _tone(state, now)
    mark = f"{title} · {since}" if not state.owed else f"{owed} در صف · آخرین پاسخ {since}"
    return Light(
        tone=tone,
        chip=mark,
        title=title,
        since=f"آخرین پاسخ سامانه: {since}",
        owed="چیزی در صف ارسال نیست." if not state.owed else f"{owed} رویداد در صف ارسال است.",
        trouble=state.trouble,
        release=f"نسخه {persian_digits(state.release)} فهرست خدمات" if state.release else "",
    )


def _tone(state: SyncState, now: datetime) -> tuple[str, str]:
    if state.last_answer is None:
        return "warn", "هنوز همگام نشده"
    age = now - state.last_answer
    if state.trouble:
        return ("bad" if age > LATE else "warn"), "بدون ارتباط"
    if age > LATE:
        return "bad", "دیر همگام شده"
    return ("warn", "در انتظار همگام‌سازی") if state.owed or age > FRESH else ("good", "همگام")
