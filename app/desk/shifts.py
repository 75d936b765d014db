"""Shifts (شیفت): nobody serves without one, and it survives a restart."""

from app.desk.here import Act, Here, new_id, record
from app.domain.moments import Moment
from local_db import queries


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
