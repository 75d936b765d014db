"""What a nightly rule answers with: the entry it is about, and why in numbers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from regulator.oversight.models import Reading


@dataclass(frozen=True, slots=True)
class Spotted:
    """An entry that breaks a rule."""

    office: str
    dev: str
    seq: int
    leaf: str
    facts: Mapping[str, Any]


def at(found: Mapping[int, Mapping[str, Any]]) -> list[Spotted]:
    """Facts by place in the log, as what is said of the entries there."""
    rows = Reading.objects.filter(part=0, n__in=list(found))
    told = rows.values_list("n", "office", "dev", "seq", "leaf")
    return [Spotted(office, dev, seq, leaf, found[n]) for n, office, dev, seq, leaf in told]
