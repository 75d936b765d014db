"""An evidence package over the line: ordered, waited for, fetched."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from app.domain.audit import Bodies, Filter
from app.domain.audit_sheets import PackageOrdered, PackageState
from app.domain.errors import RegulatorCanFix
from app.domain.json_values import to_json
from app.domain.progress import Progress, Tell
from sync.audit_line import AuditLine

EVERY = 0.5
MAKING, FETCHING = "making", "fetching"
DONE, FAILED = "done", "failed"


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
    ordered = line.ask("package", PackageOrdered, **order.as_json())
    while (state := line.ask("package/state", PackageState, id=ordered.id)).state != DONE:
        if state.state == FAILED:
            raise RegulatorCanFix("audit-package-failed", detail=state.problem)
        tell(Progress(MAKING, state.done, state.of))
        wait(EVERY)
    tell(Progress(FETCHING))
    return line.post("package/fetch", id=ordered.id).content
