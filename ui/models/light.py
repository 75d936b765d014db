"""The lights: regulator, terminal, printer, inquiries — how each stands, since when, what works.

The regulator's also stands in the bar above every screen, with what is still owed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from app.domain.text import persian_digits
from ui import words

if TYPE_CHECKING:
    from datetime import datetime

    from app.domain import outbox
    from app.domain.acts import SyncState
    from app.domain.outbox import Shine, Which

FRESH = timedelta(hours=1)
LATE = timedelta(hours=72)
NAMES: dict[Which, tuple[str, str]] = {
    "regulator": ("سامانه سازمان", "landmark"),
    "terminal": ("کارت‌خوان", "credit-card"),
    "printer": ("چاپگر", "printer"),
    "inquiries": ("استعلام", "search"),
    "log": ("سیاهه کشوری", "list-checks"),
}
STATES: dict[Shine, tuple[str, str]] = {
    "good": ("برقرار", "good"),
    "waiting": ("هنوز آزموده نشده", ""),
    "away": ("پاسخ نمی‌دهد", "bad"),
    "off": ("خاموش", "warn"),
    "unset": ("تنظیم نشده", "warn"),
    "manual": ("وصل نیست؛ دستی", ""),
    "lying": ("با خودش نمی‌خواند", "bad"),
}
# A printer that is away may well answer: it has no paper, or waits for a hand.
HELD = "برگه‌ای مانده است"
WORKS: dict[tuple[Which, Shine], str] = {
    ("regulator", "away"): "پذیرش، پرداخت، رسید و چاپ کار می‌کند؛ وضعیت‌های تازه نمی‌رسد.",
    ("regulator", "off"): "همه کارها در همین باجه ثبت می‌شود؛ تا روشن کردن چیزی فرستاده نمی‌شود.",
    ("regulator", "waiting"): "همه کارها در همین باجه ثبت می‌شود و سپس فرستاده می‌شود.",
    ("terminal", "away"): "ورود دستی برگه کارت‌خوان کار می‌کند؛ نامشخص‌ها دوباره کشیده نشود.",
    ("terminal", "unset"): "ورود دستی برگه کارت‌خوان کار می‌کند؛ مدیر دفتر آن را تنظیم کند.",
    ("printer", "away"): "رسید صادر می‌شود و برگه در صف چاپ (Shift+F4) می‌ماند.",
    ("printer", "unset"): "برگه‌ها در پوشه رسیدها ذخیره می‌شود؛ مدیر دفتر چاپگر بیفزاید.",
    (
        "log",
        "lying",
    ): "کار و ارسال ادامه دارد؛ مدیر دفتر با فرمان log\u2011evidence به ناظر خبر دهد.",
    ("inquiries", "manual"): "اصل مدرک دیده یا استعلام بیرون از برنامه انجام و نتیجه نوشته می‌شود.",
}
LIES = f"{NAMES['log'][0]} {STATES['lying'][0]}"
ALL_WORKS = "همه چیز کار می‌کند."
READY = "آماده است؛ با نخستین کار آزموده می‌شود."


@dataclass(frozen=True, slots=True)
class Lamp:
    """One light in words: `title` is what it is, `state` how it stands, `works` what still goes,
    `why` the sentence of its trouble."""

    which: Which
    icon: str
    tone: str
    title: str
    state: str
    since: str
    works: str
    why: str = ""

    @property
    def said(self) -> str:
        """All of it, for the ear and the tool tip."""
        parts = (self.title, self.state, self.since, self.why, self.works)
        return "، ".join(part for part in parts if part)


def lamps_of(lights: tuple[outbox.Light, ...], now: datetime) -> tuple[Lamp, ...]:
    """Every light in words, in the order they are asked for."""
    return tuple(_lamp(light, now) for light in lights)


def _lamp(light: outbox.Light, now: datetime) -> Lamp:
    title, icon = NAMES[light.which]
    state, tone = STATES[light.shine]
    if (light.which, light.shine) == ("printer", "away"):
        state = HELD
    since = words.since(light.since, now)
    told = f"آخرین کار {since}" if light.shine == "good" else f"از {since}"
    return Lamp(
        which=light.which,
        icon=icon,
        tone=tone,
        title=title,
        state=state,
        since=told if light.since else "",
        works=WORKS.get((light.which, light.shine), _works(light.shine)),
        why=_why(light),
    )


def _why(light: outbox.Light) -> str:
    if light.which == "printer":
        return words.page_reason(light.reason, str(light.facts.get("printer", "")))
    if light.which == "log":
        # Its figures stand in brackets; the file of evidence has them.
        return re.sub(r" \([^()]*\)", "", words.reason(light.reason))
    return words.without_facts(words.reason(light.reason))


def _works(shine: Shine) -> str:
    return ALL_WORKS if shine == "good" else READY


@dataclass(frozen=True, slots=True)
class Light:
    """The regulator's light in the bar. `tone` is good, warn or bad."""

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
    mark = (
        f"{title} · {since}"
        if state.lying or not state.owed
        else f"{owed} در صف · آخرین پاسخ {since}"
    )
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
    if state.lying:
        return "bad", LIES
    if state.last_answer is None:
        return "warn", "هنوز همگام نشده"
    age = now - state.last_answer
    if state.trouble:
        return ("bad" if age > LATE else "warn"), "بدون ارتباط"
    if age > LATE:
        return "bad", "دیر همگام شده"
    return ("warn", "در انتظار همگام‌سازی") if state.owed or age > FRESH else ("good", "همگام")
