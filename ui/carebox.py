"""The check-up and what its keys do: begin again, stop. Built when it is first asked for."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget

from app.domain.progress import Cancelled
from ui import words
from ui.longwork import LongWork
from ui.models.checkup import Checkup

if TYPE_CHECKING:
    from app.domain.checkup import Finding
    from app.domain.errors import Refusal
    from app.domain.progress import Progress
    from ui.care import Care
    from ui.tasks import Tasks
    from ui.tending import Tending
    from ui.views.checkup import CheckupView
    from ui.views.shell import Shell


class CareBox(QObject):
    """Begins a check-up whenever its place is opened and none is under way; what is done about the
    desk stands in the same place. `moved`: its enrolment has ended."""

    moved = Signal()
    _found = Signal(object)

    def __init__(self, care: Care | None, tasks: Tasks, shell: Shell) -> None:
        super().__init__(shell)
        self.care, self.shell = care, shell
        self.checkup = Checkup()
        self.work = LongWork(tasks, self)
        self.work.progressed.connect(self._progressed)
        self._found.connect(self._add)
        self.tasks = tasks
        self.tending: Tending | None = None

    @cached_property
    def view(self) -> CheckupView:
        """The list of findings."""
        from ui.views.checkup import CheckupView

        view = CheckupView()
        view.wanted.connect(self.look)
        view.stopped.connect(self.work.stop)
        view.tended.connect(self.tend)
        return view

    @cached_property
    def place(self) -> QStackedWidget:
        """The view, or what is being done about the desk in front of it."""
        place = QStackedWidget()
        place.addWidget(self.view)
        return place

    def open(self) -> None:
        """The place is shown: look at everything, unless something is being done there."""
        if self.care is not None:
            self.shell.show_place("checkup", self.place)
        if self.tending is None:
            self.look()
            self.view.focus()

    def look(self) -> None:
        """Everything, from the start."""
        if self.care is None or self.work.running or self.tending is not None:
            return
        self.view.told.say("")
        self._show(self.checkup.begun())
        look, found = self.care.checkup, self._found.emit
        self.work.run(lambda tell: look(tell, found), self._done, self._failed)

    def tend(self) -> None:
        """F9: what can be done about the desk."""
        from ui.tending import Tending

        if self.care is not None and self.tending is None:
            self.tending = Tending(self.care, self.tasks, self)
            self.tending.left.connect(self._tended)
            self.tending.moved.connect(self.moved)
            self.tending.moved.connect(self._tended)
            self.tending.ended.connect(self.shell.window().close)
            self.place.addWidget(self.tending.view)
            self.place.setCurrentWidget(self.tending.view)
            self.tending.begin()

    def _tended(self) -> None:
        if self.tending is not None:
            self.place.removeWidget(self.tending.view)
            self.tending.view.deleteLater()
            self.tending = None
            self.open()

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
