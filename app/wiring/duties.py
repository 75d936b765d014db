"""The manager's page of duties at a session: looked at, asked, answered."""

from app.desk import duties, remedies
from app.domain.duties import Duties
from app.wiring import clock
from app.wiring.session import Session


class DutyDesk:
    """A manager's; every act asks for the right first."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def look(self) -> Duties:
        """As things stand."""
        self._session.require("duties")
        desk = self._session.desk
        return duties.look(desk.here, clock.moment(), desk.load_catalogue())

    def ask_closing(self, first: str, last: str, reason: str) -> None:
        """Ask for a permit; the regulator hears of it soon after."""
        self._session.require("duties")
        here, me = self._session.desk.here, self._session.operator
        self._session.act(
            lambda: duties.ask_closing(
                here, clock.moment(), first, last, reason=reason, operator=me
            )
        )
        self._session.owe()

    def give_back(self, leaf: str, said: str) -> int:
        """What a finding says was taken too much is asked back; the rials."""
        self._session.require("duties")
        here, serving = self._session.desk.here, self._session.serving()
        asked = self._session.act(
            lambda: remedies.give_back(here, clock.moment(), serving, leaf, said=said)
        )
        self._session.owe()
        return asked

    def answer_complaint(self, number: str, said: str) -> None:
        """What the office says to it."""
        self._session.require("duties")
        here, me = self._session.desk.here, self._session.operator
        self._session.act(
            lambda: duties.answer_complaint(here, clock.moment(), number, said=said, operator=me)
        )
        self._session.owe()
