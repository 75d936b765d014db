"""What becomes of money when a request ends early: line by line, whose it was and how it goes back.

The office's own fee goes back through the terminal; whoever else was paid is asked to pay back. It
is never a negative sale.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from app.domain.acts import Paid

Way = Literal["none", "terminal", "refund_request"]


@dataclass(frozen=True, slots=True)
class PaidLine:
    """A fee line that was paid, and what of it was not given back yet: rial, by one payment."""

    line: int
    title: str
    payee: str
    payee_name: str
    account: str
    amount: int
    payment: str


@dataclass(frozen=True, slots=True)
class Back:
    """A paid line and the way its money goes; `none`: it stays, or goes over to a replacement."""

    paid: PaidLine
    way: Way


@dataclass(frozen=True, slots=True)
class EndPlan:
    """What ending a request early does to its money: `counted` is what the running totals lose.

    `reason` is typed, `approved_by` the manager who agreed, where one was asked.
    """

    tid: str
    back: tuple[Back, ...]
    counted: int
    reason: str = ""
    approved_by: str | None = None

    @property
    def paid(self) -> bool:
        """Whether money was taken: then a manager must agree."""
        return bool(self.back)

    def same_money(self, other: "EndPlan") -> bool:
        """Whether both say the same of the money; if not, some came or went in between."""
        return (self.tid, self.back, self.counted) == (other.tid, other.back, other.counted)


@dataclass(frozen=True, slots=True)
class Owed:
    """Money this office's terminal still has to give back: lines of one payment for one request.

    `refund` names the giving back before it happens, so the terminal can be asked again about it
    and gives back once.
    """

    refund: str
    tid: str
    payment: str
    account: str
    payee: str
    amount: int
    lines: tuple[tuple[int, int], ...]  # (fee line, amount)
    cause: str  # leaf of the entry that ended the request
    rrn: str
    terminal: str


@dataclass(frozen=True, slots=True)
class RefundRow:
    """A refund request, or money given back: who was paid, how much, where it stands."""

    refund: str
    payee: str
    amount: int
    reason: str
    state: Literal["requested", "refunded", "refused"]
    at: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """A payment nobody knows the end of, and since when."""

    paid: Paid
    since: datetime


@dataclass(frozen=True, slots=True)
class Waiting:
    """A refund request of a request that waits: for an answer, or to be made again."""

    tid: str
    row: RefundRow


@dataclass(frozen=True, slots=True)
class Answer:
    """What a payee said to a refund request: paid back under a reference, or refused, and why."""

    refund: str
    paid: bool
    reference: str = ""
    reason: str = ""


def way_back(payee: str, office_kind: str) -> Way:
    """The office's own fee through its terminal; anybody else is asked."""
    return "terminal" if payee == office_kind else "refund_request"


def refund_id(payment: str, tid: str, cause: str) -> str:
    """The name of one giving back: the same whenever it is asked for.

    >>> refund_id("a", "b", "c") == refund_id("a", "b", "c") != refund_id("a", "b", "d")
    True
    """
    return hashlib.sha256(f"refund\n{payment}\n{tid}\n{cause}".encode()).hexdigest()[:32]
