"""The window over a whole desk: the desk file, the keys, a card terminal on a socket; the line to
the regulator is cut. Somebody is signed in and their shift is open.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt

from app.devices.simulator import Simulator
from app.devices.terminal import Terminal
from app.wiring.functions import functions
from app.wiring.session import Session
from tests.desk.conftest import REPLACE
from tests.regulator_fixture import Regulator
from tests.sync.conftest import PASSPHRASE, PASSWORD, Office
from ui import start
from ui.hands import Hands
from ui.journey import Script, _choose, _fill, greet
from ui.models.paying import Paying
from ui.places import Places
from ui.window import Window

REPLACED = Script(PASSPHRASE, "2", PASSWORD, "birth_cert_replace", REPLACE)


@dataclass
class AtDesk:
    """Ten fingers at the real window, and what they may look at."""

    window: Window
    session: Session
    bank: Simulator
    hands: Hands

    @property
    def places(self) -> Places:
        return self.window.places

    @property
    def line(self) -> str:
        """All that the visit's line says."""
        view = self.places.desk.visit
        parts = (view.who, view.place, view.state, view.done, view.told)
        return " | ".join(part.text() for part in parts if not part.isHidden())

    @property
    def paying(self) -> Paying:
        """What is being paid."""
        assert self.places.counter.paying is not None, self.trouble
        return self.places.counter.paying

    @property
    def trouble(self) -> str:
        """What the form says stands in the way."""
        request = self.places.counter.request
        refused = self.places.desk.fee.refusal.words.text()
        return f"{request.first_trouble if request else ''} {refused}"

    def settle(self) -> None:
        self.hands.settle(self.window)

    def key(self, number: int, *, shift: bool = False, ctrl: bool = False) -> None:
        """A key, and all that follows from it."""
        self.hands.fkey(number, shift=shift, ctrl=ctrl)
        self.settle()

    def fill(self, script: Script = REPLACED) -> None:
        """Choose the service and answer what is empty."""
        _choose(self.hands, script, lambda _step: None)
        self.settle()
        self.answer(script)

    def answer(self, script: Script = REPLACED) -> None:
        """Type what the open form still lacks, and tick its papers."""
        request = self.places.counter.request
        assert request is not None
        left = {k: v for k, v in script.answers.items() if not request.answers.get(k)}
        empty = Script(*(getattr(script, name) for name in _NAMES), answers=left)
        _fill(self.hands, empty, lambda _step: None)
        self.settle()

    def enter(self) -> None:
        """Enter in the dialog that is open; the window is the active one again."""
        self.hands.press(Qt.Key.Key_Return)
        self.settle()
        self.hands.wake()

    def serve(self) -> None:
        """One ordinary citizen, from the search to the next one."""
        self.fill()
        self.key(9)
        self.pay()
        self.key(9)

    def search(self, line: str) -> None:
        """A line in the search box and Enter, as a scanner does it."""
        box = self.places.desk.services.search
        self.key(2)
        box.setFocus()
        self.hands.type(line, box)
        self.hands.press(Qt.Key.Key_Return, box)
        self.settle()

    def pay(self) -> None:
        """F10 until every receipt is there."""
        while self.places.counter.stage == "paying":
            self.key(10)

    def types(self, since: int = 0) -> list[str]:
        """Types of the journal's entries after that many."""
        with self.session.desk.here.db.read() as connection:
            rows = connection.exec_driver_sql("SELECT type FROM journal ORDER BY n").scalars()
            return list(rows)[since:]


_NAMES = ("passphrase", "operator", "password", "service")


@contextmanager
def at_desk(office: Office, folder: Path) -> Iterator[AtDesk]:
    """Open the office's desk with a window of its own; again, as after the program's end."""
    office.desk.close()
    office.regulator.wire.down = True
    with answering() as bank, at_window(folder, office.regulator, bank, REPLACED) as made:
        yield made


@contextmanager
def answering() -> Iterator[Simulator]:
    """A card terminal that is switched on."""
    with Simulator() as bank:
        thread = threading.Thread(target=bank.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield bank
        finally:
            bank.shutdown()
            thread.join()


@contextmanager
def at_window(
    folder: Path, regulator: Regulator, bank: Simulator, script: Script
) -> Iterator[AtDesk]:
    """The desk of that folder behind its window, with whoever the script names signed in."""
    session = Session(folder, regulator.session)
    terminal = Terminal("127.0.0.1", bank.port, seconds=0.3)
    window = start.build_window(functions(session, terminal, folder / "papers"))
    window.show()
    hands = Hands(window)
    greet(window, script)
    hands.settle(window)
    yield AtDesk(window, session, bank, hands)
    hands.settle(window)
    window.close()
    window.deleteLater()
