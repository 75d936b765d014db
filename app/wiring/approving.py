"""A manager's word: asked, granted or refused, at the operator's desk or at the manager's own; who
works stays the same."""

from app.desk import approvals
from app.domain.approvals import Approval, Ask, Asked, Waiting, Word
from app.domain.errors import ManagerCanFix
from app.domain.rights import way
from app.wiring import clock
from app.wiring.session import Session


class Approving:
    """Approvals of one session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def ask(self, wanted: Ask) -> Asked:
        """Journal that the person at work asks. What nobody may agree to is not asked."""
        who = self._session.who.operator
        if way(who.role, wanted.right) != "approval":
            raise ManagerCanFix("right-missing")
        here = self._session.desk.here
        return self._session.act(
            lambda: approvals.ask(here, clock.moment(), wanted, operator=who.number)
        )

    def grant(self, asked: Asked, word: Word) -> Approval:
        """The manager agrees with password or PIN; the operator stays at work."""
        here, proved = self._session.desk.here, self._session.door.prove(word)
        approval = self._session.act(
            lambda: approvals.grant(here, clock.moment(), asked, manager=proved)
        )
        self._session.note_granted(approval)
        return approval

    def refuse(self, asked: Asked, word: Word, reason: str) -> None:
        """The manager does not agree, and says why."""
        here, proved = self._session.desk.here, self._session.door.prove(word)
        self._session.act(
            lambda: approvals.refuse(here, clock.moment(), asked, manager=proved, reason=reason)
        )

    def waiting(self) -> tuple[Waiting, ...]:
        """What other desks of the office ask; nothing for who may not answer."""
        if not (self._session.somebody_works and self._session.may("duties")):
            return ()
        return approvals.waiting(self._session.desk.here, clock.now())

    def answer(self, asked: Asked, word: Word, reason: str) -> None:
        """A manager's word here on what another desk asked; "" agrees. It goes out at once."""
        here, proved = self._session.desk.here, self._session.door.prove(word)
        self._session.act(
            lambda: approvals.answer_elsewhere(
                here, clock.moment(), asked, manager=proved, reason=reason
            )
        )
        self._session.owe()

    def listen(self, asked: Asked) -> Approval | None:
        """Talk to the regulator and look whether a manager answered at another desk; None: not
        yet. What was asked goes out with the first look."""
        self._session.round_now()
        approval = approvals.answer_of(self._session.desk.here, asked)
        if approval is not None:
            self._session.note_granted(approval)
        return approval
