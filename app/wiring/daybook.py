"""The manager's figures at the window: the sums of any days, what lies behind them, their files."""

from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection

from app.domain.drill import Drill, Found
from app.domain.errors import OperatorCanFix
from app.domain.jalali import date_in_tehran, date_of_day, tehran_day
from app.domain.moments import to_wire
from app.domain.office import DeskTotals, by_desk
from app.domain.pages import PageWanted
from app.domain.periods import Period
from app.domain.summary_pages import DayPage
from app.domain.summary_tables import tables
from app.wiring import clock
from app.wiring.naming import names, report_words, usage_tables
from app.wiring.printroom import PrintRoom
from app.wiring.session import Session
from local_db import day_queries, office_entries

FILES = (".pdf", ".xlsx", ".csv")


class Daybook:
    """Sums of one session's desk; a manager's to see."""

    def __init__(self, session: Session, room: PrintRoom) -> None:
        self._session, self._room = session, room

    def summary(self, period: Period, office: bool = False) -> DayPage:
        """The sums of a period and the tables made of them, of this desk or of the office."""
        self._session.require("see_others_shift")
        return self._page(period, clock.now(), office=office)

    def drill(self, drill: Drill, limit: int, skip: int) -> tuple[Found, ...]:
        """The facts behind a number."""
        self._session.require("see_others_shift")
        with self._session.desk.here.db.read() as connection:
            return day_queries.found(connection, drill, limit=limit, skip=skip)

    def export(self, period: Period, path: str, office: bool = False) -> str:
        """A file of the summary: PDF, XLSX or CSV by its name's end; returns where it is."""
        self._session.require("export")
        target = Path(path)
        if target.suffix.lower() not in FILES:
            raise OperatorCanFix("export-kind", kinds="، ".join(FILES))
        data = self._file(period, target.suffix.lower(), office=office)
        try:
            target.write_bytes(data)
        except OSError as fault:
            raise OperatorCanFix("file-unwritable", detail=fault.strerror or "") from fault
        return str(target)

    def _file(self, period: Period, kind: str, *, office: bool) -> bytes:
        from app.wiring import exports

        if kind == ".pdf":
            wanted = PageWanted("daily", first=period.first, last=period.last, office=office)
            return self._room.on_paper(wanted, None, large=False).pdf
        page = self._page(period, clock.now(), office=office)
        made = exports.xlsx if kind == ".xlsx" else exports.csv
        return made(page, self._session.desk.here.office, report_words())

    def _page(self, period: Period, now: datetime, *, office: bool) -> DayPage:
        desk = self._session.desk
        catalogue = desk.load_catalogue()
        with desk.here.db.read() as connection:
            found = day_queries.summary(connection, period, now, office=office)
            called = names(connection, catalogue)
            others = () if office else self._others(connection, period, now)
            groups = () if office else usage_tables(connection, period)
        return DayPage(found, (*tables(found, called, report_words()), *groups), others)

    def _others(
        self, connection: Connection, period: Period, now: datetime
    ) -> tuple[DeskTotals, ...]:
        """Only of today: what other desks told is their running totals."""
        today = tehran_day(now)
        if (period.first, period.last) != (today, today):
            return ()
        since = to_wire(date_in_tehran(date_of_day(today)))
        desk = self._session.desk.here.desk
        found = office_entries.totals(connection, since, own_desk=desk, now=now)
        return tuple(one for one in by_desk(found) if not one.own)
