"""A manager's agreement to one act of an operator: what is asked, that it was asked, the answer.

It is for one act on one subject, is used once, and is journalled whatever the answer.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from app.domain.rights import Right

Method = Literal["password", "pin"]


@dataclass(frozen=True, slots=True)
class Ask:
    """What the operator wants to do, on what, and why. `right` is one that needs approval.

    `amount` in rial, where money moves. `reason` is typed or a message code, never empty.
    """

    right: Right
    reason: str
    tid: str | None = None
    visit: str | None = None
    service: int | None = None
    amount: int | None = None


@dataclass(frozen=True, slots=True)
class Word:
    """Who somebody says they are, and what they typed to prove it; the secret never shows."""

    number: str
    secret: str = field(repr=False)
    method: Method = "password"


@dataclass(frozen=True, slots=True)
class Asked:
    """It was asked: approval.asked is in the journal, `leaf` is its hash."""

    id: str
    leaf: str
    ask: Ask


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody at another desk of the office waits for a manager's word: who, where, since when."""

    asked: Asked
    desk: int
    operator: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Approval:
    """A manager agreed; `by` is their operator number, `leaf` the hash of approval.granted."""

    id: str
    leaf: str
    ask: Ask
    by: str
