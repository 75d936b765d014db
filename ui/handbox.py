"""The dialog of packages by hand and what it does; the work runs on the network's line."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.domain.by_hand import Answered, Heard, Packed, Step, Totals
from app.domain.errors import Refusal
from ui import words
from ui.functions import Functions
from ui.models.by_hand import Progress, told, totals_lines
from ui.tasks import Tasks
from ui.views.by_hand import ByHandView

LOOK_EVERY = 100


class HandBox(QObject):
    """`acted` says that something went out or came in."""

    acted = Signal()

    def __init__(self, functions: Functions, tasks: Tasks, parent: QWidget) -> None:
        super().__init__(parent)
        self.functions, self.tasks = functions, tasks
        self.progress: Progress | None = None
        self.view = ByHandView("", parent)
        self.view.write.connect(self._write)
        self.view.take.connect(self._take)
        self.view.stopped.connect(self._stop)
        self.look = QTimer(self)
        self.look.setInterval(LOOK_EVERY)
        self.look.timeout.connect(self._looked)

    def open(self) -> None:
        """F10 in the queue."""
        if self.progress is None:
            self.view.told.say("")
        self.tasks.run(self.functions.courier_name, self.view.show_name, self._not_done)
        self._ask_totals()
        self.view.open()
        self.view.out.setFocus()

    def _write(self, path: str) -> None:
        if write := self.functions.courier_write:
            self._begin(path, write)

    def _take(self, path: str) -> None:
        if take := self.functions.courier_take:
            self._begin(path, take)

    def _begin(self, path: str, work: Callable[[str, Step], Any]) -> None:
        if self.progress is None and path:
            progress = self.progress = Progress()
            self.view.told.say("")
            self.view.show_progress(progress)
            self.look.start()

            def step(done: int, total: int) -> None:
                # A window that closes waits for nothing longer than the next step.
                progress.stopped = progress.stopped or self.tasks.ending
                progress(done, total)

            self.tasks.run(lambda: work(path, step), self._done, self._not_done, line="sync")

    def _stop(self) -> None:
        if self.progress:
            self.progress.stopped = True

    def _looked(self) -> None:
        self.view.show_progress(self.progress)

    def _done(self, outcome: Packed | Answered | Heard) -> None:
        said, then = told(outcome)
        problem = isinstance(outcome, Answered) and outcome.problem
        if isinstance(outcome, Answered) and outcome.problem:
            then = words.notice(f"problem-{outcome.problem}")
        self._end(said, then, "bad" if problem else "good")
        self.acted.emit()
        self._ask_totals()

    def _not_done(self, refusal: Refusal) -> None:
        tone = "info" if refusal.code == "courier-stopped" else "bad"
        self._end(words.sentence(refusal), words.who_acts(refusal), tone)

    def _end(self, said: str, then: str, tone: str) -> None:
        self.progress = None
        self.look.stop()
        self.view.show_progress(None)
        self.view.told.say(said, then, tone=tone)

    def _ask_totals(self) -> None:
        if totals := self.functions.office_totals:
            self.tasks.run(totals, self._totalled, self._not_done)

    def _totalled(self, totals: Totals) -> None:
        self.view.show_totals(totals_lines(totals))
