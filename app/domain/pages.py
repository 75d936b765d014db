"""Which pages there are, the papers each is made for, and how one is asked for.

>>> PAPERS["poster"]
('a4', 'a3')
>>> "guide" in NOTED, "missing" in NOTED
(False, True)
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

PaperSize = Literal["roll80", "roll58", "a5", "a4", "a3"]
PageKind = Literal[
    "receipt",
    "corrected",
    "void",
    "missing",
    "inquiry",
    "refund",
    "ticket",
    "guide",
    "delivery",
    "envelope",
    "agency-list",
    "poster",
    "filled-form",
    "blank-form",
    "x-report",
    "z-report",
    "daily",
    "journal",
    "inspection",
    "trial",
]
KINDS: tuple[PageKind, ...] = get_args(PageKind)

_SLIP: tuple[PaperSize, ...] = ("roll80", "roll58", "a5", "a4")
_SHEET: tuple[PaperSize, ...] = ("a4", "a5", "roll80", "roll58")
# The papers of a kind, the one it is made on where nothing was set first.
PAPERS: Mapping[PageKind, tuple[PaperSize, ...]] = {
    **dict.fromkeys(KINDS, _SLIP),
    **dict.fromkeys(("agency-list", "daily", "journal", "inspection"), _SHEET),
    **dict.fromkeys(("guide", "envelope"), ("a5", "a4", "roll80", "roll58")),
    **dict.fromkeys(("filled-form", "blank-form"), ("a4", "a5")),
    "poster": ("a4", "a3"),
    "trial": (*_SLIP, "a3"),
}
# Journalled when the paper came out: whatever is about a person, a payment or a shift. Receipts
# have entries of their own.
NOTED: frozenset[PageKind] = frozenset(KINDS) - {
    "receipt",
    "corrected",
    "guide",
    "poster",
    "blank-form",
    "trial",
}


@dataclass(frozen=True, slots=True)
class PageWanted:
    """A page somebody asks for; which of the numbers it needs, its kind says.

    `reason` is why a receipt is printed again; `number` a place in the queue, or of a Z report;
    `first` and `last` entries of the journal, or days of a summary (day numbers), both included;
    `shift` the open shift of an X report, one's own where none is named; `letter` a list of papers,
    or `number` that of one that left; `office` a summary of every desk of the office.
    """

    kind: PageKind
    service: int = 0
    tid: str = ""
    visit: str = ""
    payment: str = ""
    refund: str = ""
    reason: str = ""
    number: int = 0
    first: int = 0
    last: int = 0
    shift: str = ""
    letter: str = ""
    office: bool = False
