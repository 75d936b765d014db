"""Every place of the program: named, reachable, readable in each theme, never cut in any size.

The real program stands behind the window, and its table of places says what there is to look at.
Contrast is measured at every screen in all three themes, at 100 %, where most of it is in sight;
cuts and what must be scrolled sideways at every screen in 100, 150 and 200 %. The other four of
nine looks would be the same pixels: a theme changes colours alone (`test_theme` holds that).
"""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from tests.ui import seeing
from tests.ui.boxes import SOME, enter, fill, no_trace
from tests.ui.whole import come_in, go, office_window
from ui.hands import Hands
from ui.keys import keys_at, keys_of
from ui.keytable import TABLE, TITLES
from ui.models.look import Look
from ui.views.keymap import KeyMapView
from ui.views.roomy import Dialog
from ui.window import Window

# One change from each to the next: dressing all screens anew costs more than looking at them.
LOOKS = (
    *(Look("light", 100), Look("dark", 100), Look("contrast", 100)),
    *(Look("contrast", 150), Look("contrast", 200)),
)

# How many boxes were found in each place; those that are not here have none.
BOXES = {
    "request": 1,
    "form": 9,
    "search": 3,
    "mend": 3,
    "notes": 1,
    "day": 2,
    "shift": 3,
    "letters": 4,
    "letters back": 5,
    "letters again": 4,
    "case deliver": 4,
    "case ask": 3,
    "case code": 1,
    "case correct": 1,
    "case renew": 1,
    "case void": 1,
    "case withdraw": 3,
}


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


def scenes(window: Window) -> Iterator[str]:
    """Every place as it is first seen, and a form with all its trouble."""
    yield from each(window)
    yield _form(window)


def test_tab_reaches_everything_and_goes_from_the_right_and_down(window: Window) -> None:
    window.looks.wear(LOOKS[0])
    Hands(window).wake()
    bad: dict[str, list[str]] = {}
    for place in scenes(window):
        way = seeing.by_tab(window)
        missed = seeing.unreached(window, way)
        bad |= {f"{place} {what}": found for what, found in missed.items() if found}
    assert bad == {}


def test_the_caret_is_in_the_place_that_opens(window: Window) -> None:
    Hands(window).wake()
    outside = []
    for place in each(window):
        caret, shown = QApplication.focusWidget(), window.places.shell.stack.currentWidget()
        if caret is None or not (caret is shown or shown.isAncestorOf(caret)):
            outside.append((place, caret))
    assert outside == []


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look.theme}-{look.size}")
def test_nothing_is_cut_or_faint_and_all_is_named(window: Window, look: Look) -> None:
    window.looks.wear(look)
    Hands(window).turn()
    bad: dict[str, list[str]] = {}
    for place in scenes(window):
        bad |= _bad(place, window, look)
    bad |= _at_doors(window, look) | _in_dialogs(window, look)
    assert bad == {}


def test_the_key_map_says_what_the_keys_do(window: Window) -> None:
    hands = Hands(window)
    heard = {shortcut.key().toString() for shortcut in window.shortcuts}
    assert set(keys_of(window.places)) <= heard
    # What the window hears itself stands in the map too.
    assert heard - {key.key for key in TABLE} == set()
    assert set(window.places.ways) == set(TITLES)
    for place in each(window):
        hands.fkey(1, ctrl=True)
        (view,) = [one for one in window.findChildren(KeyMapView) if one.isVisible()]
        assert view.keys == tuple(keys_at(place))
        caps = {label.text() for label in seeing.shown(view, QLabel)}
        assert {key.key for key in view.keys} <= caps
        assert {key.means for key in view.keys} <= caps
        view.reject()
        hands.turn()


def test_a_key_of_a_place_has_one_meaning_there() -> None:
    pairs = [(key.place, key.key) for key in TABLE if key.act]
    assert len(pairs) == len(set(pairs))
    assert [key.key for key in TABLE if not key.means.strip()] == []


def test_any_text_into_any_box_of_a_place_is_taken_or_refused_in_words(window: Window) -> None:
    # The last one here: what is typed stays. Boxes of dialogs are in `test_every_box`.
    counted: dict[str, int] = {}

    @settings(max_examples=2, deadline=None)
    @given(SOME)
    def holds(texts: list[str]) -> None:
        window.places.counter.next_one()
        for scene in _typed_scenes(window):
            shown = window.places.shell.stack.currentWidget()
            # In large type the list of services is folded while a form is open.
            part = window.places.desk.page if scene == "form" else shown
            counted[scene] = fill(part, texts)
            enter(window, shown)
            assert no_trace(window), scene
        go(window, "case")
        for act in window.places.following.casebox.view.acts.buttons:
            counted[f"case {act}"] = _in_act(window, act, texts)

    holds()
    assert {name: found for name, found in counted.items() if found} == BOXES


def _typed_scenes(window: Window) -> Iterator[str]:
    """Every place, a form, and the papers that come back, whose shelf is asked too."""
    yield from each(window)
    yield _form(window)
    for scene in ("letters back", "letters again"):
        go(window, "letters")
        Hands(window).fkey(7)
        yield scene


def _in_act(window: Window, act: str, texts: list[str]) -> int:
    """The boxes of the form at the side of a case, or of the whole request that is put right."""
    go(window, "case")
    window.places.following.casebox.view.acts.wanted.emit(act)
    Hands(window).settle(window)
    shown = window.places.shell.stack.currentWidget()
    found = fill(shown, texts)
    assert no_trace(window), act
    Hands(window).press(Qt.Key.Key_Escape, shown)
    enter(window, shown)
    return found


def _at_doors(window: Window, look: Look) -> dict[str, list[str]]:
    bad: dict[str, list[str]] = {}
    for door in (window.unlock, window.sign_in):
        window.doors.setCurrentWidget(door)
        Hands(window).turn()
        bad |= _bad(type(door).__name__, window, look)
    window.doors.setCurrentWidget(window.places.shell)
    return bad


def _in_dialogs(window: Window, look: Look) -> dict[str, list[str]]:
    """The key map and the guide: inside the screen, whole or scrolled."""
    go(window, "request")
    hands = Hands(window)
    bad: dict[str, list[str]] = {}
    for ctrl in (True, False):
        hands.fkey(1, ctrl=ctrl)
        hands.settle(window)
        (view,) = [one for one in window.findChildren(Dialog) if one.isVisible()]
        if view.height() > window.height() or view.width() > window.width():
            bad[f"{type(view).__name__} outside"] = [str(view.geometry())]
        bad |= _bad(type(view).__name__, view, look)
        view.reject()
        hands.turn()
    return bad


def _form(window: Window) -> str:
    """The form of a service, with every kind of trouble shown."""
    go(window, "request")
    counter = window.places.counter
    counter.next_one()
    counter.choose(counter.unlocked.catalogue.by_key("birth_cert_duplicate"))
    counter.primary()
    Hands(window).settle(window)
    Hands(window).turn()
    return "form"


def _bad(name: str, root: QWidget, look: Look) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    if look.size == 100:
        found |= {"faint": seeing.faint(root), "edge": seeing.edges(root)}
    if look.size > 100 or look == LOOKS[0]:
        found |= {
            "cut": seeing.clipped(root) + seeing.cells(root),
            "sideways": seeing.sideways(root),
            "unnamed": seeing.unnamed(root),
        }
    return {f"{name} {what}": some for what, some in found.items() if some}
