"""Shifts (شیفت): nobody serves without one, it survives a restart, and a numbered Z ends it.

Totals are counted from the journal in the transaction that closes; a jammed printer, a queue that
is not sent or a clock set back changes nothing about them.
"""

from app.desk.here import Act, Here, new_id, record
from app.domain.acts import Operator
from app.domain.errors import ManagerCanFix, OperatorCanFix
from app.domain.moments import Moment
from app.domain.rights import way
from app.domain.shifts import Closing, Shift, z_body
from local_db import queries, shift_queries


def open_shift(here: Here, moment: Moment, operator: str) -> str:
    """The operator's open shift; opened now if there was none."""
    with here.db.write() as connection:
        shift = queries.open_shift(connection, operator)
        if shift:
            return shift
        shift = new_id()
        body = {"shift": shift, "operator": operator}
        record(connection, here, moment, Act("shift.opened", body, op=operator))
        return shift


def look(here: Here, shift: str) -> Shift:
    """An open shift as it stands now: what an X report tells, and what its end must know."""
    with here.db.read() as connection:
        found = shift_queries.shift(connection, shift, here.dev)
    if found is None:
        raise OperatorCanFix("shift-closed")
    return found


def close_shift(here: Here, moment: Moment, closing: Closing, *, by: Operator) -> int:
    """Close a shift with its Z report; returns the Z number, which no other shift of this desk has.

    Its own operator may, and a manager. A difference to a terminal's total needs its note; a swipe
    that is still running must end first. Drafts, parked visits and unknown payments go on to
    whoever comes next, and are named in the Z.
    """
    with here.db.write() as connection:
        shift = shift_queries.shift(connection, closing.shift, here.dev)
        if shift is None:
            raise OperatorCanFix("shift-closed")
        if by.number != shift.operator and way(by.role, "close_others_shift") != "yes":
            raise ManagerCanFix("shift-of-another")
        if shift.refs("running"):
            raise OperatorCanFix("shift-payment-running")
        number = shift_queries.next_z(connection)
        z = z_body(shift, closing, number=number, closed_at=moment.wall)
        body = {"shift": shift.shift, "operator": shift.operator, "z": z}
        record(connection, here, moment, Act("shift.closed", body, op=by.number))
        return number
