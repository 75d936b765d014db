"""The manager's places: the summary of days, the end of a shift, settlement, duties. Built when
asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.domain.errors import Refusal
from app.domain.pages import PageWanted
from ui import words
from ui.functions import Functions
from ui.tasks import Tasks
from ui.views.shell import Shell

if TYPE_CHECKING:
    from ui.dutiesbox import DutiesBox
    from ui.settlementbox import SettlementBox
    from ui.shiftbox import ShiftBox
    from ui.summarybox import SummaryBox

    Box = SummaryBox | ShiftBox | SettlementBox | DutiesBox

PLACES = ("day", "shift", "settlement", "duties")
KEYS = {
    "day": {
        "F5": "ask",
        "F7": "earlier",
        "F8": "later",
        "F9": "end_shift",
        "F10": "wider",
        "F11": "save",
        "F12": "print_",
        "Shift+F7": "type_range",
        "Shift+F8": "everybody",
    },
    "shift": {"F5": "ask", "F9": "primary", "F10": "other", "F12": "print_x"},
    "settlement": {
        "F5": "ask",
        "F7": "choose",
        "F8": "next_table",
        "F9": "primary",
        "F11": "only_waiting",
    },
    "duties": {"F5": "ask", "F7": "close_for_a_while", "F9": "primary", "F12": "print_"},
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
        self.settlement: SettlementBox | None = None
        self.duties: DutiesBox | None = None

    def show(self, place: str) -> None:
        """Bring one of them to the front and read it again."""
        make: dict[str, Callable[[], Box | None]] = {
            "day": self._summary,
            "shift": self._shift,
            "settlement": self._settlement,
            "duties": self._duties,
        }
        box = make[place]()
        if box is not None:
            self.shell.show_place(place, box.view)
            box.ask()
            box.view.focus()

    def press(self, place: str, key: str) -> bool:
        """Let a key act here; False where it is not ours, and does what it does everywhere."""
        box = self._boxes[place]
        name = KEYS[place].get(key)
        if box is None or name is None:
            return False
        getattr(box, name)()
        return True

    def forget(self) -> None:
        """Another person is at work: what the one before saw is read anew."""
        for box in self._boxes.values():
            if box is not None:
                box.view.deleteLater()
        self.summary, self.shift, self.settlement, self.duties = None, None, None, None

    @property
    def _boxes(self) -> dict[str, Box | None]:
        return {
            "day": self.summary,
            "shift": self.shift,
            "settlement": self.settlement,
            "duties": self.duties,
        }

    def _summary(self) -> SummaryBox | None:
        if self.summary is None and self.functions.days is not None:
            from ui.summarybox import SummaryBox

            self.summary = SummaryBox(self.functions, self.functions.days, self.tasks)
            self.summary.wanted.connect(self._receipt)
            self.summary.shift.connect(self._to_shift)
        return self.summary

    def _shift(self) -> ShiftBox | None:
        if self.shift is None and self.functions.shifts is not None:
            from ui.shiftbox import ShiftBox

            made = ShiftBox(self.functions, self.functions.shifts, self.tasks, desk=self.desk)
            made.acted.connect(self.acted)
            made.begun.connect(self._to_desk)
            self.shift = made
        return self.shift

    def _settlement(self) -> SettlementBox | None:
        if self.settlement is None and self.functions.settlement is not None:
            from ui.settlementbox import SettlementBox

            self.settlement = SettlementBox(self.functions.settlement, self.tasks)
            self.settlement.acted.connect(self.acted)
        return self.settlement

    def _duties(self) -> DutiesBox | None:
        if self.duties is None and self.functions.duties is not None:
            from ui.dutiesbox import DutiesBox

            self.duties = DutiesBox(self.functions, self.functions.duties, self.tasks)
            self.duties.acted.connect(self.acted)
        return self.duties

    # Not lambdas: these boxes have no parent, and would hold all places for ever.
    def _to_shift(self) -> None:
        self.led.emit("shift")

    def _to_desk(self) -> None:
        self.led.emit("request")

    def _receipt(self, tid: str) -> None:
        """The receipt behind a fact, drawn as it would be printed."""
        look, wanted = self.functions.page_preview, PageWanted("receipt", tid=tid)
        self.tasks.run(lambda: look(wanted), lambda made: self._look(tid, made), self._refused)

    def _look(self, tid: str, pictures: tuple[bytes, ...]) -> None:
        from ui.views.paper_look import PaperLook

        PaperLook(f"رسید {words.tracking(tid)}", pictures, self.shell).open()

    def _refused(self, refusal: Refusal) -> None:
        if self.summary:
            said = words.sentence(refusal)
            self.summary.view.told.say(said, words.who_acts(refusal), tone="bad")
