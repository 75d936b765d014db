"""What came of a file: the rows that are wrong, and what the rest adds, changes and removes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import resources
from app.domain.text import persian_digits

# So many names are printed for one file; the counts are always whole.
NAMED = 200


@dataclass(frozen=True, slots=True)
class Fault:
    """A line that cannot be taken, and why: a code of messages.fa.toml and its facts."""

    line: int
    code: str
    facts: Mapping[str, object] = field(default_factory=dict)

    @property
    def reason(self) -> str:
        """What is wrong, in Persian."""
        facts = {key: persian_digits(str(value)) for key, value in self.facts.items()}
        return resources.messages()[self.code].format_map(facts)


class Refused(Exception):
    """A file that is not taken: the faults of all its lines."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(f"{len(faults)} faults")
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Read:
    """What a file says: values to keep, and what is worth naming about them.

    `removed` are rows of a table the file replaces; `notes` are unknown variants.
    """

    rows: int
    values: list[dict[str, Any]]
    removed: tuple[str, ...] = ()
    rows_changed: tuple[str, ...] = ()
    unknown: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """What importing a file did, or would do."""

    rows: int = 0
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    rows_changed: tuple[str, ...] = ()
    unchanged: int = 0
    unknown: tuple[Mapping[str, Any], ...] = ()
    faults: tuple[Fault, ...] = ()
    dry_run: bool = False

    @property
    def told(self) -> dict[str, Any]:
        """The report as JSON."""
        lists = ("added", "changed", "removed", "rows_changed")
        named = {name: list(getattr(self, name)[:NAMED]) for name in lists if getattr(self, name)}
        counts = {name: len(getattr(self, name)) for name in lists}
        bad = [{"line": f.line, "code": f.code, "reason": f.reason} for f in self.faults]
        facts = {"rows": self.rows, "counts": counts | {"unchanged": self.unchanged}, **named}
        return facts | {
            "unknown_variants": [dict(one) for one in self.unknown],
            "bad": bad,
            "dry_run": self.dry_run,
        }
