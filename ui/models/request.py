"""What the request screen knows: the form being filled, its errors, the papers seen, the live fee.

A frozen value. Every change makes the next one, with answers evaluated and the fee priced again.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self

from app.domain.acts import OfficeFacts, PaperSeen, RequestDraft
from app.domain.catalogue import Catalogue, Service
from app.domain.due import Due, due_date
from app.domain.errors import Refusal
from app.domain.fees import Fee, price
from app.domain.forms import Answer, Document, Field, Filled, evaluate
from app.domain.jalali import tehran_date
from app.domain.text import isolate, persian_digits
from ui import words
from ui.models import layout
from ui.models.told import ToldEntry

WORDS = frozenset({"text", "multiline"})


@dataclass(frozen=True, slots=True)
class FieldState:
    """How one field looks now. `cells` are (row, column) in error; an offer is a better answer."""

    required: bool = False
    error: str = ""
    cells: tuple[tuple[int, str], ...] = ()
    offer: Answer = None
    offer_words: str = ""
    locked: bool = False


@dataclass(frozen=True, slots=True)
class Request:
    """One request, from key to promise. Errors show once a field was left or F9 was hit."""

    service: Service
    catalogue: Catalogue
    office: OfficeFacts
    now: datetime
    answers: Mapping[str, Answer]
    filled: Filled
    fee: Fee
    papers: frozenset[str] = frozenset()
    told: Mapping[int, ToldEntry] | None = None
    seen: frozenset[str] = frozenset()
    pressed: bool = False
    locked: bool = False

    @classmethod
    def begin(
        cls, service: Service, *, catalogue: Catalogue, office: OfficeFacts, now: datetime
    ) -> Self:
        """An empty form of that service; ticks begin as «no», the rest with its default."""
        answers: dict[str, Answer] = {
            field.name: field.default if field.default is not None else False
            for field in service.form.fields
            if field.kind == "boolean" or field.default is not None
        }
        filled = evaluate(service.form, answers, on=tehran_date(now))
        fee = _fee(service, filled, {}, catalogue=catalogue, office=office)
        return cls(service, catalogue, office, now, answers, filled, fee)

    def answer(self, name: str, value: Answer) -> Self:
        """The same with one answer changed; None takes it away."""
        answers = {key: kept for key, kept in self.answers.items() if key != name}
        if value is not None:
            answers[name] = value
        for field in self.service.form.fields:
            # A county belongs to its province: another province empties it.
            if field.kind == "county" and self._kind(name) == "province":
                answers.pop(field.name, None)
        return self._again(answers, self.told or {})

    def tell(self, line: int, entry: ToldEntry) -> Self:
        """The same with what the agency told for that fee line."""
        return self._again(self.answers, {**(self.told or {}), line: entry})

    def leave(self, name: str) -> Self:
        """The caret left that field: from now on its error may show."""
        return replace(self, seen=self.seen | {name})

    def tick(self, title: str, on: bool) -> Self:
        """A paper was seen, made or fetched (or not)."""
        papers = self.papers | {title} if on else self.papers - {title}
        return replace(self, papers=papers)

    def press(self) -> Self:
        """F9 was hit: everything that is missing shows."""
        return replace(self, pressed=True)

    def lock(self, locked: bool = True) -> Self:
        """While it is being registered, and for ever after, nothing can be changed."""
        return replace(self, locked=locked)

    def field_state(self, field: Field) -> FieldState:
        """How that field looks now."""
        own = {k: e for k, e in self.filled.errors.items() if k.split("/")[0] == field.name}
        shown = self.pressed or (field.name in self.seen and field.name in self.answers)
        error = _short(next(iter(own.values()))) if own and shown else ""
        cells = tuple(_cell(key) for key in own if "/" in key) if shown else ()
        offer, offer_words = self._offer(field)
        return FieldState(
            required=field.name in self.filled.required,
            error=error,
            cells=cells,
            offer=offer,
            offer_words=offer_words,
            locked=self.locked,
        )

    @property
    def due(self) -> Due:
        """When the citizen would get the answer if the request were complete now."""
        return due_date(
            self.service.response,
            self.now,
            self.catalogue.calendar,
            self.office.thursday_open,
            province=self.office.province,
        )

    @property
    def papers_missing(self) -> tuple[Document, ...]:
        """Wanted papers that nobody has seen yet."""
        return tuple(
            paper
            for paper, wanted in self.filled.papers
            if wanted == "required" and paper.title not in self.papers
        )

    @property
    def told_wrong(self) -> tuple[int, ...]:
        """Fee lines whose told amount is missing or does not hold together."""
        entries = self.told or {}
        return tuple(
            line.index
            for line in self.fee.lines
            if line.amount_from == "told_by_agency"
            and line.charged_at == "registration"
            and entries.get(line.index, ToldEntry()).told(line.index) is None
        )

    @property
    def first_trouble(self) -> str:
        """Where F8 goes: a field's name, `paper/title`, `told/index`, or nothing."""
        if self.filled.errors:
            return self.filled.first_error
        if self.told_wrong:
            return f"told/{self.told_wrong[0]}"
        return f"paper/{self.papers_missing[0].title}" if self.papers_missing else ""

    @property
    def trouble_count(self) -> int:
        """How much is still missing or wrong."""
        return len(self.filled.errors) + len(self.told_wrong) + len(self.papers_missing)

    @property
    def refusal(self) -> Refusal | None:
        """Why the fee cannot be taken, once the form itself is right."""
        return self.fee.refusal if self.filled.complete and not self.told_wrong else None

    @property
    def ready(self) -> bool:
        """It can be registered."""
        return not self.first_trouble and self.fee.refusal is None and not self.locked

    def draft(self, visit: str) -> RequestDraft:
        """The request as typed; the desk evaluates it again."""
        shown = [paper for paper, _ in self.filled.papers if paper.title in self.papers]
        told = [entry.told(line) for line, entry in (self.told or {}).items()]
        return RequestDraft(
            visit=visit,
            service=self.service.number,
            form_version=self.service.form.version,
            answers=dict(self.answers),
            papers=tuple(PaperSeen(paper.title, paper.kind) for paper in shown),
            told=tuple(one for one in told if one is not None),
        )

    def _again(self, answers: Mapping[str, Answer], told: Mapping[int, ToldEntry]) -> Self:
        filled = evaluate(self.service.form, answers, on=tehran_date(self.now))
        fee = _fee(self.service, filled, told, catalogue=self.catalogue, office=self.office)
        return replace(self, answers=answers, told=told, filled=filled, fee=fee)

    def _kind(self, name: str) -> str:
        return next((f.kind for f in self.service.form.fields if f.name == name), "")

    def _offer(self, field: Field) -> tuple[Answer, str]:
        """A better answer to ask about: words from the wrong layout, a number that lost zeros."""
        typed = self.answers.get(field.name)
        if not isinstance(typed, str) or self.locked:
            return None, ""
        if field.kind in WORDS and (better := layout.meant(typed)):
            return better, f"منظور «{better}» است؟ F7"
        if (
            field.kind == "national-id"
            and (self.pressed or field.name in self.seen)
            and len(typed) in (8, 9)
        ):
            return self._padded(field, typed.zfill(10))
        return None, ""

    def _padded(self, field: Field, longer: str) -> tuple[Answer, str]:
        trial = {**self.answers, field.name: longer}
        filled = evaluate(self.service.form, trial, on=tehran_date(self.now))
        if field.name in filled.errors:
            return None, ""
        return longer, f"منظور {isolate(persian_digits(longer))} است؟ F7"


def _fee(
    service: Service,
    filled: Filled,
    told: Mapping[int, ToldEntry],
    *,
    catalogue: Catalogue,
    office: OfficeFacts,
) -> Fee:
    spoken = (entry.told(line) for line, entry in told.items())
    return price(
        service,
        filled,
        catalogue=catalogue,
        office_kind=office.kind,
        province=office.province,
        told=tuple(one for one in spoken if one is not None),
    )


def _short(refusal: Refusal) -> str:
    """The label stands above already, so a missing answer needs few words."""
    return "این پرسش پاسخ می‌خواهد." if refusal.code == "answer-missing" else words.sentence(refusal)


def _cell(key: str) -> tuple[int, str]:
    parts = key.split("/")
    return int(parts[1]), parts[2] if len(parts) > 2 else ""
