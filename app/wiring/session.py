"""One window's session: the opened desk, who works at it, and the loop behind it.

The acts a window asks for stand in modules of their own (till, drafts, morning, …); all of them
reach the desk, the writer and the person at work through here.
"""

import time
from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import TypeVar

import requests

from app.desk import people, shifts
from app.desk.visits import Serving
from app.domain.errors import ManagerCanFix, OperatorCanFix, Refusal
from app.keys import passwords
from app.wiring import clock, mirror
from app.wiring.backup import make_if_due
from app.wiring.opened import Connect, OpenDesk, open_desk, unlock
from local_db import queries
from resources import sentence
from sync.loop import Loop
from ui.functions import SignedIn, Unlocked

Result = TypeVar("Result")

FIRST_BACKUP = 600.0  # seconds after unlocking


class Session:
    """Locked until somebody unlocks it; nobody's until somebody signs in."""

    def __init__(
        self, folder: Path, connect: Connect = requests.Session, *, window: bool = True
    ) -> None:
        self.folder, self._connect = folder, connect
        # Only a window may settle what a crash left: a command beside it leaves its swipes alone.
        self._open = open_desk if window else unlock
        self._desk: OpenDesk | None = None
        self._signed_in: SignedIn | None = None
        self._loop: Loop | None = None
        self._others: list[Loop] = []
        self._one_round = Lock()
        self._opened = 0.0
        if window:
            self.keep_doing(self._back_up)

    @property
    def desk(self) -> OpenDesk:
        """The opened desk."""
        if self._desk is None:
            raise ManagerCanFix("desk-locked")
        return self._desk

    @property
    def who(self) -> SignedIn:
        """The person at work."""
        if self._signed_in is None:
            raise OperatorCanFix("nobody-signed-in")
        return self._signed_in

    @property
    def operator(self) -> str:
        """The number of the person at work."""
        return self.who.operator.number

    @property
    def somebody_works(self) -> bool:
        """Whether a person has signed in."""
        return self._signed_in is not None

    def keep_doing(self, round_: Callable[[], None]) -> None:
        """Something else to do every half minute while the desk is open."""
        self._others.append(Loop(round_, self._note_trouble))

    def act(self, act: Callable[[], Result]) -> Result:
        """Run an act on the one writer thread."""
        return self.desk.writer.run(act)

    def unlock(self, passphrase: str) -> Unlocked:
        """Open the desk file and start the loop behind it."""
        self._desk = desk = self._open(self.folder, passphrase, self._connect)
        self._opened = time.monotonic()
        catalogue = desk.load_catalogue()
        self._loop = Loop(self._round, self._note_trouble)
        for loop in (self._loop, *self._others):
            loop.start()
        news = tuple(paid.payment for paid in desk.cut_off)
        return Unlocked(
            desk.here.office,
            desk.here.desk,
            desk.operators(),
            catalogue,
            news=news,
            restored=desk.here.restored,
        )

    def sign_in(self, number: str, password: str) -> SignedIn:
        """Sign a person in; an open shift of theirs goes on."""
        here = self.desk.here
        operator = self.act(
            lambda: people.sign_in(
                here,
                clock.moment(),
                number,
                proves=lambda kept: passwords.fits(kept, password),
                wait_after=passwords.wait_after,
            )
        )
        with here.db.read() as connection:
            self._signed_in = SignedIn(operator, queries.open_shift(connection, number))
        return self._signed_in

    def open_shift(self) -> SignedIn:
        """Open the shift of whoever signed in."""
        here, who = self.desk.here, self.who
        shift = self.act(lambda: shifts.open_shift(here, clock.moment(), who.operator.number))
        self._signed_in = SignedIn(who.operator, shift)
        return self._signed_in

    def serving(self) -> Serving:
        """Who serves now, in which shift, by which catalogue."""
        desk, who = self.desk, self.who
        if who.shift is None:
            raise OperatorCanFix("shift-closed")
        return Serving(
            operator=who.operator.number,
            shift=who.shift,
            catalogue=desk.load_catalogue(),
            release=desk.release,
            lease_day=desk.lease.last_day,
        )

    def wake(self) -> None:
        """Something is owed: do not wait for the next round."""
        if self._loop:
            self._loop.wake()

    def round_now(self) -> None:
        """One round on the caller's thread; trouble is told, not thrown."""
        try:
            self._round()
        except Refusal as refusal:
            self._note_trouble(refusal)

    def close(self) -> None:
        """End the loop and give the file back."""
        running = [loop for loop in (self._loop, *self._others) if loop and loop.is_alive()]
        for loop in running:
            loop.stop()
        for loop in running:
            loop.join(timeout=40)
        if self._desk:
            self._desk.close()
            self._desk = None

    def _round(self) -> None:
        # The loop and «sync now» may come together; nonces belong to one exchange at a time.
        with self._one_round:
            self.desk.sync()
            self.desk.trouble = ""

    def _back_up(self) -> None:
        if self._desk:
            mirror.follow(self._desk.here.db)
        # Not while the day begins: nobody should wait for the disk then.
        if self._desk and time.monotonic() - self._opened > FIRST_BACKUP:
            make_if_due(self._desk, clock.moment())

    def _note_trouble(self, refusal: Refusal) -> None:
        if self._desk:
            self._desk.trouble = sentence(refusal)
