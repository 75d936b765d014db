"""What the windows are handed: plain blocking functions that the composition root made.

Views never call them on the GUI thread: `ui.tasks` runs them on a worker, brings answers back.
Each may raise `app.domain.errors.Refusal`, whose sentence is shown; anything else is a bug.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # Only names here: the rules behind them must not delay the first frame.
    from collections.abc import Callable
    from datetime import datetime

    from app.domain.acts import (
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
    from app.domain.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Unlocked:
    """What the opened desk file says about itself. `operators` are those who may sign in here."""

    office: OfficeFacts
    desk: int
    operators: tuple[Operator, ...]
    catalogue: Catalogue
    stale: bool = False
    news: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who works now, and the shift that is open (None: it must be opened before serving)."""

    operator: Operator
    shift: str | None


@dataclass(frozen=True, slots=True)
class Functions:
    """Everything the window can ask of the rest of the program."""

    now: Callable[[], datetime]
    protection: Callable[[], str]
    unlock: Callable[[str], Unlocked]
    sign_in: Callable[[str, str], SignedIn]
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
