"""Where the caret is: in a place with nothing to show, and on a desk whose columns give way.

`test_every_screen` has the other places.
"""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.desk_functions import MemoryDesk
from tests.ui.test_first_request import SCRIPT, _choose, _signed_in
from ui.hands import Hands
from ui.journey import _fill
from ui.models.look import Look
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


@pytest.fixture
def large(window: Window) -> Iterator[Hands]:
    """Signed in, at 200 %."""
    hands = _signed_in(window)
    window.looks.wear(Look("light", 200))
    hands.wake()
    yield hands
    window.looks.wear(Look())


def test_where_columns_give_way_caret_and_money_stay_in_sight(window: Window, large: Hands) -> None:
    places, desk = window.places, window.places.desk
    assert _seen(desk.services.search) is QApplication.focusWidget()
    _choose(large, places, "birth_cert_duplicate")
    large.turn()
    first = _seen(QApplication.focusWidget())
    assert desk.page.isAncestorOf(first)
    assert _seen(desk.fee.submit)
    assert not desk.services.isVisible()
    large.fkey(2)  # another service is looked for over the form
    assert _seen(desk.services.search) is QApplication.focusWidget()
    assert _seen(desk.fee.submit)
    large.press(Qt.Key.Key_Escape)
    assert _seen(first) is QApplication.focusWidget()
    _fill(large, SCRIPT, lambda _: None)
    large.fkey(9)
    large.wait(lambda: places.counter.stage == "paying", "the money")
    large.settle(window)
    assert _seen(desk.payment.terminal) is QApplication.focusWidget()
    large.fkey(11)
    large.turn()
    assert _seen(desk.payment.boxes["terminal"].editor) is QApplication.focusWidget()


def _seen(widget: QWidget | None) -> QWidget:
    """That widget, the whole of which is on screen."""
    assert widget is not None
    assert widget.visibleRegion().boundingRect().size() == widget.size()
    return widget
