"""What one person served, by day: requests, and the seconds of each visit."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, text

_FACTS = text(
    "SELECT day, kind, n, amount FROM facts WHERE day BETWEEN :first AND :last"
    " AND kind IN ('registered', 'served') AND operator = :operator"
)


def served_by(
    connection: Connection, operator: str, *, first: int, last: int
) -> tuple[Mapping[int, int], Mapping[int, Sequence[int]]]:
    """{day: requests} and {day: seconds of each visit} of those days, of this office's desks."""
    requests: dict[int, int] = defaultdict(int)
    seconds: dict[int, list[int]] = defaultdict(list)
    asked = {"operator": operator, "first": first, "last": last}
    for day, kind, n, amount in connection.execute(_FACTS, asked):
        if kind == "registered":
            requests[day] += n
        else:
            seconds[day].append(amount)
    return requests, seconds
