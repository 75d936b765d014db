"""The visit around the request screen: called, begun when something of it is written, identified
once, set aside with everything in it, taken up again, closed when the person left.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from ui import words
from ui.memory import give_back
from ui.models.visit import Visit
from ui.models.waiting import Waiting

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from app.domain.acts import Registered, RequestDraft
    from app.domain.bills import Bill
    from app.domain.errors import Refusal
    from app.domain.forms import Answer
    from app.domain.visiting import Checked, OpenVisit, Ticket
    from ui.functions import Functions
    from ui.keeping import Sheet
    from ui.tasks import Tasks
    from ui.views.desk import DeskView
    from ui.views.visitor import VisitorView

AFTERWARDS = 700  # ms after a citizen left, when hands rest


@dataclass(slots=True)
class Stay:
    """One citizen's visit as the worker knows it: its name once it began, else the number and
    service it will begin with."""

    visit: str = ""
    number: int | None = None
    service: int | None = None


@dataclass(frozen=True, slots=True)
class Begun:
    """A form that goes aside with its citizen: its draft (once the visit has a name), the sheet it
    is kept on, and the caret's place."""

    draft: Callable[[str], RequestDraft]
    sheet: Sheet
    place: str = ""


class Visiting(QObject):
    """`changed`: what the line says; `told`: what it said last, for other places; `acted`:
    something was written; `known`: who it is."""

    changed = Signal()
    told = Signal(str)
    acted = Signal()
    known = Signal()

    def __init__(self, desk: DeskView, functions: Functions, tasks: Tasks) -> None:
        super().__init__(desk)
        self.desk, self.functions, self.tasks = desk, functions, tasks
        self.visit, self.stay = Visit(), Stay()
        self.waiting = Waiting()
        self.view: VisitorView | None = None
        self.lookup: Callable[[str], RequestDraft | None] = lambda _person: None
        desk.visit.identify.connect(self.identify)
        self.draw()

    # -- on the worker

    def open(self, stay: Stay) -> str:
        """The visit of this stay in the desk file; it begins now if it has not."""
        if not stay.visit:
            visits = self.functions.visits
            stay.visit = (
                visits.begin(stay.number, stay.service, False)
                if visits
                else self.functions.open_visit()
            )
        return stay.visit

    # -- what is known

    def call(self, ticket: Ticket) -> None:
        """A number was called for this desk: its owner's visit begins with the first form."""
        self.stay = Stay("", ticket.number, ticket.service)
        self.visit = Visit().call(ticket)
        self._tell(ticket.word)

    def begun(self) -> None:
        """The worker has begun it; the line says so."""
        if self.stay.visit:
            self.visit = self.visit.begun(self.stay.visit, self.functions.now())
            self.draw()

    def begin(self) -> None:
        """Whoever was called has come: the wait is over now, not at the first receipt."""
        if self.visit.ticket:
            stay = self.stay
            self.tasks.run(lambda: self.open(stay), lambda _: self.begun(), self.refuse)

    def take(self, registered: Registered, answers: Mapping[str, Answer]) -> None:
        """One more request is registered in it."""
        self.begun()
        self.visit = self.visit.take(registered, answers)
        self.draw()

    def scan(self, bills: tuple[Bill, ...]) -> None:
        """The bills that wait to be registered."""
        self.visit = replace(self.visit, bills=bills)
        self.draw()

    def owe(self, registered: Registered) -> None:
        """A request of an earlier visit is paid in this one."""
        self.visit = self.visit.owe(registered)
        self.draw()

    def lack(self, answers: Mapping[str, Answer]) -> None:
        """One was accepted with something missing."""
        self.begun()
        self.visit = self.visit.lack(answers)
        self.draw()

    def receipted(self, tid: str) -> None:
        """That request has its receipt."""
        taken = tuple(
            replace(one, state="receipted") if one.tid == tid else one for one in self.visit.taken
        )
        self.visit = replace(self.visit, taken=taken)
        self.draw()

    @property
    def unpaid(self) -> tuple[Registered, ...]:
        """Its requests without a receipt."""
        waits = ("registered", "awaiting_payment", "part_paid")
        return tuple(one for one in self.visit.taken if one.state in waits)

    # -- who it is

    def identify(self, typed: str = "") -> None:
        """F5: ask who stands here, once for the whole visit."""
        if self.view is not None or self.visit.checked or not self.functions.visits:
            return
        from ui.views.visitor import VisitorView

        self.view = VisitorView(typed or self.visit.id, self.desk.window())
        self.view.asked.connect(self._look_up)
        self.view.agreed.connect(self._seen)
        self.view.finished.connect(self._asked)
        self.view.open()
        self.view.begin()

    def _look_up(self, person: str) -> None:
        draft, visits = self.lookup(person), self.functions.visits
        if draft is not None and visits is not None:
            earlier = visits.earlier
            self.tasks.run(
                lambda: earlier(person, draft),
                lambda filled: self._found(filled.answers),
                self.refuse,
            )

    def _found(self, answers: Mapping[str, Answer]) -> None:
        if self.view and isValid(self.view):
            self.view.know(answers)

    def _asked(self, _result: int) -> None:
        self.view = None

    def _seen(self, seen: Checked, answers: Mapping[str, Answer]) -> None:
        stay, visits = self.stay, self.functions.visits
        assert visits is not None
        identify = visits.identify

        def done(_leaf: str) -> None:
            if stay is self.stay:
                self.begun()
                self.visit = self.visit.see(seen, answers)
                self._tell("")
                self.known.emit()
            self.acted.emit()

        self.tasks.run(lambda: identify(self.open(stay), seen), done, self.refuse)

    # -- its end

    def leave(self) -> None:
        """The person left: what was begun in the desk file is closed, the line is free."""
        stay, visits = self.stay, self.functions.visits
        self.forget()
        QTimer.singleShot(AFTERWARDS, self, give_back)
        if visits is None:
            return
        close = visits.close

        def work() -> None:
            if stay.visit:
                close(stay.visit)

        self.tasks.run(work, lambda _: self.acted.emit(), self.refuse)

    def park(self, sheets: tuple[Begun, ...], failed: Callable[[Refusal], object]) -> None:
        """Set the citizen aside, what was begun with them; `failed` when it could not be kept."""
        stay, visits, save = self.stay, self.functions.visits, self.functions.set_aside_draft
        name = self.visit.who
        if visits is None:
            return
        park = visits.park

        def work() -> None:
            visit = self.open(stay)
            for one in sheets:
                save(one.draft(visit), one.sheet.name, one.place)
            park(visit, "")

        self.forget()
        self.tasks.run(work, lambda _: self._parked(name), failed)

    def _parked(self, name: str) -> None:
        self._tell(f"{name} کنار گذاشته شد؛ بازگشت با Ctrl+F2.")
        self.acted.emit()
        self.ask()

    def forget(self) -> None:
        """Nobody is at the desk."""
        self.visit, self.stay = Visit(), Stay()
        self._tell("")

    # -- the line

    def ask(self) -> None:
        """Who waits, and who was set aside."""
        visits = self.functions.visits
        if visits is None:
            return
        waiting, parked = visits.waiting, visits.parked
        self.tasks.run(lambda: (waiting(), parked()), self._listed, self.refuse)

    def _listed(self, found: tuple[tuple[Ticket, ...], tuple[OpenVisit, ...]]) -> None:
        now, catalogue = self.functions.now(), self.desk.services.model
        if catalogue is not None:
            self.waiting = Waiting.of(*found, catalogue=catalogue.catalogue, now=now)
            self.draw()

    def show(self, visit: Visit) -> None:
        """Another visit is at the desk."""
        self.visit = visit
        self.draw()

    def draw(self) -> None:
        """The line as it is now."""
        self.desk.visit.show_visit(self.visit, self.waiting, self.functions.now())
        self.changed.emit()

    def refuse(self, refusal: Refusal) -> None:
        """Said in the line; the work goes on."""
        if refusal.code != "queue-nobody":
            self._tell(words.sentence(refusal), words.who_acts(refusal))

    def say(self, said: str) -> None:
        """One line about the visit."""
        self._tell(said)

    def nobody(self) -> None:
        """The queue is empty."""
        self._tell("کسی در نوبت نیست.")

    def _tell(self, said: str, who: str = "") -> None:
        self.desk.visit.say(said, who)
        self.told.emit(said)
        self.draw()
