"""What the counter is handed beside `ui.functions`: visits, a request's life, money, finding.

Plain blocking functions like those; each may raise a Refusal whose sentence is shown. An act that
needs a manager takes the approval last (`ui.functions`: ask, then grant); without one it refuses.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.acts import (
        Accepted,
        Paid,
        PaperSeen,
        PaymentPlan,
        Registered,
        RequestDraft,
        RequestRow,
        Slip,
    )
    from app.domain.approvals import Approval
    from app.domain.bills import Bill
    from app.domain.cases import Case
    from app.domain.endings import Handing, Somebody
    from app.domain.finding import Found, Wanted
    from app.domain.letters import Letter, LetterRow, Note
    from app.domain.missing import Asking, Missing, StillMissing
    from app.domain.money_back import Answer, Doubt, EndPlan, Owed, Waiting
    from app.domain.prefill import Filled
    from app.domain.visiting import Another, Checked, Onward, OpenVisit, Priority, Ticket


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class VisitFunctions:
    """`take(priority, service)`: a number. `call_next()`: None when nobody waits. `begin(number,
    service, only_asks)`: the visit. `left()`: those a crash cut off. `taken(visit)`: its requests.
    `promised(tid)`: one of an earlier visit that still waits for its money.
    `others(service, person)`: date only. `bill(line, before)`."""

    take: Callable[[Priority, int | None], Ticket]
    call_next: Callable[[], Ticket | None]
    call: Callable[[int], Ticket]
    absent: Callable[[int], None]
    send_on: Callable[[int, Onward], None]
    waiting: Callable[[], tuple[Ticket, ...]]
    begin: Callable[[int | None, int | None, bool], str]
    identify: Callable[[str, Checked], str]
    park: Callable[[str, str], None]
    resume: Callable[[str], OpenVisit]
    close: Callable[[str], None]
    parked: Callable[[], tuple[OpenVisit, ...]]
    left: Callable[[], tuple[OpenVisit, ...]]
    taken: Callable[[str], tuple[Registered, ...]]
    promised: Callable[[str], Registered]
    others: Callable[[int, str], tuple[Another, ...]]
    earlier: Callable[[str, RequestDraft], Filled]
    bill: Callable[[str, tuple[Bill, ...]], Bill]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class RequestFunctions:
    """`missing(draft)` → `accept(draft, missing)`; later `second_visit(visit, tid)`, a draft that
    completes it. `plan_void(tid)` → `void(plan, approval)` or `renew(draft, plan, approval)`; the
    plan bears the typed reason. `correct(draft, reason, approval)` then `reissue(tid)`."""

    missing: Callable[[RequestDraft], tuple[Missing, ...]]
    accept: Callable[[RequestDraft, tuple[Missing, ...]], Accepted]
    second_visit: Callable[[str, str], RequestDraft]
    ask: Callable[[str, Asking], str]
    receive: Callable[[str, tuple[PaperSeen, ...]], tuple[StillMissing, ...]]
    plan_void: Callable[[str], EndPlan]
    void: Callable[[EndPlan, Approval | None], str]
    renew: Callable[[RequestDraft, EndPlan, Approval | None], Registered]
    plan_withdrawal: Callable[[str], EndPlan]
    withdraw: Callable[[EndPlan, Somebody, Approval | None], str]
    correct: Callable[[RequestDraft, str, Approval | None], tuple[str, ...]]
    reissue: Callable[[str], str]
    deliver: Callable[[str, Handing], str]
    code: Callable[[str, str, str], str]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class MoneyFunctions:
    """`unresolved()`: payments in doubt. `ask_again(payment)`: the terminal's word.
    `resolve(payment, slip, reason, approval)`: a person's, approved for the payment's first
    tracking ID. `owed_back()` → `give_back(owed)`, safe to repeat. `doubts()`: the unresolved with
    their age; `waiting()`: refund requests without an answer."""

    plan_request: Callable[[str, str], tuple[PaymentPlan, ...]]
    plan_delivery: Callable[[str, str], tuple[PaymentPlan, ...]]
    unresolved: Callable[[], tuple[Paid, ...]]
    ask_again: Callable[[str], Paid]
    resolve: Callable[[str, Slip | None, str, Approval | None], Paid]
    owed_back: Callable[[], tuple[Owed, ...]]
    give_back: Callable[[Owed], str]
    give_back_by_slip: Callable[[Owed, Slip], str]
    answer_refund: Callable[[Answer], str]
    ask_refund_again: Callable[[str], str]
    doubts: Callable[[], tuple[Doubt, ...]] = tuple
    waiting: Callable[[], tuple[Waiting, ...]] = tuple


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class FindFunctions:
    """`find(wanted)`: places, newest first; `page(places)`: at most 200 rows. `case(tid)` asks for
    a reason where it is another's (read-reason-needed). Letters are lists of papers; `away(tid)`:
    those of a request that left and did not come back."""

    find: Callable[[Wanted], Found]
    page: Callable[[tuple[int, ...]], tuple[RequestRow, ...]]
    case: Callable[[str], Case]
    send: Callable[[Letter], int]
    receive: Callable[[Letter], str]
    letters: Callable[[], tuple[LetterRow, ...]]
    notes: Callable[[], tuple[Note, ...]]
    leave_note: Callable[[str, str, tuple[str, ...]], str]
    finish_note: Callable[[str, str], None]
    away: Callable[[str], tuple[str, ...]] = lambda _tid: ()
