"""A case in words: what it is about, and everything that happened to it in one line of time."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.domain.audit import Facets, Row
from app.domain.audit_sheets import CaseMoved, CaseSheet, CaseStep
from app.domain.money import rials
from app.domain.text import isolate, persian_digits
from ui import words
from ui.models.audit_rows import place_of
from ui.models.audit_words import VERDICTS, moment, office_name, read
from ui.models.entries import entry_name

EVENTS: Mapping[str, str] = {
    "case.moved": "اقدام سازمان یا دستگاه",
    "due.moved": "جابه‌جایی زمان نهایی پاسخ",
}


@dataclass(frozen=True, slots=True)
class Moment:
    """One point of the line: what, its small print, its tone, and the entry behind it."""

    at: str
    title: str
    second: str
    tone: str = "info"
    leaf: str = ""

    @property
    def said(self) -> str:
        """All of it, for the ear."""
        return "، ".join(filter(None, (self.at, self.title, self.second)))


@dataclass(frozen=True, slots=True)
class OpenCase:
    """The case on screen."""

    sheet: CaseSheet
    facets: Facets

    @property
    def title(self) -> str:
        """The service."""
        return self.sheet.title or persian_digits(self.sheet.service)

    @property
    def state(self) -> tuple[str, str]:
        """Where it stands, with its tone."""
        return _state(self.sheet.state)

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """What is known of it, nothing personal."""
        sheet = self.sheet
        due = str(sheet.due.get("date_sh", ""))
        told = (
            ("شناسه پیگیری", words.tracking(sheet.tid) if sheet.tid else ""),
            ("دفتر", office_name(self.facets, sheet.office)),
            ("ثبت", moment(sheet.registered_at)),
            ("زمان نهایی پاسخ", isolate(persian_digits(due)) if due else ""),
            ("جمع هزینه", "" if sheet.total is None else f"{rials(sheet.total)} ریال"),
            ("آخرین تغییر", moment(sheet.changed_at)),
        )
        return tuple((label, said) for label, said in told if said)

    @property
    def moments(self) -> tuple[Moment, ...]:
        """Entries, events and moves in the order of their time, each once."""
        found = [*_of_entries(self.sheet.entries, self.facets), *_of_moves(self.sheet.moves)]
        told = {(row.type, row.at) for row in self.sheet.entries}
        # A move is a step of the story too; it is told with its note.
        moved = bool(self.sheet.moves)
        for step in self.sheet.events:
            if (step.type, step.at) not in told and not (moved and step.type == "case.moved"):
                found.append((step.at, _of_step(step)))
        return tuple(one for _, one in sorted(found, key=lambda pair: pair[0]))


def _of_entries(rows: tuple[Row, ...], facets: Facets) -> Iterator[tuple[str, Moment]]:
    for row in rows:
        verdict, tone = VERDICTS.get(row.verdict, (row.verdict, ""))
        who = f"متصدی {persian_digits(row.operator)}" if row.operator else ""
        where = f"باجه {persian_digits(row.desk)}"
        amount = "" if row.amount is None else f"{rials(row.amount)} ریال"
        odd = verdict if row.verdict != "accepted" else ""
        found = f"{persian_digits(row.findings)} یافته" if row.findings else ""
        parts = (office_name(facets, row.office), where, who, amount, odd, found)
        second = " · ".join(filter(None, (*parts, place_of(row))))
        name = entry_name(row.type) if row.type else "رویداد ناخوانا"
        toned = "warn" if row.findings else tone
        yield row.at or row.arrived, Moment(_at(row.at), name, second, toned, row.leaf)


def _of_moves(moves: tuple[CaseMoved, ...]) -> Iterator[tuple[str, Moment]]:
    for move in moves:
        said, tone = _state(move.state)
        second = " · ".join(filter(None, (move.by, move.note)))
        yield move.at, Moment(_at(move.at), said, second, tone or "info")


def _state(code: str) -> tuple[str, str]:
    return next((told for state, told in words.REQUEST_STATES.items() if state == code), (code, ""))


def _of_step(step: CaseStep) -> Moment:
    name = EVENTS.get(step.type) or entry_name(step.type)
    by = step.by or (f"متصدی {persian_digits(step.operator)}" if step.operator else "")
    return Moment(_at(step.at), name, by, "")


def _at(told: str) -> str:
    return moment(told) if read(told) else ""
