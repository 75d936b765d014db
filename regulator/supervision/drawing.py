"""The board's pictures as plain numbers: where each tile, bar and point stands. The templates draw
them as SVG; colours are the style sheet's.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.domain.board_lines import TARGET, ProvinceLine, ServiceLine

# Provinces roughly where they lie: column from the west, row from the north.
PLACES: Mapping[str, tuple[int, int]] = {
    "04": (0, 0),
    "03": (1, 0),
    "24": (2, 0),
    "01": (3, 0),
    "02": (4, 0),
    "27": (5, 0),
    "28": (6, 0),
    "12": (0, 1),
    "19": (1, 1),
    "26": (2, 1),
    "30": (3, 1),
    "23": (4, 1),
    "20": (5, 1),
    "09": (6, 1),
    "05": (0, 2),
    "13": (1, 2),
    "00": (2, 2),
    "25": (3, 2),
    "29": (6, 2),
    "16": (0, 3),
    "15": (1, 3),
    "14": (2, 3),
    "10": (3, 3),
    "21": (4, 3),
    "06": (1, 4),
    "17": (2, 4),
    "07": (3, 4),
    "08": (5, 4),
    "11": (6, 4),
    "18": (2, 5),
    "22": (4, 5),
}
SHADES, WIDE, TALL, GAP = 4, 104, 66, 6
MAP = 7 * (WIDE + GAP) - GAP, 6 * (TALL + GAP) - GAP
BAR, SPARK = 300, (300, 56)

Measure = Callable[[ProvinceLine], int]
MEASURES: Mapping[str, Measure] = {
    "requests": lambda line: line.figures.requests,
    "past_due": lambda line: line.past_due,
    "findings": lambda line: line.findings,
    "silent": lambda line: line.silent,
    "served": lambda line: line.served,
    "delegated": lambda line: line.delegated,
}


@dataclass(frozen=True, slots=True)
class Tile:
    """A province at x, y; `shade` from 0 (nothing) to SHADES; its name on one or two lines."""

    code: str
    name: str
    lines: tuple[str, ...]
    x: int
    y: int
    value: int
    shade: int

    @property
    def middle(self) -> int:
        """Across."""
        return self.x + WIDE // 2


def tiles(provinces: Iterable[ProvinceLine], measure: str) -> list[Tile]:
    """A tile for each province whose place is known, shaded against the highest."""
    of, lines = MEASURES[measure], [one for one in provinces if one.code in PLACES]
    most = max((of(one) for one in lines), default=0)
    return [_tile(one, of(one), most) for one in lines]


def _tile(line: ProvinceLine, value: int, most: int) -> Tile:
    column, row = PLACES[line.code]
    x, y = column * (WIDE + GAP), row * (TALL + GAP)
    shade = -(-value * SHADES // most) if most else 0
    return Tile(line.code, line.name, _broken(line.name), x, y, value, shade)


def _broken(name: str) -> tuple[str, ...]:
    """Two words fit a line each; of «a and b» the second begins with «and»."""
    if len(name) <= 10 or " " not in name:
        return (name,)
    first, rest = name.split(" ", 1)
    return (first, rest)


@dataclass(frozen=True, slots=True)
class Bar:
    """A service's mean time beside its baseline, which is `full` wide; from the right edge."""

    line: ServiceLine
    wide: int
    x: int
    target: int
    kind: str


def bars(services: Iterable[ServiceLine]) -> list[Bar]:
    """Those with a baseline and an answer, the furthest from the line first."""
    told = [one for one in services if one.baseline and one.figures.mean is not None]
    told.sort(key=lambda one: (one.reduction or 0, one.number))
    return [_bar(one) for one in told]


def _bar(line: ServiceLine) -> Bar:
    left = 1000 - (line.reduction or 0)
    wide = max(2, min(BAR, left * BAR // 1250))
    kind = "good" if line.reached else ("warn" if (line.reduction or 0) > 0 else "bad")
    return Bar(line, wide, BAR - wide, BAR - (1000 - TARGET) * BAR // 1250, kind)


def spark(values: Sequence[int]) -> str:
    """Points of a line over the months, the latest at the left as Persian reads."""
    if len(values) < 2:
        return ""
    wide, tall = SPARK
    most, step = max(values) or 1, wide / (len(values) - 1)
    points = (
        (wide - at * step, tall - 4 - one * (tall - 8) / most) for at, one in enumerate(values)
    )
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
