"""Keeps what is typed: each change reaches the desk file within a second, on the worker.

A form nobody has typed into is no draft. The desk's line runs in order, so the name a first save
brings is known to every later act on that line.
"""

from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.acts import RequestDraft
from app.domain.errors import Refusal
from app.domain.jalali import clock_time
from app.domain.text import isolate
from ui import words
from ui.functions import Functions
from ui.tasks import Tasks

SOON = 400  # ms from the first change not yet saved; later changes do not push it further


@dataclass(slots=True)
class Sheet:
    """One request on screen: its draft's name ("" until saved) and what waits to be saved."""

    name: str = ""
    waiting: tuple[RequestDraft, str] | None = None


class Keeping(QObject):
    """`told(words, who)`: how the last save went; `who` only when it did not."""

    told = Signal(str, str)

    def __init__(self, functions: Functions, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self.functions, self.tasks = functions, tasks
        self.sheet = Sheet()
        self.soon = QTimer(self)
        self.soon.setSingleShot(True)
        self.soon.setInterval(SOON)
        self.soon.timeout.connect(self.save)

    def begin(self, name: str = "") -> None:
        """Another request is on screen; what the one before still had waiting is saved first."""
        self.save()
        self.sheet = Sheet(name)

    def touch(self, draft: RequestDraft, place: str) -> None:
        """Something changed: save it soon."""
        self.sheet.waiting = (draft, place)
        if not self.soon.isActive():
            self.soon.start()

    def moved(self, draft: RequestDraft, place: str) -> None:
        """The caret went elsewhere: worth saving only if there is a draft at all."""
        if self.sheet.name or self.sheet.waiting:
            self.touch(draft, place)

    def save(self) -> None:
        """Save now what waits."""
        self.soon.stop()
        sheet = self.sheet
        if sheet.waiting is None:
            return
        draft, place = sheet.waiting
        sheet.waiting = None

        def write() -> None:
            sheet.name = self.functions.save_draft(draft, sheet.name, place)

        self.tasks.run(write, self._saved, self._unsaved)

    def drop_waiting(self) -> None:
        """What waits is about to be registered: no draft of it is written any more."""
        self.soon.stop()
        self.sheet.waiting = None

    def finish(self, sheet: Sheet) -> None:
        """On the worker, after the request is registered: its draft goes."""
        if sheet.name:
            self.functions.draft_done(sheet.name)

    def _saved(self, _: object) -> None:
        at = isolate(clock_time(self.functions.now()))
        self.told.emit(f"پیش‌نویس ذخیره شد · {at}", "")

    def _unsaved(self, refusal: Refusal) -> None:
        said = f"پیش‌نویس ذخیره نشد: {words.sentence(refusal)}"
        self.told.emit(said, words.who_acts(refusal) or "اقدام با مدیر دفتر")
