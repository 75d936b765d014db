"""The check-up and what its keys do: begin again, stop."""

from PySide6.QtCore import QObject, Signal

from app.domain.checkup import Finding
from app.domain.errors import Refusal
from app.domain.progress import Cancelled, Progress
from ui import words
from ui.care import Care
from ui.longwork import LongWork
from ui.models.checkup import Checkup
from ui.tasks import Tasks
from ui.tending import Tending
from ui.views.checkup import CheckupView


class CareBox(QObject):
    """Begins a check-up whenever its place is opened and none is under way.

    `tended(view)`: something is done about the desk there; `moved`: its enrolment has ended.
    """

    tended = Signal(object)
    moved = Signal()
    _found = Signal(object)

    def __init__(self, care: Care, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self.care = care
        self.checkup = Checkup()
        self.work = LongWork(tasks, self)
        self.work.progressed.connect(self._progressed)
        self._found.connect(self._add)
        self.view = CheckupView()
        self.view.wanted.connect(self.look)
        self.view.stopped.connect(self.work.stop)
        self.view.tended.connect(self.tend)
        self.tasks = tasks

    def look(self) -> None:
        """Everything, from the start."""
        if self.work.running:
            return
        self.view.told.say("")
        self._show(self.checkup.begun())
        look, found = self.care.checkup, self._found.emit
        self.work.run(lambda tell: look(tell, found), self._done, self._failed)

    def tend(self) -> None:
        """F9: what can be done about the desk."""
        tending = Tending(self.care, self.tasks, self)
        tending.left.connect(lambda: self.tended.emit(None))
        tending.moved.connect(self.moved)
        self.tending = tending
        self.tended.emit(tending.view)
        tending.begin()

    def stop(self) -> None:
        """Esc."""
        self.work.stop()

    def _progressed(self, progress: Progress) -> None:
        if self.work.running:
            self._show(self.checkup.at(progress))

    def _add(self, finding: Finding) -> None:
        self._show(self.checkup.with_finding(finding))

    def _done(self, _findings: object) -> None:
        self._show(self.checkup.ended())

    def _failed(self, refusal: Refusal) -> None:
        stopped = isinstance(refusal, Cancelled)
        self._show(self.checkup.ended(stopped=True))
        if not stopped:
            self.view.told.say(words.sentence(refusal), words.who_acts(refusal), tone="bad")

    def _show(self, checkup: Checkup) -> None:
        self.checkup = checkup
        self.view.show_checkup(checkup)
