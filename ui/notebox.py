"""Notes between people and one's own pace: reads them, leaves one, ends one."""

from PySide6.QtCore import QObject

from app.domain.errors import Refusal
from app.domain.letters import Note
from app.domain.pace import Pace
from ui import words
from ui.functions import Functions
from ui.models.notes import NoteLine, lines_of, pace_lines
from ui.staff import AtDoor
from ui.tasks import Tasks
from ui.views.notes import NotesView


class NoteBox(QObject):
    """One place of the shell; what it shows belongs to the person at work."""

    def __init__(self, functions: Functions, tasks: Tasks) -> None:
        self.view = NotesView()
        super().__init__(self.view)
        self.functions, self.tasks = functions, tasks
        self.names: dict[str, str] = {}
        self.view.left.connect(self.leave)
        self.view.done.connect(self.finish)

    def ask(self) -> None:
        """People, notes and pace as they are now."""
        self.view.told.say("")
        self.tasks.run(self.functions.at_door, self._people, self._refused)
        self._read()
        self.tasks.run(self.functions.own_pace, self._paced, self._refused)

    def forget(self) -> None:
        """Another person is at work."""
        self.view.show_notes(())
        self.view.show_pace(())
        self.view.said.clear()

    def leave(self, said: str, to: str) -> None:
        """F9."""
        if finding := self.functions.finding:
            self.tasks.run(lambda: finding.leave_note(said, to, ()), self._left, self._refused)

    def finish(self, line: NoteLine) -> None:
        """F8 or Delete."""
        if finding := self.functions.finding:
            name = line.note.note
            self.tasks.run(
                lambda: finding.finish_note(name, ""), lambda _: self._read(), self._refused
            )

    def _read(self) -> None:
        if finding := self.functions.finding:
            self.tasks.run(finding.notes, self._noted, self._refused)

    def _people(self, people: tuple[AtDoor, ...]) -> None:
        self.names = {one.operator.number: one.operator.name for one in people}
        if self.view.to.count() != len(people) + 1:
            self.view.show_people(tuple(one.operator for one in people))

    def _noted(self, notes: tuple[Note, ...]) -> None:
        names = self.names
        found = lines_of(notes, lambda who: names.get(who, who), self.functions.now())
        self.view.show_notes(found)

    def _paced(self, pace: Pace) -> None:
        self.view.show_pace(pace_lines(pace))

    def _left(self, _note: str) -> None:
        self.view.said.clear()
        self._read()

    def _refused(self, refusal: Refusal) -> None:
        self.view.told.say(words.sentence(refusal), words.who_acts(refusal), tone="bad")
