"""Searching a request and its case: read whole, its acts by keys, money said before it moves."""

from PySide6.QtCore import Qt

from tests.desk.conftest import Desk
from tests.desk.doing import receipted
from tests.ui.desk_cases import (
    catalogue,
    desk,
    functions,
    looked_up,
    memory,
    terminal,
    window,
)
from ui.window import Window

__all__ = ["catalogue", "desk", "functions", "memory", "terminal", "window"]


def test_a_typed_number_opens_the_case(window: Window, desk: Desk) -> None:
    done = receipted(desk)
    hands = looked_up(window, done.tid)
    assert window.places.here == "case"
    hands.turn()
    window.grab().save("/tmp/case/case.png")
    hands.press(Qt.Key.Key_Escape)
    hands.settle(window)
    assert window.places.here == "search"
    window.grab().save("/tmp/case/search.png")
