"""Long work on a worker: how far it is reaches the window some twenty times a second, and it can be
stopped at its next step."""

import time
from collections.abc import Callable
from threading import Event
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.domain.progress import Cancelled, Progress, Tell
from ui.tasks import Done, Failed, Tasks

EVERY = 0.05


class LongWork(QObject):
    """`progressed(Progress)` on the GUI thread; one work at a time."""

    progressed = Signal(object)

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.tasks = tasks
        self.running = False
        self._stopped, self._last, self._step = Event(), 0.0, ""

    def run(self, work: Callable[[Tell], Any], done: Done, failed: Failed) -> None:
        """Begin; what is stopped ends as `Cancelled` at `failed`."""
        if self.running:
            return
        self.running, self._last, self._step = True, 0.0, ""
        self._stopped.clear()
        self.tasks.run(
            lambda: work(self._tell),
            lambda value: self._over(done, value),
            lambda refusal: self._over(failed, refusal),
            line="care",
        )

    def stop(self) -> None:
        """At the next step; nothing is half done then."""
        self._stopped.set()

    def _over(self, receiver: Callable[[Any], object], value: object) -> None:
        self.running = False
        receiver(value)

    def _tell(self, progress: Progress) -> None:
        """On the worker."""
        if self._stopped.is_set() or self.tasks.ending:
            raise Cancelled
        now = time.monotonic()
        if progress.step != self._step or now - self._last >= EVERY:
            self._step, self._last = progress.step, now
            self.progressed.emit(progress)
