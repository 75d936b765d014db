"""Pages made in a process of their own (`python -m printing`), so that the window's stays small.

What only paper needs takes 24 MB, and drawing holds the window's other threads. The process comes
with the first page and goes when none was asked for in a while; it keeps nothing. Of one that died
or jammed the page is asked for again; whoever waits for it hears of a second time as a refusal, and
a job that was queued stays so (docs/adr/0029).
"""

import pickle
import sys
import threading
import time
from typing import TYPE_CHECKING, Any, Literal

from app.domain.errors import Refusal, TimeCanFix

if TYPE_CHECKING:
    from subprocess import Popen

COMMAND = (sys.executable, "-m", "printing")
# Seconds: nothing of ours is drawn for so long; a quiet quarter of an hour gives the memory back.
PATIENCE, IDLE = 60.0, 900.0
Told = Literal["made", "refused", "bug", "gone"]
_GONE = (EOFError, OSError, pickle.UnpicklingError)


class Apart:
    """The process, while there is one. One page at a time; any thread may ask."""

    def __init__(self, command: tuple[str, ...] = COMMAND, patience: float = PATIENCE) -> None:
        self._command, self._patience = command, patience
        self._alone = threading.Lock()
        self._used = 0.0
        self.process: Popen[bytes] | None = None

    def do(self, name: str, *given: Any, **how: Any) -> Any:
        """What `printing.<name>` makes of these values there; its refusals are raised here.

        Raises «print-process» when the process ended twice over it, RuntimeError for a bug in it.
        """
        asked = pickle.dumps((name, given, how))
        with self._alone:
            told, value = self._answer(asked) or self._answer(asked) or ("gone", None)
        if told == "gone":
            raise TimeCanFix("print-process")
        if told == "bug":
            raise RuntimeError(f"{name} failed in the printing process: {value}")
        if isinstance(value, Refusal):
            raise value
        return value

    def rest(self, idle: float = IDLE) -> None:
        """End a process nobody asked for so long."""
        if self.process and time.monotonic() - self._used > idle:
            self.end()

    def end(self) -> None:
        """End it; another comes with the next page."""
        with self._alone:
            self._drop()

    def _answer(self, asked: bytes) -> tuple[Told, Any] | None:
        """None when there was none: it died, or it was ended because it took too long."""
        process = self.process = self.process or _start(self._command)
        assert process.stdin
        assert process.stdout
        watch = threading.Timer(self._patience, process.kill)
        watch.start()
        try:
            process.stdin.write(asked)
            process.stdin.flush()
            answer: tuple[Told, Any] = pickle.load(process.stdout)  # noqa: S301 - our own child
        except _GONE:
            self._drop()
            return None
        finally:
            watch.cancel()
        self._used = time.monotonic()
        return answer

    def _drop(self) -> None:
        if self.process:
            self.process.kill()
            self.process.communicate()
            self.process = None


def _start(command: tuple[str, ...]) -> "Popen[bytes]":
    import subprocess

    return subprocess.Popen(  # noqa: S603 - our own module, no shell
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        # On Windows it would open a black window of its own.
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
