"""Bills (قبض) as a scanner reads them: both IDs on one line, and in them biller and amount.

>>> bill = read_bill("10000001120001250162")
>>> bill.bill, bill.payment, bill.biller, bill.amount
('1000000112', '1250162', 'water', 12000)
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.domain.errors import OperatorCanFix, Refusal
from app.domain.identifiers.money import bill_id, payment_amount, payment_id
from app.domain.text import latin_digits

# The last digit but one of a bill ID names its kind; 7 is refused (app.domain.identifiers.money).
BILLERS = {
    "1": "water",
    "2": "power",
    "3": "gas",
    "4": "landline",
    "5": "mobile",
    "6": "municipality",
    "8": "tax",
    "9": "traffic_fine",
}
_FULL = 13  # digits of each ID in a barcode, leading zeros included


@dataclass(frozen=True, slots=True)
class Bill:
    """One bill: its two IDs in their one form, who is paid, and the rials inside the payment ID."""

    bill: str
    payment: str
    biller: str
    amount: int


def read_bill(scanned: str) -> Bill:
    """The bill on a scanned or typed line: 26 digits, two numbers, or both without a gap.

    Without a gap the one place is taken at which every check digit is right; raises when there is
    none, or the sentence of what is wrong with the two numbers typed.
    """
    parts = re.findall(r"[0-9]+", latin_digits(scanned))
    if len(parts) == 2:
        return _bill(*parts)
    if len(parts) != 1:
        raise OperatorCanFix("bill-shape")
    digits = parts[0]
    if len(digits) == 2 * _FULL:
        return _bill(digits[:_FULL], digits[_FULL:])
    found = {(one.bill, one.payment): one for one in _splits(digits)}
    if len(found) != 1:
        raise OperatorCanFix("bill-shape")
    return next(iter(found.values()))


def check_new(bill: Bill, others: Sequence[Bill]) -> Bill:
    """The bill itself; refused when it is among those of this visit already."""
    if (bill.bill, bill.payment) in {(one.bill, one.payment) for one in others}:
        raise OperatorCanFix("bill-twice")
    return bill


def answers(bill: Bill) -> dict[str, str]:
    """What a scanned bill answers in a form of a bill."""
    return {"bill_id": bill.bill, "payment_id": bill.payment}


def _bill(first: str, second: str) -> Bill:
    bill = bill_id(first)
    payment = payment_id(second, bill)
    amount = payment_amount(payment)
    if not amount:
        raise OperatorCanFix("bill-nothing")
    return Bill(bill, payment, BILLERS[bill[-2]], amount)


def _splits(digits: str) -> Iterator[Bill]:
    for place in range(6, len(digits) - 5):
        try:
            yield _bill(digits[:place], digits[place:])
        except Refusal:
            continue
