"""An evidence package over the line: ordered, waited for, fetched."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from app.domain.audit import Bodies, Filter
from app.domain.errors import RegulatorCanFix
from app.domain.json_values import to_json
from app.domain.progress import Progress, Tell
from sync.audit_line import AuditLine, member, understood

EVERY = 0.5
MAKING, FETCHING = "making", "fetching"


@dataclass(frozen=True, slots=True)
class Order:
    """Which entries, under which title, for which reason, with which bodies."""

    filter: Filter
    leaves: tuple[str, ...]
    title: str
    reason: str
    bodies: Bodies

    def as_json(self) -> Mapping[str, Any]:
        """As it is asked: leaves, or a filter."""
        told = {"title": self.title, "reason": self.reason, "bodies": self.bodies}
        if self.leaves:
            return told | {"leaves": list(self.leaves)}
        return told | {"filter": to_json(self.filter)}


def made(line: AuditLine, order: Order, tell: Tell, wait: Callable[[float], object]) -> bytes:
    """The package's bytes, once the regulator has made it. `wait` lets half a second pass; `tell`
    may stop between the questions.
    """
    tell(Progress(MAKING))
    number = understood(lambda: line.post("package", **order.as_json()).json()["id"])
    while True:
        state = line.post("package/state", id=number)
        done, of = member(state, "done", int), member(state, "of", int)
        tell(Progress(MAKING, done, of))
        match member(state, "state", str):
            case "ready":
                break
            case "failed":
                raise RegulatorCanFix("audit-package-failed")
        wait(EVERY)
    tell(Progress(FETCHING))
    return line.post("package/fetch", id=number).content
