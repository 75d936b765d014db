"""Search among services: an index of the words they are called by, and the order of what it finds.

A fragment typed lies within one folded word, so it is looked for in the vocabulary and not in each
service: ten thousand services share a few thousand words.
"""

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from functools import lru_cache

from app.domain.text import fold

_NONE: Mapping[int, int] = {}
OFTEN = 32


@dataclass(frozen=True, slots=True, eq=False)
class Postings:
    """Words to the places that have them: of a frequent word one bit a place, else the places."""

    often: Mapping[str, int]
    rare: Mapping[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True, eq=False)
class Index:
    """The words of services: those of their own names, and all by which they may be found."""

    count: int
    own: Postings = field(repr=False)
    all: Postings = field(repr=False)


def index_of(texts: Iterable[tuple[str, str]]) -> Index:
    """The index of (own names, everything), both folded, one pair per service."""
    own: dict[str, list[int]] = {}
    everything: dict[str, list[int]] = {}
    count = 0
    for place, (called, text) in enumerate(texts):
        count = place + 1
        for word in set(called.split()):
            own.setdefault(word, []).append(place)
        for word in set(text.split()):
            everything.setdefault(word, []).append(place)
    return Index(count, _postings(own), _postings(everything))


def _postings(found: Mapping[str, list[int]]) -> Postings:
    return Postings(
        {word: _mask(at) for word, at in found.items() if len(at) > OFTEN},
        {word: tuple(at) for word, at in found.items() if len(at) <= OFTEN},
    )


def _mask(at: list[int]) -> int:
    bits = bytearray(at[-1] // 8 + 1)
    for place in at:
        bits[place // 8] |= 1 << place % 8
    return int.from_bytes(bits, "little")


def _bits(mask: int) -> Iterator[int]:
    return (place for place, bit in enumerate(reversed(bin(mask))) if bit == "1")


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


# Cached: at the next key all words but the last are the same.
@lru_cache(maxsize=64)
def _beginning(postings: Postings, word: str) -> frozenset[int]:
    often = [bits for known, bits in postings.often.items() if known.startswith(word)]
    rare = [at for known, at in postings.rare.items() if known.startswith(word)]
    return _joined(often, rare)


@lru_cache(maxsize=64)
def _holding(postings: Postings, word: str) -> frozenset[int]:
    often = [bits for known, bits in postings.often.items() if word in known]
    rare = [at for known, at in postings.rare.items() if word in known]
    return _joined(often, rare)


def _joined(often: list[int], rare: list[tuple[int, ...]]) -> frozenset[int]:
    mask = 0
    for bits in often:
        mask |= bits
    return frozenset(_bits(mask)).union(*rare)


def _in_each(found: Iterable[frozenset[int]]) -> frozenset[int]:
    """The places that every word was found at."""
    first, *others = found
    return first.intersection(*others)


def _ordered(found: Set[int], uses: Mapping[int, int], pinned: Set[int]) -> list[int]:
    """Few services are pinned or used: only they are weighed, the rest keeps its order."""
    first = sorted(found & pinned, key=lambda place: (-uses.get(place, 0), place))
    used = [place for place in uses if place in found and place not in pinned and uses[place] > 0]
    used.sort(key=lambda place: (-uses[place], place))
    return first + used + sorted(found - pinned - set(used))
