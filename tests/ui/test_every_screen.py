"""Every place of the program, in every theme and size: named, reachable, readable, never cut.

The real program stands behind the window, and its table of places says what there is to look at.
"""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui import seeing
from tests.ui.whole import come_in, go, office_window
from ui.hands import Hands
from ui.keys import keys_at, keys_of
from ui.keytable import TABLE, TITLES
from ui.models.look import Look
from ui.theme import THEMES, dress
from ui.window import Window

LOOKS = (Look("light", 100), Look("dark", 150), Look("contrast", 200))


@pytest.fixture(scope="module")
def window(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Window]:
    with office_window(tmp_path_factory.mktemp("whole")) as made:
        made.resize(1366, 768)
        come_in(made)
        for place in made.places.ways:
            go(made, place)
        yield made
        made.looks.wear(Look())


def each(window: Window) -> Iterator[str]:
    """Every place, shown."""
    for place in window.places.ways:
        go(window, place)
        yield place


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look.theme}-{look.size}")
def test_nothing_is_cut_or_faint_and_all_is_named(window: Window, look: Look) -> None:
    window.looks.wear(look)
    Hands(window).turn()
    bad: dict[str, list[str]] = {}
    for place in each(window):
        found = {
            "cut": seeing.clipped(window),
            "faint": seeing.faint(window, dress.current()),
            "edge": seeing.edges(window),
            "unnamed": seeing.unnamed(window),
        }
        bad |= {f"{place} {what}": some for what, some in found.items() if some}
    assert bad == {}
