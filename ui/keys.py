"""What a key does where we are, and what the key map says of it: both from the one table.

The table is `ui.keytable`; a place that has its own keys (people, the office) lends them to it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.places import Places

Act = Callable[[], object]
EVERYWHERE = ""


@dataclass(frozen=True, slots=True)
class Key:
    """A key at a place, or EVERYWHERE. Without `act` it is heard by what has the caret (Enter on a
    list); an act that says False leaves the key to EVERYWHERE."""

    key: str
    place: str
    means: str
    act: Callable[[Places], object] | None = None


def keys_of(places: Places) -> dict[str, Act]:
    """Every key of the working screens, as the window listens to it.

    F-keys work with every keyboard layout, with Shift and Ctrl too; letters with Ctrl or Alt do
    not.
    """
    from ui.keytable import TABLE

    return {key.key: partial(press, places, key.key) for key in TABLE if key.act}


def press(places: Places, pressed: str) -> None:
    """Do what that key does here, if it does anything."""
    from ui.keytable import TABLE

    for place in (places.here, EVERYWHERE):
        for key in TABLE:
            if (key.key, key.place) == (pressed, place) and key.act:
                if key.act(places) is not False:
                    return
                break


def keys_at(place: str) -> Iterator[Key]:
    """The keys of a place, its own first; those of everywhere only where it has no such key."""
    from ui.keytable import TABLE

    own = [key for key in TABLE if key.place == place]
    yield from own
    taken = {key.key for key in own if key.act}
    yield from (key for key in TABLE if key.place == EVERYWHERE and key.key not in taken)


def show_keys(places: Places) -> None:
    """Ctrl+F1: every key of this place."""
    from ui.keytable import TITLES
    from ui.views.keymap import KeyMapView

    KeyMapView(TITLES[places.here], tuple(keys_at(places.here)), places.shell).open()
