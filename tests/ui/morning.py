"""Plays tests/data/morning.yaml with ten fingers on the real window: keys only, never a mouse, and
nothing a person could not do. The keys are counted beside what has to be typed.
"""

import shutil
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from app.devices.simulator import Simulator
from app.domain.printer_settings import PrinterSettings
from app.domain.printers import Printer, Route
from tests.regulator_fixture import Regulator
from tests.sync.conftest import PASSPHRASE, PASSWORD
from tests.ui.fingers import Answers, Clerk, Fingers, Roll
from tests.ui.real_desk import at_window
from ui.journey import Script


@dataclass
class Morning:
    """One desk on one morning. `keys` and `typed` are those of windows closed by now."""

    folder: Path
    regulator: Regulator
    bank: Simulator
    told: dict[str, Any]
    roll: Roll = field(default_factory=Roll)
    operator: str = "1"
    requests: int = 0
    keys: int = 0
    typed: int = 0
    tids: dict[str, str] = field(default_factory=dict)
    doubtful: list[str] = field(default_factory=list)
    person: Answers = field(default_factory=dict)
    _open: ExitStack = field(default_factory=ExitStack)

    def begin(self) -> None:
        """The program starts; somebody unlocks it and signs in."""
        script = Script(PASSPHRASE, self.operator, PASSWORD, "", {})
        self.desk = self._open.enter_context(
            at_window(self.folder, self.regulator, self.bank, script)
        )
        self.hands = self.desk.hands = Fingers(self.desk.window)

    def end(self) -> None:
        """The program ends."""
        self.keys, self.typed = self.keys + self.hands.keys, self.typed + self.hands.typed
        self._open.close()

    def play(self) -> None:
        """Visit by visit, step by step."""
        roll = Printer("باجه", "tcp", f"127.0.0.1:{self.roll.port}", "escpos", seconds=2.0)
        assert self.places.functions.keep_printer_settings is not None
        routes = {"": Route(roll.name, "roll80")}
        self.places.functions.keep_printer_settings(PrinterSettings((roll,), routes))
        for visit in self.told["visits"]:
            self.person = self.told["people"][visit["person"]]
            for step in visit["steps"]:
                word, _, about = step.partition(" ")
                getattr(self, f"do_{word.replace('-', '_')}")(*([about] if about else []))

    @property
    def places(self) -> Any:
        return self.desk.places

    @property
    def counter(self) -> Any:
        return self.desk.places.counter

    # -- who comes

    def do_number(self, priority: str) -> None:
        """A number is drawn for somebody of that priority."""
        self.desk.key(2, ctrl=True)
        self.desk.key(9)
        box = self.places.waiting.dialog.boxes["priority"].editor
        self.hands.press(Qt.Key.Key_Backtab)
        while QApplication.focusWidget() is not box:
            self.hands.press(Qt.Key.Key_Backtab)
        self.clerk.choose(box, priority)
        dialog = self.places.waiting.dialog
        while isValid(dialog) and dialog.isVisible():
            self.hands.press(Qt.Key.Key_Return)
        self.desk.settle()
        self.hands.wake()
        assert self.places.waiting.view.told.words.text(), "a number was given"

    def do_call(self) -> None:
        """Whoever comes next."""
        self.desk.key(5, ctrl=True)
        assert self.places.here == "request", self.desk.line

    def do_park(self) -> None:
        """The citizen steps aside with everything."""
        self.desk.key(8, shift=True)
        assert "کنار گذاشته شد" in self.desk.line

    def do_resume(self) -> None:
        """The one who was set aside is back."""
        self.desk.key(2, ctrl=True)
        parked = self.places.waiting.view.parked
        if QApplication.focusWidget() is not parked:
            self.hands.press(Qt.Key.Key_Left)
        assert QApplication.focusWidget() is parked
        self.hands.press(Qt.Key.Key_Return)
        self.desk.settle()
        assert self.counter.stage == "paying", self.desk.line

    def do_next(self) -> None:
        """A clean desk."""
        self.desk.key(9)
        assert self.counter.stage == "choosing", self.desk.trouble

    def do_switch(self) -> None:
        """Another operator signs in at the same desk."""
        self.operator = "2" if self.operator == "1" else "1"
        self.desk.key(12, shift=True)
        door = self.desk.window.sign_in
        self.hands.wait(door.isVisible, "the door")
        while QApplication.focusWidget() is not door.people:
            self.hands.press(Qt.Key.Key_Backtab)
        while door.people.currentData() != self.operator:
            last = door.people.currentIndex()
            self.hands.press(Qt.Key.Key_Up if last else Qt.Key.Key_Down)
        self.hands.press(Qt.Key.Key_Tab)
        self.hands.type(PASSWORD)
        self.hands.press(Qt.Key.Key_Return)
        self.desk.settle()
        if self.desk.window.shift is not None and self.desk.window.shift.isVisible():
            self.hands.press(Qt.Key.Key_Space)
            self.desk.settle()
        assert self.places.here == "request"

    # -- requests

    def do_request(self, service: str) -> None:
        """One request, from the search to its registration."""
        self.do_begin(service)
        self.do_finish(service)

    def do_begin(self, service: str) -> None:
        """Search it, and answer what stands in the way, one thing after the other."""
        told = self.told["requests"][service]
        if self.counter.stage != "choosing":
            self.desk.key(2)
        self.hands.type(told["find"])
        self.hands.turn()
        while self.counter.choosing.marked.key != service:
            self.hands.press(Qt.Key.Key_Down)
        self.hands.press(Qt.Key.Key_Return)
        self.desk.settle()
        self.clerk.answer(self._known(service))

    def do_finish(self, service: str) -> None:
        """What is still open, and F9."""
        self.clerk.answer(self._known(service))
        self.clerk.papers()
        self.desk.key(9)
        assert self.counter.stage in ("paying", "done"), self.desk.trouble
        self.requests += 1

    def do_another(self) -> None:
        """One more service for the same citizen."""
        self.desk.key(9, shift=True)
        assert self.counter.stage == "choosing"

    def do_incomplete(self, service: str) -> None:
        """A paper is missing: accepted with its tracking ID and a slip."""
        self.do_begin(service)
        self.desk.key(11)
        self.desk.enter()
        (tid,) = self.rows("SELECT tid FROM requests WHERE state = 'incomplete'")
        self.tids[service] = str(tid[0])

    def do_return(self, service: str) -> None:
        """The second visit begins with the slip."""
        self.hands.type(self.tids[service])
        self.hands.press(Qt.Key.Key_Return)
        self.desk.settle()
        assert self.counter.request.completes == self.tids[service]
        self.do_finish(service)

    @property
    def clerk(self) -> Clerk:
        """Who fills the form that is open."""
        return Clerk(self.desk, self.hands)

    def _known(self, service: str) -> Answers:
        return self.person | self.told["requests"][service]

    # -- money

    def do_pay(self) -> None:
        """Every account, until the receipts are there."""
        self.bank.mode = "approve"
        while self.counter.stage == "paying":
            self.desk.key(10)
        assert self.counter.stage == "done", self.desk.trouble

    def do_pay_one(self) -> None:
        """The first of several accounts only."""
        assert len(self.desk.paying.plans or ()) > 1
        self.desk.key(10)
        assert self.counter.stage == "paying"
        assert "پرداخت از" in self.desk.paying.told[0]

    def do_pay_but(self, mode: str) -> None:
        """The bank does not do as it should; F10 is pressed once too often."""
        self.bank.mode = mode
        self.desk.key(10)
        unknown, charged = self.desk.paying.unknown, len(self.bank.charged)
        assert unknown == (mode != "decline")
        self.doubtful = [one.tid for one in self.desk.paying.all] if unknown else []
        if unknown:
            while self.desk.paying.next_plan:
                self.desk.key(10)
                charged = len(self.bank.charged)
            self.desk.key(10)
        assert len(self.bank.charged) == charged
        self.bank.mode = "approve"

    def do_resolve(self) -> None:
        """The payments nobody knew the end of: the terminal is asked again."""
        self.desk.key(10, ctrl=True)
        box = self.places.following.moneybox
        for _ in range(3 * len(box.found)):
            self.desk.key(9)
        assert not box.found, [row.key for row in box.found.values()]
        self.desk.key(2)

    def do_come_back(self) -> None:
        """Whose payment was in doubt gets the receipts after all, by tracking ID."""
        for tid in self.doubtful:
            self.hands.type(tid)
            self.hands.press(Qt.Key.Key_Return)
            self.desk.settle()
            assert self.counter.stage == "done", self.desk.trouble
            self.do_print()
            self.do_next()

    # -- paper

    def do_print(self) -> None:
        """Receipts, or whatever paper this stage has."""
        self.desk.key(12)

    def do_jam(self) -> None:
        """Nobody touches a key: the printer does this by itself."""
        self.roll.jam()

    def do_mend(self) -> None:
        """Somebody opens the lid."""
        self.roll.mend()

    def do_unprinted(self) -> None:
        """The screen says what did not come out, and nothing is lost by it."""
        self.desk.settle()
        states = {state for (state,) in self.rows("SELECT state FROM print_jobs")}
        assert states & {"waiting", "failed"}, states

    def do_reprint(self) -> None:
        """From the queue of the printer, line by line."""
        self.desk.key(4, shift=True)
        box = self.places.printbox
        while any(line.may_retry for line in box.queue.lines):
            self.desk.key(9)
        self.desk.key(2)

    # -- the world

    def do_crash(self) -> None:
        """The power fails: what the disk holds at this moment is all that is left."""
        sheet = self.counter.keeping.sheet
        self.hands.wait(lambda: sheet.waiting is None, "what was typed to be kept")
        self.desk.settle()
        place = self.places.desk.page.form.place()
        left = self.folder.with_name("after-the-crash")
        shutil.copytree(self.folder, left)
        self.end()
        self.folder, self._open = left, ExitStack()
        self.begin()
        assert "نیمه‌کاره مانده بود" in self.desk.line
        assert self.places.desk.page.form.place() == place, "the caret in the same field"

    def rows(self, statement: str) -> list[tuple[Any, ...]]:
        """What stands in the desk file."""
        with self.desk.session.desk.here.db.read() as connection:
            return [tuple(row) for row in connection.exec_driver_sql(statement)]
