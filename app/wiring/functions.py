"""The functions a window is handed: each act on the writer thread, with this machine's time."""

from datetime import datetime
from pathlib import Path

from app.desk import payments, people, receipts, shifts, visits
from app.desk.visits import Serving
from app.devices.terminal import AnswerLost, Declined, Terminal, checked_slip
from app.domain.acts import (
    Paid,
    PaymentPlan,
    Registered,
    RequestDraft,
    RequestRow,
    Slip,
    SyncState,
)
from app.domain.errors import ManagerCanFix, OperatorCanFix, Refusal
from app.domain.jalali import date_in_tehran, tehran_date
from app.domain.moments import from_wire, to_wire
from app.keys import passwords
from app.wiring import clock
from app.wiring.opened import OpenDesk, open_desk
from app.wiring.paper import receipt_paper
from local_db import journal, queries
from printing.outputs import Folder
from resources import messages, sentence
from sync.loop import Loop
from ui.functions import Functions, SignedIn, Unlocked


class Counter:
    """One window's session: the opened desk, who works at it, and the loop behind it."""

    def __init__(self, folder: Path, terminal: Terminal, papers: Path) -> None:
        self._folder, self._terminal, self._papers = folder, terminal, Folder(papers)
        self._desk: OpenDesk | None = None
        self._signed_in: SignedIn | None = None
        self._loop: Loop | None = None

    def functions(self) -> Functions:
        """What the window gets to see of all this."""
        return Functions(
            now=clock.now,
            protection=lambda: messages()["protection-passphrase"],
            unlock=self.unlock,
            sign_in=self.sign_in,
            open_shift=self.open_shift,
            open_visit=self.open_visit,
            register=self.register,
            plan_payments=lambda visit: payments.plan_payments(self.desk.here, visit),
            pay_by_terminal=self.pay_by_terminal,
            pay_by_slip=self.pay_by_slip,
            issue_receipt=self.issue_receipt,
            receipt_preview=self.receipt_preview,
            print_receipt=self.print_receipt,
            today=self.today,
            sync_state=self.sync_state,
            sync_now=self.sync_now,
            close=self.close,
        )

    def unlock(self, passphrase: str) -> Unlocked:
        """Open the desk file and start the loop behind it."""
        self._desk = desk = open_desk(self._folder, passphrase)
        catalogue = desk.load_catalogue()
        self._loop = Loop(self._round, self._note_trouble)
        self._loop.start()
        news = tuple(paid.payment for paid in desk.cut_off)
        return Unlocked(desk.here.office, desk.here.desk, desk.operators(), catalogue, news=news)

    def sign_in(self, number: str, password: str) -> SignedIn:
        """Sign a person in; an open shift of theirs goes on."""
        desk = self.desk
        operator = desk.writer.run(
            lambda: people.sign_in(
                desk.here,
                clock.moment(),
                number,
                proves=lambda kept: passwords.fits(kept, password),
                wait_after=passwords.wait_after,
            )
        )
        with desk.here.db.read() as connection:
            self._signed_in = SignedIn(operator, queries.open_shift(connection, number))
        return self._signed_in

    def open_shift(self) -> SignedIn:
        """Open the shift of whoever signed in."""
        desk, who = self.desk, self._who
        number = who.operator.number
        shift = desk.writer.run(lambda: shifts.open_shift(desk.here, clock.moment(), number))
        self._signed_in = SignedIn(who.operator, shift)
        return self._signed_in

    def open_visit(self) -> str:
        """The next citizen."""
        desk, serving = self.desk, self._serving()
        return desk.writer.run(lambda: visits.open_visit(desk.here, clock.moment(), serving))

    def register(self, draft: RequestDraft) -> Registered:
        """Take the request; the regulator hears of it soon after."""
        desk, serving = self.desk, self._serving()
        done = desk.writer.run(
            lambda: visits.register_request(desk.here, clock.moment(), serving, draft)
        )
        self._wake()
        return done

    def pay_by_terminal(self, plan: PaymentPlan) -> Paid:
        """Start, charge, settle. Nothing is locked while the citizen types the PIN."""
        desk, serving = self.desk, self._serving()
        started = desk.writer.run(
            lambda: payments.start_payment(desk.here, clock.moment(), serving, plan)
        )
        slip, code = self._charge(started)
        if code == "terminal-answer-lost":
            return desk.writer.run(
                lambda: payments.doubt_payment(
                    desk.here, clock.moment(), serving, paid=started, reason=code
                )
            )
        return self._end(started, slip, code)

    def pay_by_slip(self, plan: PaymentPlan, slip: Slip) -> Paid:
        """A payment made on a terminal of its own, its slip typed by hand."""
        slip = checked_slip(slip)
        desk, serving = self.desk, self._serving()
        started = desk.writer.run(
            lambda: payments.start_payment(desk.here, clock.moment(), serving, plan)
        )
        try:
            return self._end(started, slip, "")
        except OperatorCanFix as refused:
            self._end(started, None, refused.code)
            raise

    def issue_receipt(self, tid: str) -> str:
        """Issue it; returns what preview and print ask by: the tracking ID."""
        desk, serving = self.desk, self._serving()
        desk.writer.run(lambda: receipts.issue_receipt(desk.here, clock.moment(), serving, tid))
        self._wake()
        return tid

    def receipt_preview(self, tid: str) -> bytes:
        """The picture of the very page that will be printed."""
        import printing

        return printing.preview_png(self._pdf(tid))

    def print_receipt(self, tid: str) -> str:
        """Put the page out and journal how that ended; a failed print leaves the receipt issued."""
        desk, op = self.desk, self._who.operator.number
        try:
            path = self._papers.put(tid, self._pdf(tid))
        except Refusal as jam:
            code = jam.code
            desk.writer.run(
                lambda: receipts.note_print_failed(
                    desk.here, clock.moment(), tid, op=op, reason=code
                )
            )
            raise
        desk.writer.run(
            lambda: receipts.note_printed(desk.here, clock.moment(), tid, op=op, output="file")
        )
        return str(path)

    def today(self) -> tuple[RequestRow, ...]:
        """Requests since midnight in Tehran."""
        midnight = date_in_tehran(tehran_date(clock.now()))
        with self.desk.here.db.read() as connection:
            return queries.requests_since(connection, to_wire(midnight))

    def sync_state(self) -> SyncState:
        """The regulator's light."""
        desk = self.desk
        with desk.here.db.read() as connection:
            known = queries.setting(connection, "clock")
            return SyncState(
                owed=journal.owed_count(connection),
                last_answer=_moment(known["wall"]) if known else None,
                trouble=desk.trouble,
                release=desk.release,
            )

    def sync_now(self) -> SyncState:
        """One round, now, on the caller's thread; trouble is told, not thrown."""
        try:
            self._round()
        except Refusal as refusal:
            self._note_trouble(refusal)
        return self.sync_state()

    def close(self) -> None:
        """End the loop and give the file back."""
        if self._loop:
            self._loop.stop()
            self._loop.join(timeout=40)
        if self._desk:
            self._desk.close()
            self._desk = None

    def _end(self, started: Paid, slip: Slip | None, reason: str) -> Paid:
        desk, serving = self.desk, self._serving()
        return desk.writer.run(
            lambda: payments.end_payment(
                desk.here, clock.moment(), serving, paid=started, slip=slip, reason=reason
            )
        )

    def _charge(self, started: Paid) -> tuple[Slip | None, str]:
        plan = started.plan
        try:
            return self._terminal.charge(started.payment, plan.amount, plan.account), ""
        except (Declined, AnswerLost) as ended:
            return None, ended.code
        except Refusal as away:
            return None, away.code

    def _pdf(self, tid: str) -> bytes:
        import printing

        desk = self.desk
        return printing.receipt_pdf(receipt_paper(desk.here, desk.load_catalogue(), tid))

    def _round(self) -> None:
        self.desk.sync()
        self.desk.trouble = ""

    def _note_trouble(self, refusal: Refusal) -> None:
        if self._desk:
            self._desk.trouble = sentence(refusal)

    def _wake(self) -> None:
        if self._loop:
            self._loop.wake()

    def _serving(self) -> Serving:
        desk, who = self.desk, self._who
        if who.shift is None:
            raise OperatorCanFix("shift-closed")
        return Serving(
            operator=who.operator.number,
            shift=who.shift,
            catalogue=desk.load_catalogue(),
            release=desk.release,
            lease_day=desk.lease.last_day,
        )

    @property
    def desk(self) -> OpenDesk:
        """The opened desk; locked until somebody unlocked it."""
        if self._desk is None:
            raise ManagerCanFix("desk-locked")
        return self._desk

    @property
    def _who(self) -> SignedIn:
        if self._signed_in is None:
            raise OperatorCanFix("nobody-signed-in")
        return self._signed_in


def _moment(text: str) -> datetime:
    return from_wire(text)
