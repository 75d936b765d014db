"""The day's page on screen: the great figures, the curve, and one table at a time, in words."""

from dataclasses import dataclass
from datetime import datetime
from typing import Self

from app.domain.drill import Drill, Found
from app.domain.jalali import MONTHS, clock_time, date_of_day, long_date, tehran_date
from app.domain.money import rials
from app.domain.periods import Period, PeriodKind
from app.domain.summary import NOTHING, Against, Compared, Heard
from app.domain.summary_pages import DayPage
from app.domain.summary_tables import Line, SumTable
from app.domain.text import isolate, persian_digits
from ui import words

KINDS: dict[PeriodKind, str] = {
    "day": "روز",
    "week": "هفته",
    "month": "ماه",
    "year": "سال",
    "range": "بازه",
}
AGAINST: dict[Against, str] = {
    "before": "دوره پیش",
    "weekday": "هفته پیش",
    "month": "میانگین ماه",
}
FACTS = {
    "visits": "مراجعه",
    "registered": "ثبت درخواست",
    "receipts": "رسید",
    "reprints": "چاپ مجدد",
    "voided": "ابطال",
    "payments_succeeded": "پرداخت",
    "payments_failed": "پرداخت ناموفق",
    "payments_unknown": "نامشخص",
    "refunds": "بازگشت وجه",
    "refund_requests": "استرداد",
    "collected": "وصول",
    "returned": "بازگشت",
}
PAID = "payments_succeeded"


@dataclass(frozen=True, slots=True)
class Figure:
    """One great figure: its name, the number, what stands under it and in which tone."""

    name: str
    value: str
    under: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class SummaryScreen:
    """A page in words. `rows` are those of the table shown; `places` are (name, title) of all."""

    title: str = ""
    figures: tuple[Figure, ...] = ()
    places: tuple[tuple[str, str], ...] = ()
    page: DayPage | None = None

    @classmethod
    def of(cls, page: DayPage) -> Self:
        """Formatted once; the view only reads."""
        return cls(
            title=title_of(page.summary.period),
            figures=figures_of(page),
            places=tuple((one.name, one.title) for one in page.tables),
            page=page,
        )

    def table(self, name: str) -> SumTable | None:
        """The table of that name, or the first."""
        if self.page is None or not self.page.tables:
            return None
        return self.page.table(name) or self.page.tables[0]


def title_of(period: Period) -> str:
    """«شنبه ۳۰ آبان ۱۴۰۵», «آبان ۱۴۰۵», «سال ۱۴۰۵», or from when to when."""
    first, last = date_of_day(period.first), date_of_day(period.last)
    year = persian_digits(first.year)
    if period.kind == "day":
        return long_date(first)
    if period.kind == "month":
        return f"{MONTHS[first.month - 1]} {year}"
    if period.kind == "year":
        return f"سال {year}"
    return f"{long_date(first)} تا {long_date(last)}"


def figures_of(page: DayPage) -> tuple[Figure, ...]:
    """What a manager wants to know first."""
    one = page.summary
    waits = one.open
    served = one.total("served")
    minutes = persian_digits(-(-served.mean // 60))
    late = "bad" if waits.overdue else "good"
    return (
        Figure("درخواست", rials(one.total("registered").n), _than(page, "registered", money=False)),
        Figure("وصولی (ریال)", rials(one.total(PAID).amount), _than(page, PAID, money=True)),
        Figure("سهم دفتر (ریال)", rials(one.share("own"))),
        Figure("زمان خدمت", f"{minutes} دقیقه" if served.n else "—", "میانگین هر مراجعه"),
        Figure("گذشته از مهلت", rials(waits.overdue), f"امروز: {rials(waits.due_today)}", late),
        Figure("آماده تحویل", rials(waits.ready), f"نقص مدارک: {rials(waits.needs_documents)}"),
    )


def others_of(page: DayPage) -> str:
    """«باجه ۳ تا ۱۰:۲۴: ۱۲ رسید، ۵٬۰۰۰٬۰۰۰ ریال»; nothing when no other desk was heard of. Of the
    whole office: until when each of the others is in the figures, and what came late."""
    if page.summary.office:
        return _heard(page.summary.heard)
    said = _running(page)
    return f"باجه‌های دیگر، جدا از جدول‌ها: {said}" if said else ""


def _heard(heard: tuple[Heard, ...]) -> str:
    if not heard:
        return "از باجه دیگری در این دفتر خبری نرسیده است."
    said = " · ".join(
        f"باجه {persian_digits(one.desk)} تا {isolate(_when(one.as_of))}{_late(one)}"
        for one in heard
        if one.as_of
    )
    return f"هر باجه تا زمانی که از آن خبر رسیده: این باجه تا اکنون · {said}"


def _late(one: Heard) -> str:
    if not one.late or one.late_at is None:
        return ""
    count, at = persian_digits(one.late), isolate(_when(one.late_at))
    return f" ({count} رویداد پس از پایان روز رسید، آخرین {at})"


def _when(at: datetime) -> str:
    date = tehran_date(at)
    return f"{persian_digits(f'{date.month:02}/{date.day:02}')} {clock_time(at)}"


def _running(page: DayPage) -> str:
    return " · ".join(
        f"باجه {persian_digits(one.desk)} تا {isolate(clock_time(one.as_of))}: "
        f"{rials(one.took.n)} رسید، {rials(one.took.fee)} ریال"
        f"{'' if one.whole else ' یا بیشتر'}"
        for one in page.others
    )


def _than(page: DayPage, kind: str, *, money: bool) -> str:
    """«دوره پیش ۱۲ · هفته پیش ۱۰ · میانگین ماه ۱۱»."""
    parts = []
    for other in page.summary.compared:
        value = _value(other, kind, money=money)
        day = other.against == "before" and page.summary.period.kind == "day"
        parts.append(f"{'روز پیش' if day else AGAINST[other.against]} {rials(value)}")
    return "\n".join(parts)


def _value(other: Compared, kind: str, *, money: bool) -> int:
    one = other.per_day(kind) if other.against == "month" else other.sums.get(kind, NOTHING)
    return one.amount if money else one.n


def cells(line: Line) -> tuple[str, str, str]:
    """A line of a table; nothing where there is nothing to say."""
    count, amount = ("" if one is None else rials(one) for one in (line.count, line.amount))
    return line.title, count, amount


def found_cells(found: Found) -> tuple[str, str, str]:
    """One fact behind a number: when and what, for which request, how much."""
    when = isolate(clock_time(found.at)) if found.at else ""
    day = persian_digits(f"{date_of_day(found.day).month:02}/{date_of_day(found.day).day:02}")
    amount = rials(found.amount) if found.amount else ""
    what = f"{isolate(day)} {when} · {FACTS.get(found.kind, found.kind)}"
    return what, words.tracking(found.tid) if found.tid else "", amount


def drill_title(drill: Drill, count: int) -> str:
    """What is behind a number, and how many of them are shown."""
    return f"{drill.title} · {persian_digits(count)} مورد"
