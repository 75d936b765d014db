"""A table that comes late: never a new price, but a difference to settle, once."""

import dataclasses
import json
from datetime import UTC, datetime

import pytest

import resources
from app.desk import differences, exemptions, office, payments, receipts, visits
from app.domain.acts import Slip
from app.domain.catalogue import catalogue_from_items
from app.domain.changes import tariffs_since
from app.domain.errors import OperatorCanFix, RegulatorCanFix
from app.domain.fees import Claim
from app.domain.jalali import date_in_tehran, parse
from app.domain.moments import to_wire
from local_db import catalogue_queries, journal, projections, queries

ITEMS = resources.catalogue_items()
TITLE = "صدور شناسنامه مجدد (تعویض)"
FAR = 3000
VETERAN = {"kind": "exemption", "key": "veteran", "version": 1, "title": "معافیت ایثارگران"}
VETERAN |= {"ground": "قانون نمونه", "evidence": "کارت", "percent": 50}


def with_table(*, base=ITEMS, version=2, **tables):
    """A release in which the title has tables of more years: rials by year."""
    item = next(i for i in ITEMS if i["kind"] == "tariff" and i["title"] == TITLE)
    row = item["tables"]["1402"][0]
    rows = {year: [row | {"amount": amount}] for year, amount in tables.items()}
    newer = item | {"version": version, "tables": item["tables"] | rows}
    return catalogue_from_items([*base, newer])


def extended_to(year, date_sh):
    """A release in which the regulator carried the title on, by a decision of that date."""
    ahead = {"kind": "decision", "key": f"{year}", "version": 1, "date": date_sh, "by": "regulator"}
    return [*ITEMS, ahead | {"text": "", "to_year_sh": year, "titles": [TITLE]}]


def by(desk, catalogue):
    """The desk works by that release from now on, and its lease is long."""
    desk.serving = dataclasses.replace(desk.serving, catalogue=catalogue, lease_day=FAR)


def at(desk, date_sh, hour=10, minute=0):
    """Time as the regulator's clock said it; the wall clock here is anything."""
    moment = date_in_tehran(parse(date_sh), hour, minute).astimezone(UTC)
    desk.clock.wall = moment
    office.note_server_time(desk.here, desk.clock(), to_wire(moment))


def pay(desk, visit, number=1):
    for place, plan in enumerate(payments.plan_payments(desk.here, visit)):
        started = payments.start_payment(desk.here, desk.clock(), desk.serving, plan)
        slip = Slip("90000001", f"{number:06}{place:06}", "000001", "0015", "terminal")
        payments.end_payment(desk.here, desk.clock(), desk.serving, paid=started, slip=slip)


def settle(desk, catalogue, since=""):
    return differences.settle(desk.here, desk.clock(), catalogue, since=since)


def lines(desk, tid):
    return desk.rows(
        f"SELECT line, amount, charged_at FROM fee_lines WHERE tid = '{tid}' ORDER BY 1"
    )


def test_the_last_second_of_the_year_and_the_first_take_different_tables(desk):
    by(desk, with_table(**{"1405": 1_000_000, "1406": 2_000_000}))
    for wall, year, amount in (
        (datetime(2027, 3, 20, 20, 29, 59, 990_000, tzinfo=UTC), 1405, 1_000_000),
        (datetime(2027, 3, 20, 20, 30, 0, tzinfo=UTC), 1406, 2_000_000),
    ):
        draft = desk.draft("0" * 32)
        (line,) = visits.understand(desk.here, wall, desk.serving, draft).fee.lines
        assert (line.year, line.amount, line.extended) == (year, amount, False)


def test_the_thirtieth_of_a_leap_esfand_is_still_the_old_year(desk):
    number = desk.serving.catalogue.by_key("birth_cert_replace").number
    rows = [{"service": number, "office_kind": None, "province": None, "office": None}]
    lists = {"kind": "delegation-list", "key": "all", "version": 1, "from": "1403/01/01"}
    lists |= {"to": "1404/12/29", "basis": "", "rows": [r | {"state": "active"} for r in rows]}
    by(desk, with_table(base=[*ITEMS, lists], **{"1403": 1_000, "1404": 2_000}))
    last = date_in_tehran(parse("1403/12/30"), 23, 59).replace(second=59)
    first = date_in_tehran(parse("1404/01/01"), 0, 0)
    for moment, amount in ((last, 1_000), (first, 2_000)):
        taken = visits.understand(desk.here, moment, desk.serving, desk.draft("0" * 32))
        assert taken.fee.total == amount


