"""One's own pace: today against one's own last weeks. Nobody else's, and no ranking."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

DAYS = 28


@dataclass(frozen=True, slots=True)
class Pace:
    """Requests today and the median seconds of a visit; the same of the days one worked before.

    None where there is nothing to tell yet.
    """

    requests: int = 0
    served: int | None = None
    usual_requests: int | None = None
    usual_served: int | None = None


def pace_of(today: int, requests: Mapping[int, int], served: Mapping[int, Sequence[int]]) -> Pace:
    """From requests by day, and the seconds of each visit by day.

    >>> pace_of(9, {7: 10, 8: 20, 9: 4}, {8: [300, 500, 400], 9: [240]})
    Pace(requests=4, served=240, usual_requests=15, usual_served=400)
    """
    before = [number for day, number in requests.items() if day != today]
    long = [seconds for day, some in served.items() if day != today for seconds in some]
    return Pace(
        requests.get(today, 0),
        _middle(served.get(today, ())),
        round(sum(before) / len(before)) if before else None,
        _middle(long),
    )


def _middle(seconds: Sequence[int]) -> int | None:
    """The median, in whole seconds."""
    ordered, half = sorted(seconds), len(seconds) // 2
    return (ordered[half] + ordered[-half - 1]) // 2 if ordered else None
