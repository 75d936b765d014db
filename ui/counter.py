"""Joins the desk's views with the functions: choose, fill, register; then the till takes over.

Success shows only after the function came back, that is after COMMIT.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, Signal

from app.domain.jalali import show, tehran_date
from ui.billing import Billing, service_of
from ui.calling import PAY_FIRST, Calling
from ui.filling import Filling
from ui.guiding import Guiding
from ui.habits import Ranking
from ui.helping import Helping
from ui.keeping import Keeping
from ui.lacking import Lacking
from ui.models import versions
from ui.models.choosing import Choosing
from ui.registering import Registering
from ui.resuming import Resuming
from ui.till import Till
from ui.visiting import Visiting

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.domain.acts import RequestDraft
    from app.domain.catalogue import Catalogue, Service
    from app.domain.forms import Answer
    from ui.functions import Functions, Unlocked
    from ui.models.paying import Paying
    from ui.models.request import Request
    from ui.sending import Sending
    from ui.tasks import Tasks
    from ui.views.desk import DeskView

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
        self.till: Till = Till(desk, functions, tasks, sending)
        self.keeping = Keeping(functions, tasks, self)
        self.filling: Filling = Filling(desk, self.keeping)
        self.choosing = Choosing.begin(unlocked.catalogue, office=unlocked.office, on=self._today())
        desk.services.show_choosing(self.choosing)
        self.visiting: Visiting = Visiting(desk, functions, tasks)
        self.resuming = Resuming(self.visiting)
        self.helping = Helping(self.filling, functions, tasks)
        self.lacking = Lacking(self.filling, self.visiting, functions, sending)
        self.billing = Billing(self.visiting, functions, self._empty)
        self.calling: Calling = Calling(self)
        self.registering = Registering(self)
        self.ranking: Ranking = Ranking(
            desk.services, functions, tasks, here=lambda: self.choosing, show=self._narrowed
        )
        self._connect()
        desk.rest()
        self.ranking.learn()

    @property
    def request(self) -> Request | None:
        """The request on screen."""
        return self.filling.request

    @property
    def paying(self) -> Paying | None:
        """The payments of what was just registered."""
        return self.till.paying

    @property
    def person(self) -> Mapping[str, Answer]:
        """What this visit's forms have said of the citizen."""
        return self.visiting.visit.answers or {}

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
        return self.stage == "paying" or self.billing.busy or self._registering

    # -- choosing

    def choose(self, service: Service) -> None:
        """Begin a request for that service, if this office may take it today."""
        if self.stage == "paying":
            self.visiting.say(PAY_FIRST)
        if self.bound or self.choosing.refusal(service) is not None:
            return
        if self.stage == "done":
            self.visiting.leave()
            self.till.forget()
        self.keeping.begin()
        self.open(versions.for_same(self._empty(service), self.person))
        self.visiting.say("")
        self.visiting.begin()

    def resume(
        self, draft: RequestDraft, place: str = "", name: str = "", *, same: bool = False
    ) -> bool:
        """Go on with a kept draft, the caret where it stood, else at the first thing missing; False
        when it cannot be now. `same`: it belongs to whoever is at the desk (a second visit)."""
        service = versions.service_of(self.unlocked.catalogue, draft)
        if self.bound or service is None:
            return False
        if not same and (not draft.visit or draft.visit != self.visiting.stay.visit):
            self.calling.set_aside()
            self.resuming.rejoin(draft.visit)
        self.keeping.begin(name)
        self.open(self._empty(service).resume(draft), place or FIRST_TROUBLE)
        self.filling.tell_homeless(draft)
        return True

    def another(self) -> None:
        """Shift+F9: one more service for the same citizen, in the same visit; before the money, so
        that all is paid together, or after it."""
        if self.stage == "done" or (self.paying and self.paying.leaves):
            self.till.forget()
            self.clear_desk()

    def next_one(self) -> None:
        """A clean desk for the next citizen."""
        self.filling.close()
        self.till.forget()
        self.visiting.leave()
        self.clear_desk()

    def park(self) -> None:
        """Shift+F8: set the citizen aside with all that was begun, and serve the next."""
        if not self._registering and not (self.paying and self.paying.busy):
            self.calling.set_aside()
            self.clear_desk()

    def swap(self, catalogue: Catalogue) -> None:
        """A newer release is in force: search, form and fee go by it from now on."""
        self.unlocked = replace(self.unlocked, catalogue=catalogue)
        self._narrowed(self.choosing.swap(catalogue, self._today()))
        self.filling.swap(catalogue)

    # -- keys of the form

    def primary(self) -> None:
        """F9: register, accept the slip, or the next request, by the stage."""
        if self.stage == "filling":
            self.registering.submit()
        elif self.stage == "paying" and self.paying and self.paying.by_hand:
            self.desk.payment.send_slip()
        elif self.stage == "done" or (self.paying and self.paying.stuck):
            self.next_one()
        elif self.stage == "choosing":
            self._go_on()

    def second(self) -> None:
        """F11: accept it incomplete while it is filled, a slip by hand while it is paid."""
        if self.stage == "filling":
            self.lacking.ask()
        else:
            self.till.by_hand()

    def to_trouble(self) -> None:
        """F8: the caret goes to the first thing that is missing or wrong. While a service is being
        chosen it takes back the last step: the last bill, or the number nobody came for."""
        if self.stage == "filling":
            self.filling.to_trouble()
        elif self.stage == "choosing" and self.visiting.visit.bills:
            self.billing.drop()
        elif self.stage == "choosing":
            self.calling.absent()

    def accept_offer(self) -> None:
        """F7: take what is offered under the field with the caret, or in the search."""
        from ui.views.fields.field import field_here

        if view := field_here():
            view.accept_offer()
        else:
            self.desk.services.accept_offer()

    def guide(self) -> None:
        """F1: the guide of the service on the form, or of the marked one."""
        if service := self.service:
            from ui.models.guide import guide_of

            told = guide_of(self.unlocked.catalogue, service, self.choosing)
            self.guiding.open(told, service.number)

    # -- the way of a visit

    @property
    def _registering(self) -> bool:
        return self.stage == "filling" and not self.filling.free

    def open(self, request: Request, place: str = "") -> None:
        """Show the form of whoever is at the desk."""
        self.filling.visit = self.visiting.stay.visit
        self.filling.open(request, place)
        self.desk.services.show_visit("")
        self.helping.look()

    def _go_on(self) -> None:
        """F9 while a service could be chosen: bills, then money, then the next citizen."""
        bills = service_of(self.unlocked.catalogue)
        if self.visiting.visit.bills and bills and not self.billing.busy:
            self.billing.go_on(bills)
        elif self.visiting.unpaid:
            self.pay()
        elif not self.calling.count_asker() and self.visiting.visit.somebody:
            self.next_one()

    def pay(self) -> None:
        """The money of all that this visit has registered, together."""
        visit, stay = self.visiting.visit, self.visiting.stay
        if unpaid := self.visiting.unpaid:
            waiting = tuple(one.tid for one in unpaid if one.tid in visit.earlier)
            if stay.visit:
                self.till.begin(stay.visit, unpaid, waiting, several=len(visit.taken) > 1)
            else:
                self.tasks.run(
                    lambda: self.visiting.open(stay), lambda _: self.pay(), self.visiting.refuse
                )

    # -- small steps

    def _connect(self) -> None:
        desk = self.desk
        desk.services.changed.connect(self._narrowed)
        desk.services.chosen.connect(self.choose)
        desk.services.scanned.connect(self.calling.scanned)
        self.till.acted.connect(self.acted)
        self.till.issued.connect(self.visiting.receipted)
        self.till.receipted.connect(self.registering.issued)
        self.visiting.acted.connect(self.acted)
        self.visiting.changed.connect(self._same_visit)
        self.billing.acted.connect(self.acted)
        self.billing.asked.connect(self.open)
        self.billing.settled.connect(self.pay)
        self.billing.wanted.connect(self.primary)

    def _empty(self, service: Service) -> Request:
        from ui.models.request import Request

        return Request.begin(
            service,
            catalogue=self.unlocked.catalogue,
            office=self.unlocked.office,
            now=self.functions.now(),
        )

    def clear_desk(self) -> None:
        """No form and no money on screen; the caret in the search."""
        self.filling.close()
        self._narrowed(self.choosing.type(""))
        self.desk.services.search.clear()
        said = f"خدمت دیگر برای {self.visiting.visit.who}، در همان مراجعه"
        self.desk.services.show_visit(said if self.person else "")
        self.desk.services.focus()

    def _narrowed(self, choosing: Choosing) -> None:
        self.choosing = choosing
        self.desk.services.show_choosing(choosing)

    def _same_visit(self) -> None:
        self.filling.visit = self.visiting.stay.visit

    def _today(self) -> str:
        return show(tehran_date(self.functions.now()))
