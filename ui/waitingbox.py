"""The numbers of the day and those set aside, and what the keys do there."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject

from app.domain.pages import PageWanted
from app.domain.text import persian_digits
from ui import words
from ui.sending import Ends, Sending

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.domain.errors import Refusal
    from app.domain.visiting import Onward, Priority, Ticket
    from ui.counter import Counter
    from ui.models.waiting import Waiting
    from ui.staff import AtDoor
    from ui.views.shell import Shell
    from ui.views.ticket import SendOnView, TakeView
    from ui.views.waiting import WaitingView


class WaitingBox(QObject):
    """Joins the view with the visit's functions; the desk's own line shows the same lists. It is
    built when it is first asked for."""

    def __init__(self, counter: Counter, shell: Shell, sending: Sending) -> None:
        super().__init__(counter)
        self.shell = shell
        self.counter, self.visiting, self.sending = counter, counter.visiting, sending
        self.functions, self.tasks = counter.functions, counter.tasks
        self.dialog: TakeView | SendOnView | None = None
        self._drawn: Waiting | None = None

    @cached_property
    def view(self) -> WaitingView:
        """Both lists."""
        from ui.views.waiting import WaitingView

        view, calling = WaitingView(), self.counter.calling
        view.called.connect(calling.call)
        view.resumed.connect(calling.take_up)
        view.taken.connect(self.take)
        view.absent.connect(self.absent)
        view.sent.connect(self.send_on)
        view.printed.connect(self.print_)
        self._drawn = self.visiting.waiting
        view.show_waiting(self._drawn)
        self.visiting.changed.connect(self._draw)
        self.visiting.told.connect(self._told)
        return view

    def show(self) -> None:
        """Ctrl+F2."""
        self.shell.show_place("visitors", self.view)
        self.ask()
        self.view.focus()

    def ask(self) -> None:
        """F5: read both lists anew."""
        self.view.told.say("")
        self.visiting.ask()

    def take(self) -> None:
        """F9: a number for somebody, on paper."""
        if self.functions.visits is not None:
            from ui.views.ticket import TakeView

            view = TakeView(self.counter.unlocked.catalogue, self._parent)
            view.agreed.connect(self._take)
            self._open(view)

    def absent(self) -> None:
        """F8: nobody came to the marked number."""
        visits, line = self.functions.visits, self.view.ticket
        if visits is not None and line is not None:
            number, absent = line.ticket.number, visits.absent
            self.tasks.run(lambda: absent(number), lambda _: self._gone(number), self._refused)

    def send_on(self) -> None:
        """F11: the marked number goes to another service, person or desk."""
        line, at_door = self.view.ticket, self.functions.at_door
        if line is not None and self.functions.visits is not None:
            number = line.ticket.number
            self.tasks.run(at_door, lambda people: self._ask_where(number, people), self._refused)

    def print_(self) -> None:
        """F12: the marked number's paper once more."""
        if line := self.view.ticket:
            self._print(line.ticket)

    @property
    def _parent(self) -> QWidget:
        return self.view.window()

    def _open(self, view: TakeView | SendOnView) -> None:
        self.dialog = view
        view.open()

    def _take(self, priority: str, service: int | None) -> None:
        visits = self.functions.visits
        assert visits is not None
        take, first = visits.take, cast("Priority", priority)

        def done(ticket: Ticket) -> None:
            self._told(f"نوبت {persian_digits(ticket.number)} داده شد.")
            self.visiting.ask()
            self._print(ticket)

        self.tasks.run(lambda: take(first, service), done, self._refused)

    def _print(self, ticket: Ticket) -> None:
        number = persian_digits(ticket.number)
        wanted = PageWanted("ticket", number=ticket.number, service=ticket.service or 0)
        ends = Ends(lambda _: self._told(f"نوبت {number} چاپ شد."), self._refused)
        self.sending.page(wanted, ends)

    def _ask_where(self, number: int, people: tuple[AtDoor, ...]) -> None:
        from ui.views.ticket import SendOnView

        known = tuple((one.operator.number, one.operator.name) for one in people)
        view = SendOnView(number, known, self.counter.unlocked.catalogue, self._parent)
        view.agreed.connect(lambda onward: self._send(number, onward))
        self._open(view)

    def _send(self, number: int, onward: Onward) -> None:
        visits = self.functions.visits
        assert visits is not None
        send = visits.send_on
        self.tasks.run(lambda: send(number, onward), lambda _: self._gone(number), self._refused)

    def _gone(self, number: int) -> None:
        ticket = self.visiting.visit.ticket
        if ticket is not None and ticket.number == number:
            self.visiting.forget()
        self._told(f"نوبت {persian_digits(number)} جابه‌جا شد.")
        self.visiting.ask()

    def _told(self, said: str) -> None:
        self.view.told.say(said, tone="info")

    def _refused(self, refusal: Refusal) -> None:
        self.view.told.say(words.sentence(refusal), words.who_acts(refusal), tone="bad")

    def _draw(self) -> None:
        if self._drawn != self.visiting.waiting:
            self._drawn = self.visiting.waiting
            self.view.show_waiting(self._drawn)
