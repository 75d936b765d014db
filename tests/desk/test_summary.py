"""The summary of days equals a plain recount of the journal, on page, paper and in files."""

import csv
import io
import random

import openpyxl
import pytest

from app.domain.catalogue import Catalogue
from app.domain.drill import Drill
from app.domain.jalali import day_number, parse, tehran_day
from app.domain.moments import from_wire
from app.domain.periods import Period
from app.domain.summary import Summary
from app.domain.summary_pages import DayPage
from app.domain.summary_tables import SumTable, tables
from app.wiring import exports
from app.wiring.naming import names, report_words
from app.wiring.pages.day_reports import day_page
from app.wiring.pages.room import Room
from local_db import day_queries, shift_queries
from local_db.rebuild import rebuild
from tests.desk.busy import Busy, entries, recount
from tests.desk.conftest import NOON, Desk, make_here, open_for_business

NOTHING = (0, 0)


SEEDS = (1, 2, 3)


@pytest.fixture(scope="module", params=SEEDS)
def busy(request, tmp_path_factory, catalogue: Catalogue):
    """A desk after random days of work."""
    desk = open_for_business(make_here(tmp_path_factory.mktemp("busy")), catalogue)
    Busy(desk, random.Random(request.param)).work(25)
    yield desk
    desk.here.db.close()


def summed(desk: Desk, period: Period) -> Summary:
    with desk.here.db.read() as connection:
        return day_queries.summary(connection, period, desk.clock.wall)


def page_of(desk: Desk, period: Period) -> DayPage:
    summary = summed(desk, period)
    with desk.here.db.read() as connection:
        called = names(connection, desk.serving.catalogue)
    return DayPage(summary, tables(summary, called, report_words()))


def whole(desk: Desk) -> Period:
    """Every day something happened on."""
    days = [key[0] for key in recount(desk)]
    return Period("range", min(days), max(days))


def flat(summary: Summary) -> dict[tuple[str, str, str], tuple[int, int]]:
    return {
        (dim, key, kind): (one.n, one.amount)
        for dim, keys in summary.sums.items()
        for key, kinds in keys.items()
        for kind, one in kinds.items()
    }


def test_every_figure_of_every_day_is_a_plain_recount_of_its_entries(busy):
    counted = recount(busy)
    for day in sorted({key[0] for key in counted}):
        plain = {key[1:]: value for key, value in counted.items() if key[0] == day}
        assert flat(summed(busy, Period("day", day, day))) == plain


def test_every_figure_of_a_longer_stretch_is_the_sum_of_its_days(busy):
    plain: dict[tuple[str, str, str], tuple[int, int]] = {}
    for (_, *key), (n, rials) in recount(busy).items():
        before = plain.get(tuple(key), NOTHING)
        plain[tuple(key)] = (before[0] + n, before[1] + rials)
    summary = summed(busy, whole(busy))
    assert flat(summary) == plain
    assert summary.days == len({key[0] for key in recount(busy) if key[3] == "registered"})


def test_rebuilding_gives_the_same_sums(busy):
    period = whole(busy)
    before = summed(busy, period)
    with busy.here.db.write() as connection:
        rebuild(connection)
    assert summed(busy, period) == before


def test_every_z_is_a_plain_recount_of_the_entries_of_its_shift(busy):
    by_shift: dict[str, int] = {}
    for payload, body in entries(busy):
        if payload["type"] == "receipt.issued":
            by_shift[body["shift"]] = by_shift.get(body["shift"], 0) + body["total"]
    with busy.here.db.read() as connection:
        numbers = [number for number, _, _ in shift_queries.closed_shifts(connection, limit=99)]
        closed = [shift_queries.closed_shift(connection, number) for number in numbers]
        running = [
            shift_queries.shift(connection, name, busy.here.dev)
            for name, _, _ in shift_queries.open_shifts(connection)
        ]
    assert sorted(numbers) == list(range(1, len(numbers) + 1)) != []
    fees = {one.shift: one.z["fees"] for one in closed}
    fees |= {one.shift: one.figures.fees for one in running}
    assert {shift: fee for shift, fee in fees.items() if fee} == by_shift
    assert sum(fees.values()) == summed(busy, whole(busy)).total("receipts").amount


def test_the_tables_of_a_page_add_up_to_the_same_money(busy):
    page = page_of(busy, whole(busy))
    paid = page.summary.total("payments_succeeded")
    for name in ("accounts", "operators", "desks", "hours", "sources"):
        table = page.table(name)
        assert sum(line.amount for line in table.lines) == paid.amount, name
    for name in ("services", "agencies"):
        assert sum(line.amount for line in page.table(name).lines) == paid.amount
        assert sum(line.count for line in page.table(name).lines) == total(page, "registered")
    shares = page.table("shares")
    assert shares.total.amount == paid.amount - page.summary.total("returned").amount


def total(page: DayPage, kind: str) -> int:
    return page.summary.total(kind).n


def test_behind_every_line_lie_the_facts_it_counts(busy):
    page = page_of(busy, whole(busy))
    with busy.here.db.read() as connection:
        for table in page.tables:
            for line in table.lines:
                found = day_queries.found(connection, line.drill, limit=10_000)
                check_line(table, line, found)


