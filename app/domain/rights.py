"""Who may do what: the one table of acts × roles. A pure value, read by wiring and by the window.

Enforced in one place, `app.wiring.session.Session.require` and `.allowed`; everybody else asks.
"""

from dataclasses import dataclass
from typing import Literal

Role = Literal["operator", "manager"]
# yes: alone. approval: after a manager agreed at this desk (app.domain.approvals). no: never.
Way = Literal["yes", "approval", "no"]
Right = Literal[
    "serve",
    "print_again",
    "void_unpaid",
    "withdraw",
    "deliver",
    "read_others_case",
    "own_shift",
    "sync",
    "registration",
    "exemption",
    "correction",
    "void",
    "refund",
    "resolution",
    "reprint",
    "erasure",
    "difference",
    "see_others_shift",
    "close_others_shift",
    "see_reads",
    "people",
    "settings",
    "printers",
    "terminal",
    "backup",
    "restore",
    "export",
    "keys",
    "enrol",
    "update",
    "settlement",
    "findings",
    "duties",
]


@dataclass(frozen=True, slots=True)
class Rule:
    """What each role may do of itself. The rights that need approval bear the wire's own names
    (`act` in approval.asked)."""

    operator: Way
    manager: Way = "yes"


_EVERYBODY, _ASKED, _MANAGER = Rule("yes"), Rule("approval"), Rule("no")
RIGHTS: dict[Right, Rule] = {
    # The counter: visits, requests, payments, receipts, drafts.
    "serve": _EVERYBODY,
    "print_again": _EVERYBODY,  # within the limit; beyond it: `reprint`
    "void_unpaid": _EVERYBODY,  # nothing was paid; after that: `void`
    "withdraw": _EVERYBODY,
    "deliver": _EVERYBODY,
    "read_others_case": _EVERYBODY,  # journalled, with its reason (personal.read)
    "own_shift": _EVERYBODY,
    "sync": _EVERYBODY,
    # What an operator does only when a manager agrees.
    "registration": _ASKED,  # a service whose registrations a manager must see first
    "exemption": _ASKED,
    "correction": _ASKED,
    "void": _ASKED,
    "refund": _ASKED,
    "resolution": _ASKED,  # an unknown payment, by a slip and not by the terminal's word
    "reprint": _ASKED,
    "erasure": _ASKED,
    "difference": _ASKED,
    # The manager's alone.
    "see_others_shift": _MANAGER,
    "close_others_shift": _MANAGER,
    "see_reads": _MANAGER,
    "people": _MANAGER,
    "settings": _MANAGER,
    "printers": _MANAGER,
    "terminal": _MANAGER,
    "backup": _MANAGER,
    "restore": _MANAGER,
    "export": _MANAGER,
    "keys": _MANAGER,  # passphrase, recovery key, keyring, another database key
    "enrol": _MANAGER,
    "update": _MANAGER,  # another version of the program, and back
    "settlement": _MANAGER,
    "findings": _MANAGER,
    "duties": _MANAGER,
}


def way(role: Role, right: Right) -> Way:
    """Whether a role may do it alone, after approval, or not at all.

    >>> way("operator", "void"), way("manager", "void"), way("operator", "people")
    ('approval', 'yes', 'no')
    """
    rule = RIGHTS[right]
    return rule.manager if role == "manager" else rule.operator
