"""Settlement files: missing, extra, split and duplicated rows explained; no number used twice."""

import csv
import io

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.desk import payments, settlement
from app.domain.errors import ManagerCanFix, OperatorCanFix, Refusal
from app.domain.progress import Cancelled, quiet
from app.domain.settlement import COLUMNS, SettledFile, SettledRow, rows_of
from app.wiring.settlement_files import read_table
from local_db.rebuild import rebuild
from tests.desk.test_shifts import serve

DAY, TERMINAL = "1405/08/30", "90000001"
HEADS = {"terminal": "شماره پایانه", "rrn": "شماره مرجع", "amount": "مبلغ", "date": "تاریخ"}


def row(rrn, amount, line=2, terminal=TERMINAL, day=DAY):
    return SettledRow(line, terminal, str(rrn), amount, day)


def fates(found):
    return [one.fate for one in found.rows]


def take(desk, *rows, sha256="a" * 64, tell=quiet):
    file = SettledFile(rows, sha256, "آزمون")
    return settlement.take_in(desk.here, desk.clock(), file, operator="1", tell=tell)


def unknown(desk):
    """A payment nobody knows the end of."""
    desk.register(visit := desk.visit())
    (plan,) = payments.plan_payments(desk.here, visit)
    started = payments.start_payment(desk.here, desk.clock(), desk.serving, plan)
    return payments.doubt_payment(
        desk.here, desk.clock(), desk.serving, paid=started, reason="terminal-answer-lost"
    )


def test_every_row_is_explained(desk):
    total = serve(desk, 11).fee.total
    for rrn in (12, 13, 14):
        serve(desk, rrn)
    rows = (
        row(11, total, 2),
        row(11, total, 3),
        row(12, total - 5, 4),
        row(12, 5, 5),
        row(13, total + 1, 6),
        row(99, 7, 7),
    )
    found = settlement.look(desk.here, rows)
    assert fates(found) == ["settled", "duplicate", "part", "part", "differs", "extra"]
    assert [one.rrn for one in found.absent] == [f"{14:012}"]
    assert len(found.settled) == 2


def test_a_file_is_taken_in_once_and_no_number_settles_twice(desk):
    total = serve(desk, 11).fee.total
    assert fates(take(desk, row(11, total))) == ["settled"]
    with pytest.raises(ManagerCanFix, match="settlement-known"):
        take(desk, row(11, total))
    assert fates(take(desk, row(11, total), sha256="b" * 64)) == ["used"]
    assert len(desk.rows("SELECT * FROM settled")) == 1
    before = [desk.rows(f"SELECT * FROM {name}") for name in ("settled", "settlements")]
    with desk.here.db.write() as connection:
        rebuild(connection)
    assert [desk.rows(f"SELECT * FROM {name}") for name in ("settled", "settlements")] == before


def test_an_unknown_payment_is_resolved_by_its_row_and_pays_its_request(desk):
    paid = unknown(desk)
    found = take(desk, row(55, paid.plan.amount))
    assert fates(found) == ["resolves"]
    assert desk.rows("SELECT state, rrn, source FROM payments") == [
        ("succeeded", "55", "settlement")
    ]
    assert desk.rows("SELECT state FROM requests") == [("registered",)]
    assert desk.rows("SELECT payment FROM settled") == [(paid.payment,)]


def test_two_unknown_payments_of_one_amount_are_left_to_a_person(desk):
    paid = unknown(desk)
    unknown(desk)
    assert fates(take(desk, row(55, paid.plan.amount))) == ["ambiguous"]
    assert {state for (state,) in desk.rows("SELECT state FROM payments")} == {"unknown"}


def test_each_account_and_day_says_what_is_still_unsettled_and_how_long(desk):
    total = serve(desk, 11).fee.total
    serve(desk, 12)
    take(desk, row(11, total))
    desk.clock.go(days=3)
    (one,) = settlement.accounts(desk.here, desk.clock.wall, days=30)
    assert (one.day, one.charged, one.settled, one.differing) == (DAY, 2 * total, total, total)
    assert one.age == 3


def lines(*rows):
    return [[HEADS[name] for name in COLUMNS], *rows]


def test_digits_of_any_kind_and_grouped_money_are_read(tmp_path):
    table = lines(["۹۰۰۰۰۰۰۱", "۰۰۰۱۲", "۱٬۰۰۰٬۰۰۰", "۱۴۰۵/۰۸/۳۰"])
    assert rows_of(table, HEADS) == (SettledRow(2, "90000001", "12", 1_000_000, DAY),)
    book = openpyxl.Workbook()
    for line in lines([90000001, 12.0, 1_000_000, "14050830"]):
        book.worksheets[0].append(line)
    book.save(tmp_path / "a.xlsx")
    assert rows_of(read_table(tmp_path / "a.xlsx")[1], HEADS)[0].rrn == "12"


