"""An auditor's window over a real regulator in process, with the work of a morning in its log."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import requests
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.wiring.audit import functions
from tests.regulator_fixture import URL, Regulator
from ui import start
from ui.audit_window import AuditWindow
from ui.hands import Hands

SERVER = URL.replace("http:", "https:")
NUMBER, NAME = "7001", "سارا ناظری"


@dataclass
class Auditing:
    """Ten fingers at the auditor's window, and the authenticator beside it."""

    window: AuditWindow
    hands: Hands
    password: str
    seed: str
    regulator: Regulator

    def code(self) -> str:
        """The code of this moment; each opens once, so the account forgets which it saw."""
        import pyotp

        from regulator.auditing.models import Auditor

        Auditor.objects.filter(number=NUMBER).update(step=0)
        return pyotp.TOTP(self.seed).now()

    def settle(self) -> None:
        self.hands.settle(self.window)
        self.hands.turn()

    def key(self, number: int, *, shift: bool = False, ctrl: bool = False) -> None:
        """A key, and all that follows from it."""
        self.hands.fkey(number, shift=shift, ctrl=ctrl)
        self.settle()

    def enter(self) -> None:
        """Enter where the caret is."""
        self.hands.press(Qt.Key.Key_Return)
        self.settle()
        self.hands.wake()

    def sign_in(self) -> None:
        """Keys alone: each Enter goes to the next box."""
        self.settle()
        self.hands.wake()
        for typed in (NUMBER, self.password, self.code()):
            self.hands.type(typed)
            self.hands.press(Qt.Key.Key_Return)
        self.settle()


def account(role: str = "auditor", **scope: object) -> tuple[str, str]:
    """A new auditor's password and the seed of the codes."""
    from regulator.auditing import accounts
    from regulator.auditing.models import Auditor

    given = accounts.add(Auditor(number=NUMBER, name=NAME, role=role, **scope), "test")
    return given.password, given.seed


def place_all() -> None:
    """What was received finds its place in the log, the auditors' lines and the board's sums."""
    from regulator.auditing import lines
    from regulator.intake import sequencer
    from regulator.log import tree
    from regulator.supervision import sums

    while sequencer.place_batch():
        pass
    while tree.grow() == tree.MANY:
        pass
    lines.fill()
    sums.fill()


def over(regulator: Regulator) -> Callable[[], requests.Session]:
    """A session over HTTPS that is answered in this process."""

    def session() -> requests.Session:
        made = regulator.session()
        made.mount(SERVER, regulator.wire)
        return made

    return session


@contextmanager
def auditing(folder: Path, regulator: Regulator) -> Iterator[Auditing]:
    """The auditor's window at its door."""
    password, seed = account()
    place_all()
    start.build_app()
    window = AuditWindow(functions(folder, SERVER, over(regulator)))
    window.show()
    made = Auditing(window, Hands(window), password, seed, regulator)
    made.settle()
    yield made
    made.settle()
    window.close()
    window.deleteLater()
    QApplication.processEvents()
