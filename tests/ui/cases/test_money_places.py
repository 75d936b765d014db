"""Payments in doubt and money owed back: asked, resolved, given back, answered; by keys alone."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from app.desk import payments, refunds
from app.devices.simulator import Simulator
from tests.desk.conftest import Desk
from tests.desk.doing import CARD, new_slip, receipted
from tests.desk.test_unknown_payments import in_doubt, resolve
from tests.desk.test_voids import void
from tests.ui.cases.test_cases import case_of, do, trouble
from tests.ui.desk_cases import SECRET, agree, at_work, looked_up, shoot
from tests.ui.test_first_request import _cut
from ui.hands import Hands
from ui.window import Window


def at_money(window: Window) -> Hands:
    hands = at_work(window)
    hands.fkey(10, ctrl=True)
    hands.settle(window)
    return hands


def fill(hands: Hands, **answers: str) -> None:
    boxes = hands.window.places.following.moneybox.view.acts.panel.boxes
    for name, said in answers.items():
        boxes[name].editor.setFocus()
        hands.type(said, boxes[name].editor)
    hands.turn()


def test_the_terminal_says_what_became_of_a_payment_whose_answer_was_lost(
    window: Window, desk: Desk, terminal: Simulator
) -> None:
    done = desk.register()
    hands = looked_up(window, done.tid)
    terminal.mode = "answer-lost"
    hands.fkey(10)
    hands.settle(window)
    do(hands)
    assert "Ctrl+F10" in trouble(window)
    terminal.mode = "approve"
    hands.fkey(10, ctrl=True)
    hands.settle(window)
    view = window.places.following.moneybox.view
    assert view.count.text() == "۱ تراکنش نامشخص"
    shoot(window, "money")
    assert _cut(window) == []
    hands.fkey(9)
    hands.settle(window)
    do(hands)
    assert payments.unresolved(desk.here) == ()
    assert "روشن شد" in view.told.words.text()
    assert [paid.state for paid in case_of(desk, done.tid).payments] == ["succeeded"]


def test_a_persons_word_on_a_doubt_needs_slip_reason_and_manager(
    window: Window, desk: Desk
) -> None:
    tid, _, _ = in_doubt(desk)
    hands = at_money(window)
    hands.fkey(10)
    hands.settle(window)
    fill(hands, terminal="90000001", rrn="612345678901", trace="4521", last4="4417")
    do(hands)
    assert len(payments.unresolved(desk.here)) == 1
    fill(hands, reason="برگه نزد متقاضی بود")
    shoot(window, "took")
    assert _cut(window) == []
    do(hands)
    agree(hands, SECRET)
    assert [paid.state for paid in case_of(desk, tid).payments] == ["succeeded"]
    hands.press(Qt.Key.Key_Escape)


def test_the_offices_own_fee_goes_back_by_its_terminal_and_the_agency_answers(
    window: Window, desk: Desk
) -> None:
    done = receipted(desk, key=CARD)
    void(desk, done.tid)
    hands = at_money(window)
    box = window.places.following.moneybox
    assert [row.kind for row in box.found.values()] == ["owed", "asked"]
    shoot(window, "owed")
    assert _cut(window) == []
    hands.fkey(10)
    hands.settle(window)
    fill(hands, terminal="90000009", rrn="712345678901", trace="77", last4="4417")
    do(hands)
    assert refunds.owed_back(desk.here) == ()
    hands.fkey(11)
    hands.settle(window)
    fill(hands, reason="سند ناقص است")
    do(hands)
    assert [row.kind for row in box.found.values()] == ["refused"]
    hands.fkey(9)
    hands.settle(window)
    do(hands)
    hands.fkey(10)
    hands.settle(window)
    fill(hands, reference="1405998877")
    do(hands)
    assert box.found == {}
    assert sorted(one.state for one in case_of(desk, done.tid).refunds) == [
        "refunded", "refunded", "refused",
    ]  # fmt: skip


def test_enter_opens_the_case_the_money_is_of_and_esc_comes_back(
    window: Window, desk: Desk
) -> None:
    in_doubt(desk)
    hands = at_money(window)
    hands.press(Qt.Key.Key_Return, window.places.following.moneybox.view.list)
    hands.settle(window)
    assert window.places.here == "case"
    hands.press(Qt.Key.Key_Escape)
    hands.settle(window)
    assert window.places.here == "money"


def test_a_doubt_stands_above_the_work_with_its_key_until_it_is_resolved(
    window: Window, desk: Desk
) -> None:
    _, paid, _ = in_doubt(desk)
    hands = at_work(window)
    assert "Ctrl+F10" in strips(window)
    resolve(desk, paid, new_slip())
    window.places.ask_light()
    hands.settle(window)
    assert strips(window) == ""


def strips(window: Window) -> str:
    shown = window.places.shell.strips
    return " ".join(
        label.text()
        for at in range(shown.count())
        for label in shown.itemAt(at).widget().findChildren(QLabel)
    )
