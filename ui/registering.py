"""F9 on a form: register it in its visit; what comes back is paid, or said where it was refused."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui import words
from ui.billing import service_of
from ui.models import versions

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.domain.acts import Registered
    from app.domain.errors import Refusal
    from ui.counter import Counter
    from ui.visiting import Stay

WRONG_DATE = "اگر نیست، ساعت رایانه را درست کنید یا یک بار همگام کنید (F4) و دوباره بزنید."


class Registering(QObject):
    """One at a time: while it runs the form is locked."""

    def __init__(self, counter: Counter) -> None:
        super().__init__(counter)
        self.counter, self.filling = counter, counter.filling
        self.tasks, self.functions = counter.tasks, counter.functions
        counter.desk.built.connect(self._join)

    def submit(self) -> None:
        """Register what is on screen, or go to what stands in the way."""
        if self.filling.free is None:
            return
        if not self.filling.free.ready:
            self.filling.to_trouble()
            return
        stay = self.counter.visiting.stay
        self.filling.lock(True)
        self.counter.keeping.drop_waiting()
        self.tasks.run(lambda: self._register(stay), self._registered, self._refused)

    def issued(self, receipt: str) -> None:
        """The last receipt is there: its picture comes when it is drawn."""
        desk, preview = self.counter.desk, self.functions.receipt_preview
        desk.middle.setCurrentWidget(desk.paper)
        desk.paper.show_paper(self._title(), b"")
        desk.promise.next.setFocus()
        self.tasks.run(lambda: preview(receipt), self._drawn, self.counter.till.not_printed)

    def _join(self, screen: QWidget) -> None:
        """The screens of a request, each once it is there."""
        from ui.views.fee import FeeView
        from ui.views.payment import PaymentView
        from ui.views.receipt import PromiseView

        counter = self.counter
        if isinstance(screen, FeeView):
            screen.submitted.connect(counter.primary)
            screen.to_trouble.connect(counter.to_trouble)
        if isinstance(screen, PaymentView | PromiseView):
            screen.next_one.connect(counter.next_one)
        if isinstance(screen, PaymentView):
            screen.another_one.connect(counter.another)
            screen.name_of = self._agency
        elif isinstance(screen, PromiseView):
            screen.another.connect(counter.another)
            screen.pages.connect(counter.pages)

    def _agency(self, key: str) -> str:
        return self.counter.unlocked.catalogue.agency_name(key)

    def _register(self, stay: Stay) -> Registered:
        """On the worker: a visit for this citizen if none is open, then the request."""
        request, sheet = self.filling.request, self.counter.keeping.sheet
        assert request is not None
        draft = replace(request.draft(self.counter.visiting.open(stay)), draft=sheet.name)
        registered = self.functions.register(draft)
        self.counter.keeping.finish(sheet)
        return registered

    def _registered(self, registered: Registered) -> None:
        counter = self.counter
        counter.keeping.sheet.name = ""
        if request := self.filling.request:
            counter.visiting.take(registered, versions.person_of(request))
        counter.acted.emit()
        bills = service_of(counter.unlocked.catalogue)
        if counter.visiting.visit.bills and bills:
            self.filling.close()
            counter.billing.go_on(bills)
        else:
            counter.pay()

    def _refused(self, refusal: Refusal) -> None:
        self.counter.visiting.begun()
        self.filling.lock(False)
        self.filling.keep()
        self.counter.desk.fee.refuse(words.sentence(refusal), words.who_acts(refusal))
        if refusal.code == "date-unconfirmed":
            from ui.views.question import QuestionView

            dialog = QuestionView(
                words.sentence(refusal), WRONG_DATE, "بله، همین است", self.counter.desk, back="نیست"
            )
            dialog.agreed.connect(self._date_is_right)
            dialog.open()

    def _date_is_right(self) -> None:
        confirm = self.functions.confirm_date
        self.tasks.run(confirm, lambda _: self.counter.primary(), self._refused)

    def _drawn(self, png: bytes) -> None:
        if self.counter.stage == "done":
            self.counter.desk.paper.show_paper(self._title(), png)

    def _title(self) -> str:
        paying, catalogue = self.counter.paying, self.counter.unlocked.catalogue
        service = catalogue.services.get(paying.registered.service) if paying else None
        return service.title if service else ""
