"""A visit taken up again: from those set aside, after a crash, or with a kept draft of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.models.visit import Visit
from ui.visiting import Stay, Visiting

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.acts import Registered
    from app.domain.errors import Refusal
    from app.domain.visiting import OpenVisit
    from ui.counter_functions import VisitFunctions

    Resumed = tuple[OpenVisit, tuple[Registered, ...]]
    Done = Callable[[OpenVisit], object]


class Resuming(QObject):
    """Brings a visit back to a free desk."""

    def __init__(self, visiting: Visiting) -> None:
        super().__init__(visiting)
        self.visiting = visiting
        self.functions, self.tasks = visiting.functions, visiting.tasks

    def resume(self, visit: str, done: Done) -> None:
        """Take it up again; `done` hears what it holds."""
        if visits := self.functions.visits:
            self._take_up(visits, lambda: visits.resume(visit), done)

    def look_left(self, done: Done) -> None:
        """At the start: the last visit that a crash cut off."""
        if visits := self.functions.visits:
            self._take_up(visits, lambda: next(iter(visits.left()), None), done)

    def rejoin(self, visit: str) -> None:
        """A kept draft of that visit is on screen again; where the visit has ended, a new one
        begins when it is needed."""
        visiting, visits = self.visiting, self.functions.visits
        if not visit or visits is None:
            return
        stay = visiting.stay = Stay(visit)

        def work() -> Resumed:
            return visits.resume(visit), visits.taken(visit)

        def back(resumed: Resumed) -> None:
            if stay is visiting.stay:
                visiting.show(Visit.of(*resumed))

        def ended(refusal: Refusal) -> None:
            stay.visit = ""
            if refusal.code != "visit-unknown":
                visiting.refuse(refusal)

        self.tasks.run(work, back, ended)

    def _take_up(
        self, visits: VisitFunctions, find: Callable[[], OpenVisit | None], done: Done
    ) -> None:
        visiting = self.visiting

        def work() -> Resumed | None:
            found = find()
            return (found, visits.taken(found.visit)) if found else None

        def back(resumed: Resumed | None) -> None:
            if resumed is not None and not visiting.visit.somebody:
                visiting.stay = Stay(resumed[0].visit)
                visiting.show(Visit.of(*resumed))
                done(resumed[0])

        self.tasks.run(work, back, visiting.refuse)
