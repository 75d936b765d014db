"""One desk's file joined to its regulator: what the steps of a round share and keep."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Connection

from app.domain.errors import OperatorCanFix
from app.domain.outbox import CatchUp
from local_db.file import Database
from sync.api import RegulatorApi
from sync.pace import Pace

Result = TypeVar("Result")
# Runs a function in one write transaction on the one writer thread.
Write = Callable[[Callable[[Connection], Result]], Result]
SEGMENT, CHUNK, PAGE = 900 * 1024, 256 * 1024, 1024 * 1024


@dataclass(slots=True)
class Link:
    """File, line and writer of one desk.

    `heard` is told the time of each verified answer; `read` gives a document's plain bytes by its
    hash. `segments` and `chunks` are how much goes out at once, `pages` how much comes in;
    `catch_up` is how far the round under way has come, None between rounds; `compared` is
    when both sides' heads were last found the same.
    """

    db: Database
    api: RegulatorApi
    write: Write[None]
    now: Callable[[], datetime]
    heard: Callable[[str], None]
    read: Callable[[str], bytes]
    segments: Pace = field(default_factory=lambda: Pace(SEGMENT))
    chunks: Pace = field(default_factory=lambda: Pace(CHUNK))
    pages: Pace = field(default_factory=lambda: Pace(PAGE))
    catch_up: CatchUp | None = None
    cancelled: bool = False
    compared: datetime | None = None

    def begin(self, total: int) -> None:
        """A round begins with that much to do, as far as is known."""
        self.catch_up, self.cancelled = CatchUp(0, total), False

    def went(self, count: int) -> None:
        """So much more is done; here a cancelled round ends, between two durable steps."""
        known = self.catch_up or CatchUp()
        done = known.done + count
        self.catch_up = CatchUp(done, max(known.total, done))
        if self.cancelled:
            raise OperatorCanFix("sync-cancelled")

    def end(self) -> None:
        """The round is over, however it went."""
        self.catch_up = None

    def cancel(self) -> None:
        """Somebody wants the round to stop; the loop rests for a while."""
        self.cancelled = True
