"""A request that lacks something: listed, accepted with its tracking ID and slip; and taken up
again on the second visit, where it starts with what is missing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from app.domain.acts import Registered
from app.domain.errors import Refusal
from app.domain.pages import PageWanted
from ui import words
from ui.sending import Ends, Sending

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.acts import Accepted, RequestDraft
    from app.domain.missing import Missing
    from ui.filling import Filling
    from ui.functions import Functions
    from ui.models.request import Request
    from ui.tasks import Tasks
    from ui.views.lacking import LackingView
    from ui.visiting import Visiting


class Lacking(QObject):
    """`accepted`: it has its tracking ID, the slip is on its way, and the desk is free."""

    accepted = Signal()

    def __init__(
        self, filling: Filling, visiting: Visiting, functions: Functions, sending: Sending
    ) -> None:
        super().__init__(filling)
        self.filling, self.visiting, self.functions = filling, visiting, functions
        self.tasks: Tasks = visiting.tasks
        self.sending = sending
        self.view: LackingView | None = None

    def ask(self) -> None:
        """F11 while a form is filled: what is missing, and may it be accepted like this?"""
        request, requests = self.filling.free, self.functions.requests
        if request is None or requests is None or self.view is not None:
            return
        draft, missing = request.unfinished(""), requests.missing
        self.tasks.run(
            lambda: missing(draft), lambda found: self._listed(request, found), self._refused
        )

    def second(
        self,
        tid: str,
        again: Callable[[RequestDraft], object],
        owed: Callable[[Registered], object],
        refused: Callable[[Refusal], object],
    ) -> None:
        """A tracking ID was typed or scanned: an incomplete request goes on as a draft, one that
        waits for its money is paid in this visit."""
        requests, visits = self.functions.requests, self.functions.visits
        if requests is None or visits is None:
            return

        def work() -> RequestDraft | Registered:
            try:
                return requests.second_visit("", tid)
            except Refusal as refusal:
                if refusal.code != "request-not-incomplete":
                    raise
                return visits.promised(tid)

        def back(found: RequestDraft | Registered) -> None:
            if isinstance(found, Registered):
                owed(found)
            else:
                again(found)

        self.tasks.run(work, back, refused)

    def _listed(self, request: Request, missing: tuple[Missing, ...]) -> None:
        if not missing:
            self.visiting.say("این درخواست چیزی کم ندارد؛ F9 آن را ثبت می‌کند.")
            return
        from ui.views.lacking import LackingView

        view = self.view = LackingView(request.service.title, missing, self.filling.desk.window())
        view.agreed.connect(lambda: self._accept(request, missing))
        view.finished.connect(self._closed)
        view.open()
        view.agree.setFocus()

    def _accept(self, request: Request, missing: tuple[Missing, ...]) -> None:
        requests, stay = self.functions.requests, self.visiting.stay
        sheet = self.filling.keeping.sheet
        assert requests is not None
        accept = requests.accept
        self.filling.keeping.drop_waiting()

        def work() -> Accepted:
            draft = request.draft(self.visiting.open(stay))
            made = accept(draft, missing)
            self.filling.keeping.finish(sheet)
            sheet.name = ""
            return made

        self.tasks.run(work, lambda made: self._accepted(request, made), self._not_accepted)

    def _accepted(self, request: Request, made: Accepted) -> None:
        if self.view and isValid(self.view):
            self.view.accept()
        self.visiting.lack(request.answers)
        tid = words.tracking(made.tid)
        self.visiting.say(f"پذیرش ناقص با شناسه {tid}؛ برگه آن در حال چاپ است…")
        self.accepted.emit()
        ends = Ends(lambda _: self.visiting.say(f"برگه {tid} چاپ شد."), self.visiting.refuse)
        self.sending.page(PageWanted("missing", tid=made.tid), ends)

    def _not_accepted(self, refusal: Refusal) -> None:
        self.filling.keep()
        if self.view and isValid(self.view):
            self.view.refuse(words.sentence(refusal), words.who_acts(refusal))

    def _refused(self, refusal: Refusal) -> None:
        self.filling.desk.fee.refuse(words.sentence(refusal), words.who_acts(refusal))

    def _closed(self, _result: int) -> None:
        self.view = None
