"""A shift on screen: its figures in words, what it leaves open, and what a terminal is asked."""

from collections import Counter
from dataclasses import dataclass
from typing import Self

from app.domain.errors import OperatorCanFix, Refusal
from app.domain.jalali import clock_time, long_date, tehran_date
from app.domain.money import parse_rials, rials
from app.domain.shifts import PendingKind, Shift, Stated
from app.domain.text import isolate, persian_digits

PENDING: dict[PendingKind, str] = {
    "running": "پرداخت در جریان",
    "unknown": "تراکنش نامشخص",
    "unpaid": "درخواست در انتظار پرداخت",
    "receiptless": "پرداخت‌شده بدون رسید",
    "parked": "مراجعه نگه‌داشته",
    "draft": "پیش‌نویس",
    "unprinted": "رسید با چاپ نامعلوم",
    "unsent": "رویداد ارسال‌نشده",
}
TONES = {"running": "bad", "unknown": "bad", "unpaid": "warn", "receiptless": "warn"}


@dataclass(frozen=True, slots=True)
class Asked:
    """One terminal and account whose total is asked of the terminal."""

    terminal: str
    account: str
    expected: int

    @property
    def title(self) -> str:
        """«پایانه ۹۰۰۰۰۰۰۱»."""
        return f"پایانه {isolate(persian_digits(self.terminal or '—'))}"


@dataclass(frozen=True, slots=True)
class ShiftScreen:
    """Formatted once; the view only reads. `open` are (words, tone) of what is left open."""

    shift: Shift | None = None
    title: str = ""
    figures: tuple[tuple[str, str], ...] = ()
    open: tuple[tuple[str, str], ...] = ()
    asked: tuple[Asked, ...] = ()

    @classmethod
    def of(cls, shift: Shift, name: str) -> Self:
        """A running shift as it stands."""
        one, at = shift.figures, shift.opened_at
        kinds = Counter[PendingKind]()
        for pending in shift.pending:
            kinds[pending.kind] += pending.count
        return cls(
            shift=shift,
            title=f"{name} · از {long_date(tehran_date(at))} {isolate(clock_time(at))}",
            figures=(
                ("مراجعه", rials(one.counts["visits"])),
                ("درخواست ثبت‌شده", rials(one.counts["registered"])),
                ("رسید صادرشده", rials(one.counts["receipts"])),
                ("جمع رسیدها (ریال)", rials(one.fees)),
                ("وصولی (ریال)", rials(one.collected)),
                ("بازگشت وجه (ریال)", rials(one.refunded)),
                ("ابطال (ریال)", rials(one.voided)),
            ),
            open=tuple(
                (f"{PENDING[kind]}: {persian_digits(kinds[kind])}", TONES.get(kind, "info"))
                for kind in PENDING
                if kinds[kind]
            ),
            asked=tuple(Asked(one.terminal, one.account, one.amount) for one in one.terminals),
        )


def stated_of(asked: Asked, typed: str, note: str) -> Stated | None:
    """What was typed for a terminal; None when nothing was: it was not asked."""
    if not typed.strip():
        return None
    return Stated(asked.terminal, asked.account, parse_rials(typed), note)


def compared(asked: Asked, typed: str) -> tuple[str, str]:
    """(words, tone) beside what was typed: equal, by how much it differs, or no number."""
    if not typed.strip():
        return f"سیاهه: {rials(asked.expected)} ریال", ""
    try:
        amount = parse_rials(typed) - asked.expected
    except OperatorCanFix:
        return "عدد نیست", "bad"
    if not amount:
        return "برابر است", "good"
    return f"اختلاف {isolate(rials(amount))} ریال؛ توضیح لازم است", "warn"


def z_name(desk: int, number: int) -> str:
    """«باجه ۲ – شماره ۰۰۴۱».

    >>> z_name(2, 41)
    'باجه ۲ – شماره ۰۰۴۱'
    """
    return f"باجه {persian_digits(desk)} – شماره {persian_digits(f'{number:04}')}"


def is_over(refusal: Refusal) -> bool:
    """Whether the shift was closed meanwhile."""
    return refusal.code == "shift-closed"
