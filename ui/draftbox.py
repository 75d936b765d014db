"""The list of drafts and what its keys do: go on with one, go back to what was set aside, or give
it up with a typed reason.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui import words
from ui.models.drafts import Drafts

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from app.domain.acts import DraftRow, RequestDraft
    from app.domain.errors import Refusal
    from ui.counter import Counter
    from ui.functions import Functions
    from ui.models.drafts import DraftLine
    from ui.tasks import Tasks
    from ui.views.drafts import DraftsView

    Get = Callable[[str], tuple[RequestDraft, str]]

BUSY = "درخواست روی میز هنوز پرداخت می‌شود؛ نخست آن را به پایان ببرید."
GONE = "خدمت این پیش‌نویس در فهرست کنونی نیست؛ پیش‌نویس سر جای خود می‌ماند."
LEFT = "آنچه پس از کنار گذاشتن نوشته شده است، با نخستین پاسخ تازه کنار می‌رود."
AS_IT_IS = "این پیش‌نویس نسخه کنارگذاشته‌ای جز همین ندارد؛ Enter آن را ادامه می‌دهد."


class DraftBox(QObject):
    """`resumed` says that a draft is on the desk; `mended(draft, place, name)` that one is to be
    gone on with which puts a request right."""

    resumed = Signal()
    mended = Signal(object, str, str)

    def __init__(self, counter: Counter, functions: Functions, tasks: Tasks) -> None:
        super().__init__(counter)
        self.counter, self.functions, self.tasks = counter, functions, tasks

    @cached_property
    def view(self) -> DraftsView:
        """The list, built when it is first asked for."""
        from ui.views.drafts import DraftsView

        view = DraftsView()
        view.wanted.connect(self.open)
        view.given_up.connect(self._ask_reason)
        return view

    def ask(self) -> None:
        """Read the list anew, after what is on the desk is saved."""
        self.counter.keeping.save()
        self.tasks.run(self.functions.drafts, self._listed, self.refuse)

    def look(self) -> None:
        """At the start: what was left behind is said in one line, also after a crash."""
        self.tasks.run(self.functions.drafts, self._found, self.refuse)

    def open(self, name: str) -> None:
        """Go on with that draft."""
        self._open(name, self.functions.open_draft)

    def back(self) -> None:
        """F7: from the copy that was set aside, after a question."""
        line = self.view.marked
        if line is None or not line.back:
            self.view.trouble.say(AS_IT_IS if line else "", tone="info")
            return
        from ui.views.question import QuestionView

        dialog = QuestionView(line.title, f"{line.kept}. {LEFT}", "بازگشت به آن", self.view)
        dialog.agreed.connect(lambda: self._open(line.row.draft, self.functions.open_aside))
        dialog.open()

    def _open(self, name: str, get: Get | None) -> None:
        if get is None:
            return

        def opened(found: tuple[RequestDraft, str]) -> None:
            draft, place = found
            if draft.puts_right:
                self.mended.emit(draft, place, name)
            elif self.counter.bound:
                self.view.trouble.say(BUSY, "اقدام با متصدی")
            elif self.counter.resume(draft, place, name):
                self.resumed.emit()
            else:
                self.view.trouble.say(GONE, "اقدام با سازمان تنظیم مقررات")

        self.tasks.run(lambda: get(name), opened, self.refuse)

    def refuse(self, refusal: Refusal) -> None:
        """Why it cannot be gone on with; it stays where it is."""
        self.view.trouble.say(words.sentence(refusal), words.who_acts(refusal))

    def _found(self, rows: tuple[DraftRow, ...]) -> None:
        left = Drafts.of(rows, self.functions.now()).left
        self.counter.desk.waiting.say(left, "ادامه از همان‌جا با Shift+F3" if left else "")

    def _listed(self, rows: tuple[DraftRow, ...]) -> None:
        self.view.trouble.say("")
        self.view.show_drafts(Drafts.of(rows, self.functions.now()))
        self._found(rows)

    def _ask_reason(self, line: DraftLine) -> None:
        from ui.views.drafts import ReasonView

        parent: QWidget = self.view
        dialog = ReasonView(line, parent)
        dialog.agreed.connect(lambda reason: self._drop(line.row.draft, reason))
        dialog.open()
        dialog.reason.setFocus()

    def _drop(self, name: str, reason: str) -> None:
        if name == self.counter.keeping.sheet.name:
            # It is the one on the desk: what is typed there goes with it.
            self.counter.keeping.drop_waiting()
            self.counter.keeping.sheet.name = ""
            self.counter.next_one()
        drop = self.functions.drop_draft
        self.tasks.run(lambda: drop(name, reason), lambda _: self.ask(), self.refuse)
