"""Search among services: an index of the words they are called by, and the order of what it finds.

A fragment typed lies within one folded word, so it is looked for in the vocabulary and not in each
service: ten thousand services share a few thousand words.
"""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field

from app.domain.text import fold

_NONE: Mapping[int, int] = {}
Postings = Mapping[str, frozenset[int]]


@dataclass(frozen=True, slots=True, eq=False)
class Index:
    """Words to the places of the services that have them: in their own names, or anywhere."""

    count: int
    own: Postings = field(repr=False)
    all: Postings = field(repr=False)


def index_of(texts: Iterable[tuple[str, str]]) -> Index:
    """The index of (own names, everything), both folded, one pair per service."""
    own: dict[str, set[int]] = {}
    everything: dict[str, set[int]] = {}
    count = 0
    for place, (called, text) in enumerate(texts):
        count = place + 1
        for word in set(called.split()):
            own.setdefault(word, set()).add(place)
        for word in set(text.split()):
            everything.setdefault(word, set()).add(place)
    return Index(count, _frozen(own), _frozen(everything))


def _frozen(found: Mapping[str, set[int]]) -> dict[str, frozenset[int]]:
    return {word: frozenset(places) for word, places in found.items()}


def places(
    index: Index,
    text: str,
    *,
    uses: Mapping[int, int] = _NONE,
    pinned: Set[int] = frozenset(),
) -> list[int]:
    """Places of the services where every word typed is found, best first; all for no text.

    First those whose own names begin with the words, then those that hold them, then the rest;
    inside each the pinned, then the most used, then the catalogue's order. `uses` and `pinned`
    are by place.
    """
    words = fold(text).split()
    found: list[int] = []
    seen: Set[int] = frozenset()
    for tier in _tiers(index, words):
        found += _ordered(tier - seen, uses, pinned)
        seen = seen | tier
    return found


def _tiers(index: Index, words: list[str]) -> Iterable[Set[int]]:
    """From the closest match to the widest."""
    if not words:
        yield frozenset(range(index.count))
        return
    yield _in_each(_beginning(index.own, word) for word in words)
    yield _in_each(_holding(index.own, word) for word in words)
    yield _in_each(_holding(index.all, word) for word in words)


def _beginning(postings: Postings, word: str) -> list[frozenset[int]]:
    return [at for known, at in postings.items() if known.startswith(word)]


def _holding(postings: Postings, word: str) -> list[frozenset[int]]:
    # Written out: a call for each of twenty thousand words would be felt at every key.
    return [at for known, at in postings.items() if word in known]


def _in_each(found: Iterable[list[frozenset[int]]]) -> frozenset[int]:
    """The places that every word was found at."""
    sets = [frozenset().union(*hits) for hits in found]
    return sets[0].intersection(*sets[1:])


def _ordered(found: Set[int], uses: Mapping[int, int], pinned: Set[int]) -> list[int]:
    """Few services are pinned or used: only they are weighed, the rest keeps its order."""
    first = sorted(found & pinned, key=lambda place: (-uses.get(place, 0), place))
    used = [place for place in uses if place in found and place not in pinned and uses[place] > 0]
    used.sort(key=lambda place: (-uses[place], place))
    return first + used + sorted(found - pinned - set(used))
