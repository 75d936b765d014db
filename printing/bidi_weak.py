"""What weak and neutral characters become inside one run sequence: rules W1 to I2 of UAX #9."""

from collections.abc import Iterator, Sequence

from printing.bidi_brackets import CLOSING, OPENING
from printing.bidi_explicit import RunSequence

_NEUTRAL = frozenset({"B", "S", "WS", "ON", "FSI", "LRI", "RLI", "PDI"})
_AFTER_ISOLATE = frozenset({"FSI", "LRI", "RLI", "PDI"})
# Numbers count as right-to-left when a neutral asks its neighbours (N0, N1).
_STRONG = {"L": "L", "R": "R", "EN": "R", "AN": "R"}
_MAX_OPEN_BRACKETS = 63


def resolve(run: RunSequence, classes: Sequence[str], text: str, found: list[int]) -> None:
    """Write the final levels of one run sequence into `found`."""
    start = [classes[i] for i in run.at]
    types = start[:]
    _marks_numbers_letters(types, run.before)
    _separators(types)
    _terminators(types)
    _numbers_after_latin(types, run.before)
    if text:
        _brackets(run, types, start, [text[i] for i in run.at])
    _neutrals(run, types)
    raised = {"L": 1, "EN": 1, "AN": 1} if run.level % 2 else {"R": 1, "EN": 2, "AN": 2}
    for i, kind in zip(run.at, types, strict=True):
        found[i] = run.level + raised.get(kind, 0)


def _marks_numbers_letters(types: list[str], before: str) -> None:
    """W1: a mark takes its letter's class. W2: a number after Arabic is AN. W3: AL is R."""
    previous = strong = before
    for i, kind in enumerate(types):
        if kind != "NSM":
            previous = kind
        elif previous in _AFTER_ISOLATE:
            previous = "ON"
        if previous in ("L", "R", "AL"):
            strong = previous
        types[i] = _number_or_letter(previous, strong)


def _number_or_letter(kind: str, strong: str) -> str:
    if kind == "EN" and strong == "AL":
        return "AN"
    return "R" if kind == "AL" else kind


def _separators(types: list[str]) -> None:
    """W4: one separator between two numbers of a kind joins them."""
    for i in range(1, len(types) - 1):
        left = types[i - 1]
        joins = ("ES", "CS") if left == "EN" else ("CS",) if left == "AN" else ()
        if types[i] in joins and left == types[i + 1]:
            types[i] = left


def _terminators(types: list[str]) -> None:
    """W5: signs like % and ریال's ﷼ join the number they touch. W6: other signs are neutral."""
    i, end = 0, len(types)
    while i < end:
        if types[i] != "ET":
            if types[i] in ("ES", "CS"):
                types[i] = "ON"
            i += 1
            continue
        stop = i
        while stop < end and types[stop] == "ET":
            stop += 1
        touches = (i > 0 and types[i - 1] == "EN") or (stop < end and types[stop] == "EN")
        types[i:stop] = ["EN" if touches else "ON"] * (stop - i)
        i = stop


def _numbers_after_latin(types: list[str], before: str) -> None:
    """W7."""
    strong = before
    for i, kind in enumerate(types):
        if kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":
            types[i] = "L"


def _pairs(types: list[str], chars: list[str]) -> list[tuple[int, int]]:
    """BD16: the bracket pairs, in the order of their opening."""
    waiting: list[tuple[str, int]] = []
    pairs = []
    for i, char in enumerate(chars):
        if types[i] != "ON":
            continue
        if char in OPENING:
            if len(waiting) == _MAX_OPEN_BRACKETS:
                return []
            waiting.append((OPENING[char], i))
        elif char in CLOSING:
            deep = _opened(waiting, CLOSING[char])
            if deep is not None:
                pairs.append((waiting[deep][1], i))
                del waiting[deep:]
    return sorted(pairs)


def _opened(waiting: list[tuple[str, int]], closing: str) -> int | None:
    for deep in range(len(waiting) - 1, -1, -1):
        if waiting[deep][0] == closing:
            return deep
    return None


def _brackets(run: RunSequence, types: list[str], start: list[str], chars: list[str]) -> None:
    """N0: a pair of brackets goes with what it encloses, or else with what stands before it."""
    here = "R" if run.level % 2 else "L"
    for opening, closing in _pairs(types, chars):
        inside = {_STRONG.get(kind) for kind in types[opening + 1 : closing]} - {None}
        if here in inside:
            side = here
        elif inside:
            side = here if _strong_before(types, opening, run.before) == here else _other(here)
        else:
            continue
        for i in (opening, closing):
            for k in _with_marks(start, i):
                types[k] = side


def _other(side: str) -> str:
    return "L" if side == "R" else "R"


def _strong_before(types: list[str], i: int, before: str) -> str:
    for kind in reversed(types[:i]):
        if kind in _STRONG:
            return _STRONG[kind]
    return before


def _with_marks(start: list[str], i: int) -> Iterator[int]:
    yield i
    i += 1
    while i < len(start) and start[i] == "NSM":
        yield i
        i += 1


def _neutrals(run: RunSequence, types: list[str]) -> None:
    """N1: neutrals between two of a side take that side. N2: others take the level's own."""
    here = "R" if run.level % 2 else "L"
    left, i, end = run.before, 0, len(types)
    while i < end:
        if types[i] not in _NEUTRAL:
            left = _STRONG[types[i]]
            i += 1
            continue
        stop = i
        while stop < end and types[stop] in _NEUTRAL:
            stop += 1
        right = _STRONG[types[stop]] if stop < end else run.after
        types[i:stop] = [left if left == right else here] * (stop - i)
        i = stop
