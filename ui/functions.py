"""What the windows are handed: plain blocking functions that the composition root made.

Views never call them on the GUI thread: `ui.tasks` runs them on a worker, brings answers back.
Each may raise `app.domain.errors.Refusal`, whose sentence is shown; anything else is a bug.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.domain.pace import Pace
from ui.models.look import Look

if TYPE_CHECKING:
    # Only names here: the rules behind them must not delay the first frame.
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from app.domain.acts import (
        DraftRow,
        OfficeFacts,
        Operator,
        Paid,
        PaymentPlan,
        Registered,
        RequestDraft,
        RequestRow,
        Slip,
        SyncState,
    )
    from app.domain.approvals import Approval, Ask, Asked, Method, Waiting, Word
    from app.domain.by_hand import Answered, Heard, Packed, Step, Totals
    from app.domain.catalogue import Catalogue
    from app.domain.changes import Change
    from app.domain.displays import Display
    from app.domain.errors import Refusal
    from app.domain.notices import Notice
    from app.domain.outbox import Light, QueueKey, QueueLine, Sending
    from app.domain.pages import PageKind, PageWanted, PaperSize
    from app.domain.printer_settings import PrinterSettings
    from app.domain.printers import HandPicked, Queued
    from app.domain.staff import DoorRules
    from ui.audit_functions import AuditFunctions
    from ui.care import Care
    from ui.counter_functions import (
        FindFunctions,
        MoneyFunctions,
        RequestFunctions,
        VisitFunctions,
    )
    from ui.office_functions import (
        DayFunctions,
        DutyFunctions,
        SettlementFunctions,
        ShiftFunctions,
    )
    from ui.staff import AtDoor, Staff


@dataclass(frozen=True, slots=True)
class Unlocked:
    """What the opened desk file says about itself. `operators` are those who may sign in here.

    `news` are payments a crash left unknown; `restored`: an old copy was opened, which may be read,
    reprinted and exported, and issues nothing; `moved`: because the desk went to another machine.
    """

    office: OfficeFacts
    desk: int
    operators: tuple[Operator, ...]
    catalogue: Catalogue
    stale: bool = False
    news: tuple[str, ...] = ()
    restored: bool = False
    moved: bool = False


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who works now, and the shift that is open (None: it must be opened before serving). `look`
    is how this person had the window last."""

    operator: Operator
    shift: str | None
    look: Look | None = None


@dataclass(frozen=True, slots=True)
class Practice:
    """A desk to practise at; `functions.close` throws it away with all that was done there."""

    functions: Functions
    unlocked: Unlocked
    signed: SignedIn


