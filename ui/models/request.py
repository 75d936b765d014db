"""What the request screen knows: the form being filled, its errors, the papers seen, the live fee.

A frozen value. Every change makes the next one, with answers evaluated and the fee priced again.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self

from app.domain.acts import OfficeFacts, RequestDraft
from app.domain.catalogue import Catalogue, Service
from app.domain.documents import right_code
from app.domain.due import Due, due_date
from app.domain.errors import Refusal
from app.domain.fees import Claim, Fee, price
from app.domain.forms import Answer, Document, Field, Filled, evaluate
from app.domain.jalali import tehran_date
from ui import words
from ui.models import divisions
from ui.models.hints import derived_of, offer_of
from ui.models.met import met
from ui.models.told import ToldEntry


@dataclass(frozen=True, slots=True)
class FieldState:
    """How one field looks now. `cells` are (row, column) in error; an offer is a better answer.

    `derived` is what follows from the answer; `given` marks one taken over from an earlier request.
    """

    required: bool = False
    error: str = ""
    cells: tuple[tuple[int, str], ...] = ()
    offer: Answer = None
    offer_words: str = ""
    locked: bool = False
    derived: str = ""
    given: bool = False


@dataclass(frozen=True, slots=True)
class Request:
    """One request, from key to promise. Errors show once a field was left or F9 was hit.

    `claims` are exemptions asked for: the evidence as seen ("" not yet) by key. `given` are answers
    taken over from the same citizen's last request. `opened` is the day a kept draft was begun,
    `files` the hash of the copy that was kept of a paper, by its title; `completes` is the tracking
    ID of the incomplete request it goes on with.
    """

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
    claims: Mapping[str, str] | None = None
    given: frozenset[str] = frozenset()
    opened: str | None = None
    files: Mapping[str, str] | None = None
    codes: Mapping[str, str] | None = None
    completes: str = ""

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
        request = cls(service, catalogue, office, now, answers, filled, Fee((), 0))
        return request._again(answers)

    def answer(self, name: str, value: Answer) -> Self:
        """The same with one answer changed; None takes it away."""
        answers = {key: kept for key, kept in self.answers.items() if key != name}
        if value is not None:
            answers[name] = value
        for lower in divisions.below(self.service.form, name):
            # A county belongs to its province: another province empties it.
            answers.pop(lower, None)
        changed = replace(self, given=self.given - {name})
        return changed._again(answers)

    def tell(self, line: int, entry: ToldEntry) -> Self:
        """The same with what the agency told for that fee line."""
        return replace(self, told={**(self.told or {}), line: entry})._again(self.answers)

    def claim(self, key: str, evidence: str | None) -> Self:
        """The same with an exemption asked for, or given up (None)."""
        claims = {kept: seen for kept, seen in (self.claims or {}).items() if kept != key}
        if evidence is not None:
            claims[key] = evidence
        return replace(self, claims=claims)._again(self.answers)

    def resume(self, draft: RequestDraft) -> Self:
        """The same form with what a kept draft holds."""
        told = {
            one.line: ToldEntry(one.amount or None, None, one.reference, one.date, one.paper)
            for one in draft.told
        }
        kept = replace(
            self,
            told=told,
            papers=frozenset(paper.title for paper in draft.papers),
            files={paper.title: paper.hash for paper in draft.papers if paper.hash},
            codes={paper.title: paper.code for paper in draft.papers if paper.code},
            claims={claim.key: claim.evidence for claim in draft.exemptions},
            opened=draft.draft_opened,
            seen=frozenset(draft.answers),
            completes=draft.completes,
        )
        return kept._again(draft.answers)

    def refill(self, service: Service, answers: Mapping[str, Answer]) -> Self:
        """The same on another version of its service, with those answers."""
        return replace(self, service=service)._again(answers)

    def take_over(self, answers: Mapping[str, Answer]) -> Self:
        """The same with answers of the same citizen's earlier request, marked as given."""
        given = self.given | frozenset(answers)
        return replace(self, given=given)._again({**self.answers, **answers})

    def lacking_of(self, answers: Mapping[str, Answer]) -> dict[str, Answer]:
        """Of those answers, the ones to asked questions that stand empty here."""
        empty = (None, "")
        return {
            name: value
            for name, value in answers.items()
            if self.answers.get(name) in empty and value not in empty
        }

    def leave(self, name: str) -> Self:
        """The caret left that field: from now on its error may show."""
        return replace(self, seen=self.seen | {name})

    def tick(self, title: str, on: bool) -> Self:
        """A paper was seen, made or fetched (or not)."""
        papers = self.papers | {title} if on else self.papers - {title}
        return replace(self, papers=papers)

    def attach(self, title: str, name: str) -> Self:
        """A copy of a paper was kept: it was met, too."""
        files = {**(self.files or {}), title: name}
        return replace(self, files=files, papers=self.papers | {title})

    def verify(self, title: str, code: str) -> Self:
        """The code an electronic document is verified by; a right one says it was met."""
        codes = {**(self.codes or {}), title: code}
        known = {title} if right_code(code) else set()
        return replace(self, codes=codes, papers=self.papers | known)

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
        form, late = self.service.form, self.pressed or field.name in self.seen
        offer, offer_words = (
            (None, "")
            if self.locked or (field.kind == "national-id" and not late)
            else offer_of(form, field, self.filled, self.answers)
        )
        return FieldState(
            required=field.name in self.filled.required,
            error=error,
            cells=cells,
            offer=offer,
            offer_words=offer_words,
            locked=self.locked,
            derived="" if own else derived_of(form, field, self.filled.derived),
            given=field.name in self.given,
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
            papers=tuple(met(one, self.files, self.codes) for one in shown),
            told=tuple(one for one in told if one is not None),
            exemptions=self._claims,
            draft_opened=self.opened,
            completes=self.completes,
        )

    def unfinished(self, visit: str) -> RequestDraft:
        """The request as far as it is typed, to be kept: a told amount may still lack its parts."""
        told = tuple(entry.kept(line) for line, entry in (self.told or {}).items())
        return replace(self.draft(visit), told=told)

    @property
    def _claims(self) -> tuple[Claim, ...]:
        return tuple(Claim(key, evidence) for key, evidence in (self.claims or {}).items())

    def _again(self, answers: Mapping[str, Answer]) -> Self:
        filled = evaluate(self.service.form, answers, on=tehran_date(self.now))
        spoken = (entry.told(line) for line, entry in (self.told or {}).items())
        fee = price(
            self.service,
            filled,
            catalogue=self.catalogue,
            office_kind=self.office.kind,
            province=self.office.province,
            told=tuple(one for one in spoken if one is not None),
            claims=self._claims,
        )
        return replace(self, answers=answers, filled=filled, fee=fee)


def _short(refusal: Refusal) -> str:
    """The label stands above already, so a missing answer needs few words."""
    return "این پرسش پاسخ می‌خواهد." if refusal.code == "answer-missing" else words.sentence(refusal)


def _cell(key: str) -> tuple[int, str]:
    parts = key.split("/")
    return int(parts[1]), parts[2] if len(parts) > 2 else ""
