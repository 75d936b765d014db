"""What an auditor may ask the regulator and what comes back as lists: roles and rights, scope,
session, filter, rows of entries, figures. `audit_sheets` has what is opened singly.

All of them cross the wire by `json_values`; docs/audit-api.md describes the queries.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

Role = Literal["auditor", "agency", "association", "reform"]
Right = Literal[
    "entries",
    "bodies",
    "unmask",
    "case",
    "chain",
    "compare",
    "findings",
    "moves",
    "package",
    "clear",
    "board",
    "saved",
]
Move = Literal["assign", "ask", "close", "refer", "suppress"]
Bodies = Literal["none", "masked", "clear"]

ROLES: tuple[Role, ...] = get_args(Role)
MOVES: tuple[Move, ...] = get_args(Move)
# What each role may do at all; which rows it does it with is its scope's affair.
RIGHTS: Mapping[Role, frozenset[Right]] = {
    "auditor": frozenset(get_args(Right)),
    "agency": frozenset({"entries", "bodies", "case", "board", "saved"}),
    "association": frozenset({"entries", "bodies", "chain", "findings", "board", "saved"}),
    "reform": frozenset({"board"}),
}
PAGE, COUNTED, REASON = 200, 10_000, 10


@dataclass(frozen=True, slots=True)
class Scope:
    """Which rows an account sees; an empty part limits nothing. Offices and provinces add up."""

    offices: tuple[str, ...] = ()
    provinces: tuple[str, ...] = ()
    services: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Session:
    """A signed-in account: `token` opens every query until `until` (in wire form), or sooner when
    nothing is asked.
    """

    token: str
    until: str
    name: str
    number: str
    role: Role
    rights: tuple[Right, ...]
    scope: Scope

    def may(self, right: Right) -> bool:
        """Whether the role has that right."""
        return right in self.rights


@dataclass(frozen=True, slots=True)
class Filter:
    """Which entries; an empty part filters nothing.

    `since` and `until` are days in Tehran, `YYYY-MM-DD` of the common calendar, both included.
    `amount_to` None: no upper bound. `text` is a word of what has no personal data: a tracking ID,
    an operator's number, a type, the start of a leaf, a word of a service's title, an RRN or
    terminal whole.
    """

    offices: tuple[str, ...] = ()
    provinces: tuple[str, ...] = ()
    desk: int | None = None
    dev: str = ""
    operator: str = ""
    services: tuple[int, ...] = ()
    types: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    amount_from: int | None = None
    amount_to: int | None = None
    rules: tuple[str, ...] = ()
    verdicts: tuple[str, ...] = ()
    tid: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One entry in the list. `n` is its place in the country's log; `at` the desk's own time.

    A quarantined entry says nothing that can be believed: `type`, `at` and the like are empty, `ep`
    and `desk` are those of the enrolment. `findings` is how many there are about it.
    """

    n: int
    leaf: str
    dev: str
    ep: int
    seq: int
    office: str
    desk: int
    operator: str
    type: str
    at: str
    arrived: str
    tid: str
    service: int | None
    amount: int | None
    verdict: str
    reason: str
    findings: int


@dataclass(frozen=True, slots=True)
class Page:
    """Rows, the newest place first. To go on: ask `after` the last place, or `before` the first;
    `more_before` says that newer ones are left, `more_after` older ones.
    """

    rows: tuple[Row, ...] = ()
    first: int | None = None
    last: int | None = None
    more_before: bool = False
    more_after: bool = False


@dataclass(frozen=True, slots=True)
class Count:
    """How many entries fit a filter; at COUNTED the counting stopped."""

    count: int
    capped: bool


@dataclass(frozen=True, slots=True)
class OfficeFacet:
    """An office that may be filtered by."""

    code: str
    name: str
    province: str


@dataclass(frozen=True, slots=True)
class ServiceFacet:
    """A service that may be filtered by; `agency` is its name."""

    number: int
    title: str
    agency: str


@dataclass(frozen=True, slots=True)
class Facets:
    """What there is to choose from, of the scope only."""

    offices: tuple[OfficeFacet, ...] = ()
    services: tuple[ServiceFacet, ...] = ()
    types: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    provinces: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SavedQuery:
    """A filter an auditor kept under a title."""

    id: int
    title: str
    filter: Filter


@dataclass(frozen=True, slots=True)
class Compared:
    """One figure of two filters side by side. `figure` is its name (`entries`, `finding:gap` …),
    `title` says it in Persian; None: it cannot be told of so few.
    """

    figure: str
    title: str
    a: int | None
    b: int | None


@dataclass(frozen=True, slots=True)
class SavedQueries:
    """All an auditor kept, by title."""

    rows: tuple[SavedQuery, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """All figures, in the order they are shown."""

    rows: tuple[Compared, ...] = ()


@dataclass(frozen=True, slots=True)
class FindingFilter:
    """Which findings; an empty part filters nothing. `assigned`: to whom, by login number."""

    rules: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    assigned: str = ""
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding in the list; `title` is its rule in Persian, `at` when it was noted."""

    id: int
    office: str
    dev: str
    seq: int
    leaf: str
    rule: str
    title: str
    facts: Mapping[str, object]
    at: str
    state: str
    assigned: str
    question: str
    outcome: str
    referred: bool


@dataclass(frozen=True, slots=True)
class FindingPage:
    """Findings, the newest first; to go on ask `after` the last."""

    rows: tuple[FindingRow, ...] = ()
    last: int | None = None
    more_after: bool = False
