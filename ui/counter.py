"""Joins the desk's views with the functions: choose, fill, register; then the till takes over.

Success shows only after the function came back, that is after COMMIT.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Literal

from PySide6.QtCore import QObject, Signal

from app.domain.acts import Registered, RequestDraft
from app.domain.catalogue import Catalogue, Service
from app.domain.errors import Refusal
from app.domain.forms import Answer
from app.domain.jalali import show, tehran_date
from ui import words
from ui.filling import Filling
from ui.functions import Functions, Habits, Unlocked
from ui.guiding import Guiding
from ui.keeping import Keeping
from ui.models import versions
from ui.models.choosing import Choosing
from ui.models.guide import guide_of
from ui.models.paying import Paying
from ui.models.request import Request
from ui.sending import Sending
from ui.tasks import Tasks
from ui.till import Till
from ui.views.date import DateDialog
from ui.views.desk import DeskView
from ui.views.fields.field import field_here

Stage = Literal["choosing", "filling", "paying", "done"]
FIRST_TROUBLE = "?"  # no field has this name, so the caret goes to what is missing


class Counter(QObject):
    """One citizen after another. `acted` says that something was written (the light may change),
    `pages` that the other papers of this request are asked for."""

    acted = Signal()
    pages = Signal()

    def __init__(
        self,
        desk: DeskView,
        functions: Functions,
        tasks: Tasks,
        unlocked: Unlocked,
        *,
        sending: Sending,
    ) -> None:
        super().__init__(desk)
        self.guiding = Guiding(sending, desk)
        self.desk, self.functions, self.tasks, self.unlocked = desk, functions, tasks, unlocked
        self.person: Mapping[str, Answer] = {}
        self.till = Till(desk, functions, tasks, sending)
        self.keeping = Keeping(functions, tasks, self)
        self.filling = Filling(desk, self.keeping)
        self.choosing = Choosing.begin(unlocked.catalogue, office=unlocked.office, on=self._today())
        self._connect()
        desk.services.show_choosing(self.choosing)
        desk.rest()
        self.learn()

    @property
    def request(self) -> Request | None:
        """The request on screen."""
        return self.filling.request

    @property
    def paying(self) -> Paying | None:
        """The payments of the request just registered."""
        return self.till.paying

    @property
    def service(self) -> Service | None:
        """The service of the form, or the marked one."""
        return self.request.service if self.request else self.choosing.marked

    @property
    def stage(self) -> Stage:
        """Where this citizen's request stands."""
        if self.till.paying is not None:
            return "done" if self.till.done else "paying"
        return "filling" if self.request else "choosing"

    @property
    def bound(self) -> bool:
        """It is being registered or paid for: nothing else may be begun now."""
        return self.stage == "paying" or (self.stage == "filling" and not self.filling.free)

    # -- choosing

    def choose(self, service: Service) -> None:
        """Begin a request for that service, if this office may take it today."""
        if self.bound or self.choosing.refusal(service) is not None:
            return
        person = self.person
        if self.stage == "done" or not person:
            self._forget()
        fresh = self._empty(service)
        self.keeping.begin()
        self.filling.open(versions.for_same(fresh, person) if person else fresh)
        self._show_person()

    def resume(self, draft: RequestDraft, place: str, name: str) -> bool:
        """Go on with a kept draft, the caret where it stood; False when it cannot be now."""
        service = versions.service_of(self.unlocked.catalogue, draft)
        if self.bound or service is None:
            return False
        self._forget()
        self._show_person()
        self.filling.visit = draft.visit
        self.keeping.begin(name)
        self.filling.open(self._empty(service).resume(draft), place or FIRST_TROUBLE)
        self.filling.tell_homeless(draft)
        return True

    def another(self) -> None:
        """Shift+F9: one more service for the same citizen, in the same visit."""
        if self.stage == "done" and self.request:
            self.person = versions.person_of(self.request)
            self.till.forget()
            self._clear_desk()

    def next_one(self) -> None:
        """A clean desk for the next citizen."""
        self._forget()
        self._clear_desk()

    def park(self) -> None:
        """Shift+F8: put the request aside as a draft and serve the next citizen."""
        if self.stage == "filling" and not self.bound:
            self.next_one()

    def learn(self) -> None:
        """The services this person takes often and has pinned."""
        self.tasks.run(self.functions.habits, self._learned, self._no_habits)

    def pin(self) -> None:
        """Shift+F2: keep the marked service at the top, or let it go."""
        if service := self.choosing.marked:
            number, on = service.number, not self.choosing.pinned(service)
            pin = self.functions.pin
            self.tasks.run(lambda: pin(number, on), self._learned, self._no_habits)

    def swap(self, catalogue: Catalogue) -> None:
        """A newer release is in force: search, form and fee go by it from now on."""
        self.unlocked = replace(self.unlocked, catalogue=catalogue)
        self._narrowed(self.choosing.swap(catalogue, self._today()))
        self.filling.swap(catalogue)

    # -- keys of the form

    def primary(self) -> None:
        """F9: register, accept the slip, or the next request, by the stage."""
        if self.stage == "filling":
            self._submit()
        elif self.stage == "paying" and self.paying and self.paying.by_hand:
            self.desk.payment.send_slip()
        elif self.stage == "done" or (self.paying and self.paying.stuck) or self.person:
            self.next_one()

    def to_trouble(self) -> None:
        """F8: the caret goes to the first thing that is missing or wrong."""
        if self.stage == "filling":
            self.filling.to_trouble()

    def accept_offer(self) -> None:
        """F7: take what is offered under the field with the caret, or in the search."""
        if view := field_here():
            view.accept_offer()
        else:
            self.desk.services.accept_offer()

    def guide(self) -> None:
        """F1: the guide of the service on the form, or of the marked one."""
        if service := self.service:
            told = guide_of(self.unlocked.catalogue, service, self.choosing)
            self.guiding.open(told, service.number)

    # -- what comes back

    def _submit(self) -> None:
        if self.filling.free is None:
            return
        if not self.filling.free.ready:
            self.filling.to_trouble()
            return
        self.filling.lock(True)
        self.keeping.drop_waiting()
        self.tasks.run(self._register, self._registered, self._refused)

    def _register(self) -> tuple[str, Registered]:
        """On the worker: a visit for this citizen if none is open, then the request."""
        assert self.request is not None
        sheet = self.keeping.sheet
        visit = self.filling.visit or self.functions.open_visit()
        draft = replace(self.request.draft(visit), draft=sheet.name)
        registered = self.functions.register(draft)
        self.keeping.finish(sheet)
        return visit, registered

    def _registered(self, outcome: tuple[str, Registered]) -> None:
        self.filling.visit, registered = outcome
        self.keeping.sheet.name = ""
        self.till.begin(self.filling.visit, registered)
        self.acted.emit()

    def _refused(self, refusal: Refusal) -> None:
        self.filling.lock(False)
        self.filling.keep()
        self.desk.fee.refuse(words.sentence(refusal), words.who_acts(refusal))
        if refusal.code == "date-unconfirmed":
            dialog = DateDialog(words.sentence(refusal), self.desk)
            dialog.agreed.connect(self._date_is_right)
            dialog.open()

    def _date_is_right(self) -> None:
        self.tasks.run(self.functions.confirm_date, lambda _: self.primary(), self._refused)

    def _issued(self, receipt: str) -> None:
        if self.request:
            self.desk.middle.setCurrentWidget(self.desk.paper)
            self.desk.paper.show_paper(self.request.service.title, b"")
            self.desk.promise.next.setFocus()
            preview = self.functions.receipt_preview
            self.tasks.run(lambda: preview(receipt), self._drawn, self.till.not_printed)

    def _drawn(self, png: bytes) -> None:
        if self.stage == "done" and self.request:
            self.desk.paper.show_paper(self.request.service.title, png)

    def _learned(self, habits: Habits) -> None:
        self._narrowed(self.choosing.learn(habits))

    def _no_habits(self, refusal: Refusal) -> None:
        self.desk.services.why.say(words.sentence(refusal), words.who_acts(refusal))

    # -- small steps

    def _connect(self) -> None:
        desk = self.desk
        desk.services.changed.connect(self._narrowed)
        desk.services.chosen.connect(self.choose)
        desk.fee.submitted.connect(self.primary)
        desk.fee.to_trouble.connect(self.to_trouble)
        desk.payment.next_one.connect(self.next_one)
        desk.promise.next_one.connect(self.next_one)
        desk.promise.another.connect(self.another)
        desk.promise.pages.connect(self.pages)
        desk.payment.name_of = self._agency_name
        self.till.acted.connect(self.acted)
        self.till.receipted.connect(self._issued)

    def _empty(self, service: Service) -> Request:
        return Request.begin(
            service,
            catalogue=self.unlocked.catalogue,
            office=self.unlocked.office,
            now=self.functions.now(),
        )

    def _forget(self) -> None:
        """Nothing of the last citizen stays but the draft of what was typed."""
        self.filling.close()
        self.till.forget()
        self.filling.visit, self.person = "", {}

    def _clear_desk(self) -> None:
        self.filling.close()
        self._narrowed(self.choosing.type(""))
        self.desk.services.search.clear()
        self._show_person()
        self.desk.services.focus()

    def _show_person(self) -> None:
        name = versions.name_of(self.person) or "همین متقاضی"
        said = f"خدمت دیگر برای {name}، در همان مراجعه"
        self.desk.services.show_visit(said if self.person else "")

    def _narrowed(self, choosing: Choosing) -> None:
        self.choosing = choosing
        self.desk.services.show_choosing(choosing)

    def _agency_name(self, key: str) -> str:
        return self.unlocked.catalogue.agency_name(key)

    def _today(self) -> str:
        return show(tehran_date(self.functions.now()))
