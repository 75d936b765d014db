"""The settlement screen and what its keys do: a file, its columns, compare, take in, what waits."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from app.domain.errors import OperatorCanFix, Refusal
from app.domain.progress import Progress, Tell
from app.domain.settlement import AccountDay, Matched
from app.domain.settlement_columns import Columns
from ui import words
from ui.longwork import LongWork
from ui.models.settlement import SettlementScreen, chosen_of, progress_of
from ui.office_functions import SettlementFunctions
from ui.tasks import Tasks
from ui.views import files
from ui.views.settlement import SettlementView

FILES = "پرونده تسویه (*.csv *.txt *.xlsx);;همه پرونده‌ها (*)"


class SettlementBox(QObject):
    """`acted`: something was written. To those without the right it says whose it is."""

    acted = Signal()

    def __init__(self, functions: SettlementFunctions, tasks: Tasks) -> None:
        self.view = SettlementView()
        super().__init__(self.view)
        self.functions, self.tasks = functions, tasks
        self.screen = SettlementScreen()
        self.work = LongWork(tasks, self)
        self.work.progressed.connect(self._progressed)
        self.view.chosen.connect(self.choose)
        self.view.primary.connect(self.primary)
        self.view.stopped.connect(self.work.stop)
        for box in self.view.columns.values():
            box.currentIndexChanged.connect(lambda _at: self._other_columns())

    def ask(self) -> None:
        """F5: accounts and days, read again."""
        self.tasks.run(self.functions.accounts, self._accounts, self._refused)

    def choose(self) -> None:
        """F7."""
        files.choose(self.view, "گزیدن پرونده تسویه", FILES, lambda path: self.open(str(path)))

    def open(self, path: str) -> None:
        """A file: how its columns are called."""
        if not self.work.running:
            self.view.told.say("")
            self._show(SettlementScreen(path=path, accounts=self.screen.accounts))
            columns = self.functions.columns
            self.tasks.run(lambda: columns(path), self._columns, self._refused)

    def primary(self) -> None:
        """F9: compare, and once that is seen, take it in."""
        if self.screen.primary and not self.work.running:
            if self.screen.found is None:
                self._compare()
            else:
                self._take_in()

    def next_table(self) -> None:
        """F8."""
        self.view.next_table()

    def only_waiting(self) -> None:
        """F11."""
        self.view.only_waiting()

    def _compare(self) -> None:
        path, chosen = self.screen.path, chosen_of(self.view.typed())
        keep, look = self.functions.keep, self.functions.look

        def work(tell: Tell) -> Matched:
            keep(chosen)
            return look(path, tell)

        self._begin(work, self._found)

    def _take_in(self) -> None:
        path, provider = self.screen.path, self.view.provider.text().strip()
        if not provider:
            self.view.provider.setFocus()
            self._refused(OperatorCanFix("settlement-provider"))
            return
        take_in = self.functions.take_in
        self._begin(lambda tell: take_in(path, provider, tell), self._taken)

    def _begin(self, work: Callable[[Tell], Matched], done: Callable[[Matched], None]) -> None:
        self.view.told.say("")
        self._progressed(Progress("reading"))
        self.work.run(work, done, self._refused)

    def _progressed(self, progress: Progress) -> None:
        step, part = progress_of(progress)
        self._show(replace(self.screen, busy=step, part=part))

    def _other_columns(self) -> None:
        """What was compared by other columns is no longer so."""
        if self.screen.found and not self.screen.taken and not self.work.running:
            self._show(replace(self.screen, found=None))

    def _columns(self, columns: Columns) -> None:
        self._show(replace(self.screen, columns=columns))
        if not columns.whole:
            said = "نام ستون‌ها شناخته نشد؛ هر چهار ستون را برگزینید. نام‌ها برای بار بعد می‌مانند."
            self.view.told.say(said, tone="info")

    def _accounts(self, accounts: tuple[AccountDay, ...]) -> None:
        self._show(replace(self.screen, accounts=accounts))

    def _found(self, found: Matched) -> None:
        self._show(replace(self.screen, found=found, busy="", part=0))

    def _taken(self, found: Matched) -> None:
        self._show(replace(self.screen, found=found, taken=True, busy="", part=0))
        self.view.told.say(self.screen.said(), tone="good")
        self.acted.emit()
        self.ask()

    def _refused(self, refusal: Refusal) -> None:
        self._show(replace(self.screen, busy="", part=0))
        self.view.told.say(words.sentence(refusal), words.who_acts(refusal), tone="bad")

    def _show(self, screen: SettlementScreen) -> None:
        self.screen = screen
        self.view.show_screen(screen)
