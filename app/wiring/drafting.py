"""Drafts at the window: saved as they are typed, found again with the caret where it stood."""

from app.desk import drafts
from app.domain.acts import DraftRow, RequestDraft
from app.domain.errors import OperatorCanFix
from app.wiring import clock
from app.wiring.session import Session


class Drafting:
    """Drafts of this desk, for the person at work."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def save(self, draft: RequestDraft, name: str, place: str) -> str:
        """Keep it; an empty name makes a new one."""
        here, operator = self._session.desk.here, self._session.operator
        return self._session.act(
            lambda: drafts.save(
                here, clock.moment(), draft, operator=operator, name=name or None, place=place
            )
        )

    def set_aside(self, draft: RequestDraft, name: str, place: str) -> str:
        """The same by the person's own decision: it stays as it is until it is set aside again."""
        here, operator = self._session.desk.here, self._session.operator
        return self._session.act(
            lambda: drafts.set_aside(
                here, clock.moment(), draft, operator=operator, name=name or None, place=place
            )
        )

    def open_aside(self, name: str) -> tuple[RequestDraft, str]:
        """A draft as it was set aside, and the place of its caret then."""
        return drafts.opened_aside(self._session.desk.here, name)

    def rows(self) -> tuple[DraftRow, ...]:
        """The list, the last saved first."""
        desk = self._session.desk
        return drafts.listed(desk.here, clock.moment(), desk.load_catalogue())

    def open(self, name: str) -> tuple[RequestDraft, str]:
        """A draft and the place of its caret."""
        here = self._session.desk.here
        return drafts.opened(here, name), drafts.place(here, name)

    def give_up(self, name: str, reason: str) -> None:
        """Off the list, with the reason typed."""
        here, operator = self._session.desk.here, self._session.operator
        self._session.act(
            lambda: drafts.give_up(here, clock.moment(), name, operator=operator, reason=reason)
        )

    def done(self, name: str) -> None:
        """Its request is registered; one that is gone already is nothing to tell."""
        here = self._session.desk.here
        try:
            self._session.act(lambda: drafts.delete(here, name))
        except OperatorCanFix:
            return
