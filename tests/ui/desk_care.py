"""The desk's own affairs in memory: findings one by one, and a gate to hold the work at."""

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event

from app.domain.checkup import Finding
from app.domain.progress import Progress, Tell
from ui.care import Care

FOUND = (
    Finding("keys", "warn", {"copies": 2, "keyring": "-"}),
    Finding("tide", "ok"),
    Finding("clock", "ok", {"minutes": 0}),
    Finding("disk", "warn", {"free": 812}),
    Finding("lease", "ok", {"days": 13}),
    Finding("catalogue", "ok", {"release": 7}),
    Finding("printer", "bad", {"names": "EPSON TM-T20"}),
    Finding("terminal", "ok", {"address": "192.168.1.20:8088"}),
    Finding("chain", "ok", {"entries": 2318, "receipts": 402}),
    Finding("regulator", "warn", {"url": "https://pishkhan.example", "reason": "regulator-away"}),
)


@dataclass
class MemoryCare:
    """What was done, and what is found."""

    found: tuple[Finding, ...] = FOUND
    gate: Event = field(default_factory=Event)
    hold_at: str = ""
    done: list[str] = field(default_factory=list)

    def care(self) -> Care:
        """What the window is handed."""
        return Care(checkup=self._checkup)

    def _checkup(self, tell: Tell, found: Callable[[Finding], None]) -> tuple[Finding, ...]:
        self.done.append("checkup")
        for place, finding in enumerate(self.found):
            if finding.name == self.hold_at:
                self.gate.wait(10)
            tell(Progress(finding.name, place, len(self.found)))
            found(finding)
        return self.found
