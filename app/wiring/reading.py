"""Looking at a case that is not one's own: asked for its reason, journalled once a session."""

from app.desk import reading
from app.desk.reading import View
from app.domain.errors import OperatorCanFix
from app.wiring import clock
from app.wiring.session import Session


class Reading:
    """What one session's people looked at. Everything that shows a case by its tracking ID asks
    `check` first; the window asks for the reason where that refuses, and calls `look`."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._seen: set[tuple[str, str]] = set()

    def check(self, tid: str) -> None:
        """Refuses (read-reason-needed) until the person at work said why they look."""
        operator = self._session.operator
        if (operator, tid) in self._seen:
            return
        if not reading.is_own(self._session.desk.here, tid, operator):
            raise OperatorCanFix("read-reason-needed", tid=tid)
        self._seen.add((operator, tid))

    def look(self, tid: str, reason: str, view: View = "request") -> None:
        """Journal that the person at work looks at this case, and why; once is enough."""
        self._session.require("read_others_case")
        here, operator = self._session.desk.here, self._session.operator
        if (operator, tid) in self._seen or reading.is_own(here, tid, operator):
            return
        self._session.act(
            lambda: reading.note_read(
                here, clock.moment(), (tid,), operator=operator, view=view, reason=reason
            )
        )
        self._seen.add((operator, tid))
