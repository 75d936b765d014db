"""When to sync: ten lines around a pure delay. What a round does is handed in."""

import threading
from collections.abc import Callable

from app.domain.errors import Refusal

FIRST, LONGEST, CALM = 5.0, 300.0, 30.0


def next_delay(failures: int) -> float:
    """Seconds until the next round: calm after success, 5 s doubling to 5 min after failures.

    >>> [next_delay(n) for n in (0, 1, 2, 3, 20)]
    [30.0, 5.0, 10.0, 20.0, 300.0]
    """
    return min(FIRST * 2 ** min(failures - 1, 10), LONGEST) if failures else CALM


class Loop(threading.Thread):
    """Runs rounds until stopped; `wake` starts one at once. Refusals go to `trouble`."""

    def __init__(self, round_: Callable[[], None], trouble: Callable[[Refusal], None]) -> None:
        super().__init__(name="sync", daemon=True)
        self._round, self._trouble = round_, trouble
        self._wake, self._stopped = threading.Event(), threading.Event()

    def run(self) -> None:
        """Round, wait, round, …"""
        failures = 0
        while not self._stopped.is_set():
            try:
                self._round()
                failures = 0
            except Refusal as refusal:
                failures += 1
                self._trouble(refusal)
            self._wake.wait(next_delay(failures))
            self._wake.clear()

    def wake(self) -> None:
        """Do not wait any longer."""
        self._wake.set()

    def stop(self) -> None:
        """End after the round that is under way."""
        self._stopped.set()
        self._wake.set()
