"""Forms: the fields an agency asks for, and what a set of answers makes of them.

Order of an evaluation: derive, hide, drop the answers of hidden fields, validate.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from app.domain.errors import Refusal
from app.domain.jalali import JalaliDate

Answer = str | int | bool | list[object] | None
Answers = Mapping[str, Any]
Wanted = Literal["required", "welcome"]


@dataclass(frozen=True, slots=True)
class Field:
    """One question. `kind` says which widget and which canonical form.

    Kinds: text multiline integer decimal money boolean choice list table province county
    jalali-date time jalali-datetime national-id legal-id foreign-id postal-code mobile landline
    sheba plate motorcycle-plate vin passport licence-no economic-code bill-id payment-id
    birth-cert-serial. `asked` is false for a value fixed by the service (a single capacity).
    `columns` of a table and the one `item` of a list are fields too.
    """

    name: str
    label: str
    kind: str
    section: str
    note: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    default: Answer = None
    asked: bool = True
    columns: tuple["Field", ...] = ()
    shown_when: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A paper of the service. `kind`: original_seen, copy, produced_here, obtained_online.

    `obtained_by` names the inquiry that can replace the looking; `kept` papers stay in the file;
    without a condition it is always wanted when `required`, and only welcome when not.
    """

    title: str
    kind: str
    required: bool = True
    condition: Mapping[str, Any] | None = None
    obtained_by: str = ""
    kept: bool = False
    count: int = 1
    agency_wording: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Form:
    """One immutable version of a form: JSON Schema 2020-12, JSON-Forms UI schema, papers.

    `fields` are in the order they are asked; `sections` are (key, label) in that order.
    """

    key: str
    version: int
    schema: Mapping[str, Any]
    ui: Mapping[str, Any]
    fields: tuple[Field, ...]
    sections: tuple[tuple[str, str], ...]
    documents: tuple[Document, ...] = ()


@dataclass(frozen=True, slots=True)
class Filled:
    """What the answers make of a form on one day.

    `answers`: canonical, of shown fields only, defaults included; a wrong one stays as typed and
    stands in `errors`. `derived`: computed values. `shown`, `errors`: in the form's order (a table
    cell's error stands under `field/row/column`). `papers`: documents whose condition holds.
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
    raise NotImplementedError
