"""The window over a real desk file: search, cases and money are the program's own, nobody is faked.

Only what stands before the desk (unlock, sign in, printers) is the desk in memory. Its fixtures are
those of the tests in `tests/ui/cases`.
"""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import fields, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.desk import finding
from app.devices.simulator import Simulator
from app.devices.terminal import Terminal
from app.domain.acts import Operator
from app.domain.finding import Wanted
from app.wiring.approving import Approving
from app.wiring.counter import Counter
from app.wiring.drafting import Drafting
from app.wiring.reading import Reading
from app.wiring.requesting import Requesting
from app.wiring.session import Session
from app.wiring.till import Till
from app.wiring.visiting import Finding, Visiting
from tests.desk.conftest import LEASE_DAY, OFFICE, Desk
from tests.ui.desk_functions import NOW, MemoryDesk
from tests.ui.desk_press import page_picture
from tests.ui.test_first_request import _signed_in
from ui import start
from ui.functions import Functions, SignedIn, Unlocked
from ui.hands import Hands
from ui.window import Window

MANAGER, WORKER = Operator("1", "رضا مدیری", "manager"), Operator("2", "امیر آزمایشی", "operator")
SECRET = "رمز مدیر ۱۲۳"
OTHER = Operator("3", "سارا همکار", "operator")
GROUPS = ("requests", "money", "visits", "finding")
T = TypeVar("T")


class AtWork(Session):
    """A session whose desk is open and where somebody works."""

    def __init__(self, desk: Desk, folder: Path) -> None:
        super().__init__(folder, window=False)
        self._desk = SimpleNamespace(
            here=desk.here,
            load_catalogue=lambda: desk.serving.catalogue,
            release=1,
            lease=SimpleNamespace(last_day=LEASE_DAY),
            writer=SimpleNamespace(run=lambda act: act()),
        )
        self._signed_in = SignedIn(WORKER, desk.serving.shift)


def functions_of(desk: Desk, memory: MemoryDesk, terminal: Simulator, session: AtWork) -> Functions:
    """What the window of that session is handed."""
    approving, till = Approving(session), Till(session, Terminal("127.0.0.1", terminal.port, 2.0))
    reading, counter, drafting = Reading(session), Counter(session), Drafting(session)
    own = replace(
        memory.functions(),
        now=lambda: NOW,
        unlock=lambda _word: Unlocked(OFFICE, 1, (WORKER,), memory.catalogue),
        open_visit=desk.visit,
        issue_receipt=counter.issue_receipt,
        # The desk's day is the tests', whatever this machine's clock says.
        today=lambda: finding.page(desk.here, finding.find(desk.here, Wanted()).places),
        plan_payments=till.plan,
        pay_by_terminal=till.pay_by_terminal,
        pay_by_slip=till.pay_by_slip,
        register=counter.register,
        save_draft=drafting.save,
        drafts=drafting.rows,
        open_draft=drafting.open,
        draft_done=drafting.done,
        read_case=reading.look,
        keep_paper=lambda _file, _kind: "a" * 64,
        look_paper=lambda _name: (page_picture(), page_picture()),
        ask_approval=approving.ask,
        grant_approval=approving.grant,
        refuse_approval=approving.refuse,
        at_door=session.door.people,
        requests=Requesting(session).functions(),
        money=till.functions(),
        visits=Visiting(session).functions(),
        finding=Finding(session, reading).functions(),
    )
    return off_the_gui(own, memory)


def off_the_gui(functions: T, memory: MemoryDesk) -> T:
    """The same functions, each noting when the GUI thread runs it."""

    def guarded(name: str, do: Callable[..., Any]) -> Callable[..., Any]:
        def act(*given: Any) -> Any:
            if name != "now" and threading.current_thread() is threading.main_thread():
                memory.on_gui.append(name)
            return do(*given)

        act.__wrapped__ = do  # type: ignore[attr-defined]
        return act

    made = {
        one.name: guarded(one.name, value) if callable(value) else value
        for one in fields(functions)  # type: ignore[arg-type]
        if (value := getattr(functions, one.name)) is not None and one.name not in GROUPS
    }
    groups = {
        name: off_the_gui(group, memory)
        for name in GROUPS
        if (group := getattr(functions, name, None)) is not None
    }
    return replace(functions, **made, **groups)  # type: ignore[type-var]


@contextmanager
def window_of(functions: Functions, memory: MemoryDesk) -> Iterator[Window]:
    """A window over that desk; nothing of it ran on the GUI thread."""
    made = start.build_window(functions)
    made.show()
    yield made
    Hands(made).settle(made)
    made.close()
    made.deleteLater()
    QApplication.processEvents()
    assert memory.on_gui == []


def agree(hands: Hands, secret: str) -> None:
    """The manager at the operator's desk types it and agrees."""
    approving = hands.window.places.approving
    hands.wait(lambda: approving.view is not None, "the manager to be asked")
    hands.type(secret, approving.view.secret.line)
    approving.view.yes.click()
    hands.wait(lambda: approving.view is None, "the manager's word")
    hands.settle(hands.window)


def shoot(window: Window, name: str) -> None:
    """A picture to look at, where $PISHKHAN_PICTURES names a folder."""
    if folder := os.environ.get("PISHKHAN_PICTURES"):
        window.grab().save(str(Path(folder) / f"{name}.png"))


def at_work(window: Window) -> Hands:
    """Signed in."""
    return _signed_in(window)


def looked_up(window: Window, typed: str) -> Hands:
    """Signed in, and the case of the first request found by that text is open."""
    hands = at_work(window)
    look_up(hands, typed)
    return hands


def look_up(hands: Hands, typed: str) -> None:
    """Ctrl+F3, type, Enter."""
    hands.fkey(3, ctrl=True)
    view = hands.window.places.following.searchbox.view
    view.field.clear()
    hands.type(typed, view.field)
    hands.press(Qt.Key.Key_Return, view.field)
    hands.settle(hands.window)
