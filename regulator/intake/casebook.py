"""The cases of one office in hand: read once, changed in memory, written at once.

What a batch of entries does to its cases costs the same few statements whether it holds six or five
hundred. Cases are locked first and the feed last, everywhere: nobody waits in a circle.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from regulator.intake import feed
from regulator.intake.models import Case, CaseEvent
from regulator.rows import insert, read, update

CHANGING = ("total", "due", "state", "receipt", "registered_at", "changed_at", "last_arrival")

_CASES = """
    SELECT c.*, (SELECT MAX(e.n) FROM intake_caseevent e WHERE e.case_id = c.leaf) AS places
    FROM intake_case c WHERE c.office_id = %s AND (c.leaf = ANY(%s) OR c.tid = ANY(%s))
    ORDER BY c.registered_at, c.leaf FOR UPDATE OF c"""


@dataclass(slots=True)
class Held:
    """One case: how many events it has, and what is new about it."""

    case: Case
    places: int = 0
    kept_as: str = ""
    changed: bool = False
    events: list[CaseEvent] = field(default_factory=list)


class Casebook:
    """`tell`: whether the office hears of what changes (not in a rebuild: it has heard).

    `early`: by tracking ID, what came before the case did.
    """

    def __init__(self, office: str, *, tell: bool) -> None:
        self.office, self.tells = office, tell
        self.early: dict[str, list[Any]] = defaultdict(list)
        self._held: dict[str, Held] = {}
        self._told: list[tuple[str, Mapping[str, Any]]] = []

    def take(self, leaves: Iterable[str], tids: Iterable[str]) -> None:
        """Take the office's cases of these keys and tracking IDs in hand."""
        for case in read(Case, _CASES, self.office, list(leaves), list(tids)):
            places: int = case.places or 0  # type: ignore[attr-defined]
            self._held[case.leaf] = Held(case, places, case.leaf)

    def find(self, leaf: object) -> Case | None:
        """The case of that key, if it is in hand."""
        held = self._held.get(leaf) if isinstance(leaf, str) else None
        return held.case if held else None

    def with_tid(self, tid: str) -> list[Case]:
        """Those with that tracking ID, the oldest first; more than one where a desk was cloned."""
        found = (held.case for held in self._held.values() if held.case.tid == tid)
        return sorted(found, key=lambda case: (case.registered_at, case.leaf))

    def open(self, case: Case) -> None:
        """A new case."""
        self._held[case.leaf] = Held(case, changed=True)

    def rekey(self, case: Case, leaf: str) -> None:
        """From now on the case has another key; its events stay with it."""
        held = self._held.pop(case.leaf)
        case.leaf = leaf
        self._held[leaf] = held

    def note(self, case: Case, **what: Any) -> None:
        """An event of the case, in the next place; the case itself has changed too."""
        held = self._held[case.leaf]
        held.places += 1
        held.changed = True
        held.events.append(CaseEvent(n=held.places, **what))

    def tell(self, case: Case, **data: Any) -> None:
        """What the office's desks hear of the case."""
        if self.tells:
            named = {"tid": case.tid, "registration": case.leaf, "state": case.state}
            named["at"] = data["since"]
            self._told.append(("status", named | data))

    def save(self) -> None:
        """Write everything; what is in hand stays in hand."""
        changed = [held for held in self._held.values() if held.changed]
        for held in changed:
            _rekey(held)
        insert(held.case for held in changed if not held.kept_as)
        update([held.case for held in changed if held.kept_as], CHANGING)
        insert(_events(changed))
        for held in changed:
            held.kept_as, held.events, held.changed = held.case.leaf, [], False
        if self._told:
            feed.tell_all(self.office, self._told)
        self._told = []


def around(case: Case, *, tell: bool) -> Casebook:
    """A book with just this case, which the caller has locked."""
    book = Casebook(case.office_id, tell=tell)
    book._held[case.leaf] = Held(case, case.events.count(), case.leaf)
    return book


def _rekey(held: Held) -> None:
    """Give a kept case and its kept events the new key."""
    if held.kept_as and held.kept_as != held.case.leaf:
        # Its answers are those of another entry now: which agency they choose is worked out anew.
        Case.objects.filter(leaf=held.kept_as).update(leaf=held.case.leaf, agency="")
        CaseEvent.objects.filter(case_id=held.kept_as).update(case_id=held.case.leaf)


def _events(changed: list[Held]) -> list[CaseEvent]:
    """The new events under the keys their cases have now."""
    for held in changed:
        for event in held.events:
            event.case_id = held.case.leaf
    return [event for held in changed for event in held.events]
