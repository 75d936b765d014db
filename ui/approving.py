"""Joins an act that needs a manager's word with the dialog: asks, waits, hands the approval on.

    self.approving.ask(Ask("void", reason, tid=tid), lambda approval: run(void, tid, approval))

`then` gets None where the person at work needs nobody, else an Approval that is good once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from app.domain.errors import ManagerCanFix
from app.domain.rights import way
from ui.models.door import Door

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from app.domain.acts import Operator
    from app.domain.approvals import Approval, Ask, Asked, Word
    from app.domain.errors import Refusal
    from ui.functions import Functions
    from ui.staff import AtDoor
    from ui.tasks import Tasks
    from ui.views.approval import ApprovalView

    Then = Callable[[Approval | None], object]
    Failed = Callable[[Refusal], object]
LISTEN_EVERY = 4_000


@dataclass(frozen=True, slots=True)
class _Question:
    """What was asked, and who hears the end of it."""

    asked: Asked
    then: Then
    failed: Failed


class Approving(QObject):
    """One question at a time; Esc leaves it unanswered, and the journal says it was asked."""

    def __init__(
        self, functions: Functions, tasks: Tasks, parent: QWidget, who: Callable[[], Operator]
    ) -> None:
        super().__init__(parent)
        self.functions, self.tasks, self._parent, self._who = functions, tasks, parent, who
        self.view: ApprovalView | None = None

    def ask(self, wanted: Ask, then: Then, failed: Failed) -> None:
        """Go on at once, after a manager's yes, or to `failed` where nobody may allow it or a
        manager said no."""
        may, ask = way(self._who().role, wanted.right), self.functions.ask_approval
        if may == "yes":
            then(None)
        elif may == "no" or ask is None:
            failed(ManagerCanFix("right-missing"))
        else:
            at_door = self.functions.at_door

            def asked(told: tuple[Asked, tuple[AtDoor, ...]]) -> None:
                self._open(_Question(told[0], then, failed), told[1])

            self.tasks.run(lambda: (ask(wanted), at_door()), asked, failed)

    def _open(self, question: _Question, people: tuple[AtDoor, ...]) -> None:
        from ui.views.approval import ApprovalView

        managers = tuple(one for one in people if one.operator.role == "manager")
        view = self.view = ApprovalView(question.asked.ask, managers, self._parent)
        view.granted.connect(lambda word: self._grant(question, word))
        view.refused.connect(lambda word, reason: self._refuse(question, word, reason))
        view.finished.connect(self._gone)
        self._listen(question, view)
        view.open()
        view.secret.setFocus()

    def _listen(self, question: _Question, view: ApprovalView) -> None:
        """A manager may answer at another desk meanwhile: asked every few seconds, by the network's
        line, until the dialog closes."""
        hear = self.functions.hear_approval
        if hear is None:
            return
        timer = QTimer(view)
        busy: list[bool] = []

        def heard(approval: Approval | None) -> None:
            busy.clear()
            if approval is not None and self.view is view:
                self._close()
                question.then(approval)

        def said_no(refusal: Refusal) -> None:
            busy.clear()
            if self.view is view:
                self._close()
                question.failed(refusal)

        def look() -> None:
            if not busy:
                busy.append(True)
                self.tasks.run(lambda: hear(question.asked), heard, said_no, line="sync")

        timer.timeout.connect(look)
        timer.start(LISTEN_EVERY)

    def _grant(self, question: _Question, word: Word) -> None:
        grant = self.functions.grant_approval
        assert grant is not None

        def granted(approval: Approval) -> None:
            self._close()
            question.then(approval)

        self._knock()
        self.tasks.run(lambda: grant(question.asked, word), granted, self._wrong)

    def _refuse(self, question: _Question, word: Word, reason: str) -> None:
        refuse = self.functions.refuse_approval
        assert refuse is not None

        def refused(_: object) -> None:
            self._close()
            question.failed(ManagerCanFix("approval-refused", reason=reason))

        self._knock()
        self.tasks.run(lambda: refuse(question.asked, word, reason), refused, self._wrong)

    def _knock(self) -> None:
        if self.view:
            self.view.show_door(Door().knock())

    def _wrong(self, refusal: Refusal) -> None:
        if self.view:
            self.view.show_door(Door().refuse(refusal))

    def _close(self) -> None:
        if self.view:
            self.view.accept()

    def _gone(self, _result: int) -> None:
        self.view = None
