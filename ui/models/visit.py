"""The visit around the request screen: whose it is, what was taken in it, what it costs by account.

It is on screen from the first thing known of a citizen; in the desk file it begins when something
of it is written (`visit` is "" until then).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Self

from app.domain.money import rials
from app.domain.text import isolate, persian_digits

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from app.domain.acts import Registered
    from app.domain.bills import Bill
    from app.domain.forms import Answer
    from app.domain.visiting import Checked, OpenVisit, Priority, Ticket

PRIORITIES: Mapping[Priority, str] = {
    "": "عادی",
    "elderly": "سالمند",
    "disabled": "دارای معلولیت",
    "pregnant": "باردار",
    "veteran": "ایثارگر",
}
IDS = ("applicant_national_id", "applicant_foreign_id", "applicant_passport_no")


@dataclass(frozen=True, slots=True)
class Visit:
    """One citizen at the desk. `ticket` was called for them; `answers` say who they are in a form;
    `bills` were scanned and wait; `earlier` are tracking IDs of other visits that are paid in this
    one; `incomplete` counts what was accepted with papers missing."""

    visit: str = ""
    ticket: Ticket | None = None
    number: int | None = None
    name: str = ""
    id: str = ""
    checked: bool = False
    since: datetime | None = None
    taken: tuple[Registered, ...] = ()
    incomplete: int = 0
    answers: Mapping[str, Answer] | None = None
    bills: tuple[Bill, ...] = ()
    earlier: tuple[str, ...] = ()

    @classmethod
    def of(cls, found: OpenVisit, taken: tuple[Registered, ...]) -> Self:
        """A visit taken up again."""
        known = {registered.tid for registered in taken}
        return cls(
            visit=found.visit,
            number=found.number,
            name=found.name,
            id=found.id,
            checked=bool(found.id),
            since=found.opened_at,
            taken=taken,
            incomplete=len([tid for tid in found.requests if tid not in known]),
            answers={"applicant_national_id": found.id} if len(found.id) == 10 else None,
        )

    @property
    def somebody(self) -> bool:
        """Whether anything is known of a citizen."""
        return bool(self.visit or self.ticket or self.name or self.id or self.bills)

    def begun(self, visit: str, now: datetime) -> Self:
        """It is written down; its number goes with it."""
        if self.visit == visit:
            return self
        number = self.ticket.number if self.ticket else self.number
        return replace(self, visit=visit, ticket=None, number=number, since=self.since or now)

    def call(self, ticket: Ticket) -> Self:
        """A number was called: whoever comes begins with it."""
        return replace(self, ticket=ticket)

    def see(self, seen: Checked, answers: Mapping[str, Answer]) -> Self:
        """The visitor showed who they are."""
        known = {**(self.answers or {}), **answers}
        return replace(self, name=seen.name, id=seen.id, checked=True, answers=known)

    def take(self, registered: Registered, answers: Mapping[str, Answer]) -> Self:
        """One more request; who its applicant is serves the next form."""
        return replace(self.told(answers), taken=(*self.taken, registered))

    def lack(self, answers: Mapping[str, Answer]) -> Self:
        """One was accepted with something missing."""
        return replace(self.told(answers), incomplete=self.incomplete + 1)

    def told(self, answers: Mapping[str, Answer]) -> Self:
        """What a form says about the citizen, where nobody looked at their card."""
        if self.checked:
            return replace(self, answers={**answers, **(self.answers or {})})
        person = next((str(answers[key]) for key in IDS if answers.get(key)), "")
        return replace(self, name=name_of(answers) or self.name, id=person, answers=answers)

    def owe(self, registered: Registered) -> Self:
        """A request of an earlier visit is paid in this one."""
        if any(one.tid == registered.tid for one in self.taken):
            return self
        taken = (*self.taken, registered)
        return replace(self, taken=taken, earlier=(*self.earlier, registered.tid))

    @property
    def who(self) -> str:
        """The citizen's name, or how they are known until it is."""
        if self.name:
            return self.name
        return "مراجعه‌کننده" if self.somebody else "مراجعه تازه"

    @property
    def place(self) -> str:
        """«نوبت ۱۰۰۱», or nothing."""
        number = self.ticket.number if self.ticket else self.number
        return f"نوبت {persian_digits(number)}" if number else ""

    @property
    def state(self) -> str:
        """«فراخوانده», «بار ۲», with why somebody comes first."""
        if self.ticket is None:
            return ""
        times = f" · بار {persian_digits(self.ticket.calls)}" if self.ticket.calls > 1 else ""
        first = f" · {PRIORITIES[self.ticket.priority]}" if self.ticket.priority else ""
        return f"فراخوانده شد{times}{first}"

    @property
    def done(self) -> str:
        """How many requests, and how much to which account."""
        parts = [f"{persian_digits(len(self.taken))} درخواست"] if self.taken else []
        if self.incomplete:
            parts.append(f"{persian_digits(self.incomplete)} پذیرش ناقص")
        if self.bills:
            parts.append(f"{persian_digits(len(self.bills))} قبض پویش‌شده")
        parts += [f"{payee} {isolate(rials(amount))} ریال" for payee, amount in self.sums]
        return " · ".join(parts)

    @property
    def sums(self) -> tuple[tuple[str, int], ...]:
        """Rial by payee, in the order they came, of what is taken at registration."""
        found: dict[str, int] = {}
        for registered in self.taken:
            for line in registered.fee.lines:
                if line.amount and line.charged_at == "registration":
                    found[line.payee_name] = found.get(line.payee_name, 0) + line.amount
        return tuple(found.items())

    def lasted(self, now: datetime) -> str:
        """«۵ دقیقه» since it began."""
        if self.since is None:
            return ""
        minutes = max(0, int((now - self.since).total_seconds()) // 60)
        return f"{persian_digits(minutes)} دقیقه" if minutes else "هم‌اکنون"


def name_of(person: Mapping[str, Answer]) -> str:
    """The citizen's name as it was typed."""
    parts = (person.get("applicant_first_name"), person.get("applicant_last_name"))
    return " ".join(str(part) for part in parts if part) or str(person.get("applicant_name") or "")
