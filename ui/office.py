"""The office's two places: the summary of days and the end of a shift. Built when asked for."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QDialog, QLabel, QVBoxLayout, QWidget

from app.domain.errors import Refusal
from app.domain.pages import PageWanted
from ui import words
from ui.functions import Functions
from ui.shiftbox import ShiftBox
from ui.summarybox import SummaryBox
from ui.tasks import Tasks
from ui.views.parts import scroll, text
from ui.views.shell import Shell

PLACES = ("day", "shift")
KEYS = {
    "day": {
        "F5": "ask",
        "F7": "earlier",
        "F8": "later",
        "F9": "end_shift",
        "F10": "wider",
        "F11": "save",
        "F12": "print_",
    },
    "shift": {"F5": "ask", "F9": "primary", "F10": "other", "F12": "print_x"},
}


class Office(QObject):
    """`acted`: something was written; `led(place)`: the way goes on elsewhere."""

    acted = Signal()
    led = Signal(str)

    def __init__(self, shell: Shell, functions: Functions, tasks: Tasks, *, desk: int) -> None:
        super().__init__(shell)
        self.shell, self.functions, self.tasks, self.desk = shell, functions, tasks, desk
        self.summary: SummaryBox | None = None
        self.shift: ShiftBox | None = None

    def show(self, place: str) -> None:
        """Bring one of the two to the front and read it again."""
        box = self._summary() if place == "day" else self._shift()
        if box is not None:
            self.shell.show_place(place, box.view)
            box.ask()
            box.view.focus()

    def press(self, place: str, key: str) -> bool:
        """Let a key act here; False where it is not ours, and does what it does everywhere."""
        box = self.summary if place == "day" else self.shift
        name = KEYS[place].get(key)
        if box is None or name is None:
            return False
        getattr(box, name)()
        return True

    def forget(self) -> None:
        """Another person is at work: what the one before saw is read anew."""
        for box in (self.summary, self.shift):
            if box is not None:
                box.view.deleteLater()
        self.summary, self.shift = None, None

    def _summary(self) -> SummaryBox | None:
        if self.summary is None and self.functions.days is not None:
            self.summary = SummaryBox(self.functions, self.functions.days, self.tasks)
            self.summary.wanted.connect(self._receipt)
            self.summary.shift.connect(lambda: self.led.emit("shift"))
        return self.summary

    def _shift(self) -> ShiftBox | None:
        if self.shift is None and self.functions.shifts is not None:
            made = ShiftBox(self.functions, self.functions.shifts, self.tasks, desk=self.desk)
            made.acted.connect(self.acted)
            made.begun.connect(lambda: self.led.emit("request"))
            self.shift = made
        return self.shift

    def _receipt(self, tid: str) -> None:
        """The receipt behind a fact, drawn as it would be printed."""
        look, wanted = self.functions.page_preview, PageWanted("receipt", tid=tid)
        self.tasks.run(lambda: look(wanted), lambda made: self._look(tid, made), self._refused)

    def _look(self, tid: str, pictures: tuple[bytes, ...]) -> None:
        ReceiptLook(tid, pictures, self.shell).open()

    def _refused(self, refusal: Refusal) -> None:
        if self.summary:
            said = words.sentence(refusal)
            self.summary.view.told.say(said, words.who_acts(refusal), tone="bad")


class ReceiptLook(QDialog):
    """A receipt to look at; Esc closes it."""

    def __init__(self, tid: str, pictures: tuple[bytes, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"رسید {words.tracking(tid)}")
        self.resize(680, 720)
        inside = QWidget()
        pages = QVBoxLayout(inside)
        for picture in pictures:
            pixmap, page = QPixmap(), QLabel()
            pixmap.loadFromData(picture)
            page.setPixmap(pixmap)
            page.setAccessibleName(f"رسید {words.tracking(tid)}")
            pages.addWidget(page)
        column = QVBoxLayout(self)
        column.addWidget(text(f"رسید {words.tracking(tid)}", "heading"))
        column.addWidget(scroll(inside, name="رسید"), 1)
