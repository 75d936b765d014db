"""When to sync: ten lines around a pure delay. What a round does is handed in."""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from app.domain.errors import Refusal
from app.domain.outbox import Uplink

FIRST, LONGEST, CALM = 5.0, 300.0, 30.0
CANCELLED = "sync-cancelled"


def next_delay(failures: int) -> float:
    """Seconds until the next round: calm after success, 5 s doubling to 5 min after failures.

    >>> [next_delay(n) for n in (0, 1, 2, 3, 20)]
    [30.0, 5.0, 10.0, 20.0, 300.0]
    """
    return min(FIRST * 2 ** min(failures - 1, 10), LONGEST) if failures else CALM


def rest(line: Uplink) -> float | None:
    """Seconds until the next round by itself; None while the line is switched off.

    A round a person cancelled is no failure of the line: it gets the longest rest.
    """
    if not line.on:
        return None
    return LONGEST if line.reason == CANCELLED else next_delay(line.tries)


def after(line: Uplink, refusal: Refusal | None, now: datetime) -> Uplink:
    """How the line stands after a round: it answered, or it is one more try without an answer."""
    ended = Uplink(line.on)
    if refusal is not None:
        cancelled = refusal.code == CANCELLED
        ended = Uplink(
            on=line.on,
            tries=line.tries if cancelled else line.tries + 1,
            reason=refusal.code,
            owner="regulator" if refusal.owner == "nobody" else refusal.owner,
            away_since=line.away_since if cancelled else line.away_since or now,
        )
    seconds = rest(ended)
    return replace(ended, next_try=None if seconds is None else now + timedelta(seconds=seconds))


class Loop(threading.Thread):
    """Runs rounds until stopped. `wake` starts one at once; `owe` does so only on a line that is
    well. Refusals go to `trouble`."""

    def __init__(
        self,
        round_: Callable[[], None],
        trouble: Callable[[Refusal], None],
        now: Callable[[], datetime],
        *,
        on: bool = True,
    ) -> None:
        super().__init__(name="sync", daemon=True)
        self._round, self._trouble, self._now = round_, trouble, now
        self._bell, self._stopped = threading.Event(), threading.Event()
        self._turn, self._asked = threading.Lock(), False
        self.line = Uplink(on)

    def run(self) -> None:
        """Round, wait, round, …"""
        while not self._stopped.is_set():
            if self.line.on:
                self.once()
            self._rest()

    def once(self) -> None:
        """One round now, on the caller's thread; «sync now» and the loop take turns."""
        with self._turn:
            refused = None
            try:
                self._round()
            except Refusal as refusal:
                refused = refusal
                self._trouble(refusal)
            self.line = after(self.line, refused, self._now())

    def switch(self, on: bool) -> None:
        """Switched off, no round begins by itself; switched on, one begins at once."""
        self.line = Uplink(on)
        self.wake()

    def wake(self) -> None:
        """Do not wait any longer, whatever the line did last: somebody asked, or it came back."""
        self._asked = True
        self._bell.set()

    def owe(self) -> None:
        """Something is owed: it goes at once, unless the line has to rest; then it goes after."""
        if not self.line.reason:
            self._bell.set()

    def stop(self) -> None:
        """End after the round that is under way."""
        self._stopped.set()
        self.wake()

    def _rest(self) -> None:
        if self.line.reason:
            self._bell.clear()  # what was owed during a round that failed cuts no rest short
            if self._asked:
                self._bell.set()
        self._asked = False
        self._bell.wait(rest(self.line))
        self._bell.clear()
