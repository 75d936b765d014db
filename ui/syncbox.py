"""The regulator's light, the sending queue and what its keys do: send now, answer a verdict, switch
the line, by hand.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from ui import words
from ui.models.light import lamps_of, light_of

if TYPE_CHECKING:
    from app.domain.acts import SyncState
    from app.domain.errors import Refusal
    from app.domain.outbox import Light, QueueKey, Sending
    from ui.functions import Functions
    from ui.handbox import HandBox
    from ui.models.light import Lamp
    from ui.models.sending import Queue, Row
    from ui.tasks import Tasks
    from ui.views.finding import FindingView
    from ui.views.sync import SyncView

LOOK_EVERY = 500


class SyncBox(QObject):
    """`heard(SyncState)` is what the regulator's line told, `light` that in words, `lit(lamps)` how
    all lights stand; `acted` says that something was done. The screen is built when it is first
    asked for."""

    heard = Signal(object)
    light = Signal(object)
    lit = Signal(object)
    acted = Signal()

    def __init__(self, functions: Functions, tasks: Tasks, parent: QWidget) -> None:
        super().__init__(parent)
        self.functions, self.tasks = functions, tasks
        self.state: SyncState | None = None
        self.syncing = False
        self.sending: Sending | None = None
        self.lamps: tuple[Lamp, ...] = ()
        self.asking, self.retrying = False, False
        # A long round tells how far it has come only to whoever looks.
        self.look = QTimer(self)
        self.look.setInterval(LOOK_EVERY)
        self.look.timeout.connect(self.ask)

    @cached_property
    def view(self) -> SyncView:
        """The screen, with what is known now."""
        from ui.views.sync import SyncView

        view = SyncView()
        view.rows.wanted.connect(self._page)
        for signal, act in (
            (view.wanted, self.sync_now),
            (view.retried, self.retry),
            (view.answered, self.answer),
            (view.switched, self.switch),
            (view.by_hand, self.by_hand),
            (view.stopped, self.cancel),
        ):
            signal.connect(act)
        view.show_queue(self.queue)
        view.show_lamps(self.lamps)
        view.show_light(light_of(self.state, self.functions.now()), self.syncing)
        return view

    @property
    def queue(self) -> Queue:
        """What waits, in words."""
        from ui.models.sending import Queue

        sent = self.sending
        return Queue(sent.keys, sent.uplink, sent.catch_up) if sent else Queue()

    @cached_property
    def hand(self) -> HandBox:
        """Packages by hand, built when they are first asked for."""
        from ui.handbox import HandBox

        parent = self.parent()
        assert isinstance(parent, QWidget)
        box = HandBox(self.functions, self.tasks, parent)
        box.acted.connect(self.acted)
        return box

    def sync_now(self) -> None:
        """Push and pull on the network's own line; the desk goes on meanwhile."""
        if not self.syncing:
            self.syncing = True
            self.draw_light()
            self.tasks.run(self.functions.sync_now, self._synced, self._no_sync, line="sync")

    def ask_light(self) -> None:
        """What is owed, when the regulator last answered, and how the lights stand."""
        self.ask()
        self.tasks.run(self.functions.sync_state, self._heard, self._no_light)

    def draw_light(self) -> None:
        """As it stands now."""
        light = light_of(self.state, self.functions.now())
        self.light.emit(light)
        if "view" in self.__dict__:
            self.view.show_light(light, self.syncing)

    def _heard(self, state: SyncState) -> None:
        self.state = state
        self.heard.emit(state)
        self.draw_light()

    def _synced(self, state: SyncState) -> None:
        self.syncing = False
        self._heard(state)

    def _no_light(self, refusal: Refusal) -> None:
        self.draw_light()
        self._say(refusal)

    def _no_sync(self, refusal: Refusal) -> None:
        self.syncing = False
        self._no_light(refusal)

    def by_hand(self) -> None:
        """F10: packages without a line."""
        self.hand.open()

    def ask(self) -> None:
        """The lights, and what waits; asked with the light and on the screen."""
        if not self.asking:
            self.asking = True
            self.tasks.run(self._read, self._told, self._untold)

    def _read(self) -> tuple[Sending | None, tuple[Light, ...]]:
        queue, lights = self.functions.queue, self.functions.lights
        return (queue() if queue else None), lights()

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
            from ui.views.finding import FindingView

            dialog = FindingView(found, self.view)
            dialog.agreed.connect(lambda said: self._answer(dialog, found, said))
            dialog.open()

    def switch(self) -> None:
        """F11: the line off, or on again."""
        on = self.sending is not None and not self.sending.uplink.on
        switch = self.functions.switch_sync
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
        from ui.models.sending import row_of

        page, now = self.functions.queue_page, self.functions.now

        def read() -> tuple[Row, ...]:
            # In words already: two hundred of them would be felt under the keys.
            at = now()
            return tuple(row_of(line, at) for line in page(keys))

        self.tasks.run(read, lambda rows: self.view.rows.put(keys, rows), self._untold)

    def _told(self, told: tuple[Sending | None, tuple[Light, ...]]) -> None:
        self.asking = False
        self.sending, lights = told
        self.lamps = lamps_of(lights, self.functions.now())
        if "view" in self.__dict__:
            self.view.show_queue(self.queue)
            self.view.show_lamps(self.lamps)
        if self.sending is None or self.sending.catch_up is None:
            self.look.stop()
        elif not self.look.isActive():
            self.look.start()
        self.lit.emit(self.lamps)

    def _untold(self, refusal: Refusal) -> None:
        self.asking = False
        self._say(refusal)

    def _say(self, refusal: Refusal) -> None:
        self.view.trouble.say(words.sentence(refusal), words.who_acts(refusal))

    def _retried(self, _: object) -> None:
        self.retrying = False
        self._done(None)

    def _done(self, _: object) -> None:
        self.acted.emit()
        self.ask()

    def _not_done(self, refusal: Refusal) -> None:
        self.retrying = False
        self._say(refusal)
