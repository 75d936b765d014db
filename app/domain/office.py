"""What the desks of an office took, side by side: each as of the moment it was last heard of."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from app.domain.entry import Cum

NOTHING = Cum()


@dataclass(frozen=True, slots=True)
class DeskTotals:
    """One desk's receipts, fees and voids of a day. `whole` is false where its first entries of the
    day are not held here, so that there may be more."""

    desk: int
    took: Cum
    as_of: datetime
    own: bool = False
    whole: bool = True


def by_desk(enrolments: Iterable[DeskTotals]) -> tuple[DeskTotals, ...]:
    """One line for each desk: a desk that enrolled again has several chains, and they add up.

    >>> from datetime import UTC, datetime
    >>> early, late = datetime(2026, 11, 21, 8, tzinfo=UTC), datetime(2026, 11, 21, 9, tzinfo=UTC)
    >>> [one] = by_desk([DeskTotals(2, Cum(1, 10), early), DeskTotals(2, Cum(2, 5), late)])
    >>> one.took, one.as_of == late
    (Cum(n=3, fee=15, void=0), True)
    """
    found: dict[int, DeskTotals] = {}
    for one in enrolments:
        known = found.get(one.desk)
        found[one.desk] = _added(known, one) if known else one
    return tuple(found[desk] for desk in sorted(found))


def total(desks: Iterable[DeskTotals]) -> Cum:
    """What the office took together."""
    took = NOTHING
    for one in desks:
        took = took.plus(one.took)
    return took


def _added(known: DeskTotals, one: DeskTotals) -> DeskTotals:
    return replace(
        known,
        took=known.took.plus(one.took),
        as_of=max(known.as_of, one.as_of),
        own=known.own or one.own,
        whole=known.whole and one.whole,
    )
