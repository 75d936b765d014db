"""The morning: what changed is shown before the first citizen, until it is acknowledged; and what
may not wait, whenever it comes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QStackedWidget

    from app.domain.errors import Refusal
    from ui.functions import Functions, Morning
    from ui.tasks import Tasks
    from ui.views.morning import MorningView


class Greeting(QObject):
    """`done`: all is acknowledged, the work begins. `away`: whether a door is shown just now."""

    done = Signal()

    def __init__(
        self,
        functions: Functions,
        tasks: Tasks,
        doors: QStackedWidget,
        *,
        away: Callable[[], bool],
        refuse: Callable[[Refusal], object],
    ) -> None:
        super().__init__(doors)
        self.functions, self.tasks, self.doors = functions, tasks, doors
        self.away, self.refuse = away, refuse
        self.view: MorningView | None = None
        self.began = False

    def ask(self, *, began: bool = False) -> None:
        """For whoever signed in: is there anything new? Or for whoever has `began` to work: what is
        on the desk waits behind it, caret and all."""
        if began and (self.view or self.away()):
            return
        self._drop()
        self.began = began
        self.tasks.run(self.functions.morning, self._greeted, self.refuse)

    def press(self, key: str) -> None:
        """F9 alone."""
        if self.view and key == "F9" and self.view.agree.isEnabled():
            self.view.read.emit()

    def _greeted(self, morning: Morning | None) -> None:
        if morning is None or self.away():
            return
        from ui.models.morning import news_of
        from ui.views.morning import MorningView

        self._drop()
        self.view = MorningView(news_of(morning), began=self.began)
        self.view.read.connect(partial(self._acknowledge, morning))
        self.doors.addWidget(self.view)
        self.doors.setCurrentWidget(self.view)
        self.view.focus()

    def _acknowledge(self, morning: Morning) -> None:
        if self.view:
            self.view.show_busy(True)
            acknowledge = self.functions.acknowledge
            self.tasks.run(lambda: acknowledge(morning), self._acknowledged, self._not_yet)

    def _acknowledged(self, _: object) -> None:
        if self.view:
            # First the desk, then away with this: so the caret goes back to where it stood.
            self.done.emit()
            self._drop()

    def _drop(self) -> None:
        if self.view:
            self.doors.removeWidget(self.view)
            self.view.deleteLater()
            self.view = None

    def _not_yet(self, refusal: Refusal) -> None:
        from ui import words

        if self.view:
            self.view.show_busy(False, words.sentence(refusal), words.who_acts(refusal))
