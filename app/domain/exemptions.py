"""Exemptions (معافیت): the law's grounds on which a line costs less, or nothing.

The operator claims one by its key and says which evidence was seen; nobody types an amount. Of
several that fit a line the largest counts, never their sum.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from app.domain.percent import EXACT, Rounding, part, rounding_from


@dataclass(frozen=True, slots=True)
class Exemption:
    """`percent` (1 to 100) of lines with these titles (none named: all) of these services.

    `start` and `end` are the first and last day, `YYYY/MM/DD`; "" is open.
    """

    key: str
    version: int
    title: str
    ground: str
    evidence: str
    services: frozenset[str]
    lines: frozenset[str]
    percent: int
    start: str = ""
    end: str = ""
    rounding: Rounding = EXACT

    def in_force(self, date_sh: str) -> bool:
        """Whether it counts that day."""
        return self.start <= date_sh and (not self.end or date_sh <= self.end)

    def fits(self, service: str, title: str) -> bool:
        """Whether it lowers that line of that service."""
        named = not self.services or service in self.services
        return named and (not self.lines or title in self.lines)

    def relief(self, amount: int) -> int:
        """What is not taken of an amount, whole rial."""
        return min(amount, part(amount, self.percent * 100, self.rounding))


@dataclass(frozen=True, slots=True)
class Claim:
    """An exemption asked for: its key, and the evidence as the operator saw it."""

    key: str
    evidence: str


def best(found: Iterable[Exemption], service: str, title: str) -> Exemption | None:
    """The one exemption of a line: the largest; of equals the first by key."""
    fitting = [one for one in found if one.fits(service, title)]
    return min(fitting, key=lambda one: (-one.percent, one.key), default=None)


def exemption_from_item(item: Mapping[str, Any]) -> Exemption:
    """An item of kind `exemption`."""
    return Exemption(
        key=item["key"],
        version=item["version"],
        title=item["title"],
        ground=item["ground"],
        evidence=item["evidence"],
        services=frozenset(item.get("services", ())),
        lines=frozenset(item.get("lines", ())),
        percent=item["percent"],
        start=item.get("from") or "",
        end=item.get("to") or "",
        rounding=rounding_from(item.get("round")),
    )
