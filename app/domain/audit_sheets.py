"""The single things an auditor opens (docs/audit-api.md): an entry with its proof, a case with its
story, the chains of a desk as they are drawn, a finding. They cross the wire by `json_values`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.domain.audit import FindingRow, Row


@dataclass(frozen=True, slots=True)
class Fork:
    """The other entry at the same place of a chain; `token` is what came, as text."""

    leaf: str
    token: str
    arrived: str


@dataclass(frozen=True, slots=True)
class Proof:
    """That the entry stands at `index` of a log of `size` entries; hashes in base64."""

    index: int
    size: int
    hashes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EntrySheet:
    """One entry, opened. `token` is the text as signed; `payload` is None when it cannot be read.
    An agency's officer gets no token, no proof and no sums of the device: they tell of others too.

    `body` has null in place of each personal value; `masked` are their paths, like
    `applicant.first_name` or `fee_lines.0.account`. No body at all is None; `erased` says that
    there was one, and what remains of it is shown. `before` and `after` are the neighbours in the
    chain. `proof` is None until the entry is in the signed tree; `head` is the signed head it
    leads to.
    """

    row: Row
    token: str
    payload: Mapping[str, Any] | None
    body: Mapping[str, Any] | None
    masked: tuple[str, ...]
    erased: bool
    before: Row | None
    after: Row | None
    forks: tuple[Fork, ...]
    findings: tuple[FindingRow, ...]
    proof: Proof | None
    head: str


@dataclass(frozen=True, slots=True)
class Unmasked:
    """A body whole, after a reason was given; None where there is none."""

    body: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class CaseStep:
    """One event of a case, as the citizen's page tells it: when, where, and who was responsible."""

    n: int
    type: str
    at: str
    office: str
    operator: str
    by: str
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class CaseMoved:
    """A step made at the regulator or the agency."""

    state: str
    by: str
    note: str
    at: str


@dataclass(frozen=True, slots=True)
class CaseSheet:
    """A request with all that is known of it and nothing personal; `leaf` is its registration."""

    leaf: str
    tid: str
    office: str
    service: int
    title: str
    total: int | None
    state: str
    due: Mapping[str, Any]
    registered_at: str
    changed_at: str
    events: tuple[CaseStep, ...]
    entries: tuple[Row, ...]
    moves: tuple[CaseMoved, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """Numbers of a chain that never came, both ends included."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """From one entry to the next without a sign of life."""

    since: str
    until: str
    hours: int


@dataclass(frozen=True, slots=True)
class Mark:
    """Something at one place of a chain; `ms` is how far a clock stepped, else 0."""

    seq: int
    at: str
    ms: int = 0


@dataclass(frozen=True, slots=True)
class EnrolmentChain:
    """The chain of one key. `seqs` is how many numbers came, of `first` … `last`.

    `silences` are stretches longer than the lease allows; `forks` are places two entries claim.
    """

    dev: str
    ep: int
    opened: str
    closed: str
    first: int
    last: int
    seqs: int
    began: str
    ended: str
    gaps: tuple[Gap, ...] = ()
    forks: tuple[Mark, ...] = ()
    steps: tuple[Mark, ...] = ()
    silences: tuple[Stretch, ...] = ()
    restored: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class DeskChain:
    """All enrolments of one workstation, the oldest first."""

    office: str
    desk: int
    enrolments: tuple[EnrolmentChain, ...]


@dataclass(frozen=True, slots=True)
class Chains:
    """The answer to `chain`."""

    desks: tuple[DeskChain, ...] = ()


@dataclass(frozen=True, slots=True)
class FindingStep:
    """What was done with a finding, by whom."""

    at: str
    kind: str
    by: str


@dataclass(frozen=True, slots=True)
class FindingSheet:
    """A finding opened: `why` explains the rule with its figures, `entries` are those it is about,
    `answer` what the office said to it.
    """

    row: FindingRow
    why: str
    answer: str
    entries: tuple[Row, ...]
    steps: tuple[FindingStep, ...]


@dataclass(frozen=True, slots=True)
class PackageOrdered:
    """An evidence package is being made under that drawn name, of so many entries."""

    id: str
    entries: int


@dataclass(frozen=True, slots=True)
class PackageState:
    """How far it is: `making`, `done` or `failed`; `problem` is the sentence that says why not."""

    state: str
    done: int
    of: int
    problem: str
