"""A form drawn for reading: sections, questions, choices, papers; for staff and for citizens."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.form_values import Document, Field, Form
from regulator.words import word


@dataclass(frozen=True, slots=True)
class Question:
    """One field as shown. `needed`: always, sometimes or "" (as one likes)."""

    label: str
    kind: str
    needed: str
    sometimes: bool
    note: str
    choices: tuple[str, ...]
    columns: tuple["Question", ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the form with its questions."""

    title: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """The whole form."""

    title: str
    version: int
    sections: tuple[Section, ...]
    documents: tuple[Document, ...]


def preview(form: Form) -> Preview:
    """The form as it is drawn."""
    always = frozenset(form.schema.get("required", ()))
    rules = form.schema.get("allOf", ())
    sometimes = frozenset(name for rule in rules for name in rule["then"]["required"])
    sections = tuple(
        Section(title, tuple(_questions(form, key, always, sometimes)))
        for key, title in form.sections
        if key != "documents"
    )
    return Preview(str(form.schema["title"]), form.version, sections, form.documents)


def _questions(
    form: Form, section: str, always: frozenset[str], sometimes: frozenset[str]
) -> Iterator[Question]:
    for field in form.fields:
        if field.section == section and field.asked:
            needed = "always" if field.name in always else ""
            yield _question(field, needed or ("sometimes" if field.name in sometimes else ""))


def _question(field: Field, needed: str) -> Question:
    return Question(
        label=field.label,
        kind=word("kinds", field.kind),
        needed=needed,
        sometimes=field.shown_when is not None,
        note=field.note,
        choices=tuple(title for _, title in field.choices),
        columns=tuple(_question(column, "") for column in field.columns),
    )
