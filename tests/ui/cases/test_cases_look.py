"""The places of following up in large type and high contrast: nothing is cut."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from tests.desk.conftest import Desk
from tests.desk.doing import CARD, receipted
from tests.desk.test_unknown_payments import in_doubt
from tests.desk.test_voids import void
from tests.ui.desk_cases import looked_up, shoot
from tests.ui.test_forms_drawn import cut
from ui.hands import Hands
from ui.models.look import Look
from ui.window import Window

LARGE, USUAL = Look("contrast", 150), Look("light", 100)


def cut_here(hands: Hands, name: str) -> list[str]:
    shoot(hands.window, f"{name}-{LARGE.theme}-{LARGE.size}")
    screen = hands.window.places.shell.stack.currentWidget()
    shown = (*screen.findChildren(QLabel), *screen.findChildren(QPushButton))
    return [f"{name}: {why}" for widget in shown if (why := cut(widget))]


def test_nothing_of_search_case_form_and_lists_is_cut_in_large_type(
    window: Window, desk: Desk
) -> None:
    gone = receipted(desk, key=CARD)
    void(desk, gone.tid)
    in_doubt(desk)
    done = receipted(desk)
    hands = looked_up(window, done.tid)
    window.looks.wear(LARGE)
    hands.settle(window)
    cuts = cut_here(hands, "case")
    hands.fkey(8, shift=True)
    hands.settle(window)
    cuts += cut_here(hands, "void")
    hands.press(Qt.Key.Key_Escape)
    for number, name in ((3, "search"), (10, "money"), (11, "letters")):
        hands.fkey(number, ctrl=True)
        hands.settle(window)
        cuts += cut_here(hands, name)
    window.looks.wear(USUAL)
    assert cuts == []
