"""Every F-key of the working screens in one table: what it does, by the place we are at."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ui.following import PLACES as FOLLOWING
from ui.office import PLACES as OFFICE

if TYPE_CHECKING:
    from ui.places import Places

Act = Callable[[], object]


def keys_of(places: Places) -> dict[str, Act]:
    """F-keys work with every keyboard layout; letters with Ctrl or Alt do not.

    At the manager's places, and where requests are followed up, the keys are their own, where they
    have one.
    """

    def pressed(key: str) -> bool:
        if places.here == "people" and places.peoplebox:
            return places.peoplebox.press(key)
        if places.here in FOLLOWING:
            return places.following.press(places.here, key)
        return places.here in OFFICE and places.office.press(places.here, key)

    def or_office(key: str, act: Act) -> Act:
        return lambda: pressed(key) or act()

    found = places.paper.with_printers(
        _of_places(places) | _with_shift(places) | _with_ctrl(places)
    )
    return {key: or_office(key, act) for key, act in found.items()}


def _at(places: Places, acts: dict[str, Act]) -> Act:
    return lambda: acts[places.here]() if places.here in acts else None


def _of_places(places: Places) -> dict[str, Act]:
    counter, box, sync, go = places.counter, places.printbox, places.syncbox, places.go

    def at(**acts: Act) -> Act:
        return _at(places, acts)

    return {
        "F1": at(request=counter.guide),
        "F2": lambda: go("request"),
        "F3": lambda: go("today"),
        "F4": lambda: go("sync"),
        "F5": places.refresh,
        "F7": at(request=counter.accept_offer),
        "F8": at(request=counter.to_trouble, sync=sync.cancel),
        "F9": at(
            request=counter.primary,
            queue=box.retry,
            sync=sync.retry,
            checkup=places.carebox.tend,
        ),
        "F10": at(
            request=counter.till.by_terminal,
            queue=lambda: box.answer(True),
            sync=sync.hand.open,
        ),
        "F11": at(
            request=counter.till.by_hand,
            queue=lambda: box.answer(False),
            sync=sync.switch,
        ),
        "F12": at(
            request=counter.till.print_,
            queue=box.print_receipt,
            today=lambda: places.day().print_again(),
        ),
    }


def _with_ctrl(places: Places) -> dict[str, Act]:
    """A layer that every keyboard layout leaves alone, as F-keys are no letters."""
    return {"Ctrl+F3": lambda: places.go("search")}


def _with_shift(places: Places) -> dict[str, Act]:
    counter, box, go = places.counter, places.printbox, places.go

    def at(**acts: Act) -> Act:
        return _at(places, acts)

    return {
        "Shift+F1": lambda: go("day"),
        "Shift+F2": at(request=counter.pin),
        "Shift+F3": lambda: go("drafts"),
        "Shift+F4": lambda: go("queue"),
        "Shift+F5": lambda: go("people"),
        "Shift+F6": lambda: go("checkup"),
        "Shift+F7": at(request=counter.filling.upgrade),
        "Shift+F8": at(request=counter.park, queue=box.cancel),
        "Shift+F9": at(request=counter.another),
        "Shift+F10": lambda: go("printers"),
        "Shift+F11": at(request=places.paper.of_desk, today=places.paper.of_day),
        "Ctrl+F8": lambda: go("settlement"),
    }
