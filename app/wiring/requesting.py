"""The life of a request at the window: papers, void, withdrawal, correction, delivery."""

from dataclasses import replace

from app.desk import (
    corrections,
    elsewhere,
    endings,
    letters,
    receipts,
    request_papers,
    visits,
    voids,
)
from app.domain.acts import Accepted, PaperSeen, Registered, RequestDraft
from app.domain.approvals import Approval
from app.domain.endings import Handing, Somebody
from app.domain.missing import Asking, Missing, StillMissing
from app.domain.money_back import EndPlan
from app.domain.rights import Right
from app.wiring import clock
from app.wiring.session import Session
from local_db import queries
from ui.counter_functions import RequestFunctions


class Requesting:
    """Requests of one session; who may what is `app.domain.rights`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def functions(self) -> RequestFunctions:
        """What the window is handed."""
        here = self._session
        return RequestFunctions(
            missing=self.missing,
            accept=self.accept,
            second_visit=lambda visit, tid: request_papers.second_visit(here.desk.here, visit, tid),
            ask=self.ask,
            receive=self.receive,
            plan_void=lambda tid: voids.plan_void(here.desk.here, tid),
            void=self.void,
            renew=self.renew,
            plan_withdrawal=lambda tid: endings.plan_withdrawal(here.desk.here, tid),
            withdraw=self.withdraw,
            correct=self.correct,
            reissue=self.reissue,
            deliver=self.deliver,
            code=self.code,
        )

    def missing(self, draft: RequestDraft) -> tuple[Missing, ...]:
        """What a draft lacks to be registered."""
        here, serving = self._session.desk.here, self._session.serving()
        return request_papers.lacking(here, clock.moment(), serving, draft)

    def accept(self, draft: RequestDraft, missing: tuple[Missing, ...]) -> Accepted:
        """A tracking ID, no fee."""
        here, serving = self._session.desk.here, self._session.serving()
        return self._session.act(
            lambda: visits.accept_incomplete(here, clock.moment(), serving, draft, missing=missing)
        )

    def ask(self, tid: str, asking: Asking) -> str:
        """Papers are missing."""
        here, serving = self._session.desk.here, self._session.serving()
        return self._session.act(
            lambda: request_papers.ask_for_documents(
                here, clock.moment(), serving, tid, asking=asking
            )
        )

    def receive(self, tid: str, papers: tuple[PaperSeen, ...]) -> tuple[StillMissing, ...]:
        """Papers came."""
        here, serving = self._session.desk.here, self._session.serving()
        return self._session.act(
            lambda: request_papers.receive_documents(
                here, clock.moment(), serving, tid, papers=papers
            )
        )

    def void(self, plan: EndPlan, approval: Approval | None) -> str:
        """Exactly as planned; after payment a manager agreed."""
        here, serving = self._session.desk.here, self._session.serving()
        with self._session.allowed(_right(plan), approval, tid=plan.tid) as by:
            agreed = replace(plan, approved_by=by)
            return self._session.act(lambda: voids.void(here, clock.moment(), serving, agreed))

    def renew(self, draft: RequestDraft, plan: EndPlan, approval: Approval | None) -> Registered:
        """Void it, and put the right one in its place."""
        here, serving = self._session.desk.here, self._session.serving()
        with self._session.allowed(_right(plan), approval, tid=plan.tid) as by:
            agreed = replace(plan, approved_by=by)
            return self._session.act(
                lambda: voids.void_and_renew(here, clock.moment(), serving, draft, plan=agreed)
            )

    def withdraw(self, plan: EndPlan, asked_by: Somebody, approval: Approval | None) -> str:
        """The applicant gives up; giving money back asks a manager."""
        here, serving = self._session.desk.here, self._session.serving()
        right: Right = "refund" if any(one.way != "none" for one in plan.back) else "withdraw"
        with self._session.allowed(right, approval, tid=plan.tid) as by:
            agreed = replace(plan, approved_by=by)
            return self._session.act(
                lambda: endings.withdraw(here, clock.moment(), serving, agreed, asked_by=asked_by)
            )

    def correct(
        self, draft: RequestDraft, reason: str, approval: Approval | None
    ) -> tuple[str, ...]:
        """Put right what was said."""
        here, serving = self._session.desk.here, self._session.serving()
        with self._session.allowed("correction", approval, tid=draft.completes) as by:
            return self._session.act(
                lambda: corrections.correct(
                    here, clock.moment(), serving, draft, reason=reason, approved_by=by
                )
            )

    def reissue(self, tid: str) -> str:
        """The corrected receipt."""
        here, serving = self._session.desk.here, self._session.serving()
        return self._session.act(
            lambda: receipts.issue_corrected(here, clock.moment(), serving, tid)
        )

    def deliver(self, tid: str, handing: Handing) -> str:
        """Hand it over, whichever desk of the office took it."""
        here, serving = self._session.desk.here, self._session.serving()
        self._session.require("deliver")
        hand = endings.deliver if self._ours(tid) else elsewhere.deliver
        return self._session.act(lambda: hand(here, clock.moment(), serving, tid, handing=handing))

    def _ours(self, tid: str) -> bool:
        with self._session.desk.here.db.read() as connection:
            return queries.state(connection, tid) is not None

    def code(self, tid: str, agency: str, code: str) -> str:
        """The agency's own code."""
        here, serving = self._session.desk.here, self._session.serving()
        return self._session.act(
            lambda: letters.note_code(here, clock.moment(), serving, tid, agency=agency, code=code)
        )


def _right(plan: EndPlan) -> Right:
    return "void" if plan.paid else "void_unpaid"
