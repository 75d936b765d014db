"""Putting a request right on its own form: a right one in its place, or a correction of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from app.domain.acts import PaperSeen, PutRight, RequestDraft
from app.domain.approvals import Approval
from app.domain.cases import Case
from app.domain.errors import Refusal, RegulatorCanFix
from app.domain.fees import claims_of, told_of
from app.domain.forms import Answer
from app.domain.money_back import EndPlan
from ui import words
from ui.attaching import Attaching, Place
from ui.counter_functions import RequestFunctions
from ui.functions import Functions, Unlocked
from ui.keeping import Keeping
from ui.models import versions
from ui.models.request import Request
from ui.models.told import ToldEntry
from ui.tasks import Tasks
from ui.views.form_page import FormPage
from ui.views.mend import MendView

CONFIRM = {"renew": "ابطال و ثبت درست", "correct": "ثبت اصلاح"}
SAID = {
    "renew": "درخواست {tid} با ثبت این یکی باطل می‌شود؛ هر دو در یک گام، یا هیچ‌کدام.",
    "correct": "درخواست {tid} همان می‌ماند و پاسخ‌هایش درست می‌شود؛ هزینه عوض نمی‌شود.",
}
DONE = {
    "renew": "درخواست درست ثبت و {tid} باطل شد. رسید: F10 · بازگشت وجه: Ctrl+F10.",
    "correct": "اصلاح ثبت شد. رسید اصلاحی: چاپ با F12.",
}


@dataclass(frozen=True, slots=True)
class Mend:
    """What is put right: `made` is the plan of the void, or the reason of the correction."""

    act: Literal["renew", "correct"]
    case: Case
    made: EndPlan | str
    approval: Approval | None

    @property
    def right(self) -> PutRight:
        """What its draft says of it."""
        reason = self.made.reason if isinstance(self.made, EndPlan) else self.made
        return PutRight(self.case.tid, self.act, reason)


@dataclass(frozen=True, slots=True)
class Kept:
    """A draft to go on with: what was typed, where the caret stood, and its name."""

    draft: RequestDraft
    place: str
    name: str


class Mending(QObject):
    """`done(tid, told)`: it is right now; `left(tid)`: nothing was changed; `opened`: the form
    shows. What is typed is kept as a draft, as on the request screen."""

    done = Signal(str, str)
    left = Signal(str)
    opened = Signal()

    def __init__(
        self, functions: Functions, tasks: Tasks, unlocked: Callable[[], Unlocked]
    ) -> None:
        self.view = MendView()
        super().__init__(self.view)
        self.functions, self.tasks, self.unlocked = functions, tasks, unlocked
        self.mend: Mend | None = None
        self.request: Request | None = None
        self.keeping = Keeping(functions, tasks, self)
        self.keeping.told.connect(self._kept)
        self.view.submitted.connect(self.submit)
        self.view.to_trouble.connect(self.to_trouble)
        self.view.left.connect(self.leave)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._moved)

    @property
    def busy(self) -> bool:
        """Something is being put right this moment."""
        return self.request is not None and self.request.locked

    def open(self, mend: Mend, kept: Kept | None = None) -> None:
        """The form filled as the request says, or as it was typed so far; refused where this
        release has no such service."""
        unlocked, draft = self.unlocked(), kept.draft if kept else draft_of(mend.case)
        service = versions.service_of(unlocked.catalogue, draft)
        if service is None:
            title = mend.case.body["service_title"]
            raise RegulatorCanFix("service-not-offered", service=title)
        empty = Request.begin(
            service,
            catalogue=unlocked.catalogue,
            office=unlocked.office,
            now=self.functions.now(),
        )
        self.keeping.begin(kept.name if kept else "")
        self.mend, self.request = mend, empty.resume(draft)
        said = SAID[mend.act].format(tid=words.tracking(mend.case.tid))
        self._join(self.view.begin(self.request, said, CONFIRM[mend.act]))
        self.opened.emit()
        if page := self.view.page:
            page.stand(kept.place) if kept else page.focus(page.form.first())

    def key(self, key: str) -> bool:
        """F8 and F9 are ours."""
        if key == "F8":
            self.to_trouble()
        elif key == "F9":
            self.submit()
        return key in ("F8", "F9")

    def to_trouble(self) -> None:
        """F8: the caret goes to the first thing that is missing or wrong."""
        if self.request and self.view.page and not self.request.locked:
            self._put(self.request.press())
            if place := self.request.first_trouble:
                self.view.page.focus(place)

    def submit(self) -> None:
        """F9: do it, or go to what stands in the way."""
        request, mend, requests = self.request, self.mend, self.functions.requests
        if request is None or mend is None or requests is None or request.locked:
            return
        if not (request.ready or (mend.act == "correct" and not request.filled.errors)):
            self.to_trouble()
            return
        self._put(request.lock(True))
        self.keeping.drop_waiting()
        draft, sheet = request.draft(str(mend.case.body["visit"])), self.keeping.sheet
        self.tasks.run(
            lambda: _do(requests, mend, replace(draft, draft=sheet.name)),
            self._done,
            self._refused,
        )

    def leave(self) -> None:
        """Esc: the request stays as it was, and nothing of what was typed is kept."""
        if self.mend and not self.busy:
            tid, sheet = self.mend.case.tid, self.keeping.sheet
            self.keeping.drop_waiting()
            self.tasks.run(lambda: self.keeping.finish(sheet), lambda _: None, self._refused)
            self.forget()
            self.left.emit(tid)

    def forget(self) -> None:
        """No form any more; what was typed is a draft."""
        self.keeping.begin()
        self.mend = self.request = None
        self.view.drop()

    def _join(self, page: FormPage) -> None:
        page.edited.connect(self._edited)
        page.left.connect(self._left)
        page.told.told.connect(self._told)
        page.papers.ticked.connect(self._ticked)
        copies = Place(page.papers, self._attached)
        Attaching(self.functions, self.tasks, copies, page.papers)
        page.papers.coded.connect(self._coded)

    def _done(self, tid: str) -> None:
        mend = self.mend
        self.forget()
        if mend:
            self.done.emit(tid, DONE[mend.act].format(tid=words.tracking(mend.case.tid)))

    def _refused(self, refusal: Refusal) -> None:
        if self.request:
            self._put(self.request.lock(False))
            self._keep()
        self.view.fee.refuse(words.sentence(refusal), words.who_acts(refusal))

    def _edited(self, name: str, value: Answer) -> None:
        self._change(lambda request: request.answer(name, value))

    def _left(self, name: str) -> None:
        self.keeping.save()
        self._change(lambda request: request.leave(name))

    def _told(self, line: int, entry: ToldEntry) -> None:
        self._change(lambda request: request.tell(line, entry))

    def _ticked(self, title: str, on: bool) -> None:
        if self.request and (title in self.request.papers) != on:
            self._change(lambda request: request.tick(title, on))

    def _coded(self, title: str, code: str) -> None:
        self._change(lambda request: request.verify(title, code))

    def _attached(self, title: str, name: str) -> None:
        self._change(lambda request: request.attach(title, name))

    def _change(self, make: Callable[[Request], Request]) -> None:
        """The next value, drawn; kept when something of it is new."""
        if self.request and not self.request.locked:
            before = self.request.unfinished("")
            self._put(make(self.request))
            if before != self.request.unfinished(""):
                self._keep()

    def _keep(self) -> None:
        if self.mend and self.request and self.view.page:
            self.keeping.touch(self._draft(self.mend, self.request), self.view.page.form.place())

    def _moved(self, old: object, now: object) -> None:
        """The caret went elsewhere: scrolled to, and remembered by a draft."""
        self.view.follow(old, now)
        page = self.view.page
        if self.mend and self.request and page and not self.busy and (place := page.form.place()):
            self.keeping.moved(self._draft(self.mend, self.request), place)

    def _draft(self, mend: Mend, request: Request) -> RequestDraft:
        return replace(request.unfinished(str(mend.case.body["visit"])), puts_right=mend.right)

    def _kept(self, said: str, who: str) -> None:
        if self.view.page:
            self.view.page.show_kept(said, who)

    def _put(self, request: Request) -> None:
        self.request = request
        self.view.show_request(request)


def draft_of(case: Case) -> RequestDraft:
    """What a request says, as if it had been typed again."""
    body = case.body
    papers = tuple(
        PaperSeen(one["title"], one["kind"], one["hash"], one.get("code", ""))
        for one in body.get("documents", ())
    )
    return RequestDraft(
        visit=body["visit"],
        service=body["service"],
        form_version=body["form_version"],
        answers=body["answers"],
        papers=papers,
        told=tuple(told_of(body)),
        exemptions=tuple(claims_of(body)),
    )


def _do(requests: RequestFunctions, mend: Mend, draft: RequestDraft) -> str:
    """On the worker: both in one act; returns the tracking ID that is right now."""
    if isinstance(mend.made, EndPlan):
        return requests.renew(draft, mend.made, mend.approval).tid
    requests.correct(replace(draft, completes=mend.case.tid), mend.made, mend.approval)
    if mend.case.receipts:
        requests.reissue(mend.case.tid)
    return mend.case.tid
