"""Payments in doubt and money owed back, as rows of words, and what may be done with each."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from app.domain.jalali import tehran_day
from app.domain.moments import from_wire
from app.domain.money import rials
from app.domain.money_back import Doubt, Owed, Waiting
from app.domain.text import persian_digits
from ui import words
from ui.models.case_acts import CaseAct

Kind = Literal["doubt", "owed", "asked", "refused"]
PILLS: dict[Kind, tuple[str, str]] = {
    "doubt": ("تراکنش نامشخص", "warn"),
    "owed": ("بدهی دفتر به متقاضی", "bad"),
    "asked": ("در انتظار پاسخ", "info"),
    "refused": ("رد شده", "bad"),
}
ACTS: dict[Kind, tuple[CaseAct, ...]] = {
    "doubt": (
        CaseAct("find", "پرسش از کارت‌خوان", "F9"),
        CaseAct("took", "برداشت شده است؛ با برگه", "F10"),
        CaseAct("not-took", "برداشت نشده است", "F11"),
    ),
    "owed": (
        CaseAct("back", "برگرداندن با کارت‌خوان", "F9"),
        CaseAct("back-slip", "با برگه کارت‌خوان دیگر", "F10"),
    ),
    "asked": (
        CaseAct("answered", "پرداخت‌کننده برگرداند", "F10"),
        CaseAct("said-no", "پرداخت‌کننده رد کرد", "F11"),
    ),
    "refused": (CaseAct("again", "خواستن دوباره", "F9"),),
}
OPEN = CaseAct("case", "پرونده درخواست", "F7")
NOTHING = "تراکنش نامشخصی نیست و وجهی برای برگرداندن نمانده است."


@dataclass(frozen=True, slots=True)
class MoneyRow:
    """One that waits, ready to paint; `value` is what its acts are done with."""

    key: str
    kind: Kind
    tid: str
    value: Doubt | Owed | Waiting
    title: str
    second: str

    @property
    def pill(self) -> str:
        """Its standing."""
        return PILLS[self.kind][0]

    @property
    def tone(self) -> str:
        """And its tone."""
        return PILLS[self.kind][1]

    @property
    def said(self) -> str:
        """All of it, for the ear."""
        return "، ".join((self.title, self.pill, self.second))

    @property
    def acts(self) -> tuple[CaseAct, ...]:
        """What may be done with it."""
        return (*ACTS[self.kind], OPEN)


def rows_of(
    found: tuple[tuple[Doubt, ...], tuple[Owed, ...], tuple[Waiting, ...]],
    agency: Callable[[str], str],
    now: datetime,
) -> tuple[MoneyRow, ...]:
    """Doubts first, then what the office itself owes, then what others were asked for."""
    doubts, owed, waiting = found
    return (
        *(_doubt(one, agency, now) for one in doubts),
        *(_owed(one) for one in owed),
        *(_waiting(one, agency, now) for one in waiting),
    )


def count(rows: tuple[MoneyRow, ...]) -> str:
    """«۲ تراکنش نامشخص · ۱ بازگشت وجه»."""
    doubts = sum(row.kind == "doubt" for row in rows)
    back = len(rows) - doubts
    parts = ((doubts, "تراکنش نامشخص"), (back, "بازگشت وجه"))
    return " · ".join(f"{persian_digits(number)} {name}" for number, name in parts if number)


def age(since: datetime, now: datetime) -> str:
    """«از ۱۰:۲۴ امروز» or how many days."""
    days = tehran_day(now) - tehran_day(since)
    return f"{persian_digits(days)} روز است" if days > 0 else f"از {words.since(since, now)} امروز"


def _doubt(one: Doubt, agency: Callable[[str], str], now: datetime) -> MoneyRow:
    plan = one.paid.plan
    tid = plan.lines[0][0]
    why = words.reason(one.paid.reason) if one.paid.reason else ""
    return MoneyRow(
        key=one.paid.payment,
        kind="doubt",
        tid=tid,
        value=one,
        title=f"{_amount(plan.amount)} به {agency(plan.payee)}",
        second=" · ".join(filter(None, (words.tracking(tid), age(one.since, now), why))),
    )


def _owed(one: Owed) -> MoneyRow:
    slip = f"پایانه {words.grouped(one.terminal)} · مرجع {words.grouped(one.rrn)}"
    return MoneyRow(
        key=one.refund,
        kind="owed",
        tid=one.tid,
        value=one,
        title=f"{_amount(one.amount)} سهم دفتر",
        second=f"{words.tracking(one.tid)} · {slip}",
    )


def _waiting(one: Waiting, agency: Callable[[str], str], now: datetime) -> MoneyRow:
    row = one.row
    parts = (words.tracking(one.tid), age(from_wire(row.at), now), words.reason(row.reason))
    return MoneyRow(
        key=row.refund,
        kind="asked" if row.state == "requested" else "refused",
        tid=one.tid,
        value=one,
        title=f"استرداد {_amount(row.amount)} از {agency(row.payee)}",
        second=" · ".join(filter(None, parts)),
    )


def _amount(amount: int) -> str:
    return f"{rials(amount)} ریال"
