"""The end of a shift and what its keys do: look again, close, print X and Z, begin anew."""

from PySide6.QtCore import QObject, Signal

from app.domain.errors import Refusal
from app.domain.pages import PageWanted
from app.domain.shifts import Shift
from app.domain.summary_pages import OpenShift
from ui import words
from ui.care import NewVersion
from ui.functions import Functions
from ui.models.shift import ShiftScreen, is_over, z_name
from ui.models.updating import quiet_line
from ui.office_functions import ShiftFunctions
from ui.tasks import Tasks
from ui.views.shift import ShiftView

Found = tuple[tuple[OpenShift, ...], Shift | None]


class ShiftBox(QObject):
    """`acted`: something was written; `begun`: a shift is open again, work goes on."""

    acted = Signal()
    begun = Signal()

    def __init__(
        self, functions: Functions, shifts: ShiftFunctions, tasks: Tasks, *, desk: int
    ) -> None:
        self.view = ShiftView()
        super().__init__(self.view)
        self.functions, self.shifts, self.tasks, self.desk = functions, shifts, tasks, desk
        self.open: tuple[OpenShift, ...] = ()
        self.at, self.armed, self.busy = 0, False, False
        self.screen = ShiftScreen()
        self.view.closing.connect(self.close)
        self.view.printed.connect(self.print_x)
        self.view.other.connect(self.other)
        self.view.begin.connect(self.begin)

    def ask(self) -> None:
        """The open shifts, and the one shown as it stands now."""
        shifts, at = self.shifts, self.at

        def work() -> Found:
            found = shifts.open()
            return found, shifts.look(found[at % len(found)].shift) if found else None

        self.tasks.run(work, self._found, self._refused)

    def primary(self) -> None:
        """F9: close, agree, or begin anew."""
        if self.screen.shift is None:
            self.begin()
        else:
            self.close()

    def close(self) -> None:
        """The first time it is asked, the second time it is done."""
        shift = self.screen.shift
        if shift is None or self.busy:
            return
        if not self.armed:
            self._arm(True)
            return
        try:
            closing = self.view.typed(shift.shift)
        except Refusal as refusal:
            self._refused(refusal)
            return
        self.busy = True
        self.tasks.run(lambda: self.shifts.close(closing), self._closed, self._refused)

    def print_x(self) -> None:
        """F12: the X report of the shift shown."""
        if shift := self.screen.shift:
            wanted, put = PageWanted("x-report", shift=shift.shift), self.functions.print_page
            self.tasks.run(lambda: put(wanted, None), self._on_paper, self._refused)

    def other(self) -> None:
        """F10: the next open shift of this desk."""
        self.at += 1
        self._arm(False)
        self.ask()

    def begin(self) -> None:
        """A new shift of whoever works here."""
        if not self.busy:
            self.busy = True
            self.tasks.run(self.functions.open_shift, self._begun, self._refused)

    def _arm(self, armed: bool) -> None:
        self.armed = armed
        self.view.arm(armed)

    def _found(self, found: Found) -> None:
        self.open, shift = found
        self.screen = ShiftScreen()
        if shift is not None:
            name = next((o.name for o in self.open if o.shift == shift.shift), shift.operator)
            self.screen = ShiftScreen.of(shift, name)
        self.view.show_screen(self.screen, others=len(self.open) > 1)
        self.view.newer.setText("")
        if care := self.functions.care if shift is None else None:
            self.tasks.run(care.new_version, self._newer, lambda _: None)

    def _newer(self, new: NewVersion | None) -> None:
        self.view.newer.setText(quiet_line(new))

    def _closed(self, number: int) -> None:
        self._free()
        self.at = 0
        self.view.note.clear()
        self.view.told.say(f"شیفت بسته شد: {z_name(self.desk, number)}", tone="good")
        wanted, put = PageWanted("z-report", number=number), self.functions.print_page
        # The shift is closed whatever the printer says; the page stays in the queue.
        self.tasks.run(lambda: put(wanted, None), lambda _: None, self._jammed)
        self.acted.emit()
        self.ask()

    def _jammed(self, refusal: Refusal) -> None:
        said = f"شیفت بسته شد و صورت‌جلسه در صف چاپ است: {words.sentence(refusal)}"
        self.view.told.say(said, words.who_acts(refusal), tone="warn")

    def _on_paper(self, _: object) -> None:
        self.view.told.say("گزارش میان‌شیفت به چاپگر فرستاده شد.", tone="good")

    def _begun(self, _: object) -> None:
        self._free()
        self.view.told.say("")
        self.begun.emit()

    def _refused(self, refusal: Refusal) -> None:
        self._free()
        self.view.told.say(words.sentence(refusal), words.who_acts(refusal), tone="bad")
        if is_over(refusal):
            self.at = 0

    def _free(self) -> None:
        self.busy = False
        self._arm(False)
