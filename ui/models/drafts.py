"""The drafts of this desk as lines of words, and a draft's move to a newer form, field by field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from app.domain.text import isolate, persian_digits
from ui.words import since, tracking

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from app.domain.acts import DraftRow
    from app.domain.upgrade import Fate, FieldChange, Upgrade

NAMELESS, NO_SERVICE = "متقاضی نام‌نوشته", "خدمتی که در این فهرست نیست"
AUTOMATIC, ASIDE = "نسخه بازیابی (خودکار)", "کنار گذاشته،"
SHOWN = 3  # labels of what is missing; the rest is counted
YES_NO = {"True": "بله", "False": "خیر"}
FATES: Mapping[Fate, tuple[str, str]] = {
    "gone": ("دیگر پرسیده نمی‌شود", "bad"),
    "choice-gone": ("این گزینه برداشته شد", "bad"),
    "other-kind": ("نوع پرسش عوض شد", "bad"),
    "now-required": ("اکنون لازم است", "warn"),
    "new": ("پرسش تازه", "info"),
    "kept": ("می‌ماند", "good"),
}


@dataclass(frozen=True, slots=True)
class DraftLine:
    """One draft: what and whose, how old, what is missing; `pill` is «کامل» or «n خطا»; `kept` says
    whether a person set it aside or it was only saved while it was typed."""

    row: DraftRow
    title: str
    under: str
    missing: str
    pill: str
    tone: str
    kept: str = ""

    @property
    def back(self) -> bool:
        """Whether there is another copy to go back to: the one that was set aside."""
        return self.row.aside is not None and self.row.changed


@dataclass(frozen=True, slots=True)
class Drafts:
    """The list, and what was refused about it."""

    lines: tuple[DraftLine, ...] = ()

    @classmethod
    def of(cls, rows: tuple[DraftRow, ...], now: datetime) -> Self:
        """The last saved first."""
        return cls(tuple(_line(row, now) for row in rows))

    @property
    def left(self) -> str:
        """What was left behind, in one line: how many, and the last one by name and age."""
        if not self.lines:
            return ""
        last = self.lines[0]
        return f"{self.count} نیمه‌تمام؛ آخرین: {last.title} ({last.under})"

    @property
    def count(self) -> str:
        """«۳ پیش‌نویس»."""
        return f"{persian_digits(len(self.lines))} پیش‌نویس" if self.lines else "پیش‌نویسی نیست"


def age(since: datetime, now: datetime) -> str:
    """«۵ دقیقه پیش», «۲ ساعت پیش», «۳ روز پیش»."""
    minutes = int((now - since).total_seconds()) // 60
    for size, unit in ((1440, "روز"), (60, "ساعت"), (1, "دقیقه")):
        if minutes >= size:
            return f"{persian_digits(minutes // size)} {unit} پیش"
    return "همین حالا"


def pill(errors: int) -> tuple[str, str]:
    """«کامل» or «n خطا», and its tone."""
    return (f"{persian_digits(errors)} خطا", "warn") if errors else ("کامل", "good")


def _line(row: DraftRow, now: datetime) -> DraftLine:
    said, tone = pill(len(row.missing))
    more = len(row.missing) - SHOWN
    named = "، ".join(row.missing[:SHOWN])
    rest = f" و {persian_digits(more)} مورد دیگر" if more > 0 else ""
    newer = f"نسخه {persian_digits(row.newer)} کاربرگ آمده است" if row.newer else ""
    title = f"{row.service_title or NO_SERVICE} – {row.citizen.strip() or NAMELESS}"
    right = f"برای درست کردن {tracking(row.puts_right)}" if row.puts_right else ""
    under = " · ".join(part for part in (age(row.at, now), right, newer) if part)
    missing = f"مانده: {named}{rest}" if named else ""
    return DraftLine(row, title, under, missing, said, tone, _kept(row, now))


def _kept(row: DraftRow, now: datetime) -> str:
    """By whom it is kept: by a person, or by itself."""
    if row.aside is None:
        return AUTOMATIC
    at = isolate(since(row.aside, now))
    return f"{ASIDE} {at}؛ سپس عوض شده" if row.changed else f"{ASIDE} {at}"


@dataclass(frozen=True, slots=True)
class FieldMove:
    """One field of the move: its label, what becomes of it, and the answer that stays or goes."""

    label: str
    fate: str
    value: str
    tone: str


@dataclass(frozen=True, slots=True)
class Move:
    """The whole move, losses first. Kept fields without an answer are left out: nothing moves."""

    title: str
    fields: tuple[FieldMove, ...]
    lost: int

    @classmethod
    def of(cls, upgrade: Upgrade) -> Self:
        """What the operator agrees to."""
        order = list(FATES)
        told = [one for one in upgrade.fields if one.fate != "kept" or one.value]
        told.sort(key=lambda one: (one not in upgrade.lost, order.index(one.fate)))
        old, new = persian_digits(upgrade.old), persian_digits(upgrade.new)
        title = f"از نسخه {old} کاربرگ به نسخه {new}"
        return cls(title, tuple(_moved(one) for one in told), len(upgrade.lost))


def _moved(change: FieldChange) -> FieldMove:
    fate, tone = FATES[change.fate]
    value = YES_NO.get(change.value, change.value)
    return FieldMove(change.label, fate, persian_digits(value), tone)
