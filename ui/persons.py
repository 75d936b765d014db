"""The places of the people at the desk: who they are, what they leave each other. Built when asked
for."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from ui.notebox import NoteBox
    from ui.peoplebox import PeopleBox
    from ui.places import Places

PLACES = ("people", "notes")


class Persons(QObject):
    """Knows the two boxes; None where the desk hands nothing of people."""

    def __init__(self, places: Places) -> None:
        super().__init__(places)
        self.places = places

    @cached_property
    def peoplebox(self) -> PeopleBox | None:
        """Everybody who works here: a manager's."""
        places, staff = self.places, self.places.functions.staff
        if staff is None:
            return None
        from ui.peoplebox import PeopleBox

        box = PeopleBox(staff, places.functions, places.tasks, places.catalogue, parent=places)
        box.ruled.connect(places.ruled)
        return box

    @cached_property
    def notebox(self) -> NoteBox:
        """Notes, and one's own pace."""
        from ui.notebox import NoteBox

        return NoteBox(self.places.functions, self.places.tasks)

    def show(self, place: str) -> None:
        """Bring one of them to the front and read it again."""
        box = self.peoplebox if place == "people" else self.notebox
        if box is not None:
            self.places.shell.show_place(place, box.view)
            box.view.focus()
            box.ask()

    def ask(self) -> None:
        """F5."""
        self.show(self.places.here)

    def forget(self) -> None:
        """Another person is at work: what the one before saw is put away."""
        for name in ("peoplebox", "notebox"):
            if box := self.__dict__.get(name):
                box.forget()
