"""Shifts at the window: what is open, how it stands, its end."""

from app.desk import shifts
from app.domain.moments import from_wire
from app.domain.shifts import Closing, Shift
from app.domain.summary_pages import ClosedShift, OpenShift
from app.wiring import clock
from app.wiring.session import Session
from local_db import page_queries, queries, shift_queries

MOST_CLOSED = 200


class Shiftwork:
    """Shifts of one session's desk: one's own, and for a manager everybody's."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def open(self) -> tuple[OpenShift, ...]:
        """The open shifts one may look at, one's own first."""
        me = self._session.operator
        with self._session.desk.here.db.read() as connection:
            names = page_queries.names(connection)
            found = shift_queries.open_shifts(connection)
        rows = [OpenShift(name, who, names.get(who, who), from_wire(at)) for name, who, at in found]
        seen = [one for one in rows if one.operator == me or self._session.may("see_others_shift")]
        return tuple(sorted(seen, key=lambda one: one.operator != me))

    def look(self, name: str) -> Shift:
        """How an open shift stands now."""
        found = shifts.look(self._session.desk.here, name)
        own = found.operator == self._session.operator
        self._session.require("own_shift" if own else "see_others_shift")
        return found

    def close(self, closing: Closing) -> int:
        """End a shift; returns its Z number. The regulator hears of it soon after."""
        here, by = self._session.desk.here, self._session.who.operator
        own = self._own(closing.shift)
        self._session.require("own_shift" if own else "close_others_shift")
        number = self._session.act(lambda: shifts.close_shift(here, clock.moment(), closing, by=by))
        self._session.owe()
        return number

    def closed(self) -> tuple[ClosedShift, ...]:
        """The last Z reports one may look at, the newest first."""
        me, all_ = self._session.operator, self._session.may("see_others_shift")
        with self._session.desk.here.db.read() as connection:
            names = page_queries.names(connection)
            found = shift_queries.closed_shifts(connection, limit=MOST_CLOSED)
        return tuple(
            ClosedShift(number, who, names.get(who, who), from_wire(at))
            for number, who, at in found
            if all_ or who == me
        )

    def _own(self, name: str) -> bool:
        with self._session.desk.here.db.read() as connection:
            return queries.open_shift(connection, self._session.operator) == name
