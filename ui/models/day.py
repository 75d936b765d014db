"""The requests of today as rows of words, with count and sum taken from the same rows."""

from dataclasses import dataclass
from typing import Self

from app.domain.acts import RequestRow
from app.domain.jalali import clock_time
from app.domain.money import rials
from app.domain.text import isolate, persian_digits
from ui import words

HEADS = ("ساعت", "شناسه پیگیری", "خدمت", "متقاضی", "وضعیت", "مبلغ (ریال)", "مهلت پاسخ", "ارسال")
STATE, SENT = 4, 7
# The head of a column where a row has two lines.
TALL_HEADS = {2: "متقاضی و خدمت"}
UNPAID = ("incomplete", "registered", "awaiting_payment", "part_paid")
OVER = ("voided", "withdrawn", "expired")


@dataclass(frozen=True, slots=True)
class Day:
    """Formatted once; the table only reads. `tones` are those of the state and sent chips."""

    rows: tuple[tuple[str, ...], ...] = ()
    tones: tuple[tuple[str, str], ...] = ()
    count: str = ""
    total: str = ""
    requests: tuple[RequestRow, ...] = ()

    @classmethod
    def of(cls, requests: tuple[RequestRow, ...]) -> Self:
        """The day's rows, newest first."""
        newest = sorted(requests, key=lambda row: row.at, reverse=True)
        counted = [row for row in newest if row.state not in ("voided", "incomplete")]
        return cls(
            rows=tuple(_cells(row) for row in newest),
            tones=tuple(
                (words.REQUEST_STATES[row.state][1], "good" if row.sent else "warn")
                for row in newest
            ),
            count=f"{persian_digits(len(newest))} درخواست",
            total=rials(sum(row.total for row in counted)),
            requests=tuple(newest),
        )

    def cell(self, row: int, column: int, *, tall: bool = False) -> str:
        """The words of one place; a `tall` one has a second line for what has no column then."""
        cells = self.rows[row]
        if not tall:
            return cells[column]
        clock, tid, service, applicant, state, total, _, sent = cells
        two = {1: (tid, f"{clock} · {total} ریال"), 2: (applicant, service), STATE: (state, sent)}
        return "\n".join(two.get(column, (cells[column],)))


def without_receipt(row: RequestRow) -> str:
    """Why there is no receipt to look at; nothing when there is one."""
    state = words.REQUEST_STATES[row.state][0]
    if row.state in UNPAID:
        return f"این درخواست هنوز رسید ندارد («{state}»)؛ رسید پس از پرداخت صادر می‌شود."
    return f"این درخواست «{state}» است؛ رسید آن دوباره چاپ نمی‌شود." if row.state in OVER else ""


def _cells(row: RequestRow) -> tuple[str, ...]:
    return (
        clock_time(row.at),
        words.tracking(row.tid),
        row.service_title,
        row.applicant,
        words.REQUEST_STATES[row.state][0],
        rials(row.total),
        isolate(persian_digits(row.due_on)),
        "فرستاده شد" if row.sent else "در صف",
    )
