"""What an entry adds to the figures of its day and shift: countable facts, told from its body.

Kinds are named as a Z report counts them; `collected` and `returned` are money by fee line, and
`served` and `waited` are seconds. Practice and types nobody knows are never counted.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

Share = Literal["own", "vat", "agency", ""]
Body = Mapping[str, Any]
Shares = Mapping[tuple[str, int], Share]

# What a Z report counts, in its own words (resources/wire/v1/common.json, z_counts).
COUNTED = {
    "visit.opened": "visits",
    "request.incomplete": "incomplete",
    "request.registered": "registered",
    "request.corrected": "corrected",
    "request.withdrawn": "withdrawn",
    "request.voided": "voided",
    "request.expired": "expired",
    "request.delivered": "delivered",
    "receipt.issued": "receipts",
    "receipt.reprinted": "reprints",
    "payment.succeeded": "payments_succeeded",
    "payment.failed": "payments_failed",
    "payment.unknown": "payments_unknown",
    "payment.refunded": "refunds",
    "refund.requested": "refund_requests",
}
COUNTS = tuple(COUNTED.values())
OFFICES = ("counter_office", "police10_office", "rural_ict_office", "office")
# Where the rials of an act stand in its body.
_AMOUNT = {
    "registered": "total",
    "receipts": "total",
    "voided": "amount",
    "corrected": "difference",
    "refund_requests": "amount",
    "refunds": "amount",
}
_NO_PERSON = ("self", "messenger")


@dataclass(frozen=True, slots=True)
class Fact:
    """One countable thing: how many, and how much (rials, or seconds of `served` and `waited`)."""

    kind: str
    n: int = 1
    amount: int = 0
    service: int | None = None
    channel: str = ""
    account: str = ""
    payee: str = ""
    terminal: str = ""
    share: Share = ""
    tid: str | None = None


def facts_of(kind: str, tid: str | None, body: Body, shares: Shares) -> tuple[Fact, ...]:
    """The facts of one entry, in a fixed order; none for a type that counts nothing.

    `shares` says whose each fee line is that a payment names. A service that the body does not tell
    stays None: the request tells it.
    """
    if kind.startswith("payment.") or kind == "refund.requested":
        return _money(kind, body, shares)
    if kind == "visit.closed":
        return (Fact("served"),)
    name = COUNTED.get(kind)
    if name is None:
        return ()
    if name == "visits" and body.get("waited") is not None:
        return (Fact(name), Fact("waited", amount=body["waited"]))
    fact = Fact(name, amount=body.get(_AMOUNT.get(name, ""), 0), tid=tid)
    if name == "registered":
        channel = _channel(body["visitor"]["capacity"])
        return (replace(fact, service=body["service"], channel=channel),)
    # A corrected receipt voids the one it replaces: fees less voided stay what really stands.
    replaced = Fact("voided", n=0, amount=body.get("replaced", 0), tid=tid)
    return (fact, replaced) if replaced.amount else (fact,)


def pays_lines(kind: str) -> bool:
    """Whether an entry moves the money of fee lines, so that `shares` must be known."""
    return kind in ("payment.succeeded", "payment.resolved", "payment.refunded")


def share_of(payee: str, title: str) -> Share:
    """Whose a fee line is: the office's own, value added tax where a title says so, an agency's.

    >>> share_of("counter_office", ""), share_of("civil_registry", "")
    ('own', 'agency')
    """
    if payee == "vat" or VAT in title:
        return "vat"
    return "own" if payee in OFFICES else "agency"


VAT = "ارزش افزوده"


def _channel(capacity: str) -> str:
    """How a citizen's request reached the desk."""
    return capacity if capacity in _NO_PERSON else "representative"


def _money(kind: str, body: Body, shares: Shares) -> tuple[Fact, ...]:
    if kind == "payment.resolved":
        kind = f"payment.{body['outcome']}"
    name = COUNTED.get(kind)
    if name is None:
        return ()
    whole = Fact(
        name,
        amount=body["amount"],
        channel=body.get("source", ""),
        account=body["account"],
        payee=body["payee"],
        terminal=body.get("terminal", ""),
        tid=body["lines"][0]["tid"] if body["lines"] else None,
    )
    by_line = {"payments_succeeded": "collected", "refunds": "returned"}.get(name)
    counted = Fact("voided", n=0, amount=body.get("counted", 0), tid=whole.tid)
    lines = _lines(by_line, body["lines"], shares) if by_line else ()
    return (whole, *lines, *((counted,) if counted.amount else ()))


def _lines(kind: str, lines: Sequence[Body], shares: Shares) -> tuple[Fact, ...]:
    return tuple(
        Fact(
            kind,
            amount=line["amount"],
            share=shares.get((line["tid"], line["line"]), "agency"),
            tid=line["tid"],
        )
        for line in lines
    )
