"""What the window is handed of a summary: the sums, their tables, and who may see them."""

from dataclasses import dataclass
from datetime import datetime

from app.domain.office import DeskTotals
from app.domain.summary import Summary
from app.domain.summary_tables import SumTable


@dataclass(frozen=True, slots=True)
class DayPage:
    """A summary of this desk with its tables, named for people.

    `others` are the office's other desks today, each as of when it was last heard of; their figures
    are in no table, so nothing is counted twice.
    """

    summary: Summary
    tables: tuple[SumTable, ...]
    others: tuple[DeskTotals, ...] = ()

    def table(self, name: str) -> SumTable | None:
        """One table, where it has any line."""
        return next((one for one in self.tables if one.name == name), None)


@dataclass(frozen=True, slots=True)
class OpenShift:
    """A shift of this desk that nobody closed yet."""

    shift: str
    operator: str
    name: str
    opened_at: datetime


@dataclass(frozen=True, slots=True)
class ClosedShift:
    """A closed shift by its Z number."""

    number: int
    operator: str
    name: str
    closed_at: datetime
