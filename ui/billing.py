"""Bills by scanner: each line one bill of this visit; registered together, paid like requests."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui import words
from ui.models import versions

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.acts import Registered
    from app.domain.bills import Bill
    from app.domain.catalogue import Catalogue, Service
    from app.domain.errors import Refusal
    from app.domain.forms import Answer
    from ui.functions import Functions
    from ui.models.request import Request
    from ui.views.bills import BillsView
    from ui.visiting import Visiting

KEY, BILL_BOXES = "bill_payment", {"bill_id", "payment_id"}
HIMSELF: dict[str, Answer] = {"visitor_capacity": "self", "applicant_kind": "natural_iranian"}


class Billing(QObject):
    """`asked(Request)`: the form of the first bill lacks something, mostly whose it is; `paid`:
    every bill is registered."""

    asked = Signal(object)
    settled = Signal()
    acted = Signal()
    wanted = Signal()

    def __init__(
        self,
        visiting: Visiting,
        functions: Functions,
        begin: Callable[[Service], Request],
    ) -> None:
        super().__init__(visiting)
        self.visiting, self.functions, self.tasks = visiting, functions, visiting.tasks
        self.begin, self.busy = begin, False

    @cached_property
    def view(self) -> BillsView:
        """Their list, built with the first one."""
        view = self.visiting.desk.bills
        view.dropped.connect(self.drop)
        view.registered.connect(self.wanted)
        return view

    def scan(self, line: str) -> None:
        """One line from the scanner, or typed."""
        visits, before = self.functions.visits, self.visiting.visit.bills
        if visits is None or self.busy:
            return
        bill = visits.bill
        self.visiting.desk.middle.setCurrentWidget(self.view)
        self.tasks.run(lambda: bill(line, before), self._scanned, self._refused)

    def drop(self) -> None:
        """F8: the last one goes again."""
        kept = self.visiting.visit.bills[:-1]
        if self.visiting.visit.bills and not self.busy:
            self._keep(kept)
            if not kept:
                self.visiting.desk.rest()

    def go_on(self, service: Service) -> None:
        """F9, and after the first one's form: register all whose form is whole."""
        visit, stay = self.visiting.visit, self.visiting.stay
        if self.busy or not visit.bills:
            return
        made = [self.request_of(service, bill) for bill in visit.bills]
        if not made[0].ready:
            self.visiting.scan(visit.bills[1:])
            self.asked.emit(made[0])
            return
        self.busy = True
        register = self.functions.register
        person = versions.person_of(made[0])

        def work() -> Registered:
            return register(made[0].draft(self.visiting.open(stay)))

        def done(registered: Registered) -> None:
            self.busy = False
            self.visiting.scan(visit.bills[1:])
            self.visiting.take(registered, person)
            self.acted.emit()
            if self.visiting.visit.bills:
                self.go_on(service)
            else:
                self.view.end()
                self.settled.emit()

        self.tasks.run(work, done, self._refused)

    def request_of(self, service: Service, bill: Bill) -> Request:
        """The form of a bill with all that is known: the bill, and who stands here."""
        from app.domain.bills import answers

        known = {**HIMSELF, **(self.visiting.visit.answers or {}), **answers(bill)}
        return versions.for_same(self.begin(service), known)

    def _scanned(self, bill: Bill) -> None:
        self._keep((*self.visiting.visit.bills, bill))

    def _keep(self, bills: tuple[Bill, ...]) -> None:
        self.visiting.scan(bills)
        self.view.refuse("")
        self.view.show_bills(bills)

    def _refused(self, refusal: Refusal) -> None:
        self.busy = False
        self.view.show_bills(self.visiting.visit.bills)
        self.view.refuse(words.sentence(refusal), words.who_acts(refusal))
        self.visiting.desk.middle.setCurrentWidget(self.view)


def service_of(catalogue: Catalogue) -> Service | None:
    """The service that takes any bill."""
    offered = [one for one in catalogue.services.values() if one.offered]
    fitting = [one for one in offered if {f.name for f in one.form.fields} >= BILL_BOXES]
    return next((one for one in fitting if one.key == KEY), next(iter(fitting), None))
