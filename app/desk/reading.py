"""Looking at somebody's data outside one's own work is an act of its own, with its reason."""

from typing import Literal

from app.desk.here import Act, Here, record
from app.domain.errors import OperatorCanFix
from app.domain.moments import Moment
from local_db import people

View = Literal["request", "search", "report", "journal", "print", "export"]


def is_own(here: Here, tid: str, operator: str) -> bool:
    """Whether this operator worked on the case: then looking at it is their work."""
    with here.db.read() as connection:
        return people.worked_on(connection, tid, operator)


def note_read(
    here: Here,
    moment: Moment,
    tids: tuple[str, ...],
    *,
    operator: str,
    view: View,
    reason: str,
) -> str:
    """personal.read: who looked at which cases, where and why; at most 500 are named."""
    if not reason.strip():
        raise OperatorCanFix("read-reason-missing")
    named = list(dict.fromkeys(tids))
    body = {"view": view, "tids": named[:500], "found": len(named), "reason": reason.strip()}
    tid = named[0] if len(named) == 1 else None
    with here.db.write() as connection:
        return record(connection, here, moment, Act("personal.read", body, op=operator, tid=tid))
