"""What the desk's acts take and give: values between window, desk, file and paper."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    # Only names here: the first screens need none of the rules behind them.
    from collections.abc import Mapping
    from datetime import datetime

    from app.domain.due import Due
    from app.domain.exemptions import Claim
    from app.domain.fee_values import Fee, Told
    from app.domain.missing import Missing
    from app.domain.notices import Notice
    from app.domain.permits import Limit

Answer = str | int | bool | list[object] | None

RequestState = Literal[
    "incomplete",
    "registered",
    "awaiting_payment",
    "part_paid",
    "receipted",
    "received",
    "referred",
    "in_progress",
    "needs_documents",
    "ready",
    "delivered",
    "rejected",
    "voided",
    "withdrawn",
    "expired",
]
PaymentState = Literal["started", "succeeded", "failed", "unknown"]


@dataclass(frozen=True, slots=True)
class Operator:
    """A person the regulator knows by number; never by national ID.

    Not `approved`: the office proposed them, the regulator has not agreed yet.
    """

    number: str
    name: str
    role: Literal["operator", "manager"]
    approved: bool = True


@dataclass(frozen=True, slots=True)
class OfficeFacts:
    """What this office is, from its licence: `code` is the 5-digit short number of tracking IDs."""

    code: str
    name: str
    licence: str
    province: str
    kind: str
    address: str = ""
    phone: str = ""
    thursday_open: bool = True
    tracking_url: str = ""


@dataclass(frozen=True, slots=True)
class PaperSeen:
    """One document of the service, as the operator met it; `hash` names its file where one was
    kept (app.domain.documents), `code` is what an electronic one is verified by (#78)."""

    title: str
    kind: str
    hash: str | None = None
    code: str = ""


@dataclass(frozen=True, slots=True)
class PutRight:
    """What a draft puts right, and the reason typed for it: `renew` voids that request and stands
    in its place, `correct` corrects it. A manager's word is not kept: it is asked for again."""

    tid: str
    act: Literal["renew", "correct"]
    reason: str


@dataclass(frozen=True, slots=True)
class RequestDraft:
    """A request as typed: raw answers; the desk evaluates them again before it registers.

    `draft_opened` is the Tehran date (`YYYY/MM/DD`) the draft was begun on: a service that is
    closing still takes what was begun before. None: it is begun and registered at once. `draft`
    names the saved draft this is, which goes in the registration's own transaction. `completes` is
    the tracking ID of the incomplete request this goes on with, or "". `puts_right` is set while a
    registered request is put right.
    """

    visit: str
    service: int
    form_version: int
    answers: Mapping[str, Answer]
    papers: tuple[PaperSeen, ...] = ()
    told: tuple[Told, ...] = ()
    exemptions: tuple[Claim, ...] = ()
    draft_opened: str | None = None
    draft: str = ""
    completes: str = ""
    puts_right: PutRight | None = None


@dataclass(frozen=True, slots=True)
class DraftRow:
    """One line of the list of drafts: which service, whose, what is missing and how old it is.

    `missing` are papers not met, labels of fields that are empty or wrong, and amounts that must be
    told; `newer` is the form version published since, or None; `puts_right` the tracking ID of the
    request it puts right, or "". `aside` is when a person set it aside on purpose, None for what
    was only saved while it was typed; `changed`: something was typed since.
    """

    draft: str
    service: int
    service_title: str
    citizen: str
    missing: tuple[str, ...]
    at: datetime
    opened: str
    newer: int | None = None
    puts_right: str = ""
    aside: datetime | None = None
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Registered:
    """The promise: tracking ID (18 digits), V-code, fee and due date, all fixed by COMMIT."""

    tid: str
    v_code: str
    leaf: str
    service: int
    fee: Fee
    due: Due
    state: RequestState


@dataclass(frozen=True, slots=True)
class Accepted:
    """A request accepted incomplete: tracking ID and V-code are given, no fee, no due date."""

    tid: str
    v_code: str
    leaf: str
    missing: tuple[Missing, ...]


@dataclass(frozen=True, slots=True)
class PaymentPlan:
    """One swipe: one account, the lines of one or more requests it covers."""

    visit: str
    account: str
    payee: str
    amount: int
    lines: tuple[tuple[str, int, int], ...]  # (tid, fee line index, amount)


@dataclass(frozen=True, slots=True)
class Slip:
    """What a terminal's paper slip says, read by the terminal protocol or typed by hand."""

    terminal: str
    rrn: str
    trace: str
    last4: str
    source: Literal["terminal", "slip", "settlement"]


@dataclass(frozen=True, slots=True)
class Paid:
    """Where one payment stands. `unknown` is never charged again; it is resolved."""

    payment: str
    plan: PaymentPlan
    state: PaymentState
    slip: Slip | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Resolution:
    """How an unknown payment ended: with a slip it was taken, without one it was not.

    `by` is whose word it is: a manager's number, `terminal` or `settlement`.
    """

    slip: Slip | None
    source: Literal["terminal", "slip", "settlement"]
    by: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class RequestRow:
    """One line of «requests of today»."""

    tid: str
    service: int
    service_title: str
    applicant: str
    state: RequestState
    total: int
    at: datetime
    due_on: str
    sent: bool


@dataclass(frozen=True, slots=True)
class Outage:
    """Something that does not answer just now: an agency's system (its key) or one service."""

    title: str
    note: str
    agency: str
    service: int | None
    since: datetime


@dataclass(frozen=True, slots=True)
class SyncState:
    """The regulator's light: what is owed, when it last answered, why it does not; and what limits
    new requests, the most pressing first; what the regulator told is out of order; the notices that
    the person at work has not read; and whether the country's log contradicts itself (`lying`)."""

    owed: int
    last_answer: datetime | None
    trouble: str = ""
    release: int = 0
    limits: tuple[Limit, ...] = ()
    restored: bool = False
    outages: tuple[Outage, ...] = ()
    unread: tuple[Notice, ...] = ()
    lying: bool = False
    details: Mapping[str, object] = field(default_factory=dict)
