"""Every place of the auditor's workspace, in each theme and size: named, reachable, readable.

One window serves them all: dressing it anew costs more than looking.
"""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from tests.ui import seeing
from tests.ui.audit_desk import Auditing, auditing
from ui.audit_keys import TABLE, TITLES, heard, keys_at
from ui.audit_places import AuditPlaces
from ui.models.look import Look
from ui.views.keymap import KeyMapView

LOOKS = (Look("light", 100), Look("contrast", 200), Look("dark", 150))


@pytest.fixture(scope="module")
def at(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Auditing]:
    with auditing(tmp_path_factory.mktemp("audit")) as made:
        made.window.resize(1366, 768)
        made.sign_in()
        yield made
        made.window.looks.wear(Look())


def each(at: Auditing) -> Iterator[str]:
    """Every place, filled."""
    places: AuditPlaces = at.window.places
    for place in ("entries", "findings", "compare", "board", "package"):
        places.go(place)
        at.settle()
        yield place
    marked = places.boxes["entries"].view.rows.at(0)
    places.open_chain(marked.row.office, marked.row.desk)
    at.settle()
    yield "chain"
    places.open_case(_registration(places))
    at.settle()
    yield "case"
    places.open_entry(_registration(places))
    at.settle()
    yield "entry"


def _registration(places: AuditPlaces) -> str:
    rows = places.boxes["entries"].view.rows
    found = (rows.at(n).row for n in range(rows.rowCount()))
    return next(row.leaf for row in found if row.type == "request.registered")


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look.theme}-{look.size}")
def test_nothing_is_cut_or_faint_and_all_is_named(at: Auditing, look: Look) -> None:
    at.window.looks.wear(look)
    at.hands.turn()
    bad = {}
    for place in each(at):
        found = {
            "cut": seeing.clipped(at.window),
            "faint": seeing.faint(at.window),
            "edge": seeing.edges(at.window),
            "unnamed": seeing.unnamed(at.window),
        }
        bad |= {f"{place} {what}": some for what, some in found.items() if some}
    at.window.doors.setCurrentWidget(at.window.sign_in)
    at.hands.turn()
    if found := seeing.clipped(at.window) + seeing.unnamed(at.window):
        bad["door"] = found
    at.window.doors.setCurrentWidget(at.window.places.shell)
    assert bad == {}


def test_tab_reaches_everything_and_goes_from_the_right_and_down(at: Auditing) -> None:
    at.window.looks.wear(LOOKS[0])
    at.hands.wake()
    bad = {}
    for place in each(at):
        missed = seeing.unreached(at.window, seeing.by_tab(at.window))
        bad |= {f"{place} {what}": found for what, found in missed.items() if found}
    assert bad == {}


def test_the_key_map_says_what_the_keys_do_and_every_act_is_there(at: Auditing) -> None:
    named = {shortcut.key().toString() for shortcut in at.window.shortcuts}
    assert set(heard()) <= named
    assert named - {key.key for key in TABLE} == set()
    pairs = [(key.place, key.key) for key in TABLE if key.act]
    assert len(pairs) == len(set(pairs))
    seen = set()
    for place in each(at):
        seen.add(place)
        box = at.window.places.boxes[place]
        assert [key.act for key in TABLE if key.place == place and key.act] == [
            key.act for key in TABLE if key.place == place and callable(getattr(box, key.act, 0))
        ]
        at.hands.fkey(1, ctrl=True)
        (view,) = [one for one in at.window.findChildren(KeyMapView) if one.isVisible()]
        assert view.keys == tuple(keys_at(place))
        caps = {label.text() for label in seeing.shown(view, QLabel)}
        assert {key.key for key in view.keys} | {key.means for key in view.keys} <= caps
        view.reject()
        at.hands.turn()
    assert seen == set(TITLES)
