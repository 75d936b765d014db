"""A second desk for the windows: plain functions over values in memory, by the same rules.

It keeps no file and signs nothing; tracking IDs, fees, due dates and refusals are the real ones.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from app.domain import tracking
from app.domain.acts import (
    DraftRow,
    OfficeFacts,
    Operator,
    Paid,
    PaymentPlan,
    PaymentState,
    Registered,
    RequestDraft,
    RequestRow,
    Slip,
    SyncState,
)
from app.domain.catalogue import Catalogue
from app.domain.due import due_date
from app.domain.errors import ManagerCanFix, OperatorCanFix, TimeCanFix
from app.domain.fees import price
from app.domain.forms import evaluate
from app.domain.jalali import day_number, tehran_date
from tests.ui.bundled import bundled_catalogue
from tests.ui.desk_care import MemoryCare
from tests.ui.desk_press import MemoryPress, page_picture
from ui.functions import Functions, Habits, Morning, Release, SignedIn, Unlocked

__all__ = ["bundled_catalogue"]
T = TypeVar("T")

NOW = datetime(2026, 11, 21, 7, 1, tzinfo=UTC)
OFFICE = OfficeFacts(
    code="72301",
    name="دفتر پیشخوان ۷۲۳۰۱ – خیابان کارگر",
    licence="۱۴۰۲/۷۲۳۰۱",
    province="23",
    kind="counter_office",
    phone="021-88776655",
)
OPERATOR = Operator("1201", "مریم احمدی", "operator")


@dataclass
class MemoryDesk:
    """What was done, in order, and on which thread."""

    catalogue: Catalogue
    shift: str | None = "شیفت ۱"
    terminal_says: PaymentState = "succeeded"
    on_gui: list[str] = field(default_factory=list)
    done: list[str] = field(default_factory=list)
    registered: dict[str, Registered] = field(default_factory=dict)
    drafts: dict[str, RequestDraft] = field(default_factory=dict)
    slips: list[Slip] = field(default_factory=list)
    owed: int = 0
    refuse_once: set[str] = field(default_factory=set)
    break_once: set[str] = field(default_factory=set)
    habits: Habits = field(default_factory=Habits)
    morning: Morning | None = None
    release: Release = field(default_factory=lambda: Release(7))
    kept: dict[str, tuple[RequestDraft, str]] = field(default_factory=dict)
    make_catalogue: Callable[[], Catalogue] | None = None
    given_up: list[tuple[str, str]] = field(default_factory=list)
    press: MemoryPress = field(default_factory=MemoryPress)
    restored: bool = False
    who: Operator = OPERATOR
    care: MemoryCare = field(default_factory=MemoryCare)

    def __post_init__(self) -> None:
        self.press.note = self._note
        self.care.unlocked = lambda: self._unlock("گذرواژه درست")

    def functions(self) -> Functions:
        return Functions(
            now=lambda: NOW,
            protection=self._protection,
            unlock=self._unlock,
            sign_in=self._sign_in,
            open_shift=self._open_shift,
            open_visit=self._open_visit,
            register=self._register,
            plan_payments=self._plan,
            pay_by_terminal=self._by_terminal,
            pay_by_slip=self._by_slip,
            issue_receipt=self._issue,
            receipt_preview=self._preview,
            print_receipt=self.press.print_receipt,
            today=self._today,
            sync_state=self._state,
            sync_now=self._sync,
            close=lambda: self._note("close"),
            habits=lambda: self._told("habits", self.habits),
            pin=self._pin,
            morning=lambda: self._told("morning", self.morning),
            acknowledge=self._acknowledge,
            catalogue=self._catalogue,
            release=lambda: self._told("release", self.release),
            save_draft=self._save_draft,
            drafts=self._drafts,
            open_draft=lambda name: self._told("open_draft", self.kept[name]),
            drop_draft=self._drop_draft,
            draft_done=lambda name: self._told("draft_done", self.kept.pop(name, None)),
            care=self.care.care(),
            **self.press.functions(),
        )

    def _note(self, what: str) -> None:
        self.done.append(what)
        if what in self.refuse_once:
            self.refuse_once.discard(what)
            raise TimeCanFix("busy")
        if what in self.break_once:
            self.break_once.discard(what)
            raise ZeroDivisionError(what)
        if threading.current_thread() is threading.main_thread():
            self.on_gui.append(what)

    def _told(self, what: str, value: T) -> T:
        self._note(what)
        return value

    def _catalogue(self) -> Catalogue:
        self._note("catalogue")
        if self.make_catalogue:
            self.catalogue = self.make_catalogue()
        return self.catalogue

    def _pin(self, service: int, on: bool) -> Habits:
        self._note("pin")
        pinned = self.habits.pinned | {service} if on else self.habits.pinned - {service}
        self.habits = replace(self.habits, pinned=pinned)
        return self.habits

    def _acknowledge(self, morning: Morning) -> None:
        self._note("acknowledge")
        assert morning == self.morning
        self.morning = None

    def _save_draft(self, draft: RequestDraft, name: str, place: str) -> str:
        self._note("save_draft")
        name = name or f"draft-{len(self.kept) + 1}"
        self.kept[name] = (draft, place)
        return name

    def _drafts(self) -> tuple[DraftRow, ...]:
        self._note("drafts")
        return tuple(self._row(name, draft) for name, (draft, _) in self.kept.items())

    def _row(self, name: str, draft: RequestDraft) -> DraftRow:
        service = self.catalogue.services[draft.service]
        form = self.catalogue.forms[service.key, draft.form_version]
        errors = evaluate(form, draft.answers, on=tehran_date(NOW)).errors
        return DraftRow(
            draft=name,
            service=draft.service,
            service_title=service.title,
            citizen=str(draft.answers.get("applicant_last_name") or ""),
            missing=tuple(form.field(key.split("/")[0]).label for key in errors),
            at=NOW - timedelta(minutes=5),
            opened="1405/08/30",
            newer=service.form.version if service.form.version > draft.form_version else None,
        )

    def _drop_draft(self, name: str, reason: str) -> None:
        self._note("drop_draft")
        self.given_up.append((name, reason))
        del self.kept[name]

    def _protection(self) -> str:
        self._note("protection")
        return "پرونده باجه با گذرواژه رمز شده است."

    def _unlock(self, passphrase: str) -> Unlocked:
        self._note("unlock")
        if passphrase != "گذرواژه درست":
            raise ManagerCanFix("wrong-passphrase")
        return Unlocked(OFFICE, 2, (OPERATOR,), self.catalogue, restored=self.restored)

    def _sign_in(self, number: str, password: str, method: str) -> SignedIn:
        self._note("sign_in")
        if password != "1234":
            raise OperatorCanFix("wrong-password")
        return SignedIn(self.who, self.shift)

    def _open_shift(self) -> SignedIn:
        self._note("open_shift")
        return SignedIn(self.who, "شیفت ۱")

    def _open_visit(self) -> str:
        self._note("open_visit")
        return f"visit-{len(self.registered) + 1}"

    def _register(self, draft: RequestDraft) -> Registered:
        self._note("register")
        service = self.catalogue.services[draft.service]
        filled = evaluate(service.form, draft.answers, on=tehran_date(NOW))
        if filled.errors:
            raise next(iter(filled.errors.values()))
        fee = price(
            service,
            filled,
            catalogue=self.catalogue,
            office_kind=OFFICE.kind,
            province=OFFICE.province,
            told=draft.told,
        )
        if fee.refusal:
            raise fee.refusal
        serial, day = len(self.registered) + 1, day_number(tehran_date(NOW))
        tid = tracking.compose(office=OFFICE.code, ep=1, day=day, serial=serial)
        due = due_date(service.response, NOW, self.catalogue.calendar, True, province="23")
        self.drafts[tid] = draft
        self.registered[draft.visit] = Registered(
            tid, "04821", "leaf", draft.service, fee, due, "awaiting_payment"
        )
        self.owed += 1
        return self.registered[draft.visit]

    def _plan(self, visit: str) -> tuple[PaymentPlan, ...]:
        self._note("plan")
        one = self.registered[visit]
        taken = [
            line for line in one.fee.lines if line.amount and line.charged_at == "registration"
        ]
        payees = dict.fromkeys((line.account, line.payee_name) for line in taken)
        return tuple(
            PaymentPlan(
                visit,
                account,
                payee,
                sum(line.amount or 0 for line in own),
                tuple((one.tid, line.index, line.amount or 0) for line in own),
            )
            for account, payee in payees
            if (own := [ln for ln in taken if (ln.account, ln.payee_name) == (account, payee)])
        )

    def _by_terminal(self, plan: PaymentPlan) -> Paid:
        self._note("terminal")
        slip = Slip("71234567", "612345678901", "004521", "4417", "terminal")
        return Paid("pay-1", plan, self.terminal_says, slip)

    def _by_slip(self, plan: PaymentPlan, slip: Slip) -> Paid:
        self._note("slip")
        self.slips.append(slip)
        return Paid("pay-1", plan, "succeeded", slip)

    def _issue(self, tid: str) -> str:
        self._note("issue")
        visit = next(v for v, one in self.registered.items() if one.tid == tid)
        self.registered[visit] = replace(self.registered[visit], state="receipted")
        return f"receipt-{tid}"

    def _preview(self, receipt: str) -> bytes:
        self._note("preview")
        return page_picture()

    def _today(self) -> tuple[RequestRow, ...]:
        self._note("today")
        return tuple(
            RequestRow(
                one.tid,
                one.service,
                self.catalogue.services[one.service].title,
                str(self.drafts[one.tid].answers.get("applicant_last_name", "")),
                one.state,
                one.fee.total,
                NOW,
                one.due.date_sh,
                self.owed == 0,
            )
            for one in self.registered.values()
        )

    def _state(self) -> SyncState:
        self._note("sync_state")
        unread = self.morning.notices if self.morning else ()
        return SyncState(self.owed, NOW, release=self.release.number, unread=unread)

    def _sync(self) -> SyncState:
        self._note("sync")
        self.owed = 0
        return SyncState(0, NOW, release=self.release.number)
