"""The V-code: five digits from the receipt, five wrong tries per tracking ID and hour."""

import hmac
from datetime import timedelta

from django.db import transaction

from app.domain.errors import OperatorCanFix
from app.domain.text import persian_digits
from regulator import clock
from regulator.intake.models import Case, StoredEntry, WrongTry
from regulator.intake.stored import body_of

TRIES, WINDOW = 5, timedelta(hours=1)


def opened(tid: str, cases: list[Case], code: str) -> set[str]:
    """Leaf hashes of the cases this code opens; raises v-code-wrong or v-code-locked.

    The code is read from the registration's body each time: once that is erased, nothing opens.
    """
    with transaction.atomic():
        # Tries of one ID wait for each other, or many at once would share one count.
        list(Case.objects.select_for_update().filter(tid=tid))
        left = TRIES - _recent(tid)
        if left <= 0:
            raise OperatorCanFix("v-code-locked")
        found = {case.leaf for case in cases if _fits(case, code)}
        if not found:
            WrongTry.objects.create(tid=tid, at=clock.now())
    if not found:
        raise OperatorCanFix("v-code-wrong", left=persian_digits(left - 1))
    return found


def _recent(tid: str) -> int:
    since = clock.now() - WINDOW
    WrongTry.objects.filter(at__lt=since).delete()
    return WrongTry.objects.filter(tid=tid, at__gte=since).count()


def _fits(case: Case, code: str) -> bool:
    stored = StoredEntry.objects.select_related("kept").filter(leaf=case.leaf).first()
    expected = body_of(stored).get("v_code") if stored else None
    # What remains of an erased body has an empty one.
    return (
        isinstance(expected, str)
        and expected != ""
        and hmac.compare_digest(expected.encode(), code.encode())
    )
