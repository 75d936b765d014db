"""The settlement screen in words: every row of a file, what is absent from it, what waits."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from app.domain.money import rials
from app.domain.progress import Progress
from app.domain.settlement import AccountDay, Charged, Explained, Fate, Matched
from app.domain.settlement_columns import Columns
from app.domain.text import isolate, persian_digits

TableName = Literal["rows", "absent", "accounts"]
TABLES: dict[TableName, str] = {
    "rows": "ردیف‌های پرونده",
    "absent": "پرداخت‌هایی که در پرونده نیستند",
    "accounts": "حساب‌ها و روزها",
}
HEADS: dict[TableName, tuple[str, ...]] = {
    "rows": ("ردیف", "تاریخ", "پایانه", "شماره مرجع", "مبلغ (ریال)", "توضیح"),
    "absent": ("", "تاریخ", "پایانه", "شماره مرجع", "مبلغ (ریال)", "توضیح"),
    "accounts": ("حساب", "تاریخ", "وصول (ریال)", "تسویه (ریال)", "مانده (ریال)", "از کی"),
}
COLUMN_NAMES = {"terminal": "پایانه", "rrn": "شماره مرجع", "amount": "مبلغ", "date": "تاریخ"}
# Short for the chips, whole for the lines, and the tone.
FATES: dict[Fate, tuple[str, str, str]] = {
    "settled": ("تسویه شد", "تسویه شد", "good"),
    "part": ("چندبخشی", "بخشی از یک پرداخت؛ جمع بخش‌ها برابر است", "good"),
    "resolves": ("روشن‌کننده", "تراکنش نامشخص را روشن می‌کند", "info"),
    "duplicate": ("تکراری", "تکراری؛ این شماره مرجع در همین پرونده آمده است", "warn"),
    "differs": ("مبلغ دیگر", "مبلغ برابر نیست؛ در باجه {charged} ریال است", "bad"),
    "ambiguous": ("چند پاسخ", "چند تراکنش نامشخص با این مبلغ و روز؛ با برگه روشن کنید", "warn"),
    "extra": ("اضافه", "در این باجه چنین پرداختی نیست", "bad"),
    "used": ("پیش‌تر تسویه‌شده", "پرونده‌ای پیشین این پرداخت را تسویه کرده است", "warn"),
}
WELL = ("settled", "part", "resolves")
TONES = {"good": "good", "warn": "warn", "bad": "bad", "info": "primary_text"}
STEPS = {
    "reading": "خواندن پرونده…",
    "matching": "سنجیدن با پرداخت‌های باجه…",
    "resolving": "روشن کردن تراکنش‌های نامشخص…",
}
LATE = 3  # days after which what is not settled is no longer «on its way»
Rows = tuple[tuple[tuple[str, ...], ...], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class SettlementScreen:
    """What is shown. `taken`: this very file is journalled already."""

    path: str = ""
    columns: Columns | None = None
    found: Matched | None = None
    accounts: tuple[AccountDay, ...] = ()
    taken: bool = False
    busy: str = ""
    part: int = 0

    @property
    def chips(self) -> tuple[tuple[str, str], ...]:
        """How many rows of each fate, and how many payments are absent: (words, tone)."""
        if self.found is None:
            return ()
        counted = Counter(one.fate for one in self.found.rows)
        made = [(f"{FATES[f][0]}: {rials(n)}", FATES[f][2]) for f in FATES if (n := counted[f])]
        absent = len(self.found.absent)
        return (*made, (f"در پرونده نیست: {rials(absent)}", "bad")) if absent else tuple(made)

    @property
    def primary(self) -> str:
        """What F9 does next; nothing when there is nothing to do."""
        if self.columns is None or self.taken:
            return ""
        return "ثبت پرونده" if self.found else "سنجیدن"

    def rows(self, table: TableName, *, waiting: bool) -> Rows:
        """The lines of a table and their tones; `waiting`: only those that need somebody."""
        if table == "accounts":
            known = [one for one in self.accounts if one.differing or not waiting]
            return tuple(map(_account, known)), tuple(map(_account_tone, known))
        if self.found is None:
            return (), ()
        if table == "absent":
            absent = self.found.absent
            return tuple(map(_absent, absent)), tuple("bad" for _ in absent)
        rows = [one for one in self.found.rows if one.fate not in WELL or not waiting]
        return tuple(map(_row, rows)), tuple(TONES[FATES[one.fate][2]] for one in rows)

    def said(self) -> str:
        """What came of it, in a sentence."""
        if self.found is None:
            return ""
        settled, left = len(self.found.settled), len(self.found.rows) - self._well()
        return (
            f"پرونده ثبت شد: {rials(settled)} پرداخت تسویه، "
            f"{rials(left)} ردیف و {rials(len(self.found.absent))} پرداخت نیازمند پیگیری."
        )

    def _well(self) -> int:
        return len(self.found.of("settled", "part", "resolves")) if self.found else 0


def progress_of(progress: Progress) -> tuple[str, int]:
    """The step in words, and how much of it in hundredths (0 where nobody can say)."""
    part = progress.done * 100 // progress.of if progress.of else 0
    return STEPS.get(progress.step, ""), part


def chosen_of(typed: Mapping[str, str]) -> dict[str, str]:
    """The names of the columns as they are kept."""
    return {column: typed.get(column, "") for column in COLUMN_NAMES}


def _number(code: str) -> str:
    return isolate(persian_digits(code)) if code else "—"


def _row(one: Explained) -> tuple[str, ...]:
    row, told = one.row, FATES[one.fate][1].format(charged=isolate(rials(one.charged)))
    return (
        persian_digits(row.line),
        _number(row.day),
        _number(row.terminal),
        _number(row.rrn),
        rials(row.amount),
        told,
    )


def _absent(one: Charged) -> tuple[str, ...]:
    by_hand = one.source == "slip"
    told = "دستی ثبت شده و در پرونده نیست؛ برگه را ببینید" if by_hand else "در پرونده نیست"
    return (
        "دستی" if by_hand else "",
        _number(one.day),
        _number(one.terminal),
        _number(one.rrn),
        rials(one.amount),
        told,
    )


def _account(one: AccountDay) -> tuple[str, ...]:
    since = f"{persian_digits(one.age)} روز" if one.differing else "کامل"
    if one.differing and not one.age:
        since = "امروز"
    return (
        one.payee or one.account,
        _number(one.day),
        rials(one.charged),
        rials(one.settled),
        rials(one.differing),
        since,
    )


def _account_tone(one: AccountDay) -> str:
    if not one.differing:
        return "good"
    return "bad" if one.age > LATE else "warn"
