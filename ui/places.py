"""The places of the shell: the desk, today, sync and the rest; clock and light above.

Today is built when it is first asked for.
"""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from app.domain.errors import ManagerCanFix
from app.domain.jalali import clock_time, long_date, tehran_date
from ui.approving import Approving
from ui.counter import Counter
from ui.draftbox import DraftBox
from ui.following import PLACES as FOLLOWING
from ui.following import Following
from ui.office import PLACES as OFFICE
from ui.office import Office
from ui.paperplaces import PaperPlaces
from ui.persons import PLACES as PERSONS
from ui.persons import Persons
from ui.preloading import build_ahead
from ui.syncbox import SyncBox
from ui.views.desk import DeskView
from ui.views.shell import Shell
from ui.waitingbox import WaitingBox
from ui.watch import Watch

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from app.domain.catalogue import Catalogue
    from ui.carebox import CareBox
    from ui.daybox import DayBox
    from ui.functions import Functions, SignedIn, Unlocked
    from ui.models.queue import Queue
    from ui.pagebox import PageBox
    from ui.printbox import PrintBox
    from ui.tasks import Tasks
    from ui.views.sync import SyncView
    from ui.views.today import TodayView

AHEAD = 500  # ms after the caret is in the search


class Places(QObject):
    """Knows where we are and keeps clock, light and the day's table fresh. `ruled`: the rules of
    the door changed."""

    ruled = Signal()

    def __init__(
        self, functions: Functions, tasks: Tasks, unlocked: Unlocked, signed: SignedIn
    ) -> None:
        self.shell = Shell(unlocked, signed)
        super().__init__(self.shell)
        self.signed = signed
        self.functions, self.tasks = functions, tasks
        self.here = ""
        self.desk = DeskView()
        self.approving = Approving(functions, tasks, self.shell, lambda: self.signed.operator)
        self.paper: PaperPlaces = PaperPlaces(self)
        self.printbox: PrintBox = self.paper.printbox
        self.sending = self.paper.sending
        self.counter: Counter = Counter(self.desk, functions, tasks, unlocked, sending=self.sending)
        self.counter.acted.connect(self.ask_light)
        self.counter.pages.connect(self.paper.of_desk)
        self.waiting: WaitingBox = WaitingBox(self.counter, self.shell, self.sending)
        self.counter.calling.came.connect(self._resumed)
        self.watch: Watch = Watch(self.shell, self.counter, functions, tasks)
        self.draftbox: DraftBox = DraftBox(self.counter, functions, tasks)
        self.draftbox.resumed.connect(self._resumed)
        self.printbox.shown.connect(self._queued)
        self.printbox.acted.connect(self.ask_light)
        self.daybox: DayBox | None = None
        self.office: Office = Office(self.shell, functions, tasks, desk=unlocked.desk)
        self.office.acted.connect(self.ask_light)
        self.office.led.connect(self.go)
        self.following: Following = Following(self)
        self.persons: Persons = Persons(self)
        self.syncbox: SyncBox = SyncBox(functions, tasks, self.shell)
        self.syncbox.heard.connect(self.watch.lit)
        self.syncbox.light.connect(self.shell.bar.show_light)
        self.syncbox.acted.connect(self.ask_light)
        self.syncbox.lit.connect(self.shell.bar.show_lamps)
        self._connect()

    def _connect(self) -> None:
        self.shell.rail.wanted.connect(self.go)
        self.draftbox.mended.connect(self.following.mend_on)
        self.shell.bar.queue.connect(lambda: self.go("queue"))
        self.shell.bar.lamps.clicked.connect(lambda _checked: self.go("sync"))
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_moved)

    @cached_property
    def carebox(self) -> CareBox:
        """What is done about the desk itself."""
        from ui.carebox import CareBox

        box = CareBox(self.functions.care, self.tasks, self.shell)
        box.moved.connect(self.watch.end)
        return box

    @property
    def pagebox(self) -> PageBox:
        """All papers of what is on screen."""
        return self.paper.pagebox

    @property
    def today_view(self) -> TodayView | None:
        """The table of the day, once somebody looked at it."""
        return self.daybox.view if self.daybox else None

    def start(self, clock_every: int, light_every: int) -> None:
        """Go to the desk; let clock and light tick."""
        self.go("request")
        self.following.listen()
        self.draftbox.look()
        self.counter.calling.look_left()
        self.printbox.ask()
        QTimer.singleShot(AHEAD, self.desk, partial(build_ahead, self.desk, self.tasks))
        for every, act in ((clock_every, self._tick), (light_every, self.ask_light)):
            timer = QTimer(self)
            timer.timeout.connect(act)
            timer.start(every)
            act()

    def end(self) -> None:
        """These places are left for good: nothing ticks any more, nothing is listened to."""
        for timer in self.findChildren(QTimer):
            timer.stop()
        self.following.scanner.deleteLater()

    def take_up(self, signed: SignedIn) -> None:
        """The same person again: everything is as it was left, the caret too."""
        self.signed = signed
        if caret := self.shell.focusWidget():
            caret.setFocus()

    def hand_over(self, signed: SignedIn) -> None:
        """Another person: what is on the desk stays, what was the other's alone is put away."""
        self.signed = signed
        self.shell.bar.show_operator(signed)
        self.counter.ranking.learn()
        if self.daybox:
            self.daybox.forget()
        self.persons.forget()
        self.office.forget()
        self.following.forget()
        self.go("request")

    def go(self, place: str) -> None:
        """By a key, the rail or a button: one of `ways`."""
        if place == "printers" and not self.paper.may_set:
            self.watch.refuse(ManagerCanFix("right-missing"))
            return
        again, self.here = place == self.here, place
        self.ways[place]()
        if again and place == "request":
            # Coming back to a form keeps its caret; a second F2 goes to the search.
            self.desk.services.focus()

    @cached_property
    def ways(self) -> Mapping[str, Callable[[], object]]:
        """Every place there is, and how it is shown; its title is in `ui.keytable`."""
        return {
            "request": self._show_desk,
            "today": self._show_today,
            "drafts": self._show_drafts,
            "queue": self._show_queue,
            "visitors": self.waiting.show,
            "sync": self._show_sync,
            "checkup": self._show_checkup,
            "printers": self.paper.show_printers,
            **{place: partial(self.persons.show, place) for place in PERSONS},
            **{place: partial(self.office.show, place) for place in OFFICE},
            **{place: partial(self.following.show, place) for place in FOLLOWING},
        }

    def refresh(self) -> None:
        """F5: sync now, or read the day again."""
        if self.here == "sync":
            self.syncbox.sync_now()
        elif self.here == "today":
            self.day().ask()
        elif self.here == "drafts":
            self.draftbox.ask()
        elif self.here == "visitors":
            self.waiting.ask()
        elif self.here == "checkup":
            self.carebox.look()
        elif self.here == "printers":
            self.paper.printers.ask()
        elif self.here in PERSONS:
            self.persons.ask()
        elif self.here == "queue":
            self.printbox.view.told.say("")
            self.printbox.ask()

    @property
    def sync_view(self) -> SyncView:
        """The screen of the sending queue."""
        return self.syncbox.view

    def ask_light(self) -> None:
        """What is owed, when the regulator last answered, and how the lights stand."""
        self.syncbox.ask_light()
        self.printbox.look()
        self.counter.visiting.ask()

    def redraw(self) -> None:
        """After a change of theme or of the type's size."""
        self.shell.bar.show_theme()
        self.shell.rail.show_place(self.here)
        self.syncbox.draw_light()

    def _show_desk(self) -> None:
        self.shell.show_place("request", self.desk)
        if self.counter.stage == "choosing":
            self.desk.services.focus()

    def _show_checkup(self) -> None:
        self.carebox.open()

    def _show_drafts(self) -> None:
        self.shell.show_place("drafts", self.draftbox.view)
        self.draftbox.view.focus()
        self.draftbox.ask()

    def _show_queue(self) -> None:
        view = self.printbox.view
        self.shell.show_place("queue", view)
        view.told.say("")
        view.focus()
        self.printbox.ask()

    def _queued(self, queue: Queue) -> None:
        self.shell.bar.show_queue(queue)
        self.watch.queue(queue)

    def _show_today(self) -> None:
        day = self.day()
        self.shell.show_place("today", day.view)
        day.view.focus()
        day.ask()

    def catalogue(self) -> Catalogue:
        """The one in force."""
        return self.counter.unlocked.catalogue

    def _show_sync(self) -> None:
        self.shell.show_place("sync", self.sync_view)
        self.sync_view.focus()
        self.syncbox.draw_light()
        self.ask_light()

    def _resumed(self) -> None:
        self.here = "request"
        self.shell.show_place("request", self.desk)
        # The caret was put in its place before the page showed.
        if page := self.desk.page:
            page.follow(QApplication.focusWidget())

    def day(self) -> DayBox:
        """Built when it is first asked for."""
        if self.daybox is None:
            from ui.daybox import DayBox

            self.daybox = DayBox(self.functions, self.tasks, self, self.sending)
            self.daybox.view.pages.connect(self.paper.of_day)
            self.daybox.acted.connect(self.ask_light)
            self.daybox.view.led.connect(self.go)
            self.daybox.case.connect(self.following.open)
        return self.daybox

    def _tick(self) -> None:
        now = self.functions.now()
        self.shell.bar.show_time(long_date(tehran_date(now)), clock_time(now))

    def _focus_moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        # Qt moves the focus also while it takes a closed window apart.
        if self.desk.page is not None and isValid(self.desk.page):
            self.desk.page.follow(now)
            self.counter.filling.moved()
