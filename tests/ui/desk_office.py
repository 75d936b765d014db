"""The office's figures for the windows: a real desk file after busy days, no session around it."""

import random
from pathlib import Path

from app.desk import settlement, shifts
from app.domain.acts import Operator
from app.domain.catalogue import Catalogue
from app.domain.moments import from_wire
from app.domain.settlement import SettledFile, rows_of
from app.domain.settlement_columns import columns_of
from app.domain.summary_pages import DayPage, OpenShift
from app.domain.summary_tables import tables
from app.wiring.naming import names, report_words, settlement_words
from app.wiring.settlement_files import read_table
from local_db import day_queries, shift_queries
from tests.desk.busy import Busy
from tests.desk.conftest import make_here, open_for_business
from ui.office_functions import DayFunctions, SettlementFunctions, ShiftFunctions

ME = Operator("2", "امیر آزمایشی", "manager")


class BusyOffice:
    """What the window is handed of it; `written` are files, `closed` Z numbers."""

    def __init__(self, folder: Path, catalogue: Catalogue, citizens: int = 12) -> None:
        self.desk = open_for_business(make_here(folder), catalogue)
        Busy(self.desk, random.Random(4)).work(citizens)
        self.written: list[str] = []
        self.closed: list[int] = []
        self.heads: dict[str, str] = {}

    def days(self) -> DayFunctions:
        return DayFunctions(self._summary, self._drill, self._export)

    def shifts(self) -> ShiftFunctions:
        return ShiftFunctions(
            self._open, lambda name: shifts.look(self.desk.here, name), self._close, tuple
        )

    def settlement(self) -> SettlementFunctions:
        return SettlementFunctions(
            columns=lambda path: columns_of(
                read_table(Path(path))[1], self.heads, settlement_words()
            ),
            keep=self.heads.update,
            look=lambda path, _tell: settlement.look(self.desk.here, self._rows(path)),
            take_in=self._take_in,
            accounts=lambda: settlement.accounts(self.desk.here, self.desk.clock.wall, days=62),
        )

    def _rows(self, path: str):
        return rows_of(read_table(Path(path))[1], self.heads)

    def _take_in(self, path: str, provider: str, tell):
        sha256, _ = read_table(Path(path))
        file = SettledFile(self._rows(path), sha256, provider)
        return settlement.take_in(self.desk.here, self.desk.clock(), file, operator="2", tell=tell)

    def _summary(self, period, office=False) -> DayPage:
        with self.desk.here.db.read() as connection:
            found = day_queries.summary(connection, period, self.desk.clock.wall, office=office)
            called = names(connection, self.desk.serving.catalogue)
        return DayPage(found, tables(found, called, report_words()))

    def _drill(self, drill, limit, skip):
        with self.desk.here.db.read() as connection:
            return day_queries.found(connection, drill, limit=limit, skip=skip)

    def _export(self, _period, path: str, _office=False) -> str:
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
