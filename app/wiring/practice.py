"""Practice: a desk beside the desk, in a file of its own that is thrown away when it ends.

The same acts and papers under enrolment 000 and a key nobody knows, so that each paper says
«تمرینی» and no number is one of the office's. Nothing of it reaches the real file: its journal,
totals and queue cannot count what they never hold. The card terminal is a simulator.
"""

from __future__ import annotations

import shutil
import tempfile
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from threading import Thread

from app.desk import office, people, shifts
from app.desk.here import Here
from app.devices.simulator import Simulator
from app.devices.terminal import Terminal
from app.domain import jws, tracking, wire
from app.domain.canonical import b64u
from app.domain.catalogue import Catalogue
from app.domain.errors import Refusal
from app.domain.moments import to_wire
from app.keys import slots
from app.keys.signer import public_key, signer
from app.wiring import clock
from app.wiring.documents import Documents
from app.wiring.folder import DESK_FILE
from app.wiring.opened import OpenDesk
from app.wiring.printers import keep_settings, read_settings
from app.wiring.session import Session
from app.wiring.writer import Writer
from local_db.file import Database
from ui.functions import Practice, SignedIn, Unlocked


class PracticeDesk(OpenDesk):
    """A desk that works by the real one's catalogue and hears and tells nobody."""

    def load_catalogue(self) -> Catalogue:
        """The one in force where the work is real."""
        assert self.catalogue is not None
        return self.catalogue

    def catalogue_of(self, number: int) -> Catalogue:  # noqa: ARG002
        """There is only that one."""
        return self.load_catalogue()

    def stale(self, now: datetime) -> bool:  # noqa: ARG002
        """Not a thing to practise."""
        return False

    def sync(self) -> None:
        """Nothing is owed to anybody."""

    def close(self) -> None:
        """The real desk's line stays open."""
        self.writer.close()
        self.here.db.close()


class PracticeSession(Session):
    """Whoever works at `real`, at a desk that ends with the practice."""

    def __init__(self, real: Session) -> None:
        self.real, who = real, replace(real.who.operator, approved=True)
        super().__init__(Path(tempfile.mkdtemp(prefix="pishkhan-practice-")), window=False)
        here = _here(real.desk.here, self.folder)
        office.open_enrolment(here, clock.moment())
        people.add_operator(here, clock.moment(), who)
        self._signed_in = SignedIn(who, shifts.open_shift(here, clock.moment(), who.number))
        self._desk = _desk(real.desk, here, self.folder)
        with real.desk.here.db.read() as connection:
            printers = read_settings(connection)
        self._desk.writer.write(lambda connection: keep_settings(connection, printers))
        self.terminal = Simulator()
        Thread(target=self.terminal.serve_forever, name="practice", daemon=True).start()

    def leave(self) -> None:
        """The person at practice is the one at work: only the end of it lets them go."""

    def close(self) -> None:
        """Throw all of it away."""
        self.terminal.shutdown()
        self.terminal.server_close()
        super().close()
        shutil.rmtree(self.folder, ignore_errors=True)


def practise(real: Session) -> Practice:
    """Begin to practise; the functions' `close` ends it."""
    from app.wiring.functions import functions

    session = PracticeSession(real)
    terminal = Terminal("127.0.0.1", session.terminal.port, 5.0)
    made = functions(session, terminal, session.folder / "papers")
    desk = session.desk
    opened = Unlocked(desk.here.office, desk.here.desk, desk.operators(), desk.load_catalogue())
    # What concerns the real file, its journey and its neighbours is not there to be practised.
    made = replace(made, care=None, practise=None, courier_write=None, courier_take=None)
    return Practice(made, opened, session.who)


def _here(real: Here, folder: Path) -> Here:
    """The same office and desk, enrolment 000, with keys drawn for it alone."""
    drawn = slots.draw()
    public = public_key(drawn.seed)
    dev = jws.key_id(public)
    certificate = wire.Certificate(
        v=1,
        office=real.office.code,
        desk=real.desk,
        ep=tracking.PRACTICE_EP,
        dev=dev,
        pub=b64u(public),
        issued=to_wire(clock.now()),
    )
    token = wire.sign(certificate, kid=dev, signer=signer(drawn.seed))
    return replace(
        real,
        db=Database(folder / DESK_FILE, drawn.database),
        ep=tracking.PRACTICE_EP,
        dev=dev,
        public_key=public,
        certificate=token,
        signer=signer(drawn.seed),
        restored=False,
    )


def _desk(real: OpenDesk, here: Here, folder: Path) -> PracticeDesk:
    writer = Writer(here.db)
    desk = PracticeDesk(
        folder, here, writer, real.api, real.lease, Documents(folder, here.db, writer)
    )
    with suppress(Refusal):  # without a catalogue there is nothing to practise, and it says so
        desk.catalogue = real.load_catalogue()
    desk.release = real.release
    return desk
