"""Goes on with a request that was being put right, from the draft a crash or a handover left."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject

from app.domain.acts import PutRight, RequestDraft
from app.domain.approvals import Approval
from app.domain.cases import Case
from app.domain.errors import Refusal
from app.domain.money_back import EndPlan
from ui.approving import Approving
from ui.cases import Cases
from ui.deeds import asks_to_mend
from ui.mending import Kept, Mend, Mending

Failed = Callable[[Refusal], object]


class Remending(QObject):
    """The case is read anew, and the manager asked anew: the word given before died with the
    program. What was refused is told, and the draft stays."""

    def __init__(self, mending: Mending, approving: Approving, cases: Cases) -> None:
        super().__init__(mending)
        self.mending, self.approving, self.cases = mending, approving, cases

    def go_on(self, draft: RequestDraft, place: str, name: str, failed: Failed) -> None:
        """The same form with what was typed, the caret where it stood."""
        right, functions = draft.puts_right, self.mending.functions
        finding, requests = functions.finding, functions.requests
        if right is None or finding is None or requests is None or self.mending.busy:
            return

        def read() -> tuple[Case, EndPlan | str]:
            case = finding.case(right.tid)
            if right.act == "correct":
                return case, right.reason
            return case, replace(requests.plan_void(right.tid), reason=right.reason)

        def refused(refusal: Refusal) -> None:
            self.cases.or_ask(refusal, lambda: self.go_on(draft, place, name, failed), failed)

        self.mending.tasks.run(
            read,
            lambda found: self._ask(right, found, Kept(draft, place, name), failed),
            refused,
        )

    def _ask(
        self, right: PutRight, found: tuple[Case, EndPlan | str], kept: Kept, failed: Failed
    ) -> None:
        case, made = found

        def open_(approval: Approval | None) -> None:
            try:
                self.mending.open(Mend(right.act, case, made, approval), kept)
            except Refusal as refusal:
                failed(refusal)

        if wanted := asks_to_mend(right, made):
            self.approving.ask(wanted, open_, failed)
        else:
            open_(None)
