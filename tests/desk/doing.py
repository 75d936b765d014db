"""What the tests of requests do at a desk: pay, receipt, and slips that were never used before."""

from itertools import count

from app.desk import payments, receipts, request_papers, visits
from app.domain.acts import Accepted, Paid, Registered, Slip
from tests.desk.conftest import Desk

# A service with fees of the agency and of the office now, and of the office at delivery.
CARD = "smart_card_first"
_NUMBERS = count(1)


def new_slip(source: str = "terminal") -> Slip:
    """A slip nobody has seen."""
    number = next(_NUMBERS)
    return Slip("90000001", f"{number:012}", f"{number % 10**6:06}", "0015", source)  # type: ignore[arg-type]


def pay(desk: Desk, plans, slip: Slip | None = None) -> list[Paid]:
    """Pay plans in full."""
    done = []
    for plan in plans:
        paid = payments.start_payment(desk.here, desk.clock(), desk.serving, plan)
        slip_ = slip or new_slip()
        done.append(
            payments.end_payment(desk.here, desk.clock(), desk.serving, paid=paid, slip=slip_)
        )
    return done


def paid(desk: Desk, visit: str | None = None, **given) -> Registered:
    """A request that was paid."""
    visit = visit or desk.visit()
    done = desk.register(visit, **given)
    pay(desk, payments.plan_payments(desk.here, visit))
    return done


def issue(desk: Desk, tid: str) -> str:
    return receipts.issue_receipt(desk.here, desk.clock(), desk.serving, tid)


def receipted(desk: Desk, **given) -> Registered:
    """A request with its receipt."""
    done = paid(desk, **given)
    issue(desk, done.tid)
    return done


def accept(desk: Desk, **given) -> Accepted:
    """A request accepted incomplete: its serial number is not known, nor were its papers met."""
    draft = desk.draft(desk.visit(), **({"serial_no": ""} | given))
    lacks = request_papers.lacking(desk.here, desk.clock(), desk.serving, draft)
    return visits.accept_incomplete(desk.here, desk.clock(), desk.serving, draft, missing=lacks)
