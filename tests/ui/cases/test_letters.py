"""Papers to agencies and from them: scanned into a list, written, printed, and found again."""

from PySide6.QtCore import Qt

from app.domain import qr
from tests.desk.conftest import NOON, Desk
from tests.desk.doing import receipted
from tests.ui.cases.test_cases import case_of
from tests.ui.desk_cases import at_work, shoot
from tests.ui.desk_functions import MemoryDesk
from tests.ui.test_first_request import _cut
from ui.hands import Hands
from ui.window import Window


def at_letters(window: Window) -> Hands:
    hands = at_work(window)
    hands.fkey(11, ctrl=True)
    hands.settle(window)
    return hands


def scan(hands: Hands, typed: str) -> None:
    view = hands.window.places.following.letterbox.view
    view.number.clear()
    hands.type(typed, view.number)
    hands.press(Qt.Key.Key_Return, view.number)
    hands.settle(hands.window)


def test_papers_leave_on_one_list_and_come_back_to_their_place(
    window: Window, desk: Desk, memory: MemoryDesk
) -> None:
    first, second = receipted(desk), receipted(desk)
    head = qr.Mark(b"abcd", second.tid, NOON, 1, 102, 256, 1, b"0" * 16)
    hands = at_letters(window)
    box = window.places.following.letterbox
    scan(hands, first.tid)
    scan(hands, qr.to_text(qr.seal(head, desk.here.signer), "p.example"))
    assert [row.tid for row in box.draft.rows] == [first.tid, second.tid]
    assert box.draft.agency == "civil_registry"
    shoot(window, "letters")
    assert _cut(window) == []
    hands.fkey(9)
    hands.settle(window)
    assert "شماره ۱" in box.view.told.words.text()
    assert case_of(desk, first.tid).away == ("پرونده درخواست",)
    hands.fkey(12)
    hands.settle(window)
    assert [page.kind for page in memory.press.printed] == ["agency-list"]
    hands.fkey(7)
    hands.turn()
    scan(hands, first.tid)
    assert "قفسه" in box.view.wrong.text()
    hands.type("کشوی ۳", box.view.place)
    scan(hands, first.tid)
    shoot(window, "letters-in")
    assert _cut(window) == []
    hands.fkey(9)
    hands.settle(window)
    found = case_of(desk, first.tid)
    assert (found.away, [one.place for one in found.places]) == ((), ["کشوی ۳"])


def test_what_does_not_belong_is_refused_and_what_was_typed_stays(
    window: Window, desk: Desk
) -> None:
    done = receipted(desk)
    hands = at_letters(window)
    box = window.places.following.letterbox
    scan(hands, "۱۲۳۴۵۶۷۸۹۰۱۲۳۴۵۶۷۸")
    assert "نیست" in box.view.wrong.text()
    assert box.view.number.text() != ""
    scan(hands, done.tid)
    scan(hands, done.tid)
    assert "دو بار" in box.view.wrong.text()
    hands.fkey(7)
    assert "آغاز شده" in box.view.told.words.text()
    hands.fkey(8)
    hands.turn()
    assert box.draft.rows == ()
    hands.fkey(9)
    assert "دست‌کم یک برگه" in box.view.told.words.text()
