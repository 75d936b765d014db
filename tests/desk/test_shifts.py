"""Shifts: the Z is counted from the journal, numbered once, and hides nothing still open."""

from collections import Counter

import pytest

from app.desk import drafts, payments, people, receipts, shifts
from app.desk.here import Act, record
from app.domain.acts import Operator, Slip
from app.domain.errors import ManagerCanFix, OperatorCanFix
from app.domain.moments import from_wire
from app.domain.shifts import Closing, Stated
from local_db import journal, projections, projections_day, shift_queries
from local_db.rebuild import rebuild

AMIR = Operator("2", "امیر آزمایشی", "operator")
SARA = Operator("1", "سارا آزمایشی", "manager")
SLIP = Slip("90000001", "000000000001", "000001", "0015", "terminal")


def serve(desk, rrn=1, *, receipt=True):
    """One citizen, paid and receipted."""
    done = desk.register(visit := desk.visit())
    (plan,) = payments.plan_payments(desk.here, visit)
    started = payments.start_payment(desk.here, desk.clock(), desk.serving, plan)
    slip = Slip("90000001", f"{rrn:012}", "000001", "0015", "terminal")
    payments.end_payment(desk.here, desk.clock(), desk.serving, paid=started, slip=slip)
    if receipt:
        receipts.issue_receipt(desk.here, desk.clock(), desk.serving, done.tid)
    return done


def close(desk, *stated, by=AMIR, **given):
    closing = Closing(desk.serving.shift, stated, **given)
    return shifts.close_shift(desk.here, desk.clock(), closing, by=by)


def z_of(desk, number):
    with desk.here.db.read() as connection:
        return shift_queries.closed_shift(connection, number).z


def recount(desk):
    """The journal's entries, counted plainly."""
    counts, rials = Counter(), Counter()
    with desk.here.db.read() as connection:
        for token, wrapped in journal.everything(connection):
            kind = projections.canonical.loads(projections.canonical.unb64u(token.split(".")[1]))[
                "type"
            ]
            counts[kind] += 1
            body = wrapped["body"]
            rials[kind] += body.get("total", body.get("amount", 0))
    return counts, rials


def test_a_z_report_says_what_the_journal_says(desk):
    serve(desk, 1)
    serve(desk, 2)
    desk.register()
    number = close(desk)
    z, (counts, rials) = z_of(desk, number), recount(desk)
    assert number == 1
    assert z["counts"]["visits"] == counts["visit.opened"] == 3
    assert z["counts"]["registered"] == counts["request.registered"] == 3
    assert z["counts"]["receipts"] == counts["receipt.issued"] == 2
    assert z["counts"]["payments_succeeded"] == counts["payment.succeeded"] == 2
    assert z["fees"] == rials["receipt.issued"] > 0
    assert z["collected"] == rials["payment.succeeded"] == z["fees"]
    assert [one["collected"] for one in z["accounts"]] == [z["collected"]]
    assert (z["first_seq"], z["last_seq"]) == (3, counts.total() - 1)
    assert z["unsent"] == counts.total() - 1
    assert desk.rows("SELECT z_number, closed_at IS NOT NULL FROM shifts") == [(1, 1)]


def test_rebuilding_makes_shifts_and_figures_again(desk):
    serve(desk)
    close(desk)

    def tables():
        return {
            table: desk.rows(f"SELECT * FROM {table} ORDER BY 1, 2, 3")
            for table in ("shifts", "facts", "day_totals", "fact_sources")
        }

    assert set(projections_day.TABLES) <= set(projections.TABLES)
    before = tables()
    cases = desk.rows("SELECT * FROM open_cases")
    with desk.here.db.write() as connection:
        rebuild(connection)
    assert tables() == before
    assert desk.rows("SELECT * FROM open_cases") == cases != []


def test_the_sums_of_a_day_are_those_of_its_facts(desk):
    for number in range(3):
        serve(desk, number)
        desk.clock.go(hours=9)
    whole = desk.rows(
        "SELECT day, kind, sum(n), sum(amount) FROM facts GROUP BY 1, 2 ORDER BY 1, 2"
    )
    sums = desk.rows("SELECT day, kind, n, amount FROM day_totals WHERE dim = 'all' ORDER BY 1, 2")
    assert whole == sums
    assert len({row[0] for row in whole}) == 2


def test_an_entry_counted_twice_counts_once(desk):
    serve(desk)
    before = desk.rows("SELECT * FROM day_totals")
    with desk.here.db.write() as connection:
        for row in desk.rows("SELECT * FROM facts"):
            marks = ", ".join("?" * len(row))
            connection.exec_driver_sql(
                f"INSERT INTO facts VALUES ({marks}) ON CONFLICT DO NOTHING", row
            )
    assert desk.rows("SELECT * FROM day_totals") == before


def test_a_difference_to_the_terminal_needs_a_note_and_stands_in_the_z(desk):
    done = serve(desk)
    account = desk.rows("SELECT account FROM payments")[0][0]
    less = done.fee.total - 10_000
    with pytest.raises(OperatorCanFix, match="shift-difference-note"):
        close(desk, Stated("90000001", account, less))
    assert desk.rows("SELECT 1 FROM shifts WHERE closed_at IS NOT NULL") == []
    number = close(desk, Stated("90000001", account, less, " کارمزد بانک "))
    z = z_of(desk, number)
    assert [(one["amount"], one["note"]) for one in z["differences"]] == [(-10_000, "کارمزد بانک")]
    assert z["terminals"][0] | {"terminal": ""} == {
        "terminal": "",
        "payments": 1,
        "amount": done.fee.total,
        "stated": less,
    }


