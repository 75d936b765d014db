"""A visit through the real window and the real desk: called, several services, paid together, set
aside, taken up again, cut off.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.sync.conftest import Office, office, regulator
from tests.ui.real_desk import AtDesk, at_desk

__all__ = ["office", "regulator"]


@pytest.fixture
def desk(qapp: QApplication, office: Office, tmp_path: Path) -> Iterator[AtDesk]:
    with at_desk(office, tmp_path) as made:
        yield made


def test_a_called_citizen_takes_two_services_and_pays_once_for_each_account(desk: AtDesk) -> None:
    begun = len(desk.types())
    desk.key(2, ctrl=True)
    desk.key(9)
    desk.hands.press(Qt.Key.Key_Return)
    desk.settle()
    assert desk.places.waiting.view.count.text() == "۱ نفر در نوبت"
    desk.key(5, ctrl=True)
    assert desk.places.here == "request"
    assert "نوبت ۱۰۰۱" in desk.line
    assert "فراخوانده" in desk.line
    desk.fill()
    desk.key(9)
    assert len(desk.paying.all) == 1, desk.trouble
    desk.key(9, shift=True)
    assert desk.places.counter.stage == "choosing"
    desk.fill()
    desk.key(9)
    both = desk.paying
    assert len(both.all) == 2
    assert {tid for plan in both.plans or () for tid, _, _ in plan.lines} == {
        r.tid for r in both.all
    }
    while desk.places.counter.stage == "paying":
        desk.key(10)
    assert len(desk.bank.charged) == len(both.plans or ())
    desk.key(12)
    assert "۲ رسید و پاکت" in desk.places.desk.promise.told.words.text()
    assert "۲ درخواست" in desk.line
    desk.key(9)
    types = desk.types(begun)
    assert [t for t in types if t.startswith("visit")] == ["visit.opened", "visit.closed"]
    assert types.count("receipt.issued") == types.count("receipt.printed") == 2
    assert desk.places.counter.stage == "choosing"
