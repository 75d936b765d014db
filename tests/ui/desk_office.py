"""The office's figures for the windows: a real desk file after busy days, no session around it."""

import random
from pathlib import Path

from app.desk import shifts
from app.domain.acts import Operator
from app.domain.catalogue import Catalogue
from app.domain.moments import from_wire
from app.domain.summary_pages import DayPage, OpenShift
from app.domain.summary_tables import tables
from app.wiring.naming import names, report_words
from local_db import day_queries, shift_queries
from tests.desk.busy import Busy
from tests.desk.conftest import make_here, open_for_business
from ui.office_functions import DayFunctions, ShiftFunctions

ME = Operator("2", "امیر آزمایشی", "manager")


class BusyOffice:
    """What the window is handed of it; `written` are files, `closed` Z numbers."""

    def __init__(self, folder: Path, catalogue: Catalogue, citizens: int = 12) -> None:
        self.desk = open_for_business(make_here(folder), catalogue)
        Busy(self.desk, random.Random(4)).work(citizens)
        self.written: list[str] = []
        self.closed: list[int] = []

    def days(self) -> DayFunctions:
        return DayFunctions(self._summary, self._drill, self._export)

    def shifts(self) -> ShiftFunctions:
        return ShiftFunctions(
            self._open, lambda name: shifts.look(self.desk.here, name), self._close, tuple
        )

    def _summary(self, period) -> DayPage:
        with self.desk.here.db.read() as connection:
            found = day_queries.summary(connection, period, self.desk.clock.wall)
            called = names(connection, self.desk.serving.catalogue)
        return DayPage(found, tables(found, called, report_words()))

    def _drill(self, drill, limit, skip):
        with self.desk.here.db.read() as connection:
            return day_queries.found(connection, drill, limit=limit, skip=skip)

    def _export(self, _period, path: str) -> str:
        self.written.append(path)
        return path

    def _open(self) -> tuple[OpenShift, ...]:
        with self.desk.here.db.read() as connection:
            found = shift_queries.open_shifts(connection)
        return tuple(OpenShift(name, who, f"متصدی {who}", from_wire(at)) for name, who, at in found)

    def _close(self, closing) -> int:
        number = shifts.close_shift(self.desk.here, self.desk.clock(), closing, by=ME)
        self.closed.append(number)
        return number
