"""How unusual a count is among offices that honestly differ: a beta-binomial over all of them.

Each office has a rate of its own. How much rates differ is learned from the offices themselves:
from the lower half first, which no fraud reaches; those far above are left out of the learning.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import exp, lgamma

Count = tuple[int, int]
# What is supposed before any office was seen, as if learned from so many: that they differ by half
# of the mean.
SUPPOSED, FROM = 0.5, 10
# Less likely than this, a count is left out of the learning.
UNLIKELY, ROUNDS = 0.01, 20


@dataclass(frozen=True)
class Spread:
    """The mean rate of offices and the variance between their own rates."""

    mean: float
    between: float

    @cached_property
    def _weights(self) -> tuple[float, float]:
        sure = self.mean * (1 - self.mean) / self.between - 1
        return self.mean * sure, (1 - self.mean) * sure

    def after(self, known: Count, *, most: int) -> "Spread":
        """What is expected of an office whose own past is known, counted as `most` acts at most: a
        longer past does not make it change less.
        """
        times, of_all = known
        if of_all > most:
            times, of_all = times * most // of_all, most
        a, b = self._weights
        a, b = a + times, b + of_all - times
        mean = a / (a + b)
        return Spread(mean, mean * (1 - mean) / (a + b + 1))

    def chance(self, count: Count) -> float:
        """How likely an honest office comes to so many times or more.

        >>> among = Spread(0.04, 0.0004)
        >>> among.chance((10, 250)) > 0.1 > 0.001 > among.chance((38, 250))
        True
        """
        times, of_all = count
        a, b = self._weights
        one, whole = _term(times, of_all, (a, b)), 0.0
        for k in range(times, of_all + 1):
            whole += one
            if one < whole * 1e-12:
                break
            one *= (of_all - k) * (a + k) / ((k + 1) * (b + of_all - k - 1))
        return min(1.0, whole)


def _term(times: int, of_all: int, weights: tuple[float, float]) -> float:
    """The beta-binomial probability of exactly so many."""
    a, b = weights
    ways = lgamma(of_all + 1) - lgamma(times + 1) - lgamma(of_all - times + 1)
    up = lgamma(times + a) + lgamma(of_all - times + b) - lgamma(of_all + a + b)
    return exp(ways + up - (lgamma(a) + lgamma(b) - lgamma(a + b)))


def spread(counts: Sequence[Count]) -> Spread:
    """What honest offices do, learned from (times, of all) of each.

    >>> honest = [(k, 300) for k in (4, 6, 8, 10, 12, 14, 16)]
    >>> abs(spread([*honest, (90, 300), (95, 300)]).mean - spread(honest).mean) < 0.001
    True
    """
    rates = sorted((times / of_all, of_all) for times, of_all in counts if of_all)
    if not rates:
        return _shrunk(0.0, 0.0, 0)
    lower = rates[: (len(rates) + 1) // 2]
    middle = lower[-1][0]
    apart = sum((rate - middle) ** 2 for rate, _ in lower) / len(lower)
    by_chance = sum(middle * (1 - middle) / of_all for _, of_all in lower) / len(lower)
    found, kept = _shrunk(middle, apart - by_chance, len(lower)), 0
    for _ in range(ROUNDS):
        near = [one for one in counts if one[1] and found.chance(one) >= UNLIKELY]
        if len(near) == kept:
            break
        found, kept = _of(near), len(near)
    return found


def _of(counts: Sequence[Count]) -> Spread:
    """Mean and variance between by moments, chance taken out."""
    times, of_all = (sum(part) for part in zip(*counts, strict=True))
    mean = (times + 0.5) / (of_all + 1)
    if len(counts) < 2:
        return _shrunk(mean, 0.0, 0)
    apart = sum(m * (k / m - mean) ** 2 for k, m in counts)
    whole = of_all - sum(m * m for _, m in counts) / of_all
    between = (apart - (len(counts) - 1) * mean * (1 - mean)) / whole
    return _shrunk(mean, between, len(counts))


def _shrunk(mean: float, between: float, offices: int) -> Spread:
    """Drawn to what was supposed, less the more offices were seen; within what a beta can be."""
    mean = min(0.95, max(1e-3, mean))
    learned = offices * max(0.0, between) + FROM * (SUPPOSED * mean) ** 2
    return Spread(mean, min(0.5 * mean * (1 - mean), learned / (offices + FROM)))
