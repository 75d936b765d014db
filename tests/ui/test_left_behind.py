"""What was closed is gone: a window with all its places, a practice that ended."""

import gc
import weakref
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from tests.ui.whole import come_in, office_window
from ui.hands import Hands
from ui.window import Window

Watched = list[weakref.ref[object]]


def test_nothing_of_a_closed_window_or_of_an_ended_practice_stays(
    tmp_path: Path, qapp: QApplication
) -> None:
    with office_window(tmp_path) as window:
        hands = come_in(window)
        window.practising.begin()
        hands.settle(window)
        assert window.practising.on
        practised = _looked_round(window)
        window.practising.end()
        hands.settle(window)
        assert not window.practising.on
        assert _alive(practised) == []
        worked = [weakref.ref(window), *_looked_round(window)]
    del window, hands
    assert _alive(worked) == []


def _looked_round(window: Window) -> Watched:
    """Every place was seen once; what must go with them."""
    places, hands = window.places, Hands(window)
    for place in places.ways:
        places.go(place)
        hands.settle(window)
    return [weakref.ref(one) for one in (places, places.shell, places.counter, places.desk)]


def _alive(watched: Watched) -> list[str]:
    for _ in range(3):  # what went with the first may have held the next
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        QCoreApplication.processEvents()
        gc.collect()
    return [type(found).__name__ for one in watched if (found := one()) is not None]
