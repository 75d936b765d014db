"""What concerns the desk itself, for one window: is it well, how is it opened and moved."""

from collections.abc import Callable

from app.domain.checkup import Finding
from app.domain.progress import Tell
from app.wiring import clock
from app.wiring.doctor import findings
from app.wiring.session import Session
from ui.care import Care


class Caring:
    """The desk's own affairs of one session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def care(self) -> Care:
        """Everything the window is handed."""
        return Care(checkup=self.checkup)

    def checkup(self, tell: Tell, found: Callable[[Finding], None]) -> tuple[Finding, ...]:
        """Every check; each finding is told as it is made."""
        made = []
        for finding in findings(self._session.desk, clock.moment(), tell):
            found(finding)
            made.append(finding)
        return tuple(made)
