"""What a set of answers makes of a form: shown fields, canonical answers, errors, papers.

Order of an evaluation: derive, hide, drop the answers of hidden fields, validate.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from app.domain.derive import derived
from app.domain.errors import OperatorCanFix, Refusal
from app.domain.form_plans import Plan, plan_of, read_answer
from app.domain.form_values import Answer, Document, Field, Form, Wanted, form_from_item
from app.domain.formats import misread, refusals
from app.domain.identifiers import warning
from app.domain.identifiers.money import bill_id, payment_id
from app.domain.jalali import JalaliDate, show

__all__ = [
    "Answer",
    "Answers",
    "Document",
    "Field",
    "Filled",
    "Form",
    "Wanted",
    "doubts",
    "evaluate",
    "form_from_item",
]

Answers = Mapping[str, Any]
Errors = dict[str, Refusal]


@dataclass(frozen=True, slots=True)
class Filled:
    """What the answers make of a form on one day.

    `answers`: canonical, of shown fields only, defaults included; a wrong one stays as typed and
    stands in `errors`. `derived`: computed values. `shown`, `errors`: in the form's order (a table
    cell's error stands under `field/row/column`, rows from 0). `papers`: documents whose condition
    holds.
    """

    form: str
    version: int
    on: str
    answers: Mapping[str, Any]
    derived: Mapping[str, Any]
    shown: tuple[str, ...]
    required: frozenset[str]
    errors: Mapping[str, Refusal]
    papers: tuple[tuple[Document, Wanted], ...] = ()

    @property
    def complete(self) -> bool:
        """Nothing is missing and nothing is wrong."""
        return not self.errors

    @property
    def first_error(self) -> str:
        """The field to go to first, or ""."""
        return next(iter(self.errors), "").split("/")[0]

    @property
    def values(self) -> dict[str, Any]:
        """Answers and derived values together: what conditions and fee rules look at."""
        return {**self.answers, **self.derived}


def evaluate(form: Form, answers: Answers, *, on: JalaliDate) -> Filled:
    """Answers as typed → canonical answers, what is shown, what is wrong. Never raises on junk.

    `on` is the registration date (Tehran), from which ages and lateness are derived.
    """
    plan = plan_of(form)
    values, shown = _walk(plan, answers, on)
    known = {name: value for name, value in values.items() if name in plan.places}
    required = frozenset(plan.required_now(values))
    errors = _errors(plan, known, required)
    return Filled(
        form=form.key,
        version=form.version,
        on=show(on),
        answers=known,
        derived={name: value for name, value in values.items() if name not in plan.places},
        shown=shown,
        required=required,
        errors=dict(sorted(errors.items(), key=lambda one: _place(plan, one[0]))),
        papers=tuple(_papers(plan, values)),
    )


def doubts(
    form: Form, filled: Filled, *, plates: Collection[str] = (), cycles: Collection[str] = ()
) -> dict[str, OperatorCanFix]:
    """What is unusual about right answers, by field: shown beside the field, never in the way.

    `plates` and `cycles` are the plate codes some province issues (catalogue.provinces).
    """
    found = {}
    for field in form.fields:
        value = filled.answers.get(field.name)
        if isinstance(value, str) and field.name not in filled.errors:
            codes = cycles if field.kind == "motorcycle-plate" else plates
            found[field.name] = warning(field.kind, value, codes)
    return {name: doubt for name, doubt in found.items() if doubt}


def _walk(plan: Plan, answers: Answers, on: JalaliDate) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Answers and derived values, and the fields shown.

    One pass is enough: a field's rule looks only at fields before it and what hangs on them.
    """
    values = {name: derived(rule, {}, on) for name, rule in plan.derives}
    shown = []
    for step in plan.steps:
        field = step.field
        if not step.shows(values):
            continue
        if field.asked:
            shown.append(field.name)
        answer = read_answer(field, answers.get(field.name)) if field.asked else None
        answer = field.default if answer is None else answer
        if answer is not None:
            values[field.name] = answer
            hanging = {name: derived(rule, values, on) for name, rule in step.derives}
            values |= {name: value for name, value in hanging.items() if value is not None}
    return values, tuple(shown)


def _errors(plan: Plan, known: dict[str, Any], required: frozenset[str]) -> Errors:
    """One refusal per field or cell: what is missing, what is wrong, what does not fit together."""
    errors: Errors = {
        name: OperatorCanFix("answer-missing", label=plan.labels[name])
        for name in required
        if name not in known
    }
    if not plan.surely_fits(known):
        errors |= _misread(plan, known)
        rest = {name: value for name, value in known.items() if name not in errors}
        if not plan.surely_fits(rest):
            for path, refusal in refusals(plan.validator().iter_errors(rest), plan.labels):
                errors.setdefault("/".join(str(part) for part in path), refusal)
    for name, bill in plan.bills.items():
        if name in known and not {name, bill} & set(errors):
            errors |= _payment_error(name, known[name], known.get(bill, ""))
    return errors


def _misread(plan: Plan, known: dict[str, Any]) -> Errors:
    """A number half typed is nearly all that is ever wrong, and needs no validator: its library
    takes 4 MB, and a tenth of a second under somebody's fingers."""
    texts = ((name, known.get(name), kind) for name, kind in plan.formats.items())
    found = {name: misread(kind, text) for name, text, kind in texts if isinstance(text, str)}
    return {name: refusal for name, refusal in found.items() if refusal}


def _payment_error(name: str, payment: str, bill: str) -> Errors:
    """A payment ID belongs to one bill: its last digit checks both."""
    try:
        payment_id(payment, bill_id(bill) if bill else "")
    except Refusal as refusal:
        return {name: refusal}
    return {}


def _place(plan: Plan, key: str) -> tuple[int, list[int]]:
    """Form order; cells by row."""
    name, *cell = key.split("/")
    return plan.places[name], [int(part) for part in cell if part.isdigit()]


def _papers(plan: Plan, values: dict[str, Any]) -> Iterator[tuple[Document, Wanted]]:
    for paper, wanted in plan.papers:
        if wanted(values):
            yield paper, "required" if paper.required or paper.condition else "welcome"
