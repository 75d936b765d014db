"""What an act adds to the running totals of its device, told from its body.

Receipts, voids and refunds count; practice and types nobody knows never do. Each rial is voided
once: a refund that follows a void counts nothing, a corrected receipt voids the one it replaces.

>>> added("receipt.issued", {"total": 850_000})
Cum(n=1, fee=850000, void=0)
>>> added("training.receipt.issued", {"total": 850_000})
Cum(n=0, fee=0, void=0)
"""

from collections.abc import Mapping
from typing import Any

from app.domain.entry import Cum
from app.domain.jws import Unsound

RECEIPT, VOID, REFUND = "receipt.issued", "request.voided", "payment.refunded"
NOTHING = Cum()


def added(kind: str, body: Mapping[str, Any]) -> Cum:
    """The figures of one act; ValueError when its body has none where it must."""
    if kind == RECEIPT:
        return Cum(n=1, fee=_amount(body, "total"), void=_amount(body, "replaced", default=0))
    if kind == VOID:
        return Cum(void=_amount(body, "amount"))
    if kind == REFUND:
        return Cum(void=_amount(body, "counted", default=0))
    return NOTHING


def check(kind: str, body: Mapping[str, Any] | None, *, before: Cum, after: Cum) -> None:
    """The totals must follow from the act; of an erased body only what its type allows is known.

    Raises `Unsound` bad-totals.
    """
    if body is None:
        _check_possible(kind, before, after)
        return
    try:
        right = before.plus(added(kind, body))
    except ValueError as wrong:
        raise Unsound("bad-totals", str(wrong)) from wrong
    if after != right:
        raise Unsound("bad-totals", f"{after.as_json()} where {right.as_json()} belongs")


def _check_possible(kind: str, before: Cum, after: Cum) -> None:
    voided = after.void >= before.void
    only_voided = voided and (after.n, after.fee) == (before.n, before.fee)
    possible = {
        RECEIPT: after.n == before.n + 1 and after.fee >= before.fee and voided,
        VOID: only_voided,
        REFUND: only_voided,
    }
    if not possible.get(kind, after == before):
        raise Unsound("bad-totals", f"{kind} cannot make {after.as_json()} of {before.as_json()}")


def _amount(body: Mapping[str, Any], name: str, default: int | None = None) -> int:
    amount = body.get(name, default)
    if type(amount) is not int or amount < 0:
        raise ValueError(f"no whole {name}")
    return amount
