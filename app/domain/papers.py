"""The pages an office hands out, as values: what each says, nothing about how it looks.

Texts are plain; printing shapes and isolates them. Moments are aware, money is whole rials, a
tracking ID is 18 digits. Nothing here computes: totals come from where they were derived.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from app.domain.receipts import ReceiptPaper, ReceiptPayment

if TYPE_CHECKING:
    # The rules of forms come with the first form, not with the first page.
    from app.domain.forms import Filled, Form


@dataclass(frozen=True, slots=True)
class Office:
    """The head of every page."""

    name: str
    code: str
    licence: str
    address: str
    phone: str


@dataclass(frozen=True, slots=True)
class Issued:
    """Who gave a page, where and when. Practice pages say so at both ends."""

    office: Office
    at: datetime
    desk: int
    operator: str
    practice: bool = False


@dataclass(frozen=True, slots=True)
class About:
    """The request a page is about."""

    tid: str
    service_title: str
    applicant: str
    applicant_id_masked: str = ""
    agency: str = ""


@dataclass(frozen=True, slots=True)
class FormHead:
    """What stands over a filled form. `places`: names of provinces by code."""

    service_title: str
    agency: str
    number: int
    tid: str = ""
    places: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BlankForm:
    """A service's form to be filled with a pen."""

    form: Form
    head: FormHead


@dataclass(frozen=True, slots=True)
class FilledForm:
    """A form with its answers, to be signed. `seen`: titles of the documents that were met."""

    form: Form
    filled: Filled
    head: FormHead
    seen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reprint:
    """A receipt printed again (its `print_count` counts this print): by whom, when and why."""

    receipt: ReceiptPaper
    at: datetime
    operator: str
    reason: str


@dataclass(frozen=True, slots=True)
class Corrected:
    """A receipt that `replaces` another: what was put right (label, before, after) and why."""

    receipt: ReceiptPaper
    operator: str
    reason: str
    changes: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class VoidNotice:
    """A request made void. `money` says in words what becomes of what was paid."""

    issued: Issued
    about: About
    reason: str
    approved_by: str
    paid: int
    money: str


@dataclass(frozen=True, slots=True)
class MissingSlip:
    """What is still missing (title, why or what kind), until when, and how to bring it.

    `begun`: the clock of the answer runs already, and stands still until the papers came.
    """

    issued: Issued
    about: About
    missing: tuple[tuple[str, str], ...]
    until: datetime | None = None
    how: tuple[str, ...] = ()
    v_code: str = ""
    begun: bool = False


@dataclass(frozen=True, slots=True)
class InquirySlip:
    """A payment whose end nobody knows yet: never to be paid again before the answer.

    `also` are the other requests of the visit it was to pay for.
    """

    issued: Issued
    about: About
    payment: ReceiptPayment
    account: str
    answer_by: datetime | None = None
    how: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RefundSlip:
    """A request to give money back: to whom, to which account, why, and until when.

    Without a Sheba there is room to write it; `payee` is who is asked to pay.
    """

    issued: Issued
    about: About
    amount: int
    payment: ReceiptPayment
    sheba: str
    holder: str
    reason: str
    answer_by: datetime | None = None
    payee: str = ""
    deposit_id: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class QueueTicket:
    """A place in the queue. `waiting` people come before; `minutes` is a guess or None."""

    office: Office
    number: str
    at: datetime
    service: str = ""
    desk: str = ""
    waiting: int | None = None
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class GuideFee:
    """A fee of the guide or the poster; `amount` is None where it depends on the request."""

    title: str
    amount: int | None
    basis: str = ""


@dataclass(frozen=True, slots=True)
class VisitGuide:
    """What a citizen must know before coming: steps, papers (title, kind), time, fees, hours."""

    office: Office
    service_title: str
    service_number: int
    agency: str
    steps: tuple[str, ...]
    documents: tuple[tuple[str, str], ...]
    time: str
    fees: tuple[GuideFee, ...]
    hours: str
    agency_contact: str
    printed_at: datetime
    conditions: tuple[str, ...] = ()
    other_channels: str = ""
    service_id: str = ""


@dataclass(frozen=True, slots=True)
class DeliverySlip:
    """What was handed over and to whom; `capacity` says by what right somebody else took it."""

    issued: Issued
    about: About
    delivered: tuple[str, ...]
    collector: str
    collector_id_masked: str
    capacity: str = ""
    external_code: str = ""


@dataclass(frozen=True, slots=True)
class VisitRow:
    """One request of a visit."""

    about: About
    due_at: datetime | None
    amount: int


@dataclass(frozen=True, slots=True)
class VisitEnvelope:
    """All requests of one visit on one page: the envelope the papers are carried in."""

    issued: Issued
    visitor: str
    requests: tuple[VisitRow, ...]
    total: int


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """One paper on its way: whose, what, how many sheets, the agency's own number."""

    about: About
    paper: str
    sheets: int = 1
    external_code: str = ""


@dataclass(frozen=True, slots=True)
class AgencyList:
    """Papers sent to an agency or received from it, with the one who carried them."""

    issued: Issued
    number: str
    agency: str
    direction: Literal["sent", "received"]
    rows: tuple[AgencyRow, ...]
    carrier: str = ""


@dataclass(frozen=True, slots=True)
class PosterRow:
    """One service on the wall."""

    number: int
    title: str
    time: str
    fees: tuple[GuideFee, ...]


@dataclass(frozen=True, slots=True)
class Poster:
    """Services and tariffs by agency, as the law wants them on the wall."""

    office: Office
    tariff: str
    printed_at: datetime
    agencies: tuple[tuple[str, tuple[PosterRow, ...]], ...]
    notes: tuple[str, ...] = ()
