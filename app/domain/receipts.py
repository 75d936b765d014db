"""The receipt as a value: everything the paper says, nothing about how it looks (design.md 4.5)."""

from dataclasses import dataclass
from datetime import datetime

# Reprints an operator makes alone; after them a manager agrees to each.
REPRINTS_ALONE = 3


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """A fee line. `basis` says which tariff: «تعرفه ۱۴۰۳ – تمدیدشده»."""

    title: str
    payee: str
    count: int
    amount: int
    basis: str
    account: str = ""
    deposit_id: str = ""


@dataclass(frozen=True, slots=True)
class ReceiptPayment:
    """How a part was paid. `source` is terminal or slip."""

    amount: int
    terminal: str
    rrn: str
    trace: str
    last4: str
    source: str


@dataclass(frozen=True, slots=True)
class ReceiptPaper:
    """One receipt, ready for the printer. Texts are plain; printing shapes and isolates them.

    `print_count` counts this print too. `replaces` names the receipt a corrected one stands for.
    """

    office_name: str
    office_code: str
    licence: str
    office_address: str
    office_phone: str
    desk: int
    operator: str
    at: datetime
    service_title: str
    service_number: int
    service_id: str
    agency: str
    agency_contact: str
    applicant: str
    applicant_id_masked: str
    documents: tuple[str, ...]
    lines: tuple[ReceiptLine, ...]
    total: int
    payments: tuple[ReceiptPayment, ...]
    tid: str
    v_code: str
    due_at: datetime
    due_has_time: bool
    due_basis: str
    due_provisional: bool
    delivered_at: str
    follow_up: tuple[str, ...]
    complaints: str
    privacy: str
    qr: str
    external_codes: tuple[tuple[str, str], ...] = ()
    other_channels: str = ""
    print_count: int = 1
    practice: bool = False
    notices: tuple[str, ...] = ()
    voided: bool = False
    replaces: str = ""
