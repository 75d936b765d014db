"""Watches the release in use: swaps the catalogue when a newer one is in force, and keeps the
strips above the work true. Loading and indexing happen on the network's line, off the desk's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from app.domain.catalogue import search
from app.domain.jalali import tehran_date
from ui import words
from ui.functions import Release
from ui.models.banners import (
    Banner,
    Ending,
    approvals_asked,
    banners,
    ending,
    limiting,
    out_of_order,
    restored,
    unprinted,
    unread,
)

if TYPE_CHECKING:
    from app.domain.acts import Paid, SyncState
    from app.domain.approvals import Waiting
    from app.domain.catalogue import Catalogue
    from app.domain.errors import Refusal
    from app.domain.jalali import JalaliDate
    from ui.counter import Counter
    from ui.functions import Functions, Unlocked
    from ui.models.queue import Queue
    from ui.tasks import Tasks
    from ui.views.shell import Shell

    Loaded = tuple[Catalogue | None, Ending | None]


class Watch(QObject):
    """Hears of each light; asks for what has changed. `urgent`: something must be read now."""

    urgent = Signal()

    def __init__(self, shell: Shell, counter: Counter, functions: Functions, tasks: Tasks) -> None:
        super().__init__(shell)
        self.shell, self.counter, self.functions, self.tasks = shell, counter, functions, tasks
        unlocked: Unlocked = counter.unlocked
        self.cut_off = len(unlocked.news)
        self.restored = unlocked.restored
        self.unprinted = 0
        self.limits: tuple[Banner, ...] = ()
        self.outages: tuple[Banner, ...] = ()
        self.asked: tuple[Banner, ...] = ()
        self.unread: tuple[Banner, ...] = ()
        self.release = Release(stale=unlocked.stale)
        self.known: int | None = None
        self.ending: Ending | None = None
        self.checked: JalaliDate | None = None
        self.refused: tuple[Banner, ...] = ()
        self._draw()

    def lit(self, state: SyncState) -> None:
        """The light was read: ask for the release's standing, and its catalogue if it is new."""
        self.tasks.run(self.functions.release, self._standing, self.refuse)
        today = tehran_date(self.functions.now())
        newer = self.known is not None and state.release != self.known
        if newer or today != self.checked:
            self.checked = today
            self._load(newer, today)
        self.known = state.release
        self.restored, self.limits = self.restored or state.restored, limiting(state.limits)
        self.tasks.run(self.functions.approvals_waiting, self._asked, self.refuse)
        if money := self.functions.money:
            self.tasks.run(money.unresolved, self._doubted, self.refuse)
        self.outages = out_of_order(state.outages, self.functions.now())
        self.unread = unread(state.unread)
        self._draw()
        if any(one.critical for one in state.unread) and self._may_interrupt:
            self.urgent.emit()

    @property
    def _may_interrupt(self) -> bool:
        """Never between money and receipt, nor over a question; the next light asks again."""
        asked = QApplication.activeModalWidget() is not None
        return self.shell.isVisible() and not (asked or self.counter.bound)

    def read(self) -> None:
        """What was not read yet, now."""
        self.urgent.emit()

    def refuse(self, refusal: Refusal) -> None:
        """Something about the rules could not be read: said above the work, nothing stops."""
        self.refused = (Banner(words.sentence(refusal), words.who_acts(refusal)),)
        self._draw()

    def _asked(self, waiting: tuple[Waiting, ...]) -> None:
        """What other desks ask of the manager who works here."""
        self.asked = approvals_asked(waiting)
        self._draw()

    def _doubted(self, doubts: tuple[Paid, ...]) -> None:
        """Payments in doubt, until the last one is resolved."""
        if len(doubts) != self.cut_off:
            self.cut_off = len(doubts)
            self._draw()

    def end(self) -> None:
        """This desk has moved away: from now on it may only be looked at."""
        self.restored = True
        self._draw()

    def queue(self, queue: Queue) -> None:
        """How many issued receipts have no known end."""
        self.unprinted = queue.unprinted
        self._draw()

    def _load(self, newer: bool, today: JalaliDate) -> None:
        here, functions = self.counter.unlocked.catalogue, self.functions

        def work() -> Loaded:
            found = functions.catalogue() if newer else None
            if found is not None:
                search(found, "")  # makes its index here, not under a key press
            return found, ending(found or here, today)

        self.tasks.run(work, self._loaded, self.refuse, line="sync")

    def _loaded(self, loaded: Loaded) -> None:
        catalogue, self.ending = loaded
        if catalogue is not None:
            self.counter.swap(catalogue)
        self._draw()

    def _standing(self, release: Release) -> None:
        self.release, self.refused = release, ()
        self._draw()

    def _draw(self) -> None:
        now = self.functions.now()
        found = banners(self.release, self.ending, cut_off=self.cut_off, now=now)
        first = (restored(),) if self.restored else ()
        last = (unprinted(self.unprinted),) if self.unprinted else ()
        self.shell.show_banners(
            (
                *first,
                *self.asked,
                *self.limits,
                *self.refused,
                *self.outages,
                *self.unread,
                *last,
                *found,
            )
        )