def test_trusted_time_decides_the_year_and_not_the_wall_clock(desk):
    by(desk, with_table(**{"1405": 1_000, "1406": 2_000}))
    at(desk, "1405/12/29", 23, 59)
    desk.clock.jump(days=30)
    assert desk.register().fee.total == 1_000
    desk.clock.jump(days=-400)
    desk.clock.go(minutes=2)
    assert desk.register().fee.total == 2_000


def test_offline_over_nowruz_with_an_extension_and_a_table_that_comes_late(desk):
    """Esfand to 17 Farvardin without a line: the extension prices; the late table settles."""
    first = catalogue_from_items(extended_to(1406, "1405/12/15"))
    by(desk, first)
    at(desk, "1405/12/20")
    before = desk.register(visit := desk.visit())
    pay(desk, visit, 1)
    desk.clock.go(days=20)
    spring = desk.register(visit := desk.visit())
    pay(desk, visit, 2)
    assert (before.fee.total, spring.fee.total) == (500_000, 500_000)
    assert spring.fee.lines[0].extended
    desk.clock.go(days=8)
    second = with_table(base=extended_to(1406, "1405/12/15"), **{"1406": 650_000})
    assert tariffs_since(first, second) == "1406/01/01"
    assert len(settle(desk, second, "1406/01/01")) == 1
    assert lines(desk, before.tid) == [(0, 500_000, "registration")]
    added = [(0, 500_000, "registration"), (1000, 150_000, "delivery")]
    assert lines(desk, spring.tid) == added
    by(desk, second)
    assert desk.register().fee.total == 650_000
    assert settle(desk, second) == ()


def test_offline_over_nowruz_without_an_extension_waits_for_the_table(desk):
    by(desk, catalogue_from_items(ITEMS))
    at(desk, "1406/01/05")
    with pytest.raises(RegulatorCanFix, match="fee-unknown"):
        desk.register()
    by(desk, with_table(**{"1406": 650_000}))
    assert desk.register().fee.total == 650_000


def test_a_dearer_table_adds_a_line_for_delivery_and_touches_nothing(desk):
    done = desk.register(visit := desk.visit())
    pay(desk, visit)
    receipts.issue_receipt(desk.here, desk.clock(), desk.serving, done.tid)
    before = desk.rows("SELECT leaf, state, total, due_at FROM requests") + desk.rows(
        "SELECT * FROM receipts"
    )
    dearer = with_table(**{"1405": 620_000})
    (leaf,) = settle(desk, dearer)
    assert (
        desk.rows("SELECT leaf, state, total, due_at FROM requests")
        + desk.rows("SELECT * FROM receipts")
        == before
    )
    assert lines(desk, done.tid)[1:] == [(1000, 120_000, "delivery")]
    assert payments.plan_payments(desk.here, visit) == ()
    assert desk.rows(f"SELECT type, tid FROM journal WHERE leaf = '{leaf}'") == [
        ("request.corrected", done.tid)
    ]
    with desk.here.db.read() as connection:
        body = catalogue_queries.open_request(connection, done.tid).body
    added = body["fee_lines"][-1]
    assert added["title"] == f"مابه‌التفاوت {TITLE}"
    assert (added["reference"], added["tariff_year"], body["total"]) == ("0", 1405, 500_000)


def test_a_difference_is_charged_at_delivery_in_a_later_visit(desk):
    done = desk.register(visit := desk.visit())
    settle(desk, with_table(**{"1405": 620_000}))
    later = desk.visit()
    (plan,) = payments.plan_delivery(desk.here, later, done.tid)
    assert (plan.amount, plan.lines) == (120_000, ((done.tid, 1000, 120_000),))
    started = payments.start_payment(desk.here, desk.clock(), desk.serving, plan)
    with pytest.raises(OperatorCanFix, match="payment-not-owed"):
        payments.start_payment(desk.here, desk.clock(), desk.serving, plan)
    slip = Slip("90000001", "000000000009", "000001", "0015", "terminal")
    payments.end_payment(desk.here, desk.clock(), desk.serving, paid=started, slip=slip)
    assert payments.plan_delivery(desk.here, later, done.tid) == ()
    assert desk.rows("SELECT state FROM requests") == [("awaiting_payment",)]
    pay(desk, visit)
    assert desk.rows("SELECT state FROM requests") == [("registered",)]
    with desk.here.db.read() as connection:
        (only,) = queries.payments_of(connection, done.tid)
    assert only[1].plan.amount == 500_000


