"""Moving a draft to a newer version of its form: told field by field, nothing lost in silence."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from app.domain.form_plans import read_answer
from app.domain.forms import Answers, Field, Form, evaluate
from app.domain.jalali import JalaliDate

Fate = Literal["kept", "new", "now-required", "gone", "choice-gone", "other-kind"]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """What becomes of one field. `value` is the answer as people read it, also where it goes."""

    name: str
    label: str
    fate: Fate
    value: str = ""


@dataclass(frozen=True, slots=True)
class Upgrade:
    """The fields in the new form's order, those that go last; `answers` for the new form."""

    form: str
    old: int
    new: int
    fields: tuple[FieldChange, ...]
    answers: Mapping[str, Any]

    @property
    def lost(self) -> tuple[FieldChange, ...]:
        """Answers the new form has no place for: to be shown before anybody agrees."""
        return tuple(one for one in self.fields if one.value and one.name not in self.answers)


def diff(old: Form, new: Form, answers: Answers, *, on: JalaliDate) -> Upgrade:
    """How a draft of the old version would stand in the new one on that day."""
    known = {field.name: field for field in old.fields}
    kept = {
        field.name: answers[field.name]
        for field in new.fields
        if field.name in known
        and answers.get(field.name) not in (None, "", [])
        and _fate(known[field.name], field, answers[field.name]) == "kept"
    }
    was = evaluate(old, answers, on=on).required
    now = evaluate(new, kept, on=on).required
    fields = (*_of_new(known, new, answers, wanted=now - was), *_gone(old, new, answers))
    return Upgrade(new.key, old.version, new.version, fields, kept)


def upgrade(old: Form, new: Form, answers: Answers, *, on: JalaliDate) -> dict[str, Any]:
    """The answers carried into the new form; what is missing or lost is in `diff`."""
    return dict(diff(old, new, answers, on=on).answers)


def _of_new(
    known: Mapping[str, Field], new: Form, answers: Answers, *, wanted: frozenset[str]
) -> Iterator[FieldChange]:
    for field in new.fields:
        answer = answers.get(field.name)
        before = known.get(field.name)
        if not field.asked:
            continue
        if before is None:
            yield FieldChange(field.name, field.label, "new")
            continue
        fate = _fate(before, field, answer)
        if fate == "kept" and field.name in wanted and not answer:
            fate = "now-required"
        yield FieldChange(field.name, field.label, fate, shown(before, answer))


def _fate(before: Field, field: Field, answer: Any) -> Fate:
    """Whether an answer given to the one can stand in the other."""
    if (before.kind, before.item) != (field.kind, field.item):
        return "other-kind"
    if field.kind == "choice" and answer and field.choices:
        codes = {code for code, _ in field.choices}
        return "kept" if read_answer(field, answer) in codes else "choice-gone"
    return "kept"


def _gone(old: Form, new: Form, answers: Answers) -> Iterator[FieldChange]:
    names = {field.name for field in new.fields}
    for field in old.fields:
        if field.name not in names and field.asked:
            value = shown(field, answers.get(field.name))
            yield FieldChange(field.name, field.label, "gone", value)


def shown(field: Field, answer: Any) -> str:
    """An answer as people read it: a choice by its label, a list with commas."""
    if answer is None or answer == "":
        return ""
    if isinstance(answer, list | tuple):
        return "، ".join(shown(field, one) for one in answer)
    if isinstance(answer, Mapping):
        columns = {column.name: column for column in field.columns}
        cells = ((columns.get(name, field), cell) for name, cell in answer.items())
        return " / ".join(shown(column, cell) for column, cell in cells)
    return dict(field.choices).get(str(answer), str(answer))
