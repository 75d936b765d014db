"""Who waits with a number and who was set aside, as lines of words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from app.domain.money import rials
from app.domain.text import isolate, persian_digits
from ui.models.drafts import age
from ui.models.visit import PRIORITIES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from app.domain.catalogue import Catalogue
    from app.domain.visiting import OpenVisit, Ticket, TicketState
    from ui.words import Tone

STATES: Mapping[TicketState, tuple[str, Tone]] = {
    "waiting": ("در نوبت", ""),
    "called": ("فراخوانده", "info"),
    "absent": ("نیامد", "warn"),
    "served": ("در حال خدمت", "good"),
    "transferred": ("به باجه دیگر", ""),
}
LONG = 20  # minutes somebody waits before the line turns amber
NAMELESS = "مراجعه‌کننده بی‌نام"


@dataclass(frozen=True, slots=True)
class TicketLine:
    """One number: `under` says for what and how long."""

    ticket: Ticket
    title: str
    under: str
    pill: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class ParkedLine:
    """One citizen set aside: by name, how long, and what is missing."""

    visit: OpenVisit
    title: str
    under: str
    lacks: str
    pill: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class Waiting:
    """Both lists."""

    tickets: tuple[TicketLine, ...] = ()
    parked: tuple[ParkedLine, ...] = ()

    @classmethod
    def of(
        cls,
        tickets: tuple[Ticket, ...],
        parked: tuple[OpenVisit, ...],
        *,
        catalogue: Catalogue,
        now: datetime,
    ) -> Self:
        """In the order they come; the longest set aside first."""
        return cls(
            tuple(_ticket(one, catalogue, now) for one in tickets),
            tuple(_parked(one, now) for one in parked),
        )

    @property
    def waiting(self) -> int:
        """How many wait to be called."""
        return sum(line.ticket.state == "waiting" for line in self.tickets)

    @property
    def count(self) -> str:
        """«۳ نفر در نوبت»."""
        return f"{persian_digits(self.waiting)} نفر در نوبت" if self.waiting else "کسی در نوبت نیست"

    @property
    def aside(self) -> str:
        """«۲ مراجعه کنار گذاشته», or nothing."""
        return f"{persian_digits(len(self.parked))} کنارگذاشته" if self.parked else ""


def _ticket(ticket: Ticket, catalogue: Catalogue, now: datetime) -> TicketLine:
    pill, tone = STATES[ticket.state]
    if ticket.calls > 1:
        pill += f" · بار {persian_digits(ticket.calls)}"
    minutes = int((now - ticket.taken_at).total_seconds()) // 60
    service = catalogue.services.get(ticket.service) if ticket.service else None
    parts = [PRIORITIES[ticket.priority]] if ticket.priority else []
    parts += [service.title] if service else []
    parts.append(f"{persian_digits(minutes)} دقیقه در انتظار" if minutes > 0 else "هم‌اکنون آمد")
    if ticket.for_whom and ticket.state == "waiting":
        parts.append(f"تنها برای متصدی {persian_digits(ticket.for_whom)}")
    if ticket.state == "waiting" and minutes >= LONG:
        tone = "warn"
    return TicketLine(ticket, persian_digits(ticket.number), " · ".join(parts), pill, tone)


def _parked(visit: OpenVisit, now: datetime) -> ParkedLine:
    since = visit.parked_at or visit.opened_at
    parts = [f"نوبت {persian_digits(visit.number)}"] if visit.number else []
    parts.append(f"کنار گذاشته {age(since, now)}")
    if visit.requests:
        parts.append(f"{persian_digits(len(visit.requests))} درخواست")
    if visit.drafts:
        parts.append(f"{persian_digits(len(visit.drafts))} پیش‌نویس")
    if visit.why:
        parts.append(visit.why)
    lacks = f"کم دارد: {'، '.join(visit.lacks)}" if visit.lacks else ""
    pill, tone = "آماده ادامه", "good"
    if visit.doubtful:
        pill, tone = "پرداخت نامشخص", "bad"
    elif visit.owed:
        pill, tone = f"{isolate(rials(visit.owed))} ریال مانده", "warn"
    elif visit.lacks or visit.drafts:
        pill, tone = "نیمه‌کاره", "warn"
    return ParkedLine(visit, visit.name or NAMELESS, " · ".join(parts), lacks, pill, tone)
