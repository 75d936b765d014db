"""Where the caret is in a place with nothing to show; `test_every_screen` has the others."""

from PySide6.QtWidgets import QApplication

from tests.ui.desk_functions import MemoryDesk
from tests.ui.test_first_request import _signed_in
from ui.window import Window

NOT_HERE = {"case", "mend"}  # there is none to open


def test_an_empty_place_takes_the_caret_too(window: Window, desk: MemoryDesk) -> None:
    hands = _signed_in(window)
    hands.wake()
    outside: dict[str, object] = {}
    for place in set(window.places.ways) - NOT_HERE:
        window.places.go("request")
        window.places.go(place)
        hands.settle(window)
        hands.turn()
        caret, shown = QApplication.focusWidget(), window.places.shell.stack.currentWidget()
        if caret is None or not (caret is shown or shown.isAncestorOf(caret)):
            outside[place] = caret
    assert outside == {}
