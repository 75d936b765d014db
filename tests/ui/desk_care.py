"""The desk's own affairs in memory: findings one by one, and a gate to hold the work at."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from threading import Event
from typing import TypeVar

from app.domain.acts import Operator
from app.domain.checkup import Finding
from app.domain.errors import Refusal
from app.domain.progress import Progress, Tell
from ui.care import Care, FoundCase, Gear, House, Met, Moved, NewVersion, Starter, WasErased
from ui.functions import Unlocked

AT = datetime(2026, 11, 21, 6, 0, tzinfo=UTC)
T = TypeVar("T")
MANAGER, AMIR = Operator("1", "زهرا نمونه", "manager"), Operator("2", "امیر آزمون", "operator")
MET = Met("123456", "دفتر پیشخوان ۷۲۳۰۱", 2, (MANAGER,), (AMIR,))
STARTERS = (Starter(AMIR.name, AMIR.number, "48213907"),)

FOUND = (
    Finding("keys", "warn", {"copies": 2, "keyring": "-"}),
    Finding("tide", "ok"),
    Finding("clock", "ok", {"minutes": 0}),
    Finding("disk", "warn", {"free": 812}),
    Finding("lease", "ok", {"days": 13}),
    Finding("catalogue", "ok", {"release": 7}),
    Finding("printer", "bad", {"names": "EPSON TM-T20"}),
    Finding("terminal", "ok", {"address": "192.168.1.20:8088"}),
    Finding("chain", "ok", {"entries": 2318, "receipts": 402}),
    Finding("regulator", "warn", {"url": "https://pishkhan.example", "reason": "regulator-away"}),
)


CASE = FoundCase("723010120328200017", "گذرنامه", 850_000, AT, void=False, checked="genuine")
WAS = WasErased(3, 1, ("پوشه بازیابی پیشین: /x.",))
KEY = "0123456-1234567-2345678-3456789-4567890-5678901-6789012-7890123"


@dataclass
class MemoryCare:
    """What was done, and what is found."""

    found: tuple[Finding, ...] = FOUND
    gate: Event = field(default_factory=Event)
    hold_at: str = ""
    done: list[str] = field(default_factory=list)
    home: House = field(default_factory=House)
    old: bool = False
    refuse: dict[str, Refusal] = field(default_factory=dict)
    unlocked: Callable[[], Unlocked] | None = None
    newer: NewVersion | None = None
    typed: str = ""
    silent: tuple[Refusal, ...] = ()

    def care(self) -> Care:
        """What the window is handed."""
        return Care(
            house=lambda: self.home,
            unlock_by_keyring=self._by_keyring,
            meet=lambda new, tell: self._long(f"meet {new.url} {new.code}", tell, MET),
            forget=lambda: self._note("forget"),
            appoint=lambda number, password, tell: self._long(f"appoint {number}", tell, None),
            equip=self._equip,
            start_people=lambda numbers, tell: self._long(
                f"start_people {' '.join(numbers)}", tell, STARTERS
            ),
            recovery_key=lambda _passphrase: self._told("recovery_key", KEY),
            print_recovery=lambda _key: self._told("print_recovery", "counter"),
            change_passphrase=lambda _old, new: self._note(f"change_passphrase {new}"),
            keep_in_keyring=lambda _passphrase: self._note("keep_in_keyring"),
            restore=lambda file, _passphrase, tell: self._long(f"restore {file}", tell, self.old),
            enrol_again=lambda _, code, tell: self._long(f"enrol_again {code}", tell, "654321"),
            recover=lambda _key, _, code, tell: self._long(f"recover {code}", tell, "654321"),
            back_up=lambda folder, tell: self._long(f"back_up {folder}", tell, folder),
            move=lambda folder, tell: self._long("move", tell, Moved(folder, 0)),
            mirror=lambda folder: self._told(f"mirror {folder}", 12),
            erase=lambda order, tell: self._long(f"erase {order.tid}", tell, WAS),
            take_receipt=lambda scanned: self._told(f"take_receipt {scanned}", CASE),
            new_version=lambda: self.newer,
            find_version=lambda folder, tell: self._long(
                f"find_version {folder}", tell, self.newer
            ),
            take_version=lambda tell: self._long("take_version", tell, self.typed),
            checkup=self._checkup,
        )

    def _equip(self, gear: Gear, tell: Tell) -> tuple[Refusal, ...]:
        return self._long(f"equip {gear.terminal} {gear.printer}", tell, self.silent)

    def _note(self, what: str) -> None:
        self.done.append(what)
        if refusal := self.refuse.pop(what.split()[0], None):
            raise refusal

    def _told(self, what: str, answer: T) -> T:
        self._note(what)
        return answer

    def _long(self, what: str, tell: Tell, answer: T) -> T:
        for step in range(3):
            tell(Progress("asking", step, 3))
            if step == 1 and self.hold_at == what.split()[0]:
                self.gate.wait(10)
        return self._told(what, answer)

    def _by_keyring(self) -> Unlocked:
        self._note("unlock_by_keyring")
        assert self.unlocked is not None
        return self.unlocked()

    def _checkup(self, tell: Tell, found: Callable[[Finding], None]) -> tuple[Finding, ...]:
        self.done.append("checkup")
        for place, finding in enumerate(self.found):
            if finding.name == self.hold_at:
                self.gate.wait(10)
            tell(Progress(finding.name, place, len(self.found)))
            found(finding)
        return self.found
