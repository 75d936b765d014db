"""Who uses the office, by group (#90), so that no table says anything of a single person.

A count under `LEAST` is hidden, and never alone: what is hidden together is at least `LEAST` in at
least two groups, so that the sum gives nobody away.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.domain.errors import OperatorCanFix
from app.domain.jalali import date_of_day, parse
from app.domain.periods import Period
from app.domain.summary_tables import Line, SumTable, Words

LEAST = 5
SHORTEST, LONGEST = 28, 31  # a month; in fewer days too few people come, and more take too long
AGES = ((0, "under_18"), (18, "age_18"), (35, "age_35"), (60, "age_60"))
NOT_SAID = "not_said"
ORDER: Mapping[str, tuple[str, ...]] = {
    "ages": (*(name for _, name in AGES), NOT_SAID),
    "kinds": ("natural_iranian", "natural_foreign", "legal", NOT_SAID),
    "priorities": ("elderly", "disabled", "pregnant", "veteran", "no_priority"),
}


@dataclass(frozen=True, slots=True)
class User:
    """One request's applicant as a registration says: kind, birth date (Jalali, "" not said), and
    the day number it was taken on."""

    kind: str
    born: str
    day: int


def is_told(period: Period) -> bool:
    """Whether a period has a report of groups: a month."""
    return SHORTEST <= period.days <= LONGEST


def tables(
    users: Iterable[User], priorities: Mapping[str, int], words: Words
) -> tuple[SumTable, ...]:
    """By age, by kind of person, and visits by who is served first; whole tables only."""
    found = list(users)
    counted: Mapping[str, Mapping[str, int]] = {
        "ages": Counter(_age(one) for one in found),
        "kinds": Counter(one.kind or NOT_SAID for one in found),
        "priorities": priorities,
    }
    made = (_table(name, counts, words) for name, counts in counted.items())
    return tuple(one for one in made if one is not None)


def shown(counts: Mapping[str, int]) -> dict[str, int | None]:
    """The counts with those hidden (None) that could tell of a person.

    >>> shown({"a": 40, "b": 3, "c": 12})
    {'a': 40, 'b': None, 'c': None}
    >>> shown({"a": 40, "b": 12})
    {'a': 40, 'b': 12}
    >>> shown({"a": 3})
    {'a': None}
    """
    rising = sorted((n, key) for key, n in counts.items() if n)
    hidden = [key for n, key in rising if n < LEAST]
    for _, key in rising[len(hidden) :]:
        if not hidden or _enough(counts, hidden):
            break
        hidden.append(key)
    return {key: None if key in hidden else n for key, n in counts.items()}


def _table(name: str, counts: Mapping[str, int], words: Words) -> SumTable | None:
    safe, whole = shown(counts), sum(counts.values())
    if not whole:
        return None
    said, groups = words["usage"], [key for key in ORDER[name] if counts.get(key)]
    groups += [key for key in counts if counts[key] and key not in groups]
    lines = tuple(
        Line(said.get(key, key), safe[key], None)
        if safe[key] is not None
        else Line(said["hidden"].format(group=said.get(key, key)), None, None)
        for key in groups
    )
    hidden = [key for key, one in safe.items() if one is None]
    told = not hidden or _enough(counts, hidden)
    total = Line(words["lines"]["total"], whole, None) if told else None
    return SumTable(name, words["tables"][name], words["heads"][name], lines, total)


def _enough(counts: Mapping[str, int], hidden: list[str]) -> bool:
    """Whether their sum says nothing of any one of them."""
    return len(hidden) > 1 and sum(counts[one] for one in hidden) >= LEAST


def _age(user: User) -> str:
    try:
        born, on = parse(user.born), date_of_day(user.day)
    except OperatorCanFix:
        return NOT_SAID
    years = on.year - born.year - ((on.month, on.day) < (born.month, born.day))
    return next((name for least, name in reversed(AGES) if years >= least), NOT_SAID)
