"""Practice in the window: another set of places under a coloured frame, in front of the real ones.

What is on the real desk stays as it is; Ctrl+F12 begins and ends it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.domain.errors import Refusal
from ui.functions import Practice
from ui.keys import keys_of
from ui.places import Places

if TYPE_CHECKING:
    from ui.window import Window

CLOCK_EVERY = 20_000


class Practising(QObject):
    """Swaps the window's places and gives them back."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self.window = window
        self.real: Places | None = None
        self.practice: Practice | None = None
        self._coming = False

    @property
    def on(self) -> bool:
        """Whether what is on screen is practice."""
        return self.real is not None

    def toggle(self) -> None:
        """Ctrl+F12."""
        if self.on:
            self.end()
        else:
            self.begin()

    def begin(self) -> None:
        """Ask for a desk to practise at."""
        begin = self.window.functions.practise
        if begin is not None and not self._coming:
            self._coming = True
            self.window.tasks.run(begin, self._begun, self._refused)

    def end(self) -> None:
        """Throw the practice away and go back to the real desk, as it was left."""
        if self.real is None or self.practice is None:
            return
        left, practice = self.window.places, self.practice
        for keeping in left.following.keepers():
            keeping.drop_waiting()
        self._take(self.real)
        self.real = self.practice = None
        left.end()
        self.window.doors.removeWidget(left.shell)
        left.shell.deleteLater()
        self.window.tasks.run(practice.functions.close, lambda _: None, self._refused)

    def _begun(self, practice: Practice) -> None:
        self._coming = False
        window = self.window
        if window.entrance.here:
            # Somebody locked the desk meanwhile: there is nobody to practise.
            window.tasks.run(practice.functions.close, lambda _: None, self._refused)
            return
        self.real, self.practice = window.places, practice
        signed, tasks = practice.signed, window.tasks
        places = Places(practice.functions, tasks, practice.unlocked, signed)
        places.shell.show_practice()
        places.shell.bar.theme.connect(window.looks.switch)
        window.doors.addWidget(places.shell)
        self._take(places)
        places.start(CLOCK_EVERY, CLOCK_EVERY)

    def _take(self, places: Places) -> None:
        """The keys go there from now on, and it is in front."""
        window = self.window
        window.places, window.acts = places, keys_of(places)
        window.doors.setCurrentWidget(places.shell)
        places.go(places.here or "request")

    def _refused(self, refusal: Refusal) -> None:
        self._coming = False
        self.window.places.watch.refuse(refusal)
