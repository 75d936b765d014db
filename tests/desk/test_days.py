"""Random days of acts: money adds up, nothing is charged twice, rows follow from entries."""

from contextlib import suppress
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.desk import endings, payments, receipts, refunds, verify, voids
from app.domain.acts import Resolution
from app.domain.endings import Handing, Somebody
from app.domain.errors import Refusal
from tests.desk.conftest import Desk
from tests.desk.doing import CARD, new_slip
from tests.desk.rebuilding import rebuilt_equal

HERSELF = Somebody("self", "مریم نمونه", "0000000019")
ACTS = ("register", "pay", "doubt", "resolve", "issue", "void", "renew", "withdraw", "give", "hand")


class Day:
    """One desk, any acts in any order; what may not be done is refused and changes nothing."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.tids, self.visit = desk, [], desk.visit()

    def do(self, act: str, which: int) -> None:
        tid = self.tids[which % len(self.tids)] if self.tids else ""
        if act == "register":
            key = CARD if which % 2 else "birth_cert_replace"
            self.tids.append(self.desk.register(self.visit, key=key).tid)
        elif tid:
            with suppress(Refusal):
                getattr(self, act)(tid, which)

    def pay(self, tid, which):
        for plan in payments.plan_payments(self.desk.here, self.visit):
            paid = self._start(plan)
            slip = new_slip() if which % 3 else None
            payments.end_payment(*self._here(), paid=paid, slip=slip)
        for plan in payments.plan_delivery(self.desk.here, self.visit, tid):
            payments.end_payment(*self._here(), paid=self._start(plan), slip=new_slip())

    def doubt(self, _tid, _which):
        for plan in payments.plan_payments(self.desk.here, self.visit)[:1]:
            payments.doubt_payment(*self._here(), paid=self._start(plan), reason="lost")

    def resolve(self, _tid, which):
        for paid in payments.unresolved(self.desk.here):
            found = Resolution(new_slip() if which % 2 else None, "terminal", "terminal")
            payments.resolve(*self._here(), paid, found=found)

    def issue(self, tid, _which):
        receipts.issue_receipt(*self._here(), tid)
        receipts.issue_corrected(*self._here(), tid)

    def void(self, tid, _which):
        voids.void(*self._here(), self._plan(tid))

    def renew(self, tid, which):
        draft = self.desk.draft(self.visit, key=CARD if which % 2 else "birth_cert_replace")
        done = voids.void_and_renew(*self._here(), draft, plan=self._plan(tid))
        self.tids.append(done.tid)

    def withdraw(self, tid, which):
        plan = self._plan(tid)
        plan = replace(plan, back=plan.back[: which % 3])
        endings.withdraw(*self._here(), plan, asked_by=HERSELF)

    def give(self, _tid, _which):
        for owed in refunds.owed_back(self.desk.here):
            refunds.note_refunded(*self._here(), owed, slip=new_slip())

    def hand(self, tid, _which):
        endings.deliver(*self._here(), tid, handing=Handing(HERSELF, ("کارت",)))

    def _start(self, plan):
        return payments.start_payment(*self._here(), plan)

    def _plan(self, tid):
        return replace(voids.plan_void(self.desk.here, tid), reason="x", approved_by="7")

    def _here(self):
        return self.desk.here, self.desk.clock(), self.desk.serving


def scalar(desk: Desk, statement: str) -> int:
    return int(desk.rows(statement)[0][0] or 0)


def check(desk: Desk) -> None:
    """What must hold after any day."""
    taken = scalar(desk, "SELECT sum(amount) FROM payments WHERE state = 'succeeded'")
    lines = scalar(
        desk,
        "SELECT sum(l.amount) FROM payment_lines l JOIN payments p ON p.payment = l.payment"
        " WHERE p.state = 'succeeded'",
    )
    assert taken == lines
    # A line is spoken for by one payment at most.
    assert not desk.rows(
        "SELECT l.tid, l.line FROM payment_lines l JOIN payments p ON p.payment = l.payment"
        " WHERE p.state <> 'failed' GROUP BY l.tid, l.line HAVING count(*) > 1"
    )
    # Nothing goes back that was not taken, and no line twice.
    assert not desk.rows(
        "SELECT b.tid FROM refund_lines b JOIN refunds r ON r.refund = b.refund"
        " WHERE r.state <> 'refused' GROUP BY b.tid, b.line HAVING sum(b.amount) >"
        " (SELECT sum(l.amount) FROM payment_lines l JOIN payments p ON p.payment = l.payment"
        "  WHERE l.tid = b.tid AND l.line = b.line AND p.state = 'succeeded')"
    )
    standing = scalar(
        desk,
        "SELECT sum(c.total) FROM receipts c JOIN requests r ON r.tid = c.tid"
        " WHERE r.state <> 'voided' AND c.number ="
        " (SELECT max(number) FROM receipts WHERE tid = c.tid)",
    )
    back = scalar(
        desk,
        "SELECT sum(f.counted) FROM refunds f WHERE EXISTS (SELECT 1 FROM refund_lines b"
        " JOIN requests r ON r.tid = b.tid WHERE b.refund = f.refund AND r.state <> 'voided')",
    )
    cum = verify.verify_journal(desk.here).cum
    assert cum["fee"] - cum["void"] == standing - back
    rebuilt_equal(desk)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 8)), min_size=4, max_size=16))
def test_any_day_adds_up(desk, acts):
    day = Day(desk)
    for act, which in [("register", 0), ("register", 1), *acts]:
        day.do(act, which)
    check(desk)