@dataclass(frozen=True, slots=True)
class Habits:
    """What this operator takes often (times by service number) and has pinned."""

    uses: Mapping[int, int] = field(default_factory=dict)
    pinned: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Morning:
    """What this operator has not acknowledged yet: changes of the catalogue, and notices."""

    release: int
    changes: tuple[Change, ...] = ()
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class Release:
    """The release the desk works by. `taken` is when it was last confirmed as the newest.

    `refused` is why a later one was put aside; the one in use goes on serving.
    """

    number: int = 0
    stale: bool = False
    taken: datetime | None = None
    refused: Refusal | None = None


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Functions:
    """Everything the window can ask of the rest of the program.

    - `habits()`: once after sign-in. `pin(service, on)`: the habits as they are then.
    - `morning()`: once after sign-in; None when all is acknowledged.
      `acknowledge(morning)`: exactly what was shown.
    - `catalogue()`: the catalogue in force, asked when `sync_state` tells another release.
    - `release()`: asked with the light, for the banners.
    - `save_draft(draft, name, place)`: at most a second after each change; "" makes a new one.
      `set_aside_draft` is the same by a person's decision; `open_aside(name)` gives that one back.
      Returns its name. `place` is where the caret stood, handed back as it was.
    - `drafts()`: the last saved first. `open_draft(name)`: the draft and its place.
    - `drop_draft(name, reason)`: given up, with the reason typed.
    - `print_jobs()`: the print queue, oldest first, without what is over; asked with the light and
      on its screen. `print_answer(job, came_out)`: only for an unsure job. `print_retry(job)`,
      `print_cancel(job)`.
    - `unprinted()`: tracking IDs of receipts that were issued and of which nobody knows whether
      paper came out; asked after sign-in.
    - `at_door()`: who may be chosen, asked whenever a door shows.
    - `sign_in(number, secret, method)`. A starting code is refused (password-own-first): then
      `renew(word, password, pin)`, "" leaving what is not changed, and sign in.
    - `leave()`: the desk is locked, nobody works until the next sign-in.
    - `door_rules()`: after sign-in, and when the manager changed them.
    - `read_case(tid, reason)`: after a function refused with read-reason-needed.
    - `ask_approval(ask)`, then `grant_approval(asked, word)` or
      `refuse_approval(asked, word, reason)`; see `ui.approving`. `hear_approval(asked)`: a round,
      and the word of a manager at another desk, if any. There: `approvals_waiting()`, and
      `answer_approval(asked, word, reason)`, "" agreeing.
    - `print_receipt(tid)`: the first copy; after it refuses with «reprint-reason»: then
      `print_page` with a reason is the way, which refuses with «approval-missing» after so many.
    - `page_offers(tid)`: the kinds of page a request has something to print of.
      `page_preview(wanted)`: a picture of each page. `print_page(wanted, approval)`: to its
      printer; `print_with(wanted, picked, approval)`: to the one chosen in the system's dialog.
    - `printer_settings()`, `keep_printer_settings(all of it)`, and of one printer `probe_printer`,
      `try_printer(name, paper)`; of the customer's display `try_display`, of a card terminal
      `try_terminal(address)`: the manager's alone.
    - `confirm_date()`: after a refusal «date-unconfirmed», when a person said the date is right.
    - `keep_paper(file or bytes, kind)`: keep a copy of a paper; its hash, for the request.
      `look_paper(hash)`: a picture of each of its pages.
    - `care`: what concerns the desk itself (`ui.care`); None where there is nothing to care for.
    - `queue()`: what waits for the regulator, asked with the light and on its screen.
      `queue_page(keys)`: those lines. `retry_line(key)`: do not wait for its time.
      `answer_finding(leaf, words)`: to a verdict. `switch_sync(on)`, `cancel_sync()`.
    - `wake()`: the network came back; it only sets a mark, so the GUI thread may call it.
    - `lights()`: every line out of the office. `courier_name()`: a file name for a package.
      `courier_write(path, step)`, `courier_take(path, step)`: by hand; `office_totals()`.
    - `visits`, `requests`, `money`, `finding`: the counter's acts, in groups
      (`ui.counter_functions`).
    - `shifts`, `days`, `settlement`, `duties`: the manager's pages, in groups
      (`ui.office_functions`).
    - `warm()`: before anything is opened; loads what the others stand on.
    - `look()`: as this desk looked last; `keep_look(look)`: for the desk and the person at work.
    - `practise()`: begin to practise, as whoever works now.
    - `own_pace()`: of the person at work, and only theirs.
    - `draft_done(name)`: its request is registered; a name that is gone is nothing to tell.
    """

    now: Callable[[], datetime]
    protection: Callable[[], str]
    unlock: Callable[[str], Unlocked]
    sign_in: Callable[[str, str, Method], SignedIn]
    open_shift: Callable[[], SignedIn]
    open_visit: Callable[[], str]
    register: Callable[[RequestDraft], Registered]
    plan_payments: Callable[[str], tuple[PaymentPlan, ...]]
    pay_by_terminal: Callable[[PaymentPlan], Paid]
    pay_by_slip: Callable[[PaymentPlan, Slip], Paid]
    issue_receipt: Callable[[str], str]
    receipt_preview: Callable[[str], bytes]
    print_receipt: Callable[[str], str]
    today: Callable[[], tuple[RequestRow, ...]]
    sync_state: Callable[[], SyncState]
    sync_now: Callable[[], SyncState]
    close: Callable[[], None]
    warm: Callable[[], object] = bool
    habits: Callable[[], Habits] = Habits
    pin: Callable[[int, bool], Habits] = lambda _service, _on: Habits()
    morning: Callable[[], Morning | None] = lambda: None
    acknowledge: Callable[[Morning], None] = lambda _morning: None
    catalogue: Callable[[], Catalogue | None] = lambda: None
    release: Callable[[], Release] = Release
    queue: Callable[[], Sending] | None = None
    queue_page: Callable[[tuple[QueueKey, ...]], tuple[QueueLine, ...]] = lambda _keys: ()
    lights: Callable[[], tuple[Light, ...]] = tuple
    retry_line: Callable[[QueueKey], None] = lambda _key: None
    wake: Callable[[], None] = lambda: None
    switch_sync: Callable[[bool], None] = lambda _on: None
    cancel_sync: Callable[[], None] = lambda: None
    answer_finding: Callable[[str, str], None] = lambda _leaf, _words: None
    courier_name: Callable[[], str] = str
    courier_write: Callable[[str, Step], Packed] | None = None
    courier_take: Callable[[str, Step], Answered | Heard] | None = None
    office_totals: Callable[[], Totals] | None = None
    save_draft: Callable[[RequestDraft, str, str], str] = lambda _draft, _name, _place: ""
    set_aside_draft: Callable[[RequestDraft, str, str], str] = lambda _draft, _name, _place: ""
    open_aside: Callable[[str], tuple[RequestDraft, str]] | None = None
    drafts: Callable[[], tuple[DraftRow, ...]] = tuple
    open_draft: Callable[[str], tuple[RequestDraft, str]] | None = None
    drop_draft: Callable[[str, str], None] = lambda _name, _reason: None
    draft_done: Callable[[str], None] = lambda _name: None
    print_jobs: Callable[[], tuple[Queued, ...]] = tuple
    print_answer: Callable[[int, bool], None] = lambda _job, _came_out: None
    print_retry: Callable[[int], str] = lambda _job: ""
    print_cancel: Callable[[int], None] = lambda _job: None
    unprinted: Callable[[], tuple[str, ...]] = tuple
    at_door: Callable[[], tuple[AtDoor, ...]] = tuple
    keep_paper: Callable[[str | bytes, str], str] = lambda _file, _kind: ""
    look_paper: Callable[[str], tuple[bytes, ...]] = lambda _name: ()
    care: Care | None = None
    audit: Callable[[], AuditFunctions] | None = None
    look: Callable[[], Look] = Look
    practise: Callable[[], Practice] | None = None
    own_pace: Callable[[], Pace] = Pace
    keep_look: Callable[[Look], None] = lambda _look: None
    confirm_date: Callable[[], None] = lambda: None
    leave: Callable[[], None] = lambda: None
    renew: Callable[[Word, str, str], None] | None = None
    door_rules: Callable[[], DoorRules] | None = None
    read_case: Callable[[str, str], None] = lambda _tid, _reason: None
    staff: Staff | None = None
    ask_approval: Callable[[Ask], Asked] | None = None
    grant_approval: Callable[[Asked, Word], Approval] | None = None
    refuse_approval: Callable[[Asked, Word, str], None] | None = None
    approvals_waiting: Callable[[], tuple[Waiting, ...]] = tuple
    answer_approval: Callable[[Asked, Word, str], None] = lambda _asked, _word, _reason: None
    hear_approval: Callable[[Asked], Approval | None] | None = None
    printer_settings: Callable[[], PrinterSettings] | None = None
    keep_printer_settings: Callable[[PrinterSettings], PrinterSettings] = lambda settings: settings
    probe_printer: Callable[[str], None] = lambda _name: None
    try_printer: Callable[[str, PaperSize], str] = lambda _name, _paper: ""
    try_display: Callable[[Display], None] = lambda _display: None
    try_terminal: Callable[[str], None] = lambda _address: None
    page_offers: Callable[[str], tuple[PageKind, ...]] = lambda _tid: ()
    page_preview: Callable[[PageWanted], tuple[bytes, ...]] = lambda _wanted: ()
    shifts: ShiftFunctions | None = None
    days: DayFunctions | None = None
    settlement: SettlementFunctions | None = None
    duties: DutyFunctions | None = None
    visits: VisitFunctions | None = None
    requests: RequestFunctions | None = None
    money: MoneyFunctions | None = None
    finding: FindFunctions | None = None
    print_page: Callable[[PageWanted, Approval | None], str] = lambda _wanted, _approval: ""
    print_with: Callable[[PageWanted, HandPicked, Approval | None], str] = lambda _w, _p, _a: ""