def test_a_terminal_nobody_knows_is_a_difference_too(desk):
    with pytest.raises(OperatorCanFix, match="shift-difference-note"):
        close(desk, Stated("77777777", "", 5_000))
    z = z_of(desk, close(desk, Stated("77777777", "", 5_000, "فروش دفتر دیگر")))
    assert z["differences"][0]["expected"] == 0


def test_the_end_of_a_shift_names_what_is_still_open(desk):
    serve(desk, receipt=False)
    desk.register(unknown := desk.visit())
    (plan,) = payments.plan_payments(desk.here, unknown)
    started = payments.start_payment(desk.here, desk.clock(), desk.serving, plan)
    assert "running" in {one.kind for one in shifts.look(desk.here, desk.serving.shift).pending}
    with pytest.raises(OperatorCanFix, match="shift-payment-running"):
        close(desk)
    payments.doubt_payment(desk.here, desk.clock(), desk.serving, paid=started, reason="lost")
    drafts.save(desk.here, desk.clock(), desk.draft(desk.visit()), operator="2")
    drafts.save(desk.here, desk.clock(), desk.draft(desk.visit()), operator="3")
    kinds = Counter(one.kind for one in shifts.look(desk.here, desk.serving.shift).pending)
    assert kinds == {"draft": 1, "receiptless": 1, "unpaid": 1, "unknown": 1, "unsent": 1}
    z = z_of(desk, close(desk, hand_to="3", note="پرونده در کشو"))
    assert z["unknown"] == [started.payment]
    assert z["hand_over"] == {"to": "3", "note": "پرونده در کشو"}


def test_only_its_operator_and_a_manager_close_a_shift(desk):
    with pytest.raises(ManagerCanFix, match="shift-of-another"):
        close(desk, by=Operator("3", "دیگری", "operator"))
    assert close(desk, by=SARA) == 1
    with pytest.raises(OperatorCanFix, match="shift-closed"):
        close(desk)
    assert desk.rows("SELECT operator FROM shifts") == [("2",)]


def test_a_clock_set_back_gives_no_number_twice(desk):
    numbers = []
    for days in (0, -400, 9000, -9000):
        desk.clock.jump(days=days)
        numbers.append(close(desk))
        desk.serving = type(desk.serving)(
            "2",
            shifts.open_shift(desk.here, desk.clock(), "2"),
            desk.serving.catalogue,
            1,
            desk.serving.lease_day,
        )
    assert numbers == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("tide", "next_number"),
    [({"seq": 20, "leaf": "A" * 43}, 1 + 1 + 8), ({"seq": 3, "leaf": "A" * 43}, 2), (None, 1001)],
)
def test_a_restored_desk_passes_over_numbers_it_may_have_given(desk, tide, next_number):
    close(desk)
    body = {"dev": "0" * 16, "seq": 12, "leaf": "A" * 43, "backup": None, "tide": tide}
    with desk.here.db.write() as connection:
        record(
            connection, desk.here, desk.clock(), Act("db.restored", body | {"reason": "restored"})
        )
    shift = shifts.open_shift(desk.here, desk.clock(), "2")
    assert shifts.close_shift(desk.here, desk.clock(), Closing(shift), by=AMIR) == next_number


def test_what_comes_after_the_end_never_changes_the_z(desk):
    serve(desk)
    z = z_of(desk, close(desk))
    receipt = desk.rows("SELECT tid FROM receipts")[0][0]
    receipts.note_printed(desk.here, desk.clock(), receipt, op="2", output="file")
    receipts.note_printed(desk.here, desk.clock(), receipt, op="2", output="file")
    facts = desk.rows("SELECT kind, shift IS NULL FROM facts WHERE kind = 'reprints'")
    assert facts == [("reprints", 1)]
    assert z_of(desk, 1) == z
    assert z["counts"]["reprints"] == 0


def test_two_operators_at_one_desk_have_figures_of_their_own(desk):
    people.add_operator(desk.here, desk.clock(), Operator("3", "نگار", "operator"), "no password")
    serve(desk, 1)
    first = desk.serving
    shift = shifts.open_shift(desk.here, desk.clock(), "3")
    desk.serving = type(first)("3", shift, first.catalogue, 1, first.lease_day)
    serve(desk, 2)
    serve(desk, 3)
    looks = [shifts.look(desk.here, one).figures for one in (first.shift, shift)]
    assert [one.counts["receipts"] for one in looks] == [1, 2]
    assert [one.counts["visits"] for one in looks] == [1, 2]
    assert from_wire("2026-11-21T08:30:00.000Z") < shifts.look(desk.here, shift).opened_at


def test_a_visit_set_aside_is_handed_over_and_waiting_is_counted(desk):
    visit = desk.visit()
    with desk.here.db.write() as connection:
        opened = Act("visit.opened", {"visit": "a" * 32, "number": 7, "waited": 240}, op="2")
        record(connection, desk.here, desk.clock(), opened)
        parked = Act("visit.parked", {"visit": visit, "reason": "کپی"}, op="2")
        record(connection, desk.here, desk.clock(), parked)
    z = z_of(desk, close(desk))
    assert z["parked"] == [visit]
    assert z["counts"]["visits"] == 2
    assert desk.rows("SELECT n, amount FROM facts WHERE kind = 'waited'") == [(1, 240)]
