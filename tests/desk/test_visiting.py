"""The visit: a number, one look at the identity, set aside and taken up again; who only asks."""

import pytest

from app.desk import drafts, payments, visiting, waiting
from app.domain.errors import OperatorCanFix
from app.domain.visiting import Checked, Onward
from tests.desk.conftest import Desk
from tests.desk.doing import accept, receipted
from tests.desk.rebuilding import rebuilt_equal

SEEN = Checked("رضا نمونه", "0000000426", "card_seen", capacity="father")


def take(desk: Desk, **how):
    return waiting.take(desk.here, desk.clock(), **how)


def call_next(desk: Desk, operator="2"):
    found = waiting.call_next(desk.here, desk.clock(), operator)
    return found and found.number


def begin(desk: Desk, **how):
    return visiting.begin(desk.here, desk.clock(), desk.serving, **how)


def test_numbers_are_called_in_order_and_who_needs_it_comes_first(desk):
    first, second = take(desk), take(desk)
    elder = take(desk, priority="elderly")
    assert [call_next(desk) for _ in range(4)] == [
        elder.number,
        first.number,
        second.number,
        None,
    ]


def test_who_was_absent_may_come_back_and_a_number_is_served_once(desk):
    ticket = take(desk)
    call_next(desk)
    waiting.absent(desk.here, desk.clock(), ticket.number)
    assert call_next(desk) is None
    again = waiting.call(desk.here, desk.clock(), ticket.number, "2")
    assert (again.state, again.calls) == ("called", 2)
    begin(desk, number=ticket.number)
    with pytest.raises(OperatorCanFix, match="queue-number-unknown"):
        waiting.call(desk.here, desk.clock(), ticket.number, "2")
    with pytest.raises(OperatorCanFix, match="queue-number-unknown"):
        begin(desk, number=ticket.number)
    assert waiting.listed(desk.here, desk.clock()) == ()


def test_a_number_sent_to_somebody_waits_for_them_alone(desk):
    ticket, other = take(desk), take(desk)
    waiting.send_on(desk.here, desk.clock(), ticket.number, Onward(operator="9", word="برای مهر"))
    assert call_next(desk, "2") == other.number
    assert call_next(desk, "2") is None
    assert call_next(desk, "9") == ticket.number
    waiting.send_on(desk.here, desk.clock(), other.number, Onward(priority="disabled"))
    known = {one.number: one.priority for one in waiting.listed(desk.here, desk.clock())}
    assert known == {ticket.number: "", other.number: "disabled"}
    waiting.send_on(desk.here, desk.clock(), other.number, Onward(desk=3))
    (sent,) = waiting.listed(desk.here, desk.clock())
    assert (sent.number, sent.word) == (ticket.number, "برای مهر")
    waiting.send_on(desk.here, desk.clock(), ticket.number, Onward(service=102))
    assert call_next(desk, "2") == ticket.number


def test_tomorrow_the_queue_is_empty(desk):
    take(desk)
    desk.clock.go(days=1)
    assert call_next(desk) is None


def test_the_visit_tells_how_long_somebody_waited(desk):
    ticket = take(desk, priority="disabled", service=102)
    desk.clock.go(minutes=7)
    begin(desk, number=ticket.number)
    (body,) = desk.rows(
        "SELECT body FROM journal j JOIN bodies b ON b.n = j.n WHERE type = 'visit.opened'"
    )[0]
    assert '"waited":420' in body
    assert '"priority":"disabled"' in body
    assert '"service":102' in body


def test_a_visitor_is_known_once_and_found_again_by_name(desk):
    visit = begin(desk)
    with pytest.raises(OperatorCanFix, match="visitor-unknown"):
        visiting.check_identity(
            desk.here, desk.clock(), desk.serving, visit, seen=Checked("", "1", "declared")
        )
    visiting.check_identity(desk.here, desk.clock(), desk.serving, visit, seen=SEEN)
    desk.register(visit)
    drafts.save(desk.here, desk.clock(), desk.draft(visit), operator="2")
    visiting.park(desk.here, desk.clock(), desk.serving, visit, why="برای کارت رفت")
    visiting.park(desk.here, desk.clock(), desk.serving, visit)
    (parked,) = visiting.parked(desk.here)
    assert (parked.name, parked.why, len(parked.drafts)) == ("رضا نمونه", "برای کارت رفت", 1)
    assert parked.owed > 0
    desk.clock.go(hours=20)
    found = visiting.resume(desk.here, desk.clock(), desk.serving, visit)
    assert (found.visit, found.parked_at) == (visit, None)
    assert visiting.parked(desk.here) == ()
    types = [kind for (kind,) in desk.rows("SELECT type FROM journal WHERE type LIKE 'visit.%'")]
    assert types == ["visit.opened", "visit.parked", "visit.resumed"]
    rebuilt_equal(desk)