def check_line(table: SumTable, line, found) -> None:
    kinds = line.drill.kinds
    if table.name == "shares":
        signs = {"collected": 1, "returned": -1}
        assert sum(signs[one.kind] * one.amount for one in found) == line.amount
        return
    counted, paid = kinds[0], kinds[-1]
    assert sum(one.n for one in found if one.kind == counted) == line.count
    if line.amount is not None:
        assert sum(one.amount for one in found if one.kind == paid) == line.amount


def test_a_shortened_table_still_adds_up(busy):
    table = page_of(busy, whole(busy)).table("hours")
    short = table.shortened(3, "{count}")
    assert len(short.lines) == 3
    assert sum(line.amount for line in short.lines) == table.total.amount
    assert sum(line.count for line in short.lines) == table.total.count


def test_the_csv_says_to_the_rial_what_the_page_says(busy):
    page = page_of(busy, whole(busy))
    data = exports.csv(page, busy.here.office, report_words())
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    said = [tuple(row) for row in rows if len(row) == 5][1:]
    assert said == [
        (table.title, line.title, line.code, text(line.count), text(line.amount))
        for table in page.tables
        for line in (*table.lines, *([table.total] if table.total else []))
    ]


def text(value: int | None) -> str:
    return "" if value is None else str(value)


def test_the_xlsx_holds_numbers_right_to_left_that_add_up_to_the_page(busy):
    page = page_of(busy, whole(busy))
    book = openpyxl.load_workbook(io.BytesIO(exports.xlsx(page, busy.here.office, report_words())))
    assert len(book.worksheets) == 1 + len(page.tables)
    for sheet, table in zip(book.worksheets[1:], page.tables, strict=True):
        assert sheet.sheet_view.rightToLeft
        rows = list(sheet.iter_rows(min_row=2, min_col=3, max_col=4, values_only=True))
        lines = (*table.lines, *([table.total] if table.total else []))
        assert rows == [(line.count, line.amount) for line in lines]
        assert not any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)
    assert book.worksheets[0]["B2"].value == page.summary.period.first_sh


def test_the_paper_says_what_the_page_says(busy):
    page = page_of(busy, whole(busy))
    room = Room(busy.here, busy.serving.catalogue, 1, lambda _: busy.serving.catalogue, NOON, "2")
    paper = day_page(room, page.summary, page.tables)
    for table in paper.tables:
        same = next(one for one in page.tables if one.title == table.title)
        assert (table.total and table.total.amount) == (same.total and same.total.amount)
        assert sum(row.amount or 0 for row in table.rows) == sum(
            line.amount or 0 for line in same.lines
        )


def test_requests_that_wait_are_counted_by_what_they_wait_for(desk):
    from app.domain.wire import FeedItem
    from local_db import feed
    from tests.desk.test_shifts import serve

    tids = [serve(desk, number).tid for number in range(4)]
    with desk.here.db.write() as connection:
        connection.exec_driver_sql("DELETE FROM outbox")
        states = ("ready", "needs_documents", "delivered")
        for n, (tid, state) in enumerate(zip(tids, states, strict=False), 1):
            at = "2026-11-21T10:00:00.000Z"
            said = FeedItem(n, "status", at, {"tid": tid, "state": state})
            feed.keep(connection, [said])
    due = from_wire(desk.rows("SELECT min(due_at) FROM requests")[0][0])

    def waiting(now):
        with desk.here.db.read() as connection:
            one = day_queries.open_cases(connection, now)
            return (one.due_today, one.overdue, one.needs_documents, one.ready)

    assert waiting(NOON) == (0, 0, 1, 1)
    assert waiting(due.replace(hour=0)) == (2, 0, 1, 1)
    assert waiting(due.replace(year=2027)) == (0, 2, 1, 1)


def test_a_day_is_compared_with_the_day_before_its_weekday_and_its_month(desk):
    from tests.desk.test_shifts import serve

    serve(desk, 1)
    desk.clock.go(days=6)
    serve(desk, 2)
    serve(desk, 3)
    desk.clock.go(days=1)
    serve(desk, 4)
    today = tehran_day(desk.clock.wall)
    compared = {one.against: one for one in summed(desk, Period("day", today, today)).compared}
    assert compared["before"].sums["registered"].n == 2
    assert compared["weekday"].sums["registered"].n == 1
    assert compared["month"].days == 2
    assert compared["month"].per_day("registered").n == round(3 / 2)


@pytest.mark.parametrize(
    ("kind", "first", "last"),
    [("week", "1405/12/29", "1406/01/06"), ("month", "1407/12/01", "1407/12/29")],
)
def test_periods_follow_the_jalali_calendar(kind, first, last):
    period = Period.of(kind, day_number(parse(first)))
    assert (period.first_sh, period.last_sh) == (first, last)
    assert period.before().after() == period


def test_drilling_by_account_finds_its_payments(busy):
    page = page_of(busy, whole(busy))
    line = page.table("accounts").lines[0]
    assert isinstance(line.drill, Drill)
    with busy.here.db.read() as connection:
        found = day_queries.found(connection, line.drill, limit=5)
    assert {one.kind for one in found} == {"payments_succeeded"}
    assert all(one.at and len(one.tid) == 18 for one in found)
