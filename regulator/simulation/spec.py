"""What a simulated country is made of, from a TOML file: its seed, its size, its fraud by kind."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.errors import OperatorCanFix

# The kinds of fraud that can be planted, and the finding each should bring.
POINTS: Mapping[str, str] = {
    "fee-above": "fee-differs",
    "fee-below": "fee-differs",
    "not-delegated": "not-delegated",
    "outside-hours": "outside-hours",
    "clock-jump": "clock-jump",
    "rrn-twice": "rrn-twice",
    "slip-unsettled": "slip-unsettled",
    "same-again": "same-again",
    "day-off": "day-off",
}
DAYS: Mapping[str, str] = {"licence-gap": "licence-expired", "during-closure": "during-closure"}
RATES: Mapping[str, str] = {
    "reprints-many": "reprints-many",
    "voids-many": "voids-many",
    "refunds-many": "refunds-many",
    "slips-many": "slips-many",
}
OFFLINE, DAY_OFF = "offline-long", "day-off"
REASONS: Mapping[str, str] = {**POINTS, **DAYS, **RATES, OFFLINE: OFFLINE}
_SIZES = {"offices": (1, 2000), "desks": (1, 9), "days": (24, 60), "visits": (2, 60)}


@dataclass(frozen=True, slots=True)
class Spec:
    """`visits`: of one desk on one day. `fraud`: how often each kind is planted; `often`: of a
    thousand visits, how many show it at an office where it is a habit.
    """

    seed: int
    offices: int
    desks: int
    days: int
    visits: int
    fraud: Mapping[str, int]
    often: int = 450


def read_spec(data: bytes) -> Spec:
    """The file understood; what is wrong is named."""
    try:
        told = tomllib.loads(data.decode("utf-8"))
    except ValueError as wrong:
        raise OperatorCanFix("simulation-spec", part=str(wrong)) from wrong
    honest, fraud = told.get("honest"), told.get("fraud", {})
    sizes = {name: _whole(name, _in(honest, name), *span) for name, span in _SIZES.items()}
    kinds = {kind: _whole(kind, _in(fraud, kind), 0, 500) for kind in fraud}
    if unknown := kinds.keys() - REASONS.keys():
        raise OperatorCanFix("simulation-spec", part=min(unknown))
    owners = sum(count for kind, count in kinds.items() if kind not in POINTS)
    if owners > sizes["offices"]:
        raise OperatorCanFix("simulation-spec", part="offices")
    sizes["often"] = _whole("often", told.get("often", 450), 1, 1000)
    return Spec(seed=_whole("seed", told.get("seed"), 0, 2**31), fraud=kinds, **sizes)


def _in(table: object, name: str) -> object:
    return table.get(name) if isinstance(table, dict) else None


def _whole(name: str, value: object, least: int, most: int) -> int:
    if type(value) is not int or not least <= value <= most:
        raise OperatorCanFix("simulation-spec", part=name)
    return value
