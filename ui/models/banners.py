"""The strips above the work: what about this desk's rules is not as it should be, and who acts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.jalali import long_date
from app.domain.text import persian_digits
from ui import words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from app.domain.acts import Outage
    from app.domain.approvals import Waiting
    from app.domain.catalogue import Catalogue
    from app.domain.errors import Refusal
    from app.domain.jalali import JalaliDate
    from app.domain.notices import Notice
    from app.domain.permits import Limit
    from ui.functions import Release

REGULATOR = "اقدام با سازمان تنظیم مقررات"
AGENCY = "اقدام با دستگاه اجرایی"
PAPER = "دیدن و چاپ با Shift+F4"
NETWORK = "اقدام با متصدی: همگام‌سازی با F4؛ اگر شبکه نیست، مدیر دفتر"


@dataclass(frozen=True, slots=True)
class Banner:
    """One strip: its sentence, who must act, its tone."""

    words: str
    who: str
    tone: str = "warn"


@dataclass(frozen=True, slots=True)
class Ending:
    """How many services need a tariff table that ends on that day and has no next one."""

    services: int
    end: JalaliDate


def ending(catalogue: Catalogue, on: JalaliDate) -> Ending | None:
    """Tables that end within 14 days; None while there is time or all are carried on."""
    from app.domain.fee_titles import ends_soon

    ends = [ends_soon(catalogue, one, on) for one in catalogue.services.values() if one.offered]
    found = [end for end in ends if end is not None]
    return Ending(len(found), min(found)) if found else None


def banners(
    release: Release, tables: Ending | None, *, cut_off: int, now: datetime
) -> tuple[Banner, ...]:
    """All strips, the most pressing first. `cut_off` are payments nobody knows the end of."""
    found = []
    if cut_off:
        found.append(_cut_off(cut_off))
    if release.refused is not None:
        found.append(_refused(release.refused, release.number))
    if tables is not None:
        found.append(_ends(tables))
    if release.stale:
        found.append(_stale(release.taken, now))
    return tuple(found)


def limiting(limits: Sequence[Limit]) -> tuple[Banner, ...]:
    """What limits new requests, or soon will: lease, licence, enrolment."""
    return tuple(_limiting(one) for one in limits)


def _limiting(limit: Limit) -> Banner:
    refusal = limit.refusal()
    who = NETWORK if limit.code.startswith("lease-") else words.who_acts(refusal)
    return Banner(words.sentence(refusal), who, _TONES[limit.stage])


_TONES = {"warn": "info", "amber": "warn", "over": "bad"}


def out_of_order(outages: Sequence[Outage], now: datetime) -> tuple[Banner, ...]:
    """What the regulator told does not answer, since when; the rest works on."""
    return tuple(
        Banner(f"{one.title} {_since(one, now)} {one.note}".strip(), AGENCY) for one in outages
    )


def _since(outage: Outage, now: datetime) -> str:
    return f"از {words.since(outage.since, now)} در دسترس نیست."


def approvals_asked(waiting: Sequence[Waiting]) -> tuple[Banner, ...]:
    """Somebody stands at another counter and waits for this manager's word."""
    if not waiting:
        return ()
    desks = "، ".join(persian_digits(desk) for desk in sorted({one.desk for one in waiting}))
    said = f"باجه {desks} تأیید مدیر می‌خواهد ({persian_digits(len(waiting))} مورد)."
    return (Banner(said, "پاسخ با Ctrl+F9"),)


def unread(notices: Sequence[Notice]) -> tuple[Banner, ...]:
    """What the regulator wrote since the morning; a critical one is not said here, it is shown."""
    found = [one for one in notices if not one.critical]
    if not found:
        return ()
    more = f" و {persian_digits(len(found) - 1)} اطلاعیه دیگر" if len(found) > 1 else ""
    return (
        Banner(f"اطلاعیه تازه: {found[-1].title}{more}", "خواندن با Ctrl+F4 و سپس F10", "info"),
    )


def restored() -> Banner:
    """An old copy was opened: it may be read and reprinted, and issues nothing."""
    return Banner(words.notice("desk-restored"), "اقدام با مدیر دفتر", "bad")


def unprinted(count: int) -> Banner:
    """Receipts of which nobody knows whether paper came out."""
    said = f"{persian_digits(count)} رسید صادر شده است و معلوم نیست چاپ شده باشد."
    return Banner(said, PAPER)


def _cut_off(count: int) -> Banner:
    said = f"{persian_digits(count)} تراکنش «نامشخص» است و دوباره گرفته نمی‌شود: Ctrl+F10"
    return Banner(said, "اقدام با مدیر دفتر")


def _refused(refusal: Refusal, number: int) -> Banner:
    serving = f"نسخه {persian_digits(number)} در کار است." if number else ""
    who = words.who_acts(refusal) or REGULATOR
    return Banner(f"{words.sentence(refusal)} {serving}".strip(), who, "bad")


def _ends(tables: Ending) -> Banner:
    count, end = persian_digits(tables.services), long_date(tables.end)
    said = f"تعرفه {count} خدمت {end} پایان می‌یابد و جدول سال بعد هنوز نرسیده است."
    return Banner(f"{said} پس از آن، این خدمت‌ها ثبت نمی‌شوند.", REGULATOR)


def _stale(taken: datetime | None, now: datetime) -> Banner:
    since = f"از {words.since(taken, now)}" if taken else "مدتی است"
    return Banner(f"فهرست خدمات {since} تازه نشده است؛ کار با همان ادامه دارد.", NETWORK)