def test_a_semicolon_file_in_the_old_encoding_is_read(tmp_path):
    told = io.StringIO()
    csv.writer(told, delimiter=";").writerows(lines(["90000001", "12", "5", DAY]))
    (tmp_path / "a.csv").write_bytes(told.getvalue().replace("ی", "ي").encode("cp1256"))
    assert rows_of(read_table(tmp_path / "a.csv")[1], HEADS)[0].amount == 5


@pytest.mark.parametrize(
    ("table", "code"),
    [
        ([], "settlement-empty"),
        (lines(), "settlement-empty"),
        ([["a", "b"], ["1", "2"]], "settlement-column"),
        (lines(["90000001", "12", "پنج", DAY]), "settlement-row"),
        (lines(["90000001", "12", "5", "1405/13/01"]), "settlement-row"),
        (lines(["90000001", "", "5", DAY]), "settlement-row"),
        (lines(["90000001", "12", "0", DAY]), "settlement-row"),
        (lines(*([["1", "2", "3", DAY]] * 3001)), "settlement-too-long"),
    ],
)
def test_a_wrong_file_is_refused_in_words_and_by_line(table, code):
    with pytest.raises(Refusal, match=code):
        rows_of(table, HEADS)


@given(st.binary(max_size=400))
def test_any_bytes_are_a_table_or_a_refusal(tmp_path_factory, data):
    path = tmp_path_factory.getbasetemp() / "any"
    for head in (b"", b"PK\x03\x04"):
        path.write_bytes(head + data)
        try:
            found = rows_of(read_table(path)[1], HEADS)
        except Refusal:
            continue
        assert all(one.amount > 0 and one.rrn for one in found)


cell = st.one_of(st.none(), st.text(max_size=12), st.integers(), st.floats(allow_nan=True))


@given(st.lists(st.lists(cell, max_size=5), max_size=6))
def test_any_cells_are_rows_or_a_refusal(table):
    try:
        found = rows_of(lines(*table), HEADS)
    except Refusal:
        return
    assert all(one.amount > 0 and one.rrn and one.terminal for one in found)


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(OperatorCanFix, match="file-unreadable"):
        read_table(tmp_path / "none.csv")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "settlement-empty"),
        (b"%PDF-1.7, of a bank", "settlement-no-table"),
        (b"\xff\xd8\xff\xe0, a photograph", "settlement-no-table"),
        (bytes(4000), "settlement-no-table"),
        ("سلام، این نامه است\n".encode() * 9, "settlement-no-table"),
        (b"PK\3\4 no workbook", "settlement-unreadable"),
    ],
)
def test_what_is_no_table_is_refused_before_its_columns_are_asked(tmp_path, data, code):
    path = tmp_path / "settlement.csv"
    path.write_bytes(data)
    with pytest.raises(OperatorCanFix, match=code):
        read_table(path)
    with path.open("r+b") as file:
        file.truncate(2 << 30)  # on the disk it takes nothing
    with pytest.raises(OperatorCanFix, match="settlement-large"):
        read_table(path)


def test_a_table_in_the_encoding_of_excel_is_read(tmp_path):
    path = tmp_path / "settlement.csv"
    path.write_text("پایانه\tمبلغ\n1\t2\n", "utf-16")
    assert read_table(path)[1] == [["پایانه", "مبلغ"], ["1", "2"]]


def test_stopped_half_way_what_was_resolved_stays_and_the_file_may_come_again(desk):
    first = unknown(desk)
    desk.clock.go(days=1)
    second = unknown(desk)
    rows = (row(55, first.plan.amount), row(56, second.plan.amount, 3, day="1405/09/01"))

    def tell(progress):
        if progress.done:
            raise Cancelled

    with pytest.raises(OperatorCanFix, match="settlement-stopped"):
        take(desk, *rows, tell=tell)
    assert [state for (state,) in desk.rows("SELECT state FROM payments ORDER BY at")] == [
        "succeeded",
        "unknown",
    ]
    assert not desk.rows("SELECT * FROM settlements")
    assert fates(take(desk, *rows)) == ["settled", "resolves"]


def test_a_row_that_bears_another_date_is_known_by_its_number(desk):
    total = serve(desk, 11).fee.total
    for day in ("1405/10/01", "1407/01/01"):
        assert fates(settlement.look(desk.here, (row(11, total, day=day),))) == ["settled"]
    take(desk, row(11, total))
    assert fates(settlement.look(desk.here, (row(11, total, day="1407/01/01"),))) == ["used"]
