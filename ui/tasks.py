"""Runs blocking functions on workers and brings the answer back to the GUI thread.

There are five lines: «desk» (acts and reads of this office, strictly one after another), «sync»
(the network), «paper» (printers), «care» (long looks at the desk itself, which can be stopped) and
«look» (reads that only show): a slow answer there never holds up a citizen. This is the only place
with threads.
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Literal

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from app.domain.errors import Refusal

Line = Literal["desk", "sync", "paper", "care", "look"]
Done = Callable[[Any], object]
Failed = Callable[[Refusal], object]


class Broken(Refusal):
    """A bug ended the work: nobody knows yet whether it was done."""


@dataclass(frozen=True, slots=True)
class _Job:
    done: Done
    failed: Failed
    outcome: Future[Any]


class Tasks(QObject):
    """`run` returns at once; `done` or `failed` is called later, always on the GUI thread.

    A receiver whose widget is gone by then is skipped. What is not a Refusal is a bug: `failed`
    hears of it as Broken, so that no screen stays locked, and it is raised on the GUI thread, where
    the excepthook shows it.
    """

    landed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: dict[Line, ThreadPoolExecutor] = {
            "desk": ThreadPoolExecutor(1, "desk"),
            "sync": ThreadPoolExecutor(1, "sync"),
            "care": ThreadPoolExecutor(1, "care"),
            "paper": ThreadPoolExecutor(1, "paper"),
            "look": ThreadPoolExecutor(1, "look"),
        }
        self.running = 0
        self._ended = False
        # Queued, also when work was over before anybody could wait: signals it sent come first.
        self.landed.connect(self._land, Qt.ConnectionType.QueuedConnection)

    @property
    def ending(self) -> bool:
        """Whether the window closes: long work stops at its next step."""
        return self._ended

    def run(
        self, work: Callable[[], Any], done: Done, failed: Failed, *, line: Line = "desk"
    ) -> None:
        """Do `work` on that line; a Refusal goes to `failed`. Once all has ended nothing begins."""
        if self._ended:
            return
        self.running += 1
        future = self._lines[line].submit(work)
        # The signal crosses to this object's thread: that is what makes the callbacks safe.
        future.add_done_callback(lambda outcome: self.landed.emit(_Job(done, failed, outcome)))

    def finish(self, last: Callable[[], object]) -> None:
        """Wait for what is running, do `last` on the desk's line, and end all lines. Once."""
        if self._ended:
            return
        self._ended = True
        self._lines["care"].shutdown(wait=True)
        self._lines["sync"].shutdown(wait=True)
        self._lines["paper"].shutdown(wait=True)
        self._lines["look"].shutdown(wait=True)
        self._lines["desk"].submit(last).result()
        self._lines["desk"].shutdown(wait=True)

    def _land(self, job: _Job) -> None:
        self.running -= 1
        error = job.outcome.exception()
        if isinstance(error, Refusal):
            _call(job.failed, error)
        elif error is not None:
            _call(job.failed, Broken("program-error"))
            raise error
        else:
            _call(job.done, job.outcome.result())


def _call(receiver: Callable[[Any], object], value: object) -> None:
    owner = getattr(receiver, "__self__", None)
    if not isinstance(owner, QObject) or isValid(owner):
        receiver(value)
