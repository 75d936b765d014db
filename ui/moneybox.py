"""Payments in doubt and money owed back: the list, and what its keys do."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from app.domain.errors import Refusal
from app.domain.money_back import Doubt, Owed, Waiting
from ui import words
from ui.acting import Acting
from ui.approving import Approving
from ui.counter_functions import MoneyFunctions
from ui.functions import Functions
from ui.models.money import NOTHING, MoneyRow, count, rows_of
from ui.money_deeds import deeds_of
from ui.tasks import Tasks
from ui.views.worklist import WorkList

Found = tuple[tuple[Doubt, ...], tuple[Owed, ...], tuple[Waiting, ...]]
TITLE = "تراکنش نامشخص و بازگشت وجه"


class MoneyBox(QObject):
    """`acted`: something was written; `opened(tid)`: the case of a row is wanted."""

    acted = Signal()
    opened = Signal(str)

    def __init__(
        self,
        functions: Functions,
        money: MoneyFunctions,
        tasks: Tasks,
        approving: Approving,
        *,
        agency: Callable[[str], str],
    ) -> None:
        self.view = WorkList(TITLE, "Ctrl+F10", NOTHING)
        super().__init__(self.view)
        self.functions, self.money, self.tasks, self.agency = functions, money, tasks, agency
        self.found: dict[str, MoneyRow] = {}
        self.acting = Acting(self.view.acts, deeds_of(money), tasks, approving)
        self.acting.said.connect(self.view.say)
        self.acting.acted.connect(self._acted)
        self.acting.closed.connect(self.view.focus)
        self.view.moved.connect(self._moved)
        self.view.opened.connect(self.open)
        self.view.left.connect(self.acting.leave)
        self.view.acts.wanted.connect(self.begin)

    @property
    def marked(self) -> MoneyRow | None:
        """The row the keys stand on."""
        return self.found.get(self.view.marked_key)

    def ask(self) -> None:
        """Read all three lists anew."""
        money = self.money

        def read() -> Found:
            return money.doubts(), money.owed_back(), money.waiting()

        self.tasks.run(read, self._read, self._unread)

    def open(self) -> None:
        """Enter, F7: the case the money is of."""
        if row := self.marked:
            self.opened.emit(row.tid)

    def begin(self, name: str) -> None:
        """An act on the marked row."""
        if name == "case":
            self.open()
        elif row := self.marked:
            self.acting.begin(name, row)

    def key(self, key: str) -> bool:
        """What a key does here; False where it is not ours."""
        acts = self.marked.acts if self.marked else ()
        act = next((one for one in acts if one.key == key), None)
        if self.acting.press(key):
            return True
        if key == "F5":
            self.ask()
        elif act is not None:
            self.begin(act.name)
        return key == "F5" or act is not None

    def forget(self) -> None:
        """Another person is at work."""
        self.acting.close()
        self.view.say("")

    def _acted(self) -> None:
        self.acted.emit()
        self.ask()

    def _read(self, found: Found) -> None:
        rows = rows_of(found, self.agency, self.functions.now())
        self.found = {row.key: row for row in rows}
        self.view.show_rows(dict(self.found), count(rows))
        if self.acting.form is None:
            self.view.focus()

    def _unread(self, refusal: Refusal) -> None:
        self.view.say(words.sentence(refusal), words.who_acts(refusal), "bad")

    def _moved(self) -> None:
        self.view.acts.show_acts(self.marked.acts if self.marked else ())
