"""The page of duties in words: cards of lines, each with its state and what can be done then."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from app.domain.approvals import Waiting
from app.domain.duties import Closing, Complaint, DeskHealth, Due, Duties, OpenFinding, days_until
from app.domain.jalali import clock_time, parse, tehran_date
from app.domain.money import rials
from app.domain.permits import FILED_BEFORE, LICENCE_WARN, RENEWAL_PRESSES, Licence
from app.domain.text import isolate, persian_digits
from ui import words

Act = Literal["", "finding", "remedy", "complaint", "approve"]
LICENCE = {"valid": "معتبر", "suspended": "تعلیق‌شده", "cancelled": "لغوشده"}
DUES = {
    "premises": "اجاره‌نامه محل",
    "deadline": "مهلت سازمان",
    "other": "سررسید",
    "training": "پایان آموزش",
    "contract": "پایان قرارداد",
}
CLOSINGS = {"asked": ("در انتظار مجوز", "info"), "granted": ("مجاز", "good")}
KINDS = {"complaint": "شکایت", "criticism": "انتقاد", "suggestion": "پیشنهاد"}
SILENT = 2  # days after which another desk's silence is told
OLD_BACKUP = 2
LEASE_ENDS = 7  # days left of a lease that a desk needs a line for
_ORDER = {"bad": 0, "warn": 1, "info": 2, "good": 3, "": 4}


@dataclass(frozen=True, slots=True)
class Line:
    """One line: words, what stands under them, the pill and its tone; `act` on `subject`."""

    words: str
    under: str = ""
    pill: str = ""
    tone: str = ""
    act: Act = ""
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """Lines that belong together; `none` is said where there is nothing."""

    title: str
    lines: tuple[Line, ...]
    none: str = ""


@dataclass(frozen=True, slots=True)
class DutiesScreen:
    """Formatted once; the view only reads."""

    cards: tuple[Card, ...] = ()

    @property
    def pressing(self) -> Line | None:
        """What can be done something about, the most pressing first."""
        found = [line for card in self.cards for line in card.lines if line.act]
        return min(found, key=lambda line: _ORDER[line.tone], default=None)

    @property
    def verdict(self) -> tuple[str, str]:
        """The page in one pill."""
        tones = [line.tone for card in self.cards for line in card.lines]
        if bad := tones.count("bad"):
            return f"{persian_digits(bad)} مورد فوری", "bad"
        if warn := tones.count("warn"):
            return f"{persian_digits(warn)} مورد نزدیک", "warn"
        return "چیزی پروانه را تهدید نمی‌کند", "good"


def screen_of(duties: Duties, waiting: tuple[Waiting, ...] = ()) -> DutiesScreen:
    """The page; `waiting` is what other desks ask a manager, on top while anybody does."""
    asked = tuple(map(_waiting, waiting))
    return DutiesScreen(
        (
            *((Card("تأییدهای خواسته‌شده", asked),) if asked else ()),
            Card("پروانه", tuple(_licences(duties)), "سازمان هنوز پروانه‌ای اعلام نکرده است."),
            Card("سررسیدها", tuple(map(_due, duties.dues)), "سررسیدی ثبت نشده است."),
            Card("یافته‌های نظارتی", tuple(_findings(duties)), "یافته‌ای باز نیست."),
            Card("شکایت‌ها", tuple(_complaints(duties)), "شکایت بازی نیست."),
            Card("تعطیلی موقت", tuple(map(_closing, duties.closings)), "درخواستی نیست."),
            Card("باجه‌ها و پشتیبان", tuple(_desks(duties))),
            Card("اطلاعیه‌ها", tuple(_announced(duties)), "اطلاعیه‌ای در جریان نیست."),
        )
    )


def _waiting(one: Waiting) -> Line:
    ask = one.asked.ask
    money = f"{rials(ask.amount)} ریال" if ask.amount is not None else ""
    place = f"باجه {persian_digits(one.desk)}، متصدی {persian_digits(one.operator)}"
    tid = _tid(ask.tid) if ask.tid else ""
    under = " · ".join(filter(None, (place, tid, money, words.reason(ask.reason))))
    return Line(words.RIGHTS[ask.right], under, _at(one.at), "bad", "approve", one.asked.id)


def _licences(duties: Duties) -> Iterator[Line]:
    today = tehran_date(duties.at)
    for one in duties.licences:
        left = days_until(one.until, today)
        tone = "good" if one.state == "valid" and left > RENEWAL_PRESSES else "warn"
        if one.state != "valid" or left < LICENCE_WARN.days:
            tone = "bad" if one.state != "valid" or left < 0 else "warn"
        yield Line(
            f"شماره {isolate(persian_digits(one.number))}",
            _renewal(one, left),
            LICENCE[one.state] if left >= 0 else "پایان‌یافته",
            tone,
        )


def _renewal(one: Licence, left: int) -> str:
    ends = f"تا {_day(one.until)}، {_left(left)}"
    if one.renewal:
        return f"{ends}؛ درخواست تمدید {_day(one.renewal)} رسیده است"
    if left < FILED_BEFORE:
        return f"{ends}؛ مهلت سه‌ماهه تمدید گذشته است، همین امروز بفرستید"
    return f"{ends}؛ تمدید دست‌کم سه ماه پیش از پایان فرستاده شود"


def _due(one: Due) -> Line:
    return Line(
        f"{DUES[one.kind]}: {one.title}", f"تا {_day(one.until)}", _left(one.days), one.tone
    )


def _findings(duties: Duties) -> Iterator[Line]:
    for one in duties.findings:
        yield _overcharge(one, duties.at) if one.remedy_by else _finding(one)


def _overcharge(one: OpenFinding, now: datetime) -> Line:
    assert one.remedy_by is not None
    owed = rials(one.excess - one.returned)
    left = one.remedy_by - now
    hours = int(left.total_seconds() // 3600)
    pill = f"{persian_digits(hours)} ساعت مانده" if hours >= 0 else "مهلت گذشته"
    tone = "bad" if hours < 24 else "warn"
    under = f"{_tid(one.tid)} · {isolate(owed)} ریال بیش از تعرفه؛ ظرف ۴۸ ساعت بازگردانید"
    return Line(_reason(one.reason), under, pill, tone, "remedy", one.leaf)


def _reason(reason: str) -> str:
    """One that a newer regulator names keeps its own name."""
    said = words.notice(f"verdict-{reason}")
    return said if not said.startswith("verdict-") else f"یافته نظارتی {isolate(reason)}"


def _finding(one: OpenFinding) -> Line:
    said = _reason(one.reason)
    asked = f"سازمان می‌پرسد: {one.question}" if one.question else ""
    under = " · ".join(filter(None, (_tid(one.tid), _at(one.at), asked)))
    if one.answered:
        return Line(said, under, "پاسخ داده شد", "info")
    if asked:
        return Line(said, under, "پرسش سازمان", "bad", "finding", one.leaf)
    return Line(said, under, "بی‌پاسخ", "warn", "finding", one.leaf)


def _complaints(duties: Duties) -> Iterator[Line]:
    for one in duties.complaints:
        if one.open:
            yield _complaint(one, duties.at)


def _complaint(one: Complaint, now: datetime) -> Line:
    days = (one.promised_by - now).days
    tone = "bad" if days < 2 else "warn" if days < 7 else "info"
    name = f"{KINDS.get(one.kind, one.kind)} {isolate(persian_digits(one.number))}"
    said = one.state != "new"
    return Line(
        name,
        f"{_tid(one.tid)} · پاسخ وعده‌شده تا {_at(one.promised_by)}",
        "گفته دفتر رسید" if said else _left(days),
        "info" if said and tone != "bad" else tone,
        "" if said else "complaint",
        one.number,
    )


def _closing(one: Closing) -> Line:
    pill, tone = CLOSINGS.get(one.state, ("ردشده", "bad"))
    number = f"مجوز {isolate(one.number)}" if one.number else ""
    under = " · ".join(filter(None, (number, one.reason, one.note)))
    return Line(f"{_day(one.first)} تا {_day(one.last)}", under, pill, tone)


def _desks(duties: Duties) -> Iterator[Line]:
    for one in duties.desks:
        yield _own(one) if one.own else _other(one, duties.at)
    at = duties.backup_at
    age = (duties.at - at).days if at else OLD_BACKUP
    under = f"آخرین {_at(at)}" if at else "هنوز پشتیبانی گرفته نشده است"
    tone = "good" if age < OLD_BACKUP else "warn"
    yield Line("پشتیبان این باجه", under, "خوب" if tone == "good" else "کهنه", tone)
    if locked := duties.people.get("locked", 0):
        yield Line("کارکنان قفل‌شده", "", persian_digits(locked), "warn")
    if proposed := duties.people.get("proposed", 0):
        yield Line("کارکنان در انتظار پذیرش سازمان", "", persian_digits(proposed), "info")


def _own(one: DeskHealth) -> Line:
    days = one.lease_days if one.lease_days is not None else 0
    tone = "bad" if days < 0 else "warn" if days < LEASE_ENDS else "good"
    lease = f"مهلت کار آفلاین: {_left(days)}"
    owed = f"{rials(one.owed or 0)} رویداد در صف ارسال"
    name = f"باجه {persian_digits(one.desk)} (همین باجه)"
    return Line(name, f"{lease} · {owed}", "خوب" if tone == "good" else "نیازمند خط", tone)


def _other(one: DeskHealth, now: datetime) -> Line:
    tone = "good" if (now - one.as_of).days < SILENT else "warn"
    pill = "خبر دارد" if tone == "good" else "بی‌خبر"
    if one.lease_days is not None and one.lease_days < LEASE_ENDS:
        pill, tone = "نیازمند خط", "bad" if one.lease_days < 0 else "warn"
    lease = f"مهلت کار آفلاین: {_left(one.lease_days)}" if one.lease_days is not None else ""
    backup = f"پشتیبان {_at(one.backup_at)}" if one.backup_at else ""
    under = " · ".join(filter(None, (f"تا {_at(one.as_of)}", lease, backup)))
    return Line(f"باجه {persian_digits(one.desk)}", under, pill, tone)


def _announced(duties: Duties) -> Iterator[Line]:
    for one in duties.announced:
        whole = len(one.readers) + len(one.waiting)
        read = f"{persian_digits(len(one.readers))} از {persian_digits(whole)} نفر خوانده‌اند"
        waiting = f"نخوانده: {'، '.join(one.waiting)}" if one.waiting else "همه خوانده‌اند"
        yield Line(one.title, waiting, read, "warn" if one.waiting else "good")


def _left(days: int) -> str:
    """«۱۲ روز مانده», «امروز», «۳ روز گذشته»."""
    if days == 0:
        return "امروز"
    return f"{persian_digits(abs(days))} روز {'مانده' if days > 0 else 'گذشته'}"


def _day(date_sh: str) -> str:
    date = parse(date_sh)
    return isolate(persian_digits(f"{date.year}/{date.month:02}/{date.day:02}"))


def _at(at: datetime) -> str:
    date = tehran_date(at)
    return isolate(f"{persian_digits(f'{date.month:02}/{date.day:02}')} {clock_time(at)}")


def _tid(tid: str) -> str:
    return f"شناسه {words.tracking(tid)}" if tid else "بی شناسه"
