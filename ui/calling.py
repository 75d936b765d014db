"""Who comes to the desk and how: called by number, from those set aside, by what was scanned; and
how the desk is freed for them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.domain.acts import RequestDraft
from app.domain.text import latin_digits, persian_digits
from app.domain.tracking import check
from ui import words
from ui.billing import service_of
from ui.keeping import Sheet
from ui.visiting import Begun

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.acts import Registered
    from app.domain.errors import Refusal
    from app.domain.visiting import OpenVisit, Ticket
    from ui.counter import Counter

BUSY = "نخست این مراجعه را با F9 تمام کنید یا با Shift+F8 کنار بگذارید."

PAY_FIRST = (
    "پرداخت این مراجعه مانده است: Shift+F9 خدمت دیگری به آن می‌افزاید، Shift+F8 آن را کنار می‌گذارد."
)


class Calling(QObject):
    """`came`: somebody is at the desk, wherever the keys were."""

    came = Signal()

    def __init__(self, counter: Counter) -> None:
        super().__init__(counter)
        self.counter, self.visiting = counter, counter.visiting
        self.functions, self.tasks = counter.functions, counter.tasks
        self._guided: int | None = None
        counter.guiding.told.connect(self._told_guide)
        counter.lacking.accepted.connect(counter.clear_desk)
        self.visiting.known.connect(self._known)
        self.visiting.lookup = self._lookup

    # -- by number

    def call_next(self) -> None:
        """Ctrl+F5, from anywhere: who comes next; the same number again while nobody came."""
        visits, visit = self.functions.visits, self.visiting.visit
        if visits is None:
            return
        if self.counter.stage == "done":
            self.counter.next_one()
        elif visit.ticket is None and (visit.somebody or self.counter.stage != "choosing"):
            self.visiting.say(BUSY)
            self.came.emit()
            return
        if visit.ticket is not None:
            self.call(visit.ticket.number)
        else:
            self.tasks.run(visits.call_next, self._called, self.visiting.refuse)

    def call(self, number: int) -> None:
        """One number, chosen from the list, or once more."""
        visits, visit = self.functions.visits, self.visiting.visit
        if visits is None:
            return
        other = visit.ticket.number != number if visit.ticket else visit.somebody
        if other or self.counter.stage in ("filling", "paying"):
            self.visiting.say(BUSY)
            return
        if self.counter.stage == "done":
            self.counter.next_one()
        self.tasks.run(lambda: visits.call(number), self._called, self.visiting.refuse)

    def absent(self) -> None:
        """F8 while a called number is waited for: nobody came."""
        visits, ticket = self.functions.visits, self.visiting.visit.ticket
        if visits is None or ticket is None:
            return
        absent = visits.absent

        def done(_: object) -> None:
            self.visiting.forget()
            self.visiting.say(f"نوبت {persian_digits(ticket.number)} نیامد.")
            self.counter.clear_desk()
            self.visiting.ask()

        self.tasks.run(lambda: absent(ticket.number), done, self.visiting.refuse)

    def _called(self, ticket: Ticket | None) -> None:
        if ticket is None:
            self.visiting.nobody()
            return
        self.visiting.call(ticket)
        self.counter.clear_desk()
        service = self.counter.unlocked.catalogue.services.get(ticket.service or 0)
        if service is not None:
            self.counter.desk.services.search.setText(service.title)
            self.counter.desk.services.changed.emit(self.counter.choosing.type(service.title))
        self.came.emit()
        self.visiting.ask()

    # -- set aside and back

    def set_aside(self) -> None:
        """Whoever is at the desk is parked with what was begun; an untouched form is nothing."""
        counter, visiting = self.counter, self.visiting
        sheets = self._begun()
        if not self.functions.visits:
            counter.keeping.begin()
        elif counter.stage == "done":
            visiting.leave()
        elif sheets or visiting.stay.visit:
            counter.keeping.drop_waiting()
            visiting.park(sheets, self._brings_back())
        else:
            visiting.forget()
        counter.filling.close()
        counter.till.forget()

    def _brings_back(self) -> Callable[[Refusal], None]:
        """What could not be set aside (the disk is full) is at the desk again as it was: nothing
        typed may go with a form that is gone from the screen."""
        counter, visiting = self.counter, self.visiting
        visit, stay, request = visiting.visit, visiting.stay, counter.filling.free
        name, page = counter.keeping.sheet.name, counter.desk.page
        place = page.form.place() if page else ""

        def back(refusal: Refusal) -> None:
            counter.filling.close()
            counter.till.forget()
            visiting.visit, visiting.stay = visit, stay
            if request:
                counter.keeping.begin(name)
                counter.open(request, place)
            else:
                counter.clear_desk()
                counter.pay()
            visiting.refuse(refusal)
            self.came.emit()

        return back

    def _begun(self) -> tuple[Begun, ...]:
        """The form on screen, if somebody typed into it, and the bills that were scanned."""
        counter, found = self.counter, []
        request, page, sheet = counter.filling.free, counter.desk.page, counter.keeping.sheet
        if request and (sheet.name or sheet.waiting):
            place = page.form.place() if page else ""
            found.append(Begun(request.unfinished, sheet, place))
        service = service_of(counter.unlocked.catalogue)
        for bill in self.visiting.visit.bills if service else ():
            assert service is not None
            found.append(Begun(counter.billing.request_of(service, bill).unfinished, Sheet()))
        return tuple(found)

    def take_up(self, visit: str) -> None:
        """Resume somebody who was set aside; whoever is at the desk is set aside first."""
        if self.counter.bound and (self.counter.paying is None or self.counter.paying.busy):
            self.visiting.say(BUSY)
            return
        self.set_aside()
        self.counter.clear_desk()
        self.counter.resuming.resume(visit, self._back)

    def look_left(self) -> None:
        """At sign-in: a visit that was cut off comes back by itself, and the line says so."""

        def back(found: OpenVisit) -> None:
            self._back(found)
            self.visiting.say("این مراجعه نیمه‌کاره مانده بود و به میز بازگشت.")

        self.counter.resuming.look_left(back)

    def _back(self, found: OpenVisit) -> None:
        """Its last draft is opened where the caret stood; else its money is taken."""
        counter, get = self.counter, self.functions.open_draft
        if found.drafts and get is not None:
            name = found.drafts[0]

            def opened(kept: tuple[RequestDraft, str]) -> None:
                counter.resume(kept[0], kept[1], name)
                self.came.emit()

            self.tasks.run(lambda: get(name), opened, self.visiting.refuse)
        else:
            counter.clear_desk()
            counter.pay()
            self.came.emit()

    # -- by what was scanned

    def scanned(self, kind: str, line: str) -> None:
        """A person's number, a bill or a tracking ID stood in the search box."""
        counter = self.counter
        if counter.bound or self.functions.visits is None:
            self.visiting.say(PAY_FIRST)
            return
        if counter.stage == "done":
            counter.next_one()
        if kind == "visitor":
            self.visiting.identify(latin_digits(line).strip())
        elif kind == "bill":
            counter.filling.close()
            counter.billing.scan(line)
        else:
            counter.lacking.second(check(line), self._again, self._owed, self._unknown)
        counter.desk.services.search.clear()
        counter.desk.services.changed.emit(counter.choosing.type(""))

    def _again(self, draft: RequestDraft) -> None:
        if not self.counter.resume(draft, same=True):
            self.visiting.say("خدمت این درخواست در فهرست کنونی نیست.")

    def _owed(self, registered: Registered) -> None:
        self.visiting.owe(registered)
        self.counter.pay()

    def _unknown(self, refusal: Refusal) -> None:
        self.counter.desk.services.why.say(words.sentence(refusal), words.who_acts(refusal))

    # -- who it is, and who only asks

    def count_asker(self) -> bool:
        """F9 after a guide was printed for somebody who only asked: one visit more."""
        visits, service, stay = self.functions.visits, self._guided, self.visiting.stay
        if visits is None or service is None or stay.visit:
            return False
        self._guided = None

        def work() -> None:
            visits.close(visits.begin(stay.number, service, True))

        def done(_: object) -> None:
            self.visiting.say("راهنما داده شد و یک مراجعه شمرده شد.")
            self.counter.acted.emit()

        self.visiting.forget()
        self.counter.clear_desk()
        self.tasks.run(work, done, self.visiting.refuse)
        return True

    def _told_guide(self, service: int) -> None:
        if self.counter.stage == "choosing" and not self.visiting.stay.visit:
            self._guided = service
            self.visiting.say("اگر مراجعه‌کننده تنها می‌پرسید، F9 آن را یک مراجعه می‌شمارد.")

    def _known(self) -> None:
        """The visitor is known: an open form takes what fits, else the next one will."""
        if self.counter.filling.free:
            self.counter.filling.give(self.counter.person)
            self.counter.helping.look()
        else:
            self.counter.clear_desk()

    def _lookup(self, _person: str) -> RequestDraft | None:
        service = self.counter.service or next(
            iter(self.counter.unlocked.catalogue.services.values()), None
        )
        return RequestDraft("", service.number, service.form.version, {}) if service else None
