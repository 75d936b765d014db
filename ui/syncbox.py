"""The sending queue and what its keys do: send now, answer a verdict, switch the line, by hand."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.domain.errors import Refusal
from app.domain.outbox import Light, QueueKey, Sending
from ui import words
from ui.functions import Functions
from ui.models.light import lamps_of
from ui.models.sending import Queue, Row, row_of
from ui.tasks import Tasks
from ui.views.finding import FindingView
from ui.views.sync import SyncView

if TYPE_CHECKING:
    from ui.handbox import HandBox

LOOK_EVERY = 500


class SyncBox(QObject):
    """`lit(lamps)` says how the lights stand; `acted` that something was done; `all_` that somebody
    wants everything sent now."""

    lit = Signal(object)
    acted = Signal()
    all_ = Signal()

    def __init__(self, functions: Functions, tasks: Tasks, parent: QWidget) -> None:
        super().__init__(parent)
        self.functions, self.tasks = functions, tasks
        self.queue, self.asking, self.retrying = Queue(), False, False
        self.view = SyncView()
        self.view.rows.wanted.connect(self._page)
        for signal, act in (
            (self.view.wanted, self.all_.emit),
            (self.view.retried, self.retry),
            (self.view.answered, self.answer),
            (self.view.switched, self.switch),
            (self.view.by_hand, self.by_hand),
            (self.view.stopped, self.cancel),
        ):
            signal.connect(act)
        # A long round tells how far it has come only to whoever looks.
        self.look = QTimer(self)
        self.look.setInterval(LOOK_EVERY)
        self.look.timeout.connect(self.ask)

    @cached_property
    def hand(self) -> "HandBox":
        """Packages by hand, built when they are first asked for."""
        from ui.handbox import HandBox

        parent = self.parent()
        assert isinstance(parent, QWidget)
        box = HandBox(self.functions, self.tasks, parent)
        box.acted.connect(self.acted)
        return box

    def by_hand(self) -> None:
        """F10: packages without a line."""
        self.hand.open()

    def ask(self) -> None:
        """The lights, and what waits; asked with the light and on the screen."""
        if not self.asking:
            self.asking = True
            self.tasks.run(self._read, self._told, self._untold)

    def _read(self) -> tuple[Sending, tuple[Light, ...]]:
        queue, lights = self.functions.queue, self.functions.lights
        return (queue() if queue else Sending()), lights()

    def retry(self) -> None:
        """F9: the marked line, without waiting for its time."""
        found = self.view.marked
        if found and found.may_retry and not self.retrying:
            self.retrying = True
            key, retry = found.line.key, self.functions.retry_line
            self.tasks.run(lambda: retry(key), self._retried, self._not_done, line="sync")

    def answer(self) -> None:
        """Enter: the office's word on the marked verdict."""
        found = self.view.marked
        if found and found.may_answer:
            dialog = FindingView(found, self.view)
            dialog.agreed.connect(lambda said: self._answer(dialog, found, said))
            dialog.open()

    def switch(self) -> None:
        """F11: the line off, or on again."""
        on, switch = not self.queue.uplink.on, self.functions.switch_sync
        self.tasks.run(lambda: switch(on), self._done, self._not_done)

    def cancel(self) -> None:
        """F8: end a long round at its next durable step."""
        self.tasks.run(self.functions.cancel_sync, self._done, self._not_done)

    def _answer(self, dialog: FindingView, row: Row, said: str) -> None:
        leaf, answer = row.line.leaf, self.functions.answer_finding

        def refused(refusal: Refusal) -> None:
            dialog.refused(words.sentence(refusal), words.who_acts(refusal))

        def taken(_: object) -> None:
            dialog.accept()
            self._done(None)

        self.tasks.run(lambda: answer(leaf, said), taken, refused)

    def _page(self, keys: tuple[QueueKey, ...]) -> None:
        page, now = self.functions.queue_page, self.functions.now

        def read() -> tuple[Row, ...]:
            # In words already: two hundred of them would be felt under the keys.
            at = now()
            return tuple(row_of(line, at) for line in page(keys))

        self.tasks.run(read, lambda rows: self.view.rows.put(keys, rows), self._untold)

    def _told(self, told: tuple[Sending, tuple[Light, ...]]) -> None:
        self.asking = False
        sending, lights = told
        self.queue = Queue(sending.keys, sending.uplink, sending.catch_up)
        self.view.show_queue(self.queue)
        if sending.catch_up is None:
            self.look.stop()
        elif not self.look.isActive():
            self.look.start()
        lamps = lamps_of(lights, self.functions.now())
        self.view.show_lamps(lamps)
        self.lit.emit(lamps)

    def _untold(self, refusal: Refusal) -> None:
        self.asking = False
        self.view.trouble.say(words.sentence(refusal), words.who_acts(refusal))

    def _retried(self, _: object) -> None:
        self.retrying = False
        self._done(None)

    def _done(self, _: object) -> None:
        self.acted.emit()
        self.ask()

    def _not_done(self, refusal: Refusal) -> None:
        self.retrying = False
        self._untold(refusal)
