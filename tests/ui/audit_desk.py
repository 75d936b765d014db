"""An auditor's window over a real regulator in process, with the work of a morning in its log."""

import atexit
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import requests
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.wiring.audit import functions
from tests.regulator_fixture import URL, Regulator, anew, keep_as
from tests.sync.conftest import begin
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

    def sign_in(self, code: str = "") -> None:
        """Keys alone: each Enter goes to the next box."""
        self.settle()
        self.hands.wake()
        for typed in (NUMBER, self.password, code or self.code()):
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


@cache
def worked() -> tuple[str, str]:
    """Once a process: three requests of one desk reached the regulator, one was found odd, and an
    auditor has an account; its password and seed."""
    folder = Path(tempfile.mkdtemp(prefix="pishkhan-audited-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    office = begin(folder)
    for _ in range(3):
        office.register()
    office.desk.sync()
    office.desk.close()
    _find_odd()
    given = account()
    place_all()
    keep_as("audited")
    return given


def _find_odd() -> None:
    from django.db import transaction

    from regulator.intake.models import StoredEntry
    from regulator.oversight import findings

    one = StoredEntry.objects.filter(type="request.registered").order_by("seq").first()
    assert one is not None
    place = {"seq": one.seq, "leaf": one.leaf, "reason": "outside-hours", "owner": "manager"}
    with transaction.atomic():
        findings.note(one.office, one.dev, **place, by="inspection")


@contextmanager
def auditing(folder: Path, regulator: Regulator | None = None) -> Iterator[Auditing]:
    """The auditor's window at its door; over that regulator, or over one that `worked`."""
    if regulator is None:
        password, seed = worked()
        regulator = anew("audited")
    else:
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
