"""The service card the law wants, and the agencies named on it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from app.domain.due import ResponseTime
from app.domain.form_values import Document, Form
from app.domain.tariffs import FeeRule, rule_from_item

Status = Literal["known", "provisional", "undeclared", "not_applicable"]
Item = Mapping[str, Any]


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
    fax: str = ""
    email: str = ""
    contact_status: Status = "undeclared"
    note: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class LegalField:
    """One of the eleven fields the law wants on a service card (seed 001, article 2).

    `value` is text, a tuple of texts, a mapping, or None when nothing was declared. `source`
    «composed» marks a value of ours.
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
    composed: bool = False


@dataclass(frozen=True, slots=True)
class Attributes:
    """What the law wants told of a service besides its card; empty is undeclared.

    `channels` are codes of where else it can be had (#96); `electronic` is yes, not_yet or exempt,
    with the target date of one that is not yet (#39); dates are `YYYY/MM/DD`.
    """

    cofog: str = ""
    cluster: str = ""
    channels: tuple[str, ...] = ()
    hours: str = ""
    electronic: str = ""
    target: str = ""
    review_date: str = ""
    owner: str = ""


NO_ATTRIBUTES = Attributes()


@dataclass(frozen=True, slots=True)
class Service:
    """A service and its card. `number` (uint32) is ours and never reused; `service_id` the
    official 11-digit ID or "". `agency` is "" when `agency_by` (field, {code: agency}) chooses it;
    `applicant` says who counts as applicant where it is not plain.
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
    attributes: Attributes = NO_ATTRIBUTES

    @property
    def documents(self) -> tuple[Document, ...]:
        """The papers of the newest form version."""
        return self.form.documents

    def agency_for(self, answers: Mapping[str, Any]) -> str:
        """The agency's key, chosen by an answer where the service has several; "" until then."""
        if self.agency_by:
            return self.agency_by[1].get(answers.get(self.agency_by[0], ""), "")
        return self.agency


def agency_from_item(row: Item) -> Agency:
    """One row of the `agencies` item."""
    lists = {key: tuple(row.get(key, ())) for key in ("former_names", "aliases")}
    return Agency(**{**row, **lists})


def service_from_item(item: Item, form: Form) -> Service:
    """An item of kind `service`, joined to its newest form."""
    by = item.get("agency_by")
    same = {key: item[key] for key in _SAME if key in item}
    return Service(
        synonyms=tuple(item.get("synonyms", ())),
        agency=item.get("agency", ""),
        offered=item["offered_at_desk"],
        response=ResponseTime(**item["response"]),
        fees=tuple(rule_from_item(index, rule) for index, rule in enumerate(item["fees"])),
        card=tuple(_legal_field(item, stated, form) for stated in item["card"]),
        form=form,
        agency_by=(by["field"], by["map"]) if by else None,
        applicant=item["applicant"].get("who", ""),
        inquiries=tuple(Inquiry(**inquiry) for inquiry in item["inquiries"]),
        steps=tuple(step["title"] for step in item["steps"]),
        named_by_law=tuple(item.get("named_by_law", ())),
        attributes=_attributes(item.get("attributes", {})),
        **same,
    )


def _attributes(said: Item) -> Attributes:
    electronic = said.get("electronic") or {}
    return Attributes(
        channels=tuple(said.get("channels", ())),
        electronic=electronic.get("status", ""),
        target=electronic.get("target") or "",
        **{
            name: str(said.get(name) or "")
            for name in ("cofog", "cluster", "hours", "review_date", "owner")
        },
    )


_SAME = (
    *("number", "key", "version", "title", "category", "audience", "service_id"),
    *("legal_deadline", "composed", "not_offered_reason", "note", "conflict"),
)


def _legal_field(item: Item, stated: Item, form: Form) -> LegalField:
    value = stated.get("value") or _held(item, stated["key"], form) or None
    return LegalField(
        key=stated["key"],
        title=stated["title"],
        status=stated["status"],
        value=tuple(value) if isinstance(value, list) else value,
        source=stated.get("source", ""),
        account_status=stated.get("account_status", ""),
    )


def _held(item: Item, key: str, form: Form) -> list[str]:
    """What the card says elsewhere: four of the eleven fields are the card's own lists."""
    if key == "information_and_documents":
        return [document.title for document in form.documents]
    if key == "inquiries":
        return [inquiry["what"] for inquiry in item["inquiries"]]
    if key == "fee_and_account":
        return [rule.get("title") or rule["label"] for rule in item["fees"]]
    return [step["title"] for step in item["steps"]] if key == "process" else []
