"""Joins the desk's views with the functions: choose, fill, register, pay, receipt, next.

Success shows only after the function came back, that is after COMMIT; paper comes last of all.
"""

from pathlib import PurePath
from typing import Literal

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.acts import Paid, PaymentPlan, Registered, Slip
from app.domain.catalogue import Service
from app.domain.errors import Refusal
from app.domain.forms import Answer
from app.domain.text import isolate
from ui import words
from ui.functions import Functions, Unlocked
from ui.models.choosing import Choosing
from ui.models.guide import guide_of
from ui.models.paying import Paying
from ui.models.request import Request
from ui.models.told import ToldEntry
from ui.tasks import Tasks
from ui.views.desk import DeskView, FormPage
from ui.views.fields.field import FieldView
from ui.views.guide import GuideView

Stage = Literal["choosing", "filling", "paying", "done"]


class Counter(QObject):
    """One citizen after another. `acted` says that something was written (the light may change)."""

    acted = Signal()

    def __init__(
        self, desk: DeskView, functions: Functions, tasks: Tasks, unlocked: Unlocked
    ) -> None:
        super().__init__(desk)
        self.desk, self.functions, self.tasks, self.unlocked = desk, functions, tasks, unlocked
        self.stage: Stage = "choosing"
        self.request: Request | None = None
        self.paying: Paying | None = None
        self.visit = ""
        self.choosing = Choosing.begin(unlocked.catalogue)
        desk.services.changed.connect(self._narrowed)
        desk.services.chosen.connect(self.choose)
        desk.fee.submitted.connect(self.primary)
        desk.fee.to_trouble.connect(self.to_trouble)
        desk.payment.by_terminal.connect(self.pay_by_terminal)
        desk.payment.by_hand.connect(self.pay_by_hand)
        desk.payment.slip.connect(self._pay_slip)
        desk.payment.next_one.connect(self.next_one)
        desk.promise.printed.connect(self.print_receipt)
        desk.promise.next_one.connect(self.next_one)
        desk.payment.name_of = unlocked.catalogue.agency_name
        desk.services.show_choosing(self.choosing)
        desk.rest()

    # -- choosing and filling

    def choose(self, service: Service) -> None:
        """Begin a request for that service; not while one is registered and not yet paid."""
        if self.stage == "paying" or (self.request and self.request.locked and not self.paying):
            return
        self.request = Request.begin(
            service,
            catalogue=self.unlocked.catalogue,
            office=self.unlocked.office,
            now=self.functions.now(),
        )
        self.paying, self.stage = None, "filling"
        self.desk.begin(self.request, self._join)
        self._draw()
        if self.desk.page:
            self.desk.page.focus(self.desk.page.form.first())

    def primary(self) -> None:
        """F9: register, accept the slip, or the next request, by the stage."""
        if self.stage == "filling":
            self._submit()
        elif self.stage == "paying" and self.paying and self.paying.by_hand:
            self.desk.payment.send_slip()
        elif self.stage == "done" or (self.paying and self.paying.stuck):
            self.next_one()

    def to_trouble(self) -> None:
        """F8: the caret goes to the first thing that is missing or wrong."""
        if self.stage == "filling" and self.request and self.desk.page:
            self.request = self.request.press()
            self._draw()
            if place := self.request.first_trouble:
                self.desk.page.focus(place)

    def accept_offer(self) -> None:
        """F7: take what is offered under the field with the caret."""
        widget: QWidget | None = QApplication.focusWidget()
        while widget is not None and not isinstance(widget, FieldView):
            widget = widget.parentWidget()
        if widget is not None:
            widget.accept_offer()

    def guide(self) -> None:
        """F1: the guide of the service on the form, or of the marked one."""
        service = self.request.service if self.request else self.choosing.marked
        if service:
            GuideView(guide_of(self.unlocked.catalogue, service), self.desk).open()

    def next_one(self) -> None:
        """A clean desk for the next citizen."""
        self.request, self.paying, self.stage, self.visit = None, None, "choosing", ""
        self.desk.rest()
        self._narrowed(self.choosing.type(""))
        self.desk.services.search.clear()
        self.desk.services.focus()

    # -- paying

    def pay_by_terminal(self) -> None:
        """F10: hand the next plan to the terminal, or try again what was refused before money.

        An unknown payment is never a next plan.
        """
        if self.paying is None or self.stage != "paying" or self.paying.busy:
            return
        if self.paying.waits:
            self._go_on()
        elif plan := self.paying.next_plan:
            self._wait("کارت‌خوان آماده است؛ کارت را بکشید…")
            self.tasks.run(lambda: self.functions.pay_by_terminal(plan), self._paid, self._unpaid)

    def pay_by_hand(self) -> None:
        """F11: open the boxes for a paper slip, or close them again."""
        if self.paying and self.stage == "paying" and self.paying.can_pay:
            self.paying = self.paying.turn_hand()
            self.desk.payment.show_paying(self.paying)
            if self.paying.by_hand:
                self.desk.payment.open_slip()

    def print_receipt(self) -> None:
        """F12: paper. Whatever the printer does, the promise stands."""
        if self.stage == "done" and self.paying and self.paying.receipt:
            receipt = self.paying.receipt
            self.desk.promise.say("در حال چاپ…", tone="info")
            self.tasks.run(
                lambda: self.functions.print_receipt(receipt), self._printed, self._not_printed
            )

    # -- what comes back

    def _submit(self) -> None:
        if self.request is None or self.request.locked:
            return
        self.request = self.request.press()
        if not self.request.ready:
            self._draw()
            if self.request.first_trouble and self.desk.page:
                self.desk.page.focus(self.request.first_trouble)
            return
        self.request = self.request.lock()
        self._draw(busy=True)
        self.tasks.run(self._register, self._registered, self._refused)

    def _register(self) -> tuple[str, Registered]:
        """On the worker: a visit for this citizen if none is open, then the request."""
        assert self.request is not None
        visit = self.visit or self.functions.open_visit()
        return visit, self.functions.register(self.request.draft(visit))

    def _registered(self, outcome: tuple[str, Registered]) -> None:
        self.visit, registered = outcome
        self.stage, self.paying = "paying", Paying(registered)
        self.desk.side.setCurrentWidget(self.desk.payment)
        self.acted.emit()
        self._go_on()

    def _refused(self, refusal: Refusal) -> None:
        if self.request is not None:
            self.request = self.request.lock(False)
            self._draw()
        self.desk.fee.refuse(words.sentence(refusal), words.who_acts(refusal))

    def _planned(self, plans: tuple[PaymentPlan, ...]) -> None:
        if self.paying:
            self.paying = self.paying.planned(plans)
            self._go_on()

    def _pay_slip(self, slip: Slip) -> None:
        if self.paying and (plan := self.paying.next_plan) and not self.paying.busy:
            self._wait("در حال ثبت برگه…")
            self.tasks.run(lambda: self.functions.pay_by_slip(plan, slip), self._paid, self._unpaid)

    def _paid(self, paid: Paid) -> None:
        if self.paying:
            self.paying = self.paying.outcome(paid)
            self.acted.emit()
            self._go_on()

    def _unpaid(self, refusal: Refusal) -> None:
        self._wait("")
        self.desk.payment.refuse(words.sentence(refusal), words.who_acts(refusal))

    def _go_on(self) -> None:
        """Plan, then the next account, then the receipt once every account has its money."""
        if self.paying is None:
            return
        if self.paying.plans is None:
            visit = self.visit
            self._wait("در حال آماده‌کردن پرداخت…")
            self.tasks.run(lambda: self.functions.plan_payments(visit), self._planned, self._unpaid)
        elif self.paying.settled:
            tid = self.paying.registered.tid
            self._wait("در حال صدور رسید…")
            self.tasks.run(lambda: self.functions.issue_receipt(tid), self._issued, self._unpaid)
        else:
            self.desk.payment.show_paying(self.paying)
            next_key = self.desk.payment.next if self.paying.stuck else self.desk.payment.terminal
            next_key.setFocus()

    def _issued(self, receipt: str) -> None:
        if self.paying is None or self.request is None:
            return
        self.paying = self.paying.done(receipt)
        self.stage = "done"
        self.desk.promise.show_promise(self.paying.registered)
        self.desk.side.setCurrentWidget(self.desk.promise)
        self.desk.middle.setCurrentWidget(self.desk.paper)
        self.desk.paper.show_paper(self.request.service.title, b"")
        self.desk.promise.next.setFocus()
        self.acted.emit()
        self.tasks.run(
            lambda: self.functions.receipt_preview(receipt), self._drawn, self._not_printed
        )

    def _drawn(self, png: bytes) -> None:
        if self.stage == "done" and self.request:
            self.desk.paper.show_paper(self.request.service.title, png)

    def _printed(self, where: str) -> None:
        self.desk.promise.say(f"رسید چاپ شد: {isolate(PurePath(where).name)}")

    def _not_printed(self, refusal: Refusal) -> None:
        sentence, who = words.sentence(refusal), words.who_acts(refusal)
        self.desk.promise.say(sentence, who, tone="warn")

    # -- drawing

    def _join(self, page: FormPage) -> None:
        page.edited.connect(self._edited)
        page.left.connect(self._left)
        page.told.told.connect(self._told)
        page.papers.ticked.connect(self._ticked)

    def _edited(self, name: str, value: Answer) -> None:
        if self.request and not self.request.locked:
            self.request = self.request.answer(name, value)
            self._draw()

    def _left(self, name: str) -> None:
        if self.request and not self.request.locked and name not in self.request.seen:
            self.request = self.request.leave(name)
            self._draw()

    def _told(self, line: int, entry: ToldEntry) -> None:
        if self.request and not self.request.locked:
            self.request = self.request.tell(line, entry)
            self._draw()

    def _ticked(self, title: str, on: bool) -> None:
        if self.request and (title in self.request.papers) != on:
            self.request = self.request.tick(title, on)
            self._draw()

    def _draw(self, *, busy: bool = False) -> None:
        if self.request and self.desk.page:
            self.desk.page.show_request(self.request)
            self.desk.fee.show_request(self.request, busy)

    def _narrowed(self, choosing: Choosing) -> None:
        self.choosing = choosing
        self.desk.services.show_choosing(choosing)

    def _wait(self, why: str) -> None:
        if self.paying:
            self.paying = self.paying.wait(why)
            self.desk.payment.show_paying(self.paying)
