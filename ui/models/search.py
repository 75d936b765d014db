"""The search over all requests: what is typed and filtered, what was found, and rows in words."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Self

from app.domain import keyboard
from app.domain.acts import RequestRow
from app.domain.errors import Refusal
from app.domain.finding import Found, Wanted
from app.domain.jalali import clock_time, date_in_tehran, days_after, parse, show, tehran_date
from app.domain.moments import to_wire
from app.domain.money import rials
from app.domain.text import isolate, persian_digits
from ui import words

STATES = tuple((state, told) for state, (told, _) in words.REQUEST_STATES.items())
NOTHING = (
    "چیزی پیدا نشد. شناسه پیگیری، کد ملی، بخشی از نام، کد دستگاه، یا QR رسید را بنویسید یا "
    "بخوانید؛ با پالایه‌ها (F8) می‌توان وضعیت و تاریخ را هم برداشت."
)


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for and what was found. `since` and `until` as typed; a date that is none
    filters nothing and says so. `turn` grows with each change: an answer to an older one is late.
    """

    text: str = ""
    state: str = ""
    since: str = ""
    until: str = ""
    turn: int = 0
    found: Found = field(default_factory=lambda: Found(()))
    known: bool = False

    def type(self, text: str) -> Self:
        """Another text."""
        return replace(self, text=text, turn=self.turn + 1)

    def narrow(self, *, state: str, since: str, until: str) -> Self:
        """Other filters."""
        return replace(self, state=state, since=since, until=until, turn=self.turn + 1)

    def again(self) -> Self:
        """The same asked anew."""
        return replace(self, turn=self.turn + 1)

    def answered(self, turn: int, found: Found) -> Self:
        """What came; what was asked for an older text is dropped."""
        return replace(self, found=found, known=True) if turn == self.turn else self

    @property
    def wanted(self) -> Wanted:
        """The question, as the desk file understands it."""
        return Wanted(
            self.text,
            state=self.state,
            since=_midnight(self.since, 0),
            until=_midnight(self.until, 1),
        )

    def date_trouble(self, name: str) -> str:
        """Why a date filter does not count; "" where it does or is empty."""
        typed = {"since": self.since, "until": self.until}[name]
        try:
            if typed.strip():
                parse(typed)
        except Refusal as refusal:
            return words.sentence(refusal)
        return ""

    @property
    def count(self) -> str:
        """«۱۲ درخواست», or that there are more than are listed."""
        number = _grouped(len(self.found.places))
        return (
            f"{number} درخواست تازه‌تر؛ بیش از این هم هست"
            if self.found.more
            else (f"{number} درخواست" if self.known else "")
        )

    @property
    def offer(self) -> str:
        """What was meant, where nothing was found and the keyboard's layout was the other one."""
        return (keyboard.meant(self.text) or "") if self.known and not self.found.places else ""

    @property
    def empty(self) -> str:
        """What is said where nothing was found."""
        if self.offer:
            return f"چیزی پیدا نشد. منظور «{self.offer}» است؟ Enter همان را می‌جوید."
        return NOTHING if self.known and not self.found.places else ""


@dataclass(frozen=True, slots=True)
class FoundRow:
    """One request in words, ready to paint."""

    request: RequestRow
    title: str
    second: str
    pill: str
    tone: str

    @property
    def said(self) -> str:
        """All of it, for the ear."""
        return "، ".join((self.title, self.pill, self.second))


def row_of(request: RequestRow, now: datetime) -> FoundRow:
    """One found request in words."""
    pill, tone = words.REQUEST_STATES[request.state]
    on = tehran_date(request.at)
    at = clock_time(request.at) if on == tehran_date(now) else isolate(persian_digits(show(on)))
    due = f"مهلت پاسخ {isolate(persian_digits(request.due_on))}" if request.due_on else ""
    amount = f"{rials(request.total)} ریال" if request.total else ""
    return FoundRow(
        request=request,
        title=f"{request.applicant or 'متقاضی نام‌نوشته'} – {request.service_title}",
        second=" · ".join(filter(None, (words.tracking(request.tid), at, due, amount))),
        pill=pill,
        tone=tone,
    )


def _midnight(typed: str, after: int) -> str:
    """The wire moment a typed Jalali date begins at, or the day after it; "" where it is none."""
    try:
        return to_wire(date_in_tehran(days_after(parse(typed), after))) if typed.strip() else ""
    except Refusal:
        return ""


def _grouped(number: int) -> str:
    return persian_digits(f"{number:,}".replace(",", "٬"))
