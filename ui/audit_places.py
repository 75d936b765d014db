"""The places of the auditor's workspace, built when they are first gone to, and the ways between
them: from a row to its entry, from an entry to its case and its desk's chain, and back by Esc."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, QTimer

from app.domain.errors import Refusal
from app.domain.jalali import clock_time, long_date, tehran_date
from ui import words
from ui.audit_functions import Entered
from ui.audit_keys import TITLES, act_at, keys_at
from ui.models.audit_words import log_light, scope_line
from ui.models.banners import Banner
from ui.tasks import Done, Line
from ui.views.audit_shell import PLACES, AuditShell
from ui.views.keymap import KeyMapView
from ui.views.parts import Notice

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton, QWidget

    from app.domain.audit import Filter, Right
    from ui.audit_window import AuditWindow

CLOCK_EVERY = 20_000
NEEDS: dict[str, Right] = {
    "entries": "entries",
    "entry": "entries",
    "case": "case",
    "chain": "chain",
    "findings": "findings",
    "compare": "compare",
    "board": "board",
    "package": "package",
}
ACTS: dict[str, Right] = {
    "case": "case",
    "chain": "chain",
    "package": "package",
    "saved": "saved",
    "keep": "saved",
}
# A place that is reached from another leaves that one marked on the rail.
MARKED = {"entry": "entries", "case": "entries"}


class Box(Protocol):
    """What stands behind a place."""

    @property
    def view(self) -> QWidget: ...
    def ask(self) -> None: ...
    def focus(self) -> None: ...


class AuditPlaces(QObject):
    """Knows where we are and the way back; asks the regulator on workers."""

    def __init__(self, window: AuditWindow, entered: Entered) -> None:
        session = entered.session
        ways = [way for way in PLACES if session.may(NEEDS[way[0]])]
        self.shell = AuditShell(session.name, scope_line(session), ways)
        super().__init__(self.shell)
        self.window, self.functions, self.tasks = window, window.functions, window.tasks
        self.entered = entered
        self.here, self.back_to = "", list[str]()
        self.boxes: dict[str, Any] = {}
        self.shell.rail.wanted.connect(self.go)
        self.shell.back.connect(self.back)
        self.timer = QTimer(self)
        self.timer.timeout.connect(self._tick)

    def begin(self, entered: Entered) -> None:
        """Somebody is in: for the first time, or again where he was."""
        again = bool(self.here)
        self.entered = entered
        light = log_light(entered.size, entered.alarm)
        self.shell.bar.show_light(light)
        self._warn(entered.alarm)
        self._tick()
        self.timer.start(CLOCK_EVERY)
        if again:
            self.boxes[self.here].focus()
        else:
            self.go(self.shell.rail.ways[0][0])

    def stop(self) -> None:
        """The door is shut: long work stops at its next step."""
        self.timer.stop()
        if box := self.boxes.get("package"):
            box.stop()

    def may(self, right: Right) -> bool:
        """Whether the account has that right."""
        return self.entered.session.may(right)

    def allow(self, acts: Mapping[str, QPushButton]) -> None:
        """Hide what the account may not do; acts are named as what they need is."""
        for name, push in acts.items():
            push.setVisible(name not in ACTS or self.may(ACTS[name]))

    def ask(
        self, work: Callable[[], Any], done: Done, told: Notice, *, line: Line = "desk"
    ) -> None:
        """Ask the regulator; what it refuses is said there, an ended session at the door."""

        def refused(refusal: Refusal) -> None:
            self.refuse(refusal, told)

        self.tasks.run(work, done, refused, line=line)

    def refuse(self, refusal: Refusal, told: Notice) -> None:
        """Say it, unless it ended the session."""
        if not self.window.refused(refusal):
            told.say(words.sentence(refusal), words.who_acts(refusal), tone="bad")

    # -- the ways

    def go(self, place: str) -> None:
        """To a place, as its key or the rail says; it reads when it is first shown."""
        if not self.may(NEEDS[place]):
            return
        fresh = place not in self.boxes
        self.back_to = []
        box = self._show(place)
        if fresh:
            box.ask()

    def open_entry(self, leaf: str) -> None:
        """One entry; Esc comes back here."""
        if self.may("entries"):
            self._from_here("entry")
            self.boxes["entry"].open(leaf)

    def open_case(self, named: str) -> None:
        """A case by a leaf of it or its tracking ID."""
        if self.may("case"):
            self._from_here("case")
            self.boxes["case"].open(named)

    def open_chain(self, office: str, desk: int) -> None:
        """A desk's chain."""
        if self.may("chain"):
            self._from_here("chain")
            self.boxes["chain"].open(office, desk)

    def open_rows(self, wanted: Filter) -> None:
        """The entries of a filter."""
        if self.may("entries"):
            self._from_here("entries")
            self.boxes["entries"].open(wanted)

    def open_package(self, wanted: Filter, leaves: tuple[str, ...], title: str) -> None:
        """An evidence package of those."""
        if self.may("package"):
            self._from_here("package")
            self.boxes["package"].open(wanted, leaves, title)

    def back(self) -> None:
        """Esc: to where the way came from."""
        if self.back_to:
            place = self.back_to.pop()
            self._show(place)
        elif self.here in MARKED:
            self.go(MARKED[self.here])

    def _from_here(self, place: str) -> None:
        if self.here and self.here != place:
            self.back_to.append(self.here)
        self._show(place)

    def _show(self, place: str) -> Box:
        box = self._box(place)
        self.here = place
        self.shell.show_place(MARKED.get(place, place), box.view)
        box.focus()
        return box

    def _box(self, place: str) -> Box:
        if place not in self.boxes:
            from ui.audit_boxes import make

            self.boxes[place] = make(place, self)
        found: Box = self.boxes[place]
        return found

    # -- keys

    def press(self, pressed: str) -> None:
        """What a key does here."""
        if (key := act_at(self.here, pressed)) is None:
            return
        if key.place:
            getattr(self.boxes[self.here], key.act)()
        elif key.act == "show_keys":
            self.show_keys()
        else:
            self.go(key.act.removeprefix("go_"))

    def show_keys(self) -> None:
        """Ctrl+F1: every key of this place."""
        KeyMapView(TITLES[self.here], tuple(keys_at(self.here)), self.shell).open()

    def redraw(self) -> None:
        """After a change of theme or of the type's size."""
        self.shell.bar.show_theme()
        self.shell.rail.show_place(MARKED.get(self.here, self.here))

    def _warn(self, alarm: Refusal | None) -> None:
        said = (
            () if alarm is None else (Banner(words.sentence(alarm), words.who_acts(alarm), "bad"),)
        )
        self.shell.show_banners(said)

    def alarm(self, refusal: Refusal) -> None:
        """The log lied after the sign-in too: it is said until the next one."""
        self.shell.bar.show_light(log_light(0, refusal))
        self._warn(refusal)

    def _tick(self) -> None:
        now = self.functions.now()
        self.shell.bar.show_time(long_date(tehran_date(now)), clock_time(now))
