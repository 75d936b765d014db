"""The page of duties, driven by keys: what presses first, answers, a closing, its own paper."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from app.domain.acts import Operator
from app.domain.approvals import Ask, Asked, Waiting
from app.domain.duties import (
    Announced,
    Closing,
    Complaint,
    DeskHealth,
    Due,
    Duties,
    OpenFinding,
)
from app.domain.errors import ManagerCanFix
from app.domain.permits import Licence
from tests.ui.desk_functions import NOW
from tests.ui.test_first_request import _cut, _signed_in
from ui import start
from ui.hands import Hands
from ui.models.duties import screen_of
from ui.office_functions import DutyFunctions
from ui.staff import AtDoor

TID = "723010012078000142"


def duties(now: datetime = NOW) -> Duties:
    return Duties(
        at=now,
        licences=(Licence("۱۴۰۲/۷۲۳۰۱", "valid", "1405/12/01"),),
        dues=(
            Due("premises", "خیابان کارگر", "1405/10/15", 44),
            Due("deadline", "نصب دوربین شمارش", "1405/09/05", 5),
            Due("training", "امیر آزمایشی", "1405/08/20", -10),
        ),
        closings=(
            Closing("a", "1405/10/01", "1405/10/03", "تعمیر محل", "granted", "م/۱۲۰۴"),
            Closing("b", "1405/11/10", "1405/11/11", "جابه‌جایی"),
        ),
        findings=(
            OpenFinding("leaf 1", "fee-differs", TID, now - timedelta(hours=30), excess=100_000),
            OpenFinding("leaf 2", "not-delegated", TID, now - timedelta(days=3), answered=True),
            OpenFinding("leaf 3", "tid-twice", TID, now - timedelta(days=1)),
        ),
        complaints=(
            Complaint(
                "0042118801", "complaint", TID, "new", now - timedelta(days=11),
                now + timedelta(days=4),
            ),
        ),
        announced=(
            Announced("ساعت کار پنجشنبه", ("مریم احمدی",), ("امیر آزمایشی", "نگار نمونه")),
        ),
        desks=(
            DeskHealth(2, True, now, owed=12, lease_days=11),
            DeskHealth(3, False, now - timedelta(hours=5), lease_days=9, backup_at=now),
            DeskHealth(4, False, now - timedelta(days=4)),
        ),
        backup_at=now - timedelta(hours=9),
        people={"operators": 3, "proposed": 1, "locked": 0},
    )  # fmt: skip


@dataclass
class Heard:
    """What the window asked, in order."""

    done: list[tuple[str, ...]] = field(default_factory=list)

    def functions(self) -> DutyFunctions:
        def note(name):
            return lambda *told: self.done.append((name, *told))

        def close(*told):
            if told[0] == "1400/01/01":
                raise ManagerCanFix("closing-past")
            self.done.append(("closing", *told))

        def give_back(*told):
            self.done.append(("remedy", *told))
            return 100_000

        return DutyFunctions(duties, close, note("complaint"), note("finding"), give_back)


@pytest.fixture
def asked() -> Heard:
    return Heard()


@pytest.fixture
def at_work(qapp, desk, asked):
    window = start.build_window(replace(desk.functions(), duties=asked.functions()))
    window.show()
    hands: Hands = _signed_in(window)
    hands.fkey(9, ctrl=True)
    hands.settle(window)
    yield window, hands, window.places.office.duties
    hands.settle(window)
    window.close()
    window.deleteLater()
    qapp.processEvents()


def shown(view: QWidget) -> list[str]:
    return [label.text() for label in view.findChildren(QLabel) if label.isVisibleTo(view)]


def test_everything_that_endangers_the_licence_stands_on_one_page(at_work):
    _window, _hands, box = at_work
    said = " ".join(shown(box.view))
    for words in (
        "معتبر", "سه ماه پیش از پایان", "نصب دوربین شمارش", "۵ روز مانده",
        "۱۰ روز گذشته", "ظرف ۴۸ ساعت",
        "۱۸ ساعت مانده", "بی‌پاسخ", "پاسخ داده شد", "شکایت", "م/۱۲۰۴", "در انتظار مجوز",
        "باجه ۴", "بی‌خبر", "۱ از ۳ نفر", "نخوانده: امیر آزمایشی، نگار نمونه",
    ):  # fmt: skip
        assert words in said, words
    assert _cut(box.view) == []


def test_f9_gives_back_the_overcharge_first_with_what_the_office_says(at_work, asked):
    window, hands, box = at_work
    assert screen_of(duties()).pressing.act == "remedy"
    hands.fkey(9)
    hands.type("اشتباه در شمار برگه‌ها", box.dialog.reason)
    hands.press(Qt.Key.Key_Return, box.dialog.reason)
    hands.settle(window)
    assert asked.done == [("remedy", "leaf 1", "اشتباه در شمار برگه‌ها")]
    assert "۱۰۰٬۰۰۰ ریال پس خواسته شد" in box.view.told.words.text()


def test_a_complaint_is_answered_from_its_line(at_work, asked):
    window, hands, box = at_work
    (line,) = [one for card in box.view.drawn.cards for one in card.lines if one.act == "complaint"]
    box.act(line)
    hands.type("همان روز پیگیری شد", box.dialog.reason)
    hands.press(Qt.Key.Key_Return, box.dialog.reason)
    hands.settle(window)
    assert asked.done == [("complaint", "0042118801", "همان روز پیگیری شد")]


def test_a_closing_is_asked_and_a_wrong_one_is_told_in_its_dialog(at_work, asked):
    window, hands, box = at_work
    hands.fkey(7)
    dialog = box.dialog
    hands.type("1400/01/01", dialog.first)
    hands.type("1405/12/03", dialog.last)
    hands.type("تعمیر محل", dialog.reason)
    hands.press(Qt.Key.Key_Return, dialog.reason)
    hands.settle(window)
    assert "تعطیلی از امروز" in dialog.trouble.words.text()
    dialog.first.setText("1405/12/01")
    hands.press(Qt.Key.Key_Return, dialog.reason)
    hands.settle(window)
    assert asked.done == [("closing", "1405/12/01", "1405/12/03", "تعمیر محل")]
    assert "برای سازمان می‌رود" in box.view.told.words.text()


def test_f12_prints_the_page_for_the_inspector(at_work):
    window, hands, box = at_work
    hands.fkey(12)
    hands.settle(window)
    assert "آماده بازرسی" in box.view.told.words.text()


MANAGER = AtDoor(Operator("8", "زهرا نمونه", "manager"), pin=True)
ASK = Asked("a" * 32, "leaf", Ask("void", "اشتباه در نام", tid=TID, amount=500_000))


def test_what_another_desk_asks_stands_first_and_is_answered_by_pin(qapp, desk, asked):
    answers, waits = [], [Waiting(ASK, 3, "2", NOW)]

    def answer(one, word, reason):
        answers.append((one.id, word.number, word.secret, reason))
        waits.clear()

    window = start.build_window(
        replace(
            desk.functions(),
            duties=asked.functions(),
            approvals_waiting=lambda: tuple(waits),
            answer_approval=answer,
            at_door=lambda: (*desk.functions().at_door(), MANAGER),
        )
    )
    window.show()
    hands = _signed_in(window)
    assert any("باجه ۳ تأیید مدیر می‌خواهد" in words for words in shown(window.places.shell))
    hands.fkey(9, ctrl=True)
    hands.settle(window)
    box = window.places.office.duties
    assert box.view.drawn.cards[0].title == "تأییدهای خواسته‌شده"
    hands.fkey(9)
    hands.settle(window)
    hands.type("4821", box.approval.secret.line)
    hands.press(Qt.Key.Key_Return, box.approval.secret.line)
    hands.settle(window)
    assert answers == [(ASK.id, "8", "4821", "")]
    assert box.view.drawn.cards[0].title == "پروانه"
    window.close()
    window.deleteLater()
    qapp.processEvents()
