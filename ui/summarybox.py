"""The manager's page and what its keys do: other days, wider stretches, down to receipts, paper."""

from PySide6.QtCore import QObject, Signal

from app.domain.drill import Drill, Found
from app.domain.errors import Refusal
from app.domain.jalali import tehran_day
from app.domain.pages import PageWanted
from app.domain.periods import Period, PeriodKind
from app.domain.summary_pages import DayPage
from app.domain.text import isolate
from ui import words
from ui.functions import Functions
from ui.models.summary import SummaryScreen
from ui.office_functions import DayFunctions
from ui.tasks import Tasks
from ui.views import files
from ui.views.summary import SummaryView

WIDER: dict[PeriodKind, PeriodKind] = {
    "day": "week",
    "week": "month",
    "month": "year",
    "year": "day",
    "range": "day",
}
MOST_FOUND = 500
FILES = "Excel (*.xlsx);;CSV (*.csv);;PDF (*.pdf)"


class SummaryBox(QObject):
    """`wanted(tid)`: somebody wants to see a receipt; `shift`: the end of the shift.

    Who may not see the office's figures is led to the own shift.
    """

    wanted = Signal(str)
    shift = Signal()

    def __init__(self, functions: Functions, days: DayFunctions, tasks: Tasks) -> None:
        self.view = SummaryView()
        super().__init__(self.view)
        self.functions, self.days, self.tasks = functions, days, tasks
        self.period, self.office = Period.of("day", tehran_day(functions.now())), False
        view = self.view
        view.drilled.connect(self.drill)
        view.receipt.connect(self.wanted)
        view.earlier.connect(self.earlier)
        view.later.connect(self.later)
        view.wider.connect(self.wider)
        view.printed.connect(self.print_)
        view.saved.connect(self.save)
        view.shift.connect(self.shift)
        view.ranged.connect(self.between)
        view.whose.connect(self.everybody)

    def ask(self) -> None:
        """The period shown, read again."""
        period, office = self.period, self.office
        self.tasks.run(lambda: self.days.summary(period, office), self._found, self._refused)

    def between(self, first: str, last: str) -> None:
        """Any stretch, as typed; the second may be left empty for one day."""
        try:
            self._go(Period.between(first, last.strip() or first))
        except Refusal as refusal:
            self._refused(refusal)

    def type_range(self) -> None:
        """Shift+F7: the caret to where a stretch is typed."""
        self.view.type_range()

    def everybody(self) -> None:
        """Shift+F8: every desk of the office, or this one again."""
        self.office = not self.office
        self.ask()

    def earlier(self) -> None:
        """F7."""
        self._go(self.period.before())

    def later(self) -> None:
        """F8; not past today."""
        if self.period.last < tehran_day(self.functions.now()):
            self._go(self.period.after())

    def wider(self) -> None:
        """F10: day, week, month, year, and the day again."""
        day = min(self.period.last, tehran_day(self.functions.now()))
        self._go(Period.of(WIDER[self.period.kind], day))

    def end_shift(self) -> None:
        """F9: the way to the end of the shift."""
        self.shift.emit()

    def drill(self, drill: Drill) -> None:
        """The facts behind a line."""
        self.tasks.run(
            lambda: self.days.drill(drill, MOST_FOUND, 0),
            lambda found: self._below(drill, found),
            self._refused,
        )

    def print_(self) -> None:
        """F12: the page of this period."""
        period, put = self.period, self.functions.print_page
        first, last = period.first, period.last
        wanted = PageWanted("daily", first=first, last=last, office=self.office)
        self.tasks.run(lambda: put(wanted, None), self._on_paper, self._refused)

    def save(self) -> None:
        """F11: a file, by the name chosen."""
        name = f"summary-{self.period.first_sh}-{self.period.last_sh}.xlsx".replace("/", "")
        files.save_as(
            self.view, "پرونده گزارش", name, kinds=FILES, then=lambda path: self.save_as(str(path))
        )

    def save_as(self, path: str) -> None:
        """The file itself, on the worker."""
        period, office = self.period, self.office
        self.tasks.run(lambda: self.days.export(period, path, office), self._saved, self._refused)

    def _go(self, period: Period) -> None:
        self.period = period
        self.view.told.say("")
        self.ask()

    def _found(self, page: DayPage) -> None:
        if (page.summary.period, page.summary.office) == (self.period, self.office):
            self.view.show_screen(SummaryScreen.of(page))

    def _below(self, drill: Drill, found: tuple[Found, ...]) -> None:
        if found:
            self.view.show_below(drill, found)

    def _on_paper(self, _: object) -> None:
        self.view.told.say("گزارش به چاپگر فرستاده شد.", tone="good")

    def _saved(self, path: str) -> None:
        self.view.told.say(f"پرونده نوشته شد: {isolate(path)}", tone="good")

    def _refused(self, refusal: Refusal) -> None:
        if refusal.code == "right-missing":
            self.shift.emit()
            return
        self.view.told.say(words.sentence(refusal), words.who_acts(refusal), tone="bad")
