"""The catalogue a desk works by: agencies, services and their cards, forms, tariffs, days off.

It is read from the items of one release and never changes; a new release makes a new one.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from app.domain.due import Calendar, ResponseTime
from app.domain.forms import Document, Form
from app.domain.tariffs import FeeRule

__all__ = [
    "Agency",
    "Calendar",
    "Catalogue",
    "Document",
    "FeeRule",
    "Form",
    "LegalField",
    "ResponseTime",
    "Service",
    "catalogue_from_items",
    "search",
]

Status = Literal["known", "provisional", "undeclared"]


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency, unit, counterpart or office kind. Empty contact fields are undeclared."""

    key: str
    name: str
    short: str
    kind: str
    parent: str = ""
    former_names: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    phone: str = ""
    address: str = ""
    email: str = ""
    contact_status: Status = "undeclared"
    note: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class LegalField:
    """One of the eleven fields the law wants on a service card (seed 001, article 2).

    `value` is text, a tuple of texts, a mapping, or None when nothing was declared.
    """

    key: str
    title: str
    status: Status
    value: object = None
    source: str = ""
    account_status: str = ""


@dataclass(frozen=True, slots=True)
class Inquiry:
    """What the office asks another agency instead of the citizen."""

    key: str
    agency: str
    what: str


@dataclass(frozen=True, slots=True)
class Service:
    """A service and its card. `number` (uint32) is ours and never reused; `service_id` the
    official 11-digit ID or "". `agency` is "" when `agency_by` (field, {code: agency}) chooses it.
    """

    number: int
    key: str
    version: int
    title: str
    synonyms: tuple[str, ...]
    agency: str
    category: str
    audience: Literal["G2C", "G2B", "G2G"]
    offered: bool
    response: ResponseTime
    fees: tuple[FeeRule, ...]
    card: tuple[LegalField, ...]
    form: Form
    service_id: str = ""
    agency_by: tuple[str, Mapping[str, str]] | None = None
    applicant: str = ""
    inquiries: tuple[Inquiry, ...] = ()
    steps: tuple[str, ...] = ()
    legal_deadline: Mapping[str, Any] | None = None
    composed: bool = False
    named_by_law: tuple[str, ...] = ()
    not_offered_reason: str = ""
    note: str = ""
    conflict: str = ""

    @property
    def documents(self) -> tuple[Document, ...]:
        """The papers of the newest form version."""
        return self.form.documents


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything of one release. Services are found by number; tariffs by title."""

    agencies: Mapping[str, Agency]
    services: Mapping[int, Service]
    forms: Mapping[tuple[str, int], Form]
    calendar: Calendar

    def by_key(self, key: str) -> Service:
        """The service of that key; KeyError when there is none."""
        raise NotImplementedError

    def form(self, number: int, version: int) -> Form:
        """That version of a service's form; KeyError when the release does not hold it."""
        raise NotImplementedError


def catalogue_from_items(items: Iterable[Mapping[str, Any]]) -> Catalogue:
    """The catalogue of a release's items: JSON objects with `kind`, `key`, `version`."""
    raise NotImplementedError


def search(catalogue: Catalogue, text: str) -> list[Service]:
    """Desk-offered services whose title, synonyms, number, agency or category hold every word."""
    raise NotImplementedError
