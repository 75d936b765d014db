"""The print queue as lines of words: what waits for paper, since when, and who must act."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Self

from app.domain.jalali import clock_time
from app.domain.printers import JobState, Queued, waits_for
from app.domain.text import persian_digits
from ui import words

STATES: dict[JobState, tuple[str, str]] = {
    "waiting": ("در انتظار", "info"),
    "printing": ("در حال چاپ", "info"),
    "unsure": ("نامعلوم", "warn"),
    "failed": ("ناموفق", "bad"),
    "printed": ("چاپ‌شده", "good"),
    "cancelled": ("لغوشده", ""),
}
KINDS = {"receipt": "رسید", "daily": "گزارش روز", "shift": "برگه شیفت", "form": "کاربرگ"}
DID_IT = "برنامه هنگام چاپ بسته شد؛ به چاپگر نگاه کنید که کاغذ بیرون آمده است یا نه."
NO_OUTCOME = "این رسید صادر شده است و معلوم نیست چاپ شده باشد. اگر دست متقاضی نیست، چاپش کنید."
SOON = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class QueueLine:
    """One page; without a job it is an issued receipt of which no printing is known."""

    title: str
    under: str
    why: str
    who: str
    pill: str
    tone: str
    job: Queued | None = None
    tid: str = ""

    @property
    def may_retry(self) -> bool:
        """It can be sent now."""
        return self.job is not None and self.job.job.state in ("failed", "waiting")

    @property
    def may_answer(self) -> bool:
        """Only a person can tell whether paper came out."""
        return self.job is not None and self.job.job.state == "unsure"

    @property
    def may_cancel(self) -> bool:
        """It is not on its way at this moment."""
        return self.may_retry or self.may_answer

    @property
    def may_print(self) -> bool:
        """A receipt that waits in no queue."""
        return self.job is None and bool(self.tid)


@dataclass(frozen=True, slots=True)
class Queue:
    """The whole list: the jobs, oldest first, then the receipts without a known end."""

    lines: tuple[QueueLine, ...] = ()
    jobs: int = 0
    unprinted: int = 0

    @classmethod
    def of(cls, jobs: tuple[Queued, ...], unprinted: tuple[str, ...], now: datetime) -> Self:
        """Formatted once; the view only reads."""
        lines = (*(_line(job, now) for job in jobs), *(_unknown(tid) for tid in unprinted))
        return cls(lines, len(jobs), len(unprinted))

    @property
    def chip(self) -> str:
        """«۳ برگه در صف چاپ»; nothing when nothing waits."""
        return f"{persian_digits(self.jobs)} برگه در صف چاپ" if self.jobs else ""

    @property
    def tone(self) -> str:
        """Amber while it moves by itself, red when somebody must act."""
        held = any(line.job and line.job.job.state in ("failed", "unsure") for line in self.lines)
        return "bad" if held else "warn"

    @property
    def count(self) -> str:
        """What stands beside the title."""
        told = f"{persian_digits(self.unprinted)} رسید با چاپ نامعلوم" if self.unprinted else ""
        return " · ".join(part for part in (self.chip, told) if part) or "چیزی در صف چاپ نیست"


def _line(queued: Queued, now: datetime) -> QueueLine:
    job = queued.job
    pill, tone = STATES[job.state]
    parts = (_printer(queued.printer), f"از {words.since(queued.at, now)}", _tries(job.tries))
    why = words.page_reason(job.reason, queued.printer)
    if job.state == "unsure":
        why = why or DID_IT
    return QueueLine(
        title=_title(queued),
        under=" · ".join((*parts, *_next(job.due, now))),
        why=why,
        who=_who(queued),
        pill=pill,
        tone=tone,
        job=queued,
        tid=queued.tid or "",
    )


def _unknown(tid: str) -> QueueLine:
    title = f"{KINDS['receipt']} {words.tracking(tid)}"
    return QueueLine(title, "", NO_OUTCOME, "اقدام با متصدی", "چاپ نامعلوم", "warn", tid=tid)


def _title(queued: Queued) -> str:
    name = words.tracking(queued.tid) if queued.tid else words.grouped(queued.name)
    return f"{KINDS.get(queued.kind, 'برگه')} {name}"


def _printer(name: str) -> str:
    return f"چاپگر {words.printer(name)}" if name else "چاپگر هنوز معلوم نیست"


def _tries(count: int) -> str:
    return f"{persian_digits(count)} بار تلاش" if count else "هنوز فرستاده نشده"


def _next(due: datetime | None, now: datetime) -> tuple[str, ...]:
    if due is None:
        return ()
    soon = due - now < SOON
    return ("تلاش بعدی تا یک دقیقه دیگر" if soon else f"تلاش بعدی {clock_time(due)}",)


def _who(queued: Queued) -> str:
    owner = waits_for(queued.job)
    if owner == "time":
        return "خود برنامه دوباره می‌فرستد"
    return f"اقدام با {words.OWNERS[owner]}" if words.OWNERS[owner] else ""
