"""What the doctor finds: a name, a state, the facts, and who has to act."""

from dataclasses import dataclass, field
from typing import Any, Literal

from app.domain.errors import Owner

State = Literal["ok", "warn", "bad"]
# Whoever can put it right; «operator» where anybody at the desk can.
OWNERS: dict[str, Owner] = {
    "keys": "manager",
    "tide": "manager",
    "clock": "operator",
    "disk": "manager",
    "lease": "operator",
    "catalogue": "operator",
    "outbox": "operator",
    "backup": "manager",
    "mirror": "manager",
    "printer": "manager",
    "terminal": "manager",
    "documents": "manager",
    "file": "manager",
    "chain": "regulator",
    "log": "manager",
    "regulator": "operator",
    "update": "manager",
    "publisher": "regulator",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. Its words stand in the messages: `doctor-<name>` is what it is,
    `doctor-<name>-<state>` what was found, `doctor-<name>-<state>-do` what to do about it."""

    name: str
    state: State
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def owner(self) -> Owner:
        """Who must act; nobody where all is well."""
        return "nobody" if self.state == "ok" else OWNERS[self.name]
