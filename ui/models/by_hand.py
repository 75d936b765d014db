"""Packages by hand in words: what was written or taken, and the office's desks side by side."""

from dataclasses import dataclass, field

from app.domain.by_hand import Answered, Heard, Packed, Totals
from app.domain.errors import OperatorCanFix
from app.domain.jalali import clock_time
from app.domain.moments import from_wire
from app.domain.money import rials
from app.domain.office import DeskTotals
from app.domain.text import persian_digits


@dataclass(slots=True)
class Progress:
    """How far a long piece of work on a worker has come; the window looks, and may stop it.

    Called by the work with (done, of how much). The one value of the models that changes: numbers
    are written by one thread and read by the other.
    """

    done: int = 0
    total: int = 0
    stopped: bool = field(default=False)

    def __call__(self, done: int, total: int) -> None:
        self.done, self.total = done, total
        if self.stopped:
            raise OperatorCanFix("courier-stopped")


def told(outcome: Packed | Answered | Heard) -> tuple[str, str]:
    """(sentence, what to do next) of what was done."""
    if isinstance(outcome, Packed):
        return _packed(outcome)
    if isinstance(outcome, Heard):
        desk, new = persian_digits(outcome.desk), persian_digits(outcome.entries)
        since = clock_time(from_wire(outcome.made))
        said = f"بسته باجه {desk} تا ساعت {since} برداشته شد: {new} رویداد تازه."
        return said, "همان پرونده را همچنان به سازمان برسانید؛ محتوای آن تنها آنجا باز می‌شود."
    parts = (
        f"{persian_digits(outcome.acks)} رسید دریافت",
        f"{persian_digits(outcome.news)} خبر",
        f"{persian_digits(outcome.documents)} مدرک کامل",
    )
    left = persian_digits(outcome.needing)
    more = f"{left} رویداد نیازمند اقدام است؛ در صف ارسال ببینید." if outcome.needing else ""
    return f"پاسخ سازمان برداشته شد: {'، '.join(parts)}.", more


def _packed(outcome: Packed) -> tuple[str, str]:
    held = f"{persian_digits(outcome.entries)} رویداد و {persian_digits(outcome.documents)} مدرک"
    left = f" {persian_digits(outcome.left)} مدرک برای بسته بعد ماند." if outcome.left else ""
    said = f"بسته نوشته و بازخوانی شد: {held}.{left}"
    return said, "آن را به سازمان یا باجه‌ای که خط دارد برسانید و پاسخ را با همین حافظه بیاورید."


def totals_lines(totals: Totals) -> tuple[tuple[str, str, str, str], ...]:
    """(desk, receipts, fees and voids, as of) of each desk, and of the office."""
    rows = [_desk(one) for one in totals.desks]
    took = totals.took
    return (*rows, ("دفتر", _receipts(took.n), _money(took.fee, took.void), ""))


def _desk(one: DeskTotals) -> tuple[str, str, str, str]:
    name = f"باجه {persian_digits(one.desk)}{' (همین‌جا)' if one.own else ''}"
    until = f"تا {clock_time(one.as_of)}" if one.whole else f"تا {clock_time(one.as_of)}؛ ناتمام"
    return name, _receipts(one.took.n), _money(one.took.fee, one.took.void), until


def _receipts(count: int) -> str:
    return f"{persian_digits(count)} رسید"


def _money(fee: int, void: int) -> str:
    voided = f" · ابطال {rials(void)}" if void else ""
    return f"{rials(fee)} ریال{voided}"