def test_running_it_again_adds_nothing_and_a_second_table_only_its_own_part(desk):
    done = desk.register(visit := desk.visit())
    pay(desk, visit)
    settle(desk, with_table(**{"1405": 620_000}))
    count = desk.rows("SELECT count(*) FROM journal")
    assert settle(desk, with_table(**{"1405": 620_000})) == ()
    assert desk.rows("SELECT count(*) FROM journal") == count
    assert len(settle(desk, with_table(version=3, **{"1405": 700_000}))) == 1
    assert lines(desk, done.tid)[1:] == [(1000, 120_000, "delivery"), (2000, 80_000, "delivery")]


def test_a_cheaper_table_asks_back_what_was_paid_and_only_that(desk):
    paid = desk.register(visit := desk.visit())
    pay(desk, visit)
    unpaid = desk.register()
    cheaper = with_table(**{"1405": 380_000})
    assert len(settle(desk, cheaper)) == 1
    rows = (
        "SELECT l.tid, l.line, l.amount, r.state FROM refund_lines l JOIN refunds r USING (refund)"
    )
    assert desk.rows(rows) == [(paid.tid, 0, 120_000, "requested")]
    assert settle(desk, cheaper) == ()
    pay(desk, desk.rows(f"SELECT visit FROM requests WHERE tid = '{unpaid.tid}'")[0][0], 2)
    assert len(settle(desk, cheaper)) == 1
    assert len(desk.rows(rows)) == 2
    assert desk.rows("SELECT DISTINCT total FROM requests") == [(500_000,)]


def test_what_is_over_is_not_settled(desk):
    done = desk.register()
    with desk.here.db.write() as connection:
        connection.exec_driver_sql(
            f"INSERT INTO statuses VALUES ('{done.tid}', 'delivered', '{to_wire(desk.clock.wall)}')"
        )
    assert settle(desk, with_table(**{"1405": 620_000})) == ()


def test_the_exemption_of_the_day_counts_in_the_difference(desk):
    old = catalogue_from_items([*ITEMS, VETERAN])
    by(desk, old)
    visit = desk.visit()
    draft = dataclasses.replace(desk.draft(visit), exemptions=(Claim("veteran", "کارت ۱"),))
    done = visits.register_request(desk.here, desk.clock(), desk.serving, draft)
    assert done.fee.total == 250_000
    with desk.here.db.read() as connection:
        body = catalogue_queries.open_request(connection, done.tid).body
    assert body["exemptions"][0]["ground"] == "قانون نمونه"
    assert body["fee_lines"][0]["exempted"] == 250_000
    settle(desk, with_table(base=[*ITEMS, VETERAN], **{"1405": 600_000}))
    assert lines(desk, done.tid)[1:] == [(1000, 50_000, "delivery")]


def test_an_exemption_is_granted_on_its_own_record_before(desk):
    by(desk, catalogue_from_items([*ITEMS, VETERAN]))
    claim = Claim("veteran", "کارت ۱")
    draft = dataclasses.replace(desk.draft(desk.visit()), exemptions=(claim,))
    facts = {"claim": claim, "approved_by": "1"}
    exemptions.grant(desk.here, desk.clock(), desk.serving, draft, **facts)
    body = json.loads(desk.rows("SELECT body FROM bodies ORDER BY n DESC LIMIT 1")[0][0])
    assert body["lines"] == [{"index": 0, "before": 500_000, "after": 250_000}]
    assert (body["ground"], body["evidence"]["number"]) == ("veteran", "کارت ۱")
    other = {"claim": Claim("else", "x")}
    with pytest.raises(OperatorCanFix, match="exemption-lowers-nothing"):
        exemptions.grant(desk.here, desk.clock(), desk.serving, draft, **other)
    long = dataclasses.replace(draft, exemptions=(Claim("veteran", "x" * 201),))
    with pytest.raises(OperatorCanFix, match="exemption-evidence"):
        visits.register_request(desk.here, desk.clock(), desk.serving, long)


def test_rebuilding_makes_differences_and_refunds_again(desk):
    for number in (1, 2):
        desk.register(visit := desk.visit())
        pay(desk, visit, number)
    settle(desk, with_table(**{"1405": 620_000}))
    settle(desk, with_table(version=3, **{"1405": 400_000}))

    def tables():
        return {
            table: desk.rows(f"SELECT * FROM {table} ORDER BY 1, 2") for table in projections.TABLES
        }

    before = tables()
    with desk.here.db.write() as connection:
        projections.rebuild(connection, journal.everything(connection))
    assert tables() == before
    assert all(before[table] for table in ("refunds", "refund_lines", "fee_lines"))
