"""From a number of the summary down to the facts behind it: the question, and what is found."""

from dataclasses import dataclass
from datetime import datetime

from app.domain.periods import Period
from app.domain.summary import Dim


@dataclass(frozen=True, slots=True)
class Drill:
    """Which facts: of these kinds in a period, of these keys of a dimension (none of `all`), of
    this desk or of the whole office."""

    period: Period
    kinds: tuple[str, ...]
    dim: Dim = "all"
    keys: tuple[str, ...] = ()
    title: str = ""
    office: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """One fact. `receipt`: there is one to look at; `at` None where only the day is known."""

    kind: str
    at: datetime | None
    day: int
    n: int
    amount: int
    desk: int
    operator: str
    service: int | None
    tid: str
    receipt: bool
