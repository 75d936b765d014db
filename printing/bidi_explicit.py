"""Embeddings, overrides and isolates: rules X1 to X10 of UAX #9, which cut text into sequences."""

from collections.abc import Sequence
from dataclasses import dataclass

REMOVED = -1
MAX_DEPTH = 125
ISOLATES = frozenset({"LRI", "RLI", "FSI"})
EMBEDDINGS = {"RLE": (1, ""), "LRE": (0, ""), "RLO": (1, "R"), "LRO": (0, "L")}
# What rule X9 takes out of the text.
CONTROLS = frozenset({*EMBEDDINGS, "PDF", "BN"})
_NEEDS_STACK = CONTROLS | ISOLATES | {"PDI"}


@dataclass(frozen=True, slots=True)
class RunSequence:
    """An isolating run sequence (BD13): indexes of its characters, its level, and its borders."""

    at: list[int]
    level: int
    before: str
    after: str


class _Stack:
    """The directional status stack of X1: what the controls met so far have opened."""

    def __init__(self, base: int) -> None:
        self.open: list[tuple[int, str, bool]] = [(base, "", False)]
        self.lost_isolates = self.lost_embeddings = self.isolates = 0

    @property
    def level(self) -> int:
        return self.open[-1][0]

    @property
    def override(self) -> str:
        return self.open[-1][1]

    def _next(self, parity: int) -> int:
        level = self.level + 1
        return level if level % 2 == parity else level + 1

    def embed(self, parity: int, override: str) -> None:
        """X2 to X5."""
        level = self._next(parity)
        if level <= MAX_DEPTH and not (self.lost_isolates or self.lost_embeddings):
            self.open.append((level, override, False))
        elif not self.lost_isolates:
            self.lost_embeddings += 1

    def isolate(self, parity: int) -> None:
        """X5a to X5c."""
        level = self._next(parity)
        if level <= MAX_DEPTH and not (self.lost_isolates or self.lost_embeddings):
            self.isolates += 1
            self.open.append((level, "", True))
        else:
            self.lost_isolates += 1

    def end_isolate(self) -> None:
        """X6a."""
        if self.lost_isolates:
            self.lost_isolates -= 1
        elif self.isolates:
            self.lost_embeddings = 0
            while not self.open.pop()[2]:
                pass
            self.isolates -= 1

    def end_embedding(self) -> None:
        """X7."""
        if self.lost_isolates:
            return
        if self.lost_embeddings:
            self.lost_embeddings -= 1
        elif not self.open[-1][2] and len(self.open) > 1:
            self.open.pop()


def first_strong(classes: Sequence[str], start: int, default: int) -> int:
    """P2 and P3 from `start` on, up to the PDI that closes what encloses it; isolates skipped."""
    depth = 0
    for kind in classes[start:]:
        if kind in ISOLATES:
            depth += 1
        elif kind == "PDI":
            depth -= 1
            if depth < 0:
                if start:
                    break
                depth = 0
        elif depth == 0 and kind in ("L", "R", "AL"):
            return int(kind != "L")
    return default


def embed(classes: Sequence[str], base: int) -> tuple[list[int], list[str]]:
    """Levels after X1 to X9, and the classes as overrides left them."""
    types = list(classes)
    if _NEEDS_STACK.isdisjoint(classes):
        return [base] * len(types), types
    found = [base] * len(types)
    stack = _Stack(base)
    for i, kind in enumerate(classes):
        level, override = _step(stack, classes, i)
        if kind in CONTROLS:
            found[i] = REMOVED
        elif kind != "B":
            found[i] = level
            types[i] = override or kind
    return found, types


def _step(stack: _Stack, classes: Sequence[str], i: int) -> tuple[int, str]:
    """Open or close what character `i` says; level and override that hold for it."""
    kind = classes[i]
    if kind == "PDI":
        stack.end_isolate()
    here = stack.level, stack.override
    if kind in ISOLATES:
        stack.isolate(first_strong(classes, i + 1, 0) if kind == "FSI" else int(kind == "RLI"))
    elif kind in EMBEDDINGS:
        stack.embed(*EMBEDDINGS[kind])
    elif kind == "PDF":
        stack.end_embedding()
    return here


def sequences(classes: Sequence[str], found: Sequence[int], base: int) -> list[RunSequence]:
    """X10: level runs, those before and after an isolate joined into one (BD9, BD13)."""
    runs = []
    kept = [i for i, level in enumerate(found) if level != REMOVED]
    for chain in _chains([classes[i] for i in kept], [found[i] for i in kept]):
        first, last = chain[0], chain[-1]
        level = found[kept[first]]
        before = found[kept[first - 1]] if first else base
        ends = last + 1 == len(kept) or classes[kept[last]] in ISOLATES
        after = base if ends else found[kept[last + 1]]
        at = [kept[k] for k in chain]
        runs.append(RunSequence(at, level, _side(max(level, before)), _side(max(level, after))))
    return runs


def _side(level: int) -> str:
    return "R" if level % 2 else "L"


def _chains(classes: list[str], found: list[int]) -> list[list[int]]:
    chains: list[list[int]] = []
    waiting: list[list[int]] = []
    chain: list[int] = []
    for k, kind in enumerate(classes):
        opener = waiting.pop() if kind == "PDI" and waiting else None
        if k == 0 or found[k] != found[k - 1]:
            chain = [] if opener is None else opener
            if not chain:
                chains.append(chain)
        chain.append(k)
        if kind in ISOLATES:
            waiting.append(chain)
    return chains
