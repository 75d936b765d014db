"""The sending queue as lines of words: what waits or was put aside, why, who acts and which key.

Lines are named by the desk and come by pages; the words of a line are made once.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

import resources
from app.domain.jalali import clock_time
from app.domain.outbox import CatchUp, Kind, QueueKey, QueueLine, State, Uplink
from app.domain.text import persian_digits
from ui import words
from ui.models.entries import entry_name

SOON = timedelta(minutes=1)
STATES: dict[State, tuple[str, str]] = {
    "waiting": ("در صف", "info"),
    "trying": ("در تلاش", "warn"),
    "held": ("نگه داشته", "warn"),
    "flagged": ("یافته", "warn"),
    "quarantined": ("کنار گذاشته", "bad"),
}
BY_ITSELF = "خود برنامه می‌فرستد؛ برای همین حالا F9"
ANSWER = "پاسخ به سازمان: Enter"
ANSWER_AND_EXPORT = "پاسخ به سازمان: Enter · خروجی سیاهه برای سازمان: فرمان export-journal"
SWITCH = "روشن کردن ارسال: F11"
DOCUMENT = "مدرک را در درخواست دوباره بگذارید، سپس F9"
BODY_AGAIN = "ارسال دوباره محتوا: F9"
RENEW = "پرونده از جست‌وجو (Ctrl+F3): ابطال و درخواست درست Shift+F2؛ یا پاسخ به سازمان: Enter"
VOID = "پرونده از جست‌وجو (Ctrl+F3): ابطال Shift+F8؛ یا پاسخ به سازمان: Enter"
# What else than an answer puts a finding right: the reason, and where it is done.
_FIXES = {"fee-differs": RENEW, "not-delegated": VOID, "not-authorised": ANSWER}


@dataclass(frozen=True, slots=True)
class Row:
    """One line, ready to paint. `fix` is what puts it right, with its key."""

    line: QueueLine
    title: str
    under: str
    why: str
    who: str
    fix: str
    pill: str
    tone: str

    @property
    def said(self) -> str:
        """All of it, for the ear."""
        return "، ".join(filter(None, (self.title, self.pill, self.why, self.who, self.fix)))

    @property
    def second(self) -> str:
        """The line under the title."""
        return " · ".join(part for part in (self.under, self.who) if part)

    @property
    def may_answer(self) -> bool:
        """A verdict or a finding; everything else needs no words."""
        return self.line.key.kind in ("verdict", "finding")

    @property
    def may_retry(self) -> bool:
        """Something is still on its way, or the regulator lacks what is still here."""
        return self.line.body or not self.may_answer


@dataclass(frozen=True, slots=True)
class Queue:
    """Which lines there are, how the line stands, and how far a long round has come."""

    keys: tuple[QueueKey, ...] = ()
    uplink: Uplink = field(default_factory=Uplink)
    catch_up: CatchUp | None = None

    @property
    def count(self) -> str:
        """«۲ نیازمند اقدام · ۱۲ درخواست · ۳ مدرک در صف»."""
        parts = [f"{_many(self.keys, kind)} {name}" for kind, name in _NAMED if self._has(kind)]
        return " · ".join(parts) or "چیزی در صف ارسال نیست"

    @property
    def switch(self) -> str:
        """What F11 does now."""
        return "خاموش کردن ارسال" if self.uplink.on else "روشن کردن ارسال"

    @property
    def progress(self) -> str:
        """«۱٬۲۰۰ از ۱۸٬۰۰۰», while a long round is under way."""
        if self.catch_up is None:
            return ""
        return f"{_grouped(self.catch_up.done)} از {_grouped(self.catch_up.total)}"

    def _has(self, kind: Kind) -> bool:
        return any(key.kind == kind for key in self.keys)


def row_of(line: QueueLine, now: datetime) -> Row:
    """One line in words."""
    pill, tone = STATES[line.state]
    return Row(
        line=line,
        title=_title(line),
        under=" · ".join(part for part in _under(line, now) if part),
        why=why(line),
        who=_who(line),
        fix=_fix(line),
        pill=pill,
        tone=tone,
    )


def why(line: QueueLine) -> str:
    """The sentence of its reason, with what the regulator asks; nothing while it only waits."""
    asked = f"سازمان می‌پرسد: {line.question}" if line.question else ""
    return " ".join(filter(None, (_reason(line), asked)))


def _reason(line: QueueLine) -> str:
    if not line.reason:
        return ""
    told = resources.messages()
    for code in (f"verdict-{line.reason}", line.reason):
        if code in told:
            return words.without_facts(words.spoken_digits(told[code]))
    return f"سازمان این رویداد را نشان کرده است ({words.grouped(line.reason)})."


def _title(line: QueueLine) -> str:
    number = words.tracking(line.tid) if line.tid else ""
    if line.key.kind == "verdict":
        return f"{entry_name(line.type)} – رویداد {persian_digits(line.seq)}"
    if line.key.kind == "finding":
        return f"یافته سازمان – رویداد {persian_digits(line.seq)}"
    if line.key.kind == "document":
        return f"مدرک «{line.title}»" if line.title else "مدرک"
    if line.key.kind == "others":
        return "دیگر رویدادهای باجه"
    return f"درخواست {number}"


def _under(line: QueueLine, now: datetime) -> tuple[str, ...]:
    tid = words.tracking(line.tid) if line.tid and line.key.kind != "request" else ""
    title = line.title if line.key.kind != "document" else ""
    waits = f"{persian_digits(line.count)} رویداد" if line.key.kind in ("request", "others") else ""
    tries = f"{persian_digits(line.tries)} بار تلاش" if line.tries else ""
    since = f"از {words.since(line.since, now)}"
    return (title, tid, waits, _sent(line), since, tries, _next(line.next_try, now))


def _sent(line: QueueLine) -> str:
    if line.key.kind != "document" or not line.size:
        return ""
    return f"{persian_digits(line.sent * 100 // line.size)}٪ رسیده"


def _next(due: datetime | None, now: datetime) -> str:
    if due is None:
        return ""
    soon = due - now < SOON
    return "تلاش بعدی تا یک دقیقه دیگر" if soon else f"تلاش بعدی {clock_time(due)}"


def _who(line: QueueLine) -> str:
    if line.reason == "body-missing":
        return "اقدام با متصدی" if line.body else "کاری لازم نیست"
    return "" if line.owner == "time" else f"اقدام با {words.OWNERS[line.owner]}"


def _fix(line: QueueLine) -> str:
    if line.state == "quarantined":
        return ANSWER_AND_EXPORT
    if line.body:
        return BODY_AGAIN
    if line.state == "flagged":
        return _FIXES.get(line.reason, ANSWER)
    if line.reason == "sync-off":
        return SWITCH
    return DOCUMENT if line.state == "held" else BY_ITSELF


_NAMED: tuple[tuple[Kind, str], ...] = (
    ("verdict", "رویداد نیازمند اقدام"),
    ("finding", "یافته"),
    ("document", "مدرک در صف"),
    ("request", "درخواست در صف"),
)


def _many(keys: tuple[QueueKey, ...], kind: Kind) -> str:
    return _grouped(sum(key.kind == kind for key in keys))


def _grouped(number: int) -> str:
    return persian_digits(f"{number:,}".replace(",", "٬"))
