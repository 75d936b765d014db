"""One window's session: the opened desk, who works at it, and the loop behind it.

The acts a window asks for stand in modules of their own (till, drafts, morning, …); all of them
reach the desk, the writer and the person at work through here.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import requests

from app.desk import endings, office, people, shifts
from app.desk.here import trusted_moment
from app.desk.visits import Serving
from app.domain.approvals import Approval, Method, Word
from app.domain.catalogue import Catalogue
from app.domain.errors import ManagerCanFix, OperatorCanFix, Refusal, RegulatorCanFix
from app.domain.jalali import JalaliDate, tehran_date
from app.domain.outbox import CatchUp, Uplink
from app.domain.rights import Right, way
from app.keys import slots
from app.wiring import clock, mirror
from app.wiring.backup import make_if_due
from app.wiring.door import Door
from app.wiring.opened import Connect, OpenDesk, open_for_work, open_with
from local_db import lights, queries
from local_db import people as staff
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
        self.folder, self.connect = folder, connect
        # Only a window may settle what a crash left: a command beside it leaves its swipes alone.
        self._open = open_for_work if window else open_with
        self._desk: OpenDesk | None = None
        self._signed_in: SignedIn | None = None
        self._granted: dict[str, Approval] = {}
        self.door = Door(self)
        self._loop: Loop | None = None
        self._others: list[Loop] = []
        self._opened = 0.0
        self._ended_on: JalaliDate | None = None
        # A verified package and its hash, to be installed once this program has ended.
        self.leaving: tuple[Path, str] | None = None
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
        self._others.append(Loop(round_, self._note_trouble, clock.now))

    def act(self, act: Callable[[], Result]) -> Result:
        """Run an act on the one writer thread."""
        return self.desk.writer.run(act)

    def unlock(self, passphrase: str) -> Unlocked:
        """Open the desk file and start the loop behind it."""
        return self._opened_with(slots.candidates(self.folder, passphrase))

    def unlock_by_keyring(self) -> Unlocked:
        """The same by the key this system keeps for the signed-in person."""
        held = slots.open_with_keyring(self.folder)
        if held is None:
            raise ManagerCanFix("keyring-without-key")
        return self._opened_with([held])

    def _opened_with(self, candidates: Sequence[slots.Secrets]) -> Unlocked:
        self._desk = desk = self._open(self.folder, candidates, self.connect)
        self._opened = time.monotonic()
        catalogue = _catalogue(desk)
        self._loop = Loop(self._round, self._note_trouble, clock.now, on=self._sync_is_on())
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
            moved=_moved(desk),
        )

    def sign_in(self, number: str, secret: str, method: Method = "password") -> SignedIn:
        """Sign a person in; an open shift of theirs goes on."""
        here, proved = self.desk.here, self.door.prove(Word(number, secret, method))
        operator = self.act(lambda: people.sign_in(here, clock.moment(), proved))
        self.leave()
        with here.db.read() as connection:
            self._signed_in = SignedIn(operator, queries.open_shift(connection, number))
        return self._signed_in

    def leave(self) -> None:
        """Nobody works any more; what is on the desk stays, and the next person goes on."""
        self._signed_in = None
        self._granted.clear()

    def may(self, right: Right) -> bool:
        """Whether the person at work may do it alone."""
        who = self.who.operator
        return who.approved and way(who.role, right) == "yes"

    def require(self, right: Right) -> None:
        """The one place that enforces `app.domain.rights`: refuses what the person at work may not
        do alone. An act that approval opens goes through `allowed`."""
        if not self.who.operator.approved:
            raise RegulatorCanFix("operator-not-approved")
        may = way(self.who.operator.role, right)
        if may == "approval":
            raise ManagerCanFix("approval-missing")
        if may == "no":
            raise ManagerCanFix("right-missing")

    @contextmanager
    def allowed(
        self, right: Right, approval: Approval | None = None, *, tid: str | None = None
    ) -> Iterator[str | None]:
        """Around an act: whose word it rests on, the manager's number or None for one's own right.

        The approval must be for this right and tracking ID, and is used up once the act succeeded;
        after a refusal inside it may be tried again.

            with session.allowed("void", approval, tid=tid) as approved_by:
                session.act(lambda: voids.void(here, clock.moment(), ..., approved_by=approved_by))
        """
        if approval is None or way(self.who.operator.role, right) == "yes":
            self.require(right)
            yield None
            return
        known = self._granted.get(approval.id)
        if known != approval or approval.ask.right != right or approval.ask.tid != tid:
            raise ManagerCanFix("approval-other")
        yield approval.by
        del self._granted[approval.id]

    def note_granted(self, approval: Approval) -> None:
        """A manager agreed, here or at another desk: the act it was asked for may be done once. The
        first word counts."""
        self._granted.setdefault(approval.id, approval)

    def open_shift(self) -> SignedIn:
        """Open the shift of whoever signed in."""
        self.require("own_shift")
        here, who = self.desk.here, self.who
        shift = self.act(lambda: shifts.open_shift(here, clock.moment(), who.operator.number))
        self._signed_in = SignedIn(who.operator, shift)
        self._end_overdue()
        return self._signed_in

    def serving(self) -> Serving:
        """Who serves now, in which shift, by which catalogue."""
        self.require("serve")
        desk, operator = self.desk, self.operator
        with desk.here.db.read() as connection:
            people.check_works(staff.person(connection, operator), operator)
            # Asked each time: a manager may have closed it meanwhile.
            shift = queries.open_shift(connection, operator)
        if shift is None:
            raise OperatorCanFix("shift-closed")
        return Serving(
            operator=operator,
            shift=shift,
            catalogue=desk.load_catalogue(),
            release=desk.release,
            lease_day=desk.lease.last_day,
        )

    def wake(self) -> None:
        """Do not wait any longer, whatever the line did last: somebody asked, or it came back."""
        if self._loop:
            self._loop.wake()

    def owe(self) -> None:
        """Something is owed: it goes at once, but for a line that is away, which has its rest."""
        if self._loop:
            self._loop.owe()

    def round_now(self) -> None:
        """One round on the caller's thread, also while the loop is switched off; trouble is told,
        not thrown."""
        if self._loop:
            self._loop.once()

    def uplink(self) -> Uplink:
        """How the line to the regulator stands, as the loop knows it."""
        return self._loop.line if self._loop else Uplink()

    def catch_up(self) -> CatchUp | None:
        """How far the round under way has come; None between rounds."""
        return self.desk.link.catch_up

    def cancel_round(self) -> None:
        """End the round under way at its next durable step; the loop rests for five minutes."""
        self.desk.link.cancel()

    def switch_sync(self, on: bool) -> None:
        """The loop on or off, also after a restart; «sync now» works either way."""
        self.desk.writer.write(lambda connection: lights.switch(connection, on, clock.now()))
        if self._loop:
            self._loop.switch(on)

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
        try:
            self.desk.sync()
            self.desk.trouble = ""
        finally:
            # With the line or without: after what it brought, for a paper may have come elsewhere.
            if tehran_date(clock.now()) != self._ended_on:
                self._end_overdue()

    def _end_overdue(self) -> None:
        """What nobody came back for ends: at each shift's beginning, and once a day while the
        desk stays open."""
        here, self._ended_on = self.desk.here, tehran_date(clock.now())
        if not here.restored:
            try:
                self.act(lambda: endings.expire_overdue(here, clock.moment()))
            except Refusal as refusal:
                self._note_trouble(refusal)  # a shift begins all the same

    def _sync_is_on(self) -> bool:
        with self.desk.here.db.read() as connection:
            return lights.switched_on(connection)

    def _back_up(self) -> None:
        if self._desk:
            mirror.follow(self._desk.here.db)
        # Not while the day begins: nobody should wait for the disk then.
        if self._desk and time.monotonic() - self._opened > FIRST_BACKUP:
            make_if_due(self._desk, clock.moment())
            self._desk.documents.sweep(trusted_moment(self._desk.here, clock.moment()))

    def _note_trouble(self, refusal: Refusal) -> None:
        if self._desk:
            self._desk.trouble = sentence(refusal)


def _moved(desk: OpenDesk) -> bool:
    with desk.here.db.read() as connection:
        said = queries.setting(connection, office.COPIED)
    return bool(said) and (said["dev"], said["reason"]) == (desk.here.dev, office.MOVED)


def _catalogue(desk: OpenDesk) -> Catalogue:
    """The catalogue in force; a desk whose first round was cut off takes it now."""
    try:
        return desk.load_catalogue()
    except RegulatorCanFix:
        desk.sync()
        return desk.load_catalogue()
