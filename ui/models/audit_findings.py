"""Findings in words: the list, one of them opened, and what may be done with it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Self

from app.domain.audit import Facets, FindingFilter, FindingRow, Move
from app.domain.audit_sheets import FindingSheet, FindingStep
from app.domain.errors import OperatorCanFix, Refusal
from app.domain.text import isolate, latin_digits, persian_digits
from ui.models.audit_filter import FilterForm
from ui.models.audit_words import (
    FINDING_STATES,
    grouped,
    moment,
    office_name,
    rule,
)

LABELS: Mapping[str, str] = {
    "rule": "قاعده",
    "state": "وضعیت",
    "offices": "کد دفترها",
    "assigned": "کارشناس (شماره)",
    "since": "از روز",
    "until": "تا روز",
}
HEADS = ("زمان", "قاعده", "دفتر", "کارشناس", "وضعیت")
# What each move asks for: its heading, what will follow, and the label of its line.
MOVES: Mapping[Move, tuple[str, str, str]] = {
    "ask": ("پرسش از دفتر", "پرسش به همه باجه‌های دفتر می‌رسد و پاسخ آن همین‌جا می‌آید.", "پرسش"),
    "assign": ("سپردن به کارشناس", "شماره کاربری کارشناس را بنویسید.", "شماره کارشناس"),
    "close": ("بستن یافته", "نتیجه بررسی در یافته می‌ماند و دفتر آن را می‌بیند.", "نتیجه بررسی"),
    "refer": ("ارجاع به پروانه", "یافته با این نتیجه به پرونده پروانه دفتر می‌رود.", "نتیجه بررسی"),
    "suppress": (
        "نادیده گرفتن همانندها",
        "این قاعده برای این دفتر، با همین دلیل، دیگر یافته نمی‌سازد.",
        "دلیل",
    ),
}
STEPS: Mapping[str, str] = {
    "noted": "دیده شد",
    "assigned": "سپرده شد",
    "asked": "از دفتر پرسیده شد",
    "answered": "دفتر پاسخ داد",
    "closed": "بسته شد",
    "referred": "به پروانه ارجاع شد",
    "suppressed": "همانندها نادیده گرفته می‌شود",
    "settled": "خود برطرف شد",
}

_LOGIN = re.compile(r"[0-9A-Za-z._-]{1,20}", re.ASCII)


@dataclass(frozen=True, slots=True)
class FindingForm:
    """The filter bar of findings as typed."""

    rule: str = ""
    state: str = ""
    offices: str = ""
    assigned: str = ""
    since: str = ""
    until: str = ""

    @property
    def _shared(self) -> FilterForm:
        return FilterForm(offices=self.offices, since=self.since, until=self.until)

    @property
    def troubles(self) -> Mapping[str, Refusal]:
        """What is wrong, by its box."""
        wrong = dict(self._shared.troubles)
        if self.assigned.strip():
            try:
                login(self.assigned)
            except Refusal as refusal:
                wrong["assigned"] = refusal
        return wrong

    @property
    def filter(self) -> FindingFilter:
        """What the boxes mean; those that are wrong are left out."""
        shared = self._shared.filter
        return FindingFilter(
            rules=(self.rule,) if self.rule else (),
            states=(self.state,) if self.state else (),
            offices=shared.offices,
            assigned="" if "assigned" in self.troubles else latin_digits(self.assigned).strip(),
            since=shared.since,
            until=shared.until,
        )


@dataclass(frozen=True, slots=True)
class FindingLine:
    """A finding in the table."""

    finding: FindingRow
    cells: tuple[str, ...]
    tone: str
    alarmed: bool = False

    @property
    def said(self) -> str:
        """All of it, for the ear."""
        return "، ".join(f"{head} {cell}" for head, cell in zip(HEADS, self.cells, strict=True))

    @classmethod
    def of(cls, row: FindingRow, facets: Facets) -> Self:
        """In words."""
        state, tone = _state(row)
        cells = (
            moment(row.at),
            rule(row.rule),
            office_name(facets, row.office),
            persian_digits(row.assigned) or "—",
            state,
        )
        return cls(row, cells, tone)


@dataclass(frozen=True, slots=True)
class OpenFinding:
    """One finding opened, with why the rule spoke."""

    sheet: FindingSheet
    facets: Facets

    @property
    def title(self) -> str:
        """The rule."""
        return self.sheet.row.title or rule(self.sheet.row.rule)

    @property
    def state(self) -> tuple[str, str]:
        """Its state and tone."""
        return _state(self.sheet.row)

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """Where, who, what was asked and answered."""
        return tuple((label, said) for label, said in _facts(self.sheet, self.facets) if said)

    @property
    def steps(self) -> tuple[str, ...]:
        """What was done with it."""
        return tuple(map(_step, self.sheet.steps))


def moved(way: Move, typed: str) -> tuple[str, str]:
    """What a move sends: (to, text). A number that is none is refused."""
    if way != "assign":
        return "", typed
    return login(typed), ""


def login(typed: str) -> str:
    """A login number as accounts have it: short, one word."""
    number = latin_digits(typed).strip()
    if not _LOGIN.fullmatch(number):
        raise OperatorCanFix("audit-login")
    return number


def _step(step: FindingStep) -> str:
    done = STEPS.get(step.kind.rpartition(".")[2], step.kind)
    return f"{moment(step.at)} · {done} · {_by(step.by)}"


def _by(told: str) -> str:
    return {"inspection": "بازرسی شبانه", "intake": "دریافت رویداد"}.get(told) or isolate(told)


def _state(row: FindingRow) -> tuple[str, str]:
    if row.referred and row.state != "closed":
        return FINDING_STATES["referred"]
    if row.state == "open" and row.question:
        return FINDING_STATES["asked"]
    return FINDING_STATES.get(row.state, (row.state, ""))


def _facts(sheet: FindingSheet, facets: Facets) -> Iterator[tuple[str, str]]:
    row = sheet.row
    yield "دفتر", office_name(facets, row.office)
    yield "شماره زنجیره", isolate(grouped(row.seq))
    yield "زمان", moment(row.at)
    yield "کارشناس", persian_digits(row.assigned)
    yield "پرسش", row.question
    yield "پاسخ دفتر", sheet.answer
    yield "نتیجه", row.outcome
    for name, value in row.facts.items():
        yield _label(name), _told(value)


_FACTS: Mapping[str, str] = {
    "stated": "گفته‌شده",
    "expected": "باید می‌بود",
    "count": "شمار",
    "share": "سهم",
    "hours": "ساعت",
    "days": "روز",
    "from": "از",
    "to": "تا",
    "first": "نخستین",
    "last": "واپسین",
    "release": "نسخه فهرست",
    "rrn": "شماره مرجع",
    "minutes": "دقیقه",
}


def _label(name: str) -> str:
    return _FACTS.get(name) or isolate(name)


def _told(value: Any) -> str:
    if isinstance(value, bool):
        return "بله" if value else "نه"
    if isinstance(value, int):
        return grouped(value)
    if isinstance(value, list | tuple):
        return "، ".join(map(_told, value[:5]))
    told = str(value)
    return isolate(persian_digits(told)) if told.isascii() else told
