"""The requests of today and what their keys do: look at a receipt, print it again."""

from pathlib import PurePath

from PySide6.QtCore import QObject, Signal

from app.domain.acts import RequestRow
from app.domain.errors import Refusal
from app.domain.text import isolate
from ui import words
from ui.functions import Functions
from ui.models.day import Day, without_receipt
from ui.sending import Ends, Sending
from ui.tasks import Tasks
from ui.views.today import TodayView


class DayBox(QObject):
    """`acted` says that something was printed, or that it was tried; `case(tid)` that a case is
    wanted."""

    acted = Signal()
    case = Signal(str)

    def __init__(
        self, functions: Functions, tasks: Tasks, parent: QObject, sending: Sending
    ) -> None:
        super().__init__(parent)
        self.functions, self.tasks, self.sending = functions, tasks, sending
        self.printing = False
        self.view = TodayView(cases=functions.finding is not None)
        self.view.wanted.connect(self.open)
        self.view.receipt.printed.connect(self.print_again)

    def ask(self) -> None:
        """Read the day anew."""
        self.tasks.run(self.functions.today, self._read, self._unread)

    def forget(self) -> None:
        """Another person is at work: the rows of the one before are gone."""
        self.view.close_receipt()
        self.view.show_day(Day())

    def open(self) -> None:
        """Enter: the case of the marked request; its receipt where the desk hands no cases."""
        if self.functions.finding is None:
            self.look()
        elif row := self.view.marked:
            self.case.emit(row.tid)

    def look(self) -> None:
        """The receipt of the marked request beside the list."""
        row = self.view.marked
        if row is None:
            return
        why = without_receipt(row)
        self.view.trouble.say(why, tone="info")
        if not why:
            self.view.open_receipt(row)
            self._draw(row)

    def _draw(self, row: RequestRow) -> None:
        preview = self.functions.receipt_preview

        def refused(refusal: Refusal) -> None:
            self.sending.cases.or_ask(
                refusal, lambda: self._draw(row), lambda why: self._not_drawn(row, why)
            )

        self.tasks.run(lambda: preview(row.tid), lambda png: self._drawn(row, png), refused)

    def print_again(self) -> None:
        """F12: the receipt that is looked at; before that, the key opens it."""
        row = self.view.opened
        if row is None:
            self.look()
        elif not self.printing:
            self.printing = True
            self._tell(row, "در حال چاپ…", tone="info")
            ends = Ends(
                lambda where: self._printed(row, where),
                lambda refusal: self._not_printed(row, refusal),
            )
            self.sending.receipt(row.tid, ends)

    def _read(self, rows: tuple[RequestRow, ...]) -> None:
        self.view.trouble.say("")
        self.view.show_day(Day.of(rows))

    def _unread(self, refusal: Refusal) -> None:
        self.view.trouble.say(words.sentence(refusal), words.who_acts(refusal), tone="bad")

    def _drawn(self, row: RequestRow, png: bytes) -> None:
        if self.view.shows(row):
            self.view.receipt.paper.show_paper(row.service_title, png)

    def _not_drawn(self, row: RequestRow, refusal: Refusal) -> None:
        if self.view.shows(row):
            self.view.close_receipt()
        self._unread(refusal)

    def _printed(self, row: RequestRow, where: str) -> None:
        self.printing = False
        self._tell(row, f"چاپ شد: {isolate(PurePath(where).name)}")
        self.acted.emit()

    def _not_printed(self, row: RequestRow, refusal: Refusal) -> None:
        self.printing = False
        self._tell(row, words.sentence(refusal), words.who_acts(refusal), tone="warn")
        self.acted.emit()

    def _tell(self, row: RequestRow, said: str, who: str = "", *, tone: str = "good") -> None:
        """Beside the paper while it is still looked at; above the list with its number after."""
        if self.view.shows(row):
            self.view.receipt.told.say(said, who, tone=tone)
        else:
            self.view.trouble.say(f"{words.tracking(row.tid)}: {said}", who, tone=tone)
