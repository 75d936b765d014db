"""The print queue and what its keys do: send again, answer for the paper, take out of the queue."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.domain.errors import OperatorCanFix
from ui import words
from ui.sending import Ends, Sending

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.errors import Refusal
    from app.domain.printers import Queued
    from ui.functions import Functions
    from ui.models.queue import Queue, QueueLine
    from ui.tasks import Tasks
    from ui.views.queue import QueueView

    Found = tuple[tuple[Queued, ...], tuple[str, ...]]


CANCELLED = (
    "این برگه از صف چاپ برداشته می‌شود. رسید صادرشده سر جای خود است و باز می‌توان آن را چاپ کرد."
)


class PrintBox(QObject):
    """`shown(Queue)` says what waits now; `acted` that something was written; `printers` that they
    are to be set. Its screen is built when it is first asked for."""

    shown = Signal(object)
    acted = Signal()
    printers = Signal()

    def __init__(
        self, functions: Functions, tasks: Tasks, parent: QObject, sending: Sending
    ) -> None:
        super().__init__(parent)
        self.functions, self.tasks, self.sending = functions, tasks, sending
        self.jobs: tuple[Queued, ...] = ()
        self.unprinted: tuple[str, ...] = ()
        # Whether it was told that something waits: then also that nothing does any more.
        self.busy = self.waits = False

    @cached_property
    def view(self) -> QueueView:
        """The screen, with what waits now."""
        from ui.views.queue import QueueView

        view = QueueView()
        view.retried.connect(self.retry)
        view.answered.connect(self.answer)
        view.cancelled.connect(self.cancel)
        view.printed.connect(self.print_receipt)
        view.printers.connect(self.printers)
        view.show_queue(self.queue, self.busy)
        return view

    @property
    def queue(self) -> Queue:
        """What waits, in words."""
        from ui.models.queue import Queue

        return Queue.of(self.jobs, self.unprinted, self.functions.now())

    def ask(self) -> None:
        """At the start and on the screen: the queue, and the receipts without a known end."""
        functions = self.functions

        def work() -> Found:
            return functions.print_jobs(), functions.unprinted()

        self.tasks.run(work, self._found, self._refused)

    def look(self) -> None:
        """With the light: the queue, and what became of the receipts already told of.

        A receipt just issued is not among them: its paper is about to come.
        """
        self.tasks.run(self.functions.print_jobs, self._listed, self._refused)
        if self.unprinted:
            self.tasks.run(self.functions.unprinted, self._fewer, self._refused)

    def retry(self) -> None:
        """F9: send it now, whatever the pause."""
        if (line := self._line("may_retry")) and line.job:
            job, retry = line.job, self.functions.print_retry
            self._do(lambda: self._still(job) and retry(job.id), self._sent)

    def answer(self, came_out: bool) -> None:
        """F10 and F11: the paper is there, or it is not and goes out again."""
        if (line := self._line("may_answer")) and line.job:
            job, give = line.job, self.functions.print_answer
            self._do(
                lambda: self._still(job) and give(job.id, came_out),
                self._answered_yes if came_out else self._sent,
            )

    def cancel(self) -> None:
        """Shift+F8: ask, then take it out of the queue."""
        if line := self._line("may_cancel"):
            from ui.views.question import QuestionView

            dialog = QuestionView(line.title, CANCELLED, "لغو چاپ", self.view)
            dialog.agreed.connect(lambda: self._cancel(line))
            dialog.open()

    def print_receipt(self) -> None:
        """F12: a receipt of which nobody knows whether it came out."""
        if line := self._line("may_print"):
            self._begin()
            self.sending.receipt(line.tid, Ends(self._sent, self._not_done))

    def _line(self, may: str) -> QueueLine | None:
        line = self.view.marked
        return line if line and not self.busy and getattr(line, may) else None

    def _cancel(self, line: QueueLine) -> None:
        if line.job and not self.busy:
            job, cancel = line.job, self.functions.print_cancel
            self._do(lambda: self._still(job) and cancel(job.id), self._gone)

    def _still(self, job: Queued) -> bool:
        """On the worker: the queue moves by itself, so what was marked may be over by now."""
        states = {one.id: one.job.state for one in self.functions.print_jobs()}
        if states.get(job.id) != job.job.state:
            raise OperatorCanFix("print-job-unknown")
        return True

    def _do(self, work: Callable[[], object], done: Callable[[Any], None]) -> None:
        self._begin()
        self.tasks.run(work, done, self._not_done, line="paper")

    def _begin(self) -> None:
        self.busy = True
        self.view.told.say("در حال انجام…", tone="info")
        self.view.show_queue(self.queue, self.busy)

    def _sent(self, _where: object) -> None:
        self._ended("به چاپگر فرستاده شد.", "", "good")

    def _answered_yes(self, _: object) -> None:
        self._ended("یادداشت شد: برگه بیرون آمده است.", "", "good")

    def _gone(self, _: object) -> None:
        self._ended("از صف چاپ برداشته شد.", "", "good")

    def _not_done(self, refusal: Refusal) -> None:
        self._ended(words.sentence(refusal), words.who_acts(refusal), "bad")

    def _ended(self, told: str, who: str, tone: str) -> None:
        self.busy = False
        self.view.told.say(told, who, tone=tone)
        self.acted.emit()
        self.ask()

    def _found(self, found: Found) -> None:
        jobs, self.unprinted = found
        self._listed(jobs)

    def _fewer(self, left: tuple[str, ...]) -> None:
        self.unprinted = tuple(tid for tid in self.unprinted if tid in left)
        self._listed(self.jobs)

    def _listed(self, jobs: tuple[Queued, ...]) -> None:
        if jobs or self.jobs or self.unprinted or self.waits:
            self.jobs, self.waits = jobs, bool(jobs or self.unprinted)
            queue = self.queue
            if "view" in self.__dict__:
                self.view.show_queue(queue, self.busy)
            self.shown.emit(queue)

    def _refused(self, refusal: Refusal) -> None:
        self.view.told.say(words.sentence(refusal), words.who_acts(refusal), tone="bad")
