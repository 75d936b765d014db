"""Which column of an acquirer's file is which: as saved, or as its name tells."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.domain.errors import OperatorCanFix
from app.domain.settlement import COLUMNS
from app.domain.text import fold, tidy


@dataclass(frozen=True, slots=True)
class Columns:
    """`names` are the file's own; `chosen` says which of them is which of COLUMNS, "" where nobody
    knows yet. `provider`: whose file it was the last time."""

    names: tuple[str, ...]
    chosen: Mapping[str, str] = field(default_factory=dict)
    provider: str = ""

    @property
    def whole(self) -> bool:
        """Whether every column is known, each another one."""
        found = [self.chosen.get(column, "") for column in COLUMNS]
        return all(found) and len(set(found)) == len(COLUMNS)


def columns_of(
    table: Sequence[Sequence[object]],
    saved: Mapping[str, str],
    usual: Mapping[str, Sequence[str]],
) -> Columns:
    """By the first line that says anything; a saved name goes before the `usual` ones.

    >>> found = columns_of([["Terminal No", "RRN"]], {"rrn": "x"}, {"rrn": ["rrn"]})
    >>> found.names, found.chosen["rrn"], found.chosen["date"]
    (('Terminal No', 'RRN'), 'RRN', '')
    """
    head = next((line for line in table if any(str(cell or "").strip() for cell in line)), None)
    if head is None:
        raise OperatorCanFix("settlement-empty")
    names = tuple(dict.fromkeys(name for cell in head if (name := tidy(str(cell or "")))))
    chosen: dict[str, str] = {}
    for column in COLUMNS:
        wanted = (saved.get(column, ""), *usual.get(column, ()))
        free = [name for name in names if name not in chosen.values()]
        chosen[column] = _like(wanted, free)
    return Columns(names, chosen)


def _like(wanted: Sequence[str], names: Sequence[str]) -> str:
    """A name that is one of those wanted, else one that holds it."""
    words = [fold(one) for one in wanted if one]
    for same in (str.__eq__, str.__contains__):
        for word in words:
            for name in names:
                if same(fold(name), word):
                    return name
    return ""
