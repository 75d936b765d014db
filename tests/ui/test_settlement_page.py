"""The settlement screen, driven by keys over a real desk file and real files of an acquirer."""

import csv
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from tests.desk.test_settlement import unknown
from tests.desk.test_shifts import serve
from tests.ui.desk_office import BusyOffice
from ui import start
from ui.hands import Hands

HEAD = ["ردیف", "شماره پایانه", "شماره مرجع", "مبلغ تراکنش", "تاریخ"]
DAY, TERMINAL = "1405/08/30", "90000001"


@pytest.fixture
def office(tmp_path, catalogue) -> BusyOffice:
    return BusyOffice(tmp_path, catalogue, citizens=0)


@pytest.fixture
def at_work(qapp, desk, office):
    given = replace(
        desk.functions(), settlement=office.settlement(), now=lambda: office.desk.clock.wall
    )
    window = start.build_window(given)
    window.show()
    hands = Hands(window)
    hands.settle(window)
    hands.type("گذرواژه درست", window.unlock.passphrase)
    hands.press(Qt.Key.Key_Return, window.unlock.passphrase)
    hands.settle(window)
    hands.type("1234", window.sign_in.password)
    hands.press(Qt.Key.Key_Return, window.sign_in.password)
    hands.settle(window)
    hands.fkey(8, ctrl=True)
    hands.settle(window)
    yield window, hands, window.places.office.settlement
    hands.settle(window)
    window.close()
    window.deleteLater()
    qapp.processEvents()


def file_of(tmp_path, *rows, head=HEAD):
    path = tmp_path / "settled.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        csv.writer(out).writerows([head, *([n, *row] for n, row in enumerate(rows, 1))])
    return str(path)


def told(box) -> list[str]:
    view = box.view
    return [label.text() for label in view.findChildren(QLabel) if label.isVisibleTo(view)]


def lines(box) -> list[str]:
    table = box.view.table
    return [table.item(at, 5).text() for at in range(table.rowCount())]


def messy(office, tmp_path) -> str:
    total = serve(office.desk, 11).fee.total
    for rrn in (12, 13, 14):
        serve(office.desk, rrn)
    waits = unknown(office.desk).plan.amount
    rows = [(11, total), (11, total), (12, total - 5), (12, 5), (13, total + 1), (99, 7)]
    rows.append((55, waits))
    return file_of(tmp_path, *((TERMINAL, rrn, amount, DAY) for rrn, amount in rows))


def test_every_row_is_explained_before_anything_is_written(at_work, office, tmp_path):
    window, hands, box = at_work
    box.open(messy(office, tmp_path))
    hands.settle(window)
    assert box.view.typed()["rrn"] == "شماره مرجع", "its columns were recognised"
    hands.fkey(9)
    hands.settle(window)
    said = lines(box)
    assert said[0] == "تسویه شد"
    assert "تکراری" in said[1]
    assert "بخشی" in said[2]
    assert "مبلغ برابر نیست" in said[4]
    assert "چنین پرداختی نیست" in said[5]
    assert "روشن می‌کند" in said[6]
    assert "در پرونده نیست: ۱" in told(box)
    assert not office.desk.rows("SELECT * FROM settlements")
    hands.fkey(11)
    assert len(lines(box)) == 3
    hands.fkey(8)
    assert lines(box) == ["در پرونده نیست"]


def test_the_file_is_taken_in_once_and_the_accounts_say_what_is_left(at_work, office, tmp_path):
    window, hands, box = at_work
    path = messy(office, tmp_path)
    box.open(path)
    hands.settle(window)
    hands.fkey(9)
    hands.settle(window)
    hands.fkey(9)
    assert "شرکت پرداخت" in box.view.told.words.text(), "whose file it is must be said"
    hands.type("به‌پرداخت", box.view.provider)
    hands.fkey(9)
    hands.settle(window)
    assert "پرونده ثبت شد: ۳ پرداخت تسویه" in box.view.told.words.text()
    assert not box.view.do.isEnabled()
    (body,) = office.desk.rows("SELECT count(*) FROM settlements")
    assert body == (1,)
    assert {one for (one,) in office.desk.rows("SELECT state FROM payments")} == {"succeeded"}
    box.view.which.setCurrentIndex(box.view.which.findData("accounts"))
    assert box.screen.accounts[0].differing > 0
    box.open(path)
    hands.settle(window)
    for _ in range(2):
        hands.fkey(9)
        hands.settle(window)
    assert "پیش‌تر خوانده شده" in box.view.told.words.text()


def test_columns_nobody_knows_are_asked_and_kept(at_work, office, tmp_path):
    window, hands, box = at_work
    total = serve(office.desk, 11).fee.total
    head = ["n", "ت", "ش", "م", "ر"]
    box.open(file_of(tmp_path, (TERMINAL, 11, total, DAY), head=head))
    hands.settle(window)
    assert "نام ستون‌ها شناخته نشد" in box.view.told.words.text()
    for name, title in zip(("terminal", "rrn", "amount", "date"), head[1:], strict=True):
        choice = box.view.columns[name]
        choice.setCurrentIndex(choice.findData(title))
    hands.fkey(9)
    hands.settle(window)
    assert lines(box) == ["تسویه شد"]
    assert office.heads["rrn"] == "ش"