def test_the_next_act_for_a_parked_visit_takes_it_up_too(desk):
    visit = begin(desk)
    visiting.park(desk.here, desk.clock(), desk.serving, visit)
    desk.register(visit)
    assert visiting.parked(desk.here) == ()
    rebuilt_equal(desk)


def test_a_parked_visit_says_which_papers_it_waits_for(desk):
    begun = accept(desk)
    visit = desk.rows(f"SELECT visit FROM requests WHERE tid = '{begun.tid}'")[0][0]
    visiting.park(desk.here, desk.clock(), desk.serving, visit)
    (parked,) = visiting.parked(desk.here)
    assert parked.lacks == tuple(one.title for one in begun.missing)
    assert parked.name == "مریم نمونه"


def test_a_visit_is_closed_once_and_not_while_the_terminal_works(desk):
    desk.register(visit := begin(desk))
    (plan,) = payments.plan_payments(desk.here, visit)
    paid = payments.start_payment(desk.here, desk.clock(), desk.serving, plan)
    with pytest.raises(OperatorCanFix, match="visit-payment-running"):
        visiting.close(desk.here, desk.clock(), desk.serving, visit)
    payments.doubt_payment(desk.here, desk.clock(), desk.serving, paid=paid, reason="x")
    visiting.close(desk.here, desk.clock(), desk.serving, visit)
    with pytest.raises(OperatorCanFix, match="visit-unknown"):
        visiting.close(desk.here, desk.clock(), desk.serving, visit)


def test_who_only_asks_counts_as_a_visit(desk):
    visit = begin(desk, service=102, only_asks=True)
    visiting.close(desk.here, desk.clock(), desk.serving, visit)
    assert desk.rows("SELECT only_asks FROM visits") == [(1,)]
    rebuilt_equal(desk)


def test_another_open_request_is_named_by_its_date_only(desk):
    done = desk.register()
    (other,) = visiting.others(desk.here, done.service, "0000000019")
    assert other.on == "1405/08/30"
    assert set(other.__slots__) == {"on"}
    assert visiting.others(desk.here, done.service, "0000000426") == ()
    assert visiting.others(desk.here, done.service + 1, "0000000019") == ()


def test_what_has_ended_is_no_other_request(desk):
    done = receipted(desk)
    with desk.here.db.write() as connection:
        connection.exec_driver_sql(
            f"INSERT INTO statuses VALUES ('{done.tid}', 'rejected', '2026-11-21T09:00:00.000Z')"
        )
    assert visiting.others(desk.here, done.service, "0000000019") == ()


def test_a_visit_cut_off_with_something_unfinished_is_found_again(desk):
    receipted(desk)
    begun, drafted = begin(desk), begin(desk)
    registered = desk.register(begun)
    drafts.save(desk.here, desk.clock(), desk.draft(drafted), operator="2")
    assert [one.visit for one in visiting.left(desk.here, desk.clock())] == [drafted, begun]
    assert visiting.taken(desk.here, begun) == (registered,)
    visiting.park(desk.here, desk.clock(), desk.serving, begun)
    visiting.close(desk.here, desk.clock(), desk.serving, drafted)
    assert visiting.left(desk.here, desk.clock()) == ()


def test_a_request_of_an_earlier_visit_is_promised_while_it_waits_for_its_money(desk):
    unpaid, done = desk.register(), receipted(desk)
    assert visiting.promised(desk.here, unpaid.tid) == unpaid
    with pytest.raises(OperatorCanFix, match="request-not-waiting"):
        visiting.promised(desk.here, done.tid)
    with pytest.raises(OperatorCanFix, match="request-unknown"):
        visiting.promised(desk.here, "0" * 18)
