"""The one window: unlock, sign in, shift, then the shell. Every act has an F-key."""

from __future__ import annotations

import gc
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QMainWindow, QWidget

from app.domain.errors import Refusal
from ui import auditing
from ui.looks import Looks
from ui.models.door import Door
from ui.preloading import preload
from ui.tasks import Tasks
from ui.views.roomy import Roomy, Stack
from ui.views.unlock import UnlockView

if TYPE_CHECKING:
    # Values of the acts pull in the rules; the first frame needs none of them.
    from ui.care import House
    from ui.functions import Functions, SignedIn, Unlocked
    from ui.greeting import Greeting
    from ui.starting import Starting
    from ui.views.morning import MorningView
    from ui.views.sign_in import ShiftView, SignInView

# The network is not watched while the first screen is drawn.
CLOCK_EVERY, LIGHT_EVERY, NETWORK_AFTER = 20_000, 30_000, 1_000
AT_ANY_DOOR = ("F5", "F7", "F8", "F9")


class Window(QMainWindow):
    """Only the unlock view is built before the first frame; the rest follows when it is needed."""

    def __init__(self, functions: Functions) -> None:
        super().__init__()
        self.functions = functions
        self.tasks = Tasks(self)
        self.unlocked: Unlocked | None = None
        self.door = Door()
        self.shortcuts: list[QShortcut] = []
        self.acts: dict[str, Callable[[], object]] = {}
        self.greeting: Greeting | None = None
        self.looks = Looks(self, functions, self.tasks)
        self.looks.changed.connect(self._redrawn)
        self.doors = Stack()
        self.unlock = UnlockView()
        self.unlock.opened.connect(self._unlock)
        self.unlock.by_keyring.connect(self._unlock_by_keyring)
        self.unlock.others.connect(lambda: self._start().begin())
        auditing.offer(self)
        self.doors.addWidget(self.unlock)
        self.setCentralWidget(Roomy(self.doors))
        self.setWindowTitle("پیشخوان")
        self.resize(1366, 768)
        self.setMinimumSize(1100, 560)
        self.unlock.focus()
        for key, act in self.looks.keys().items():
            self._key(key, act)
        QTimer.singleShot(0, self._ask_protection)
        QTimer.singleShot(0, self.looks.ask)
        QTimer.singleShot(0, lambda: preload(functions, self.tasks))

    def closeEvent(self, event: QCloseEvent) -> None:
        """What was typed is saved and what runs is let finish; then the file is closed."""
        if hasattr(self, "places"):
            self.practising.end()
            for keeping in self.places.following.keepers():
                keeping.save()
        self.tasks.finish(self.functions.close)
        # What was put out of the collector's sight in `_serve` is no longer needed.
        gc.unfreeze()
        event.accept()

    def _ask_protection(self) -> None:
        if care := self.functions.care:
            self.tasks.run(care.house, self._housed, self._closed)
        self.tasks.run(self.functions.protection, self._protected, self._closed)

    def _housed(self, house: House) -> None:
        self.unlock.more.show()
        self._show_door(replace(self.door, keyring=house.keyring))
        if not house.desk:
            self._start(house).begin()

    def _protected(self, protection: str) -> None:
        self._show_door(replace(self.door, protection=protection))

    def _start(self, house: House | None = None) -> Starting:
        """The guided paths before a desk is open."""
        self.starting = auditing.starting(self, house)
        self.starting.ended.connect(self._started)
        self._bring(self.starting.view)
        return self.starting

    def _started(self, passphrase: str) -> None:
        """There is a desk: open it with what was just typed, or ask."""
        self.doors.setCurrentWidget(self.unlock)
        self.doors.removeWidget(self.starting.view)
        self.starting.view.deleteLater()
        if passphrase:
            self._unlock(passphrase)
        else:
            self._ask_protection()
            self.unlock.focus()

    def _unlock_by_keyring(self) -> None:
        if care := self.functions.care:
            self._show_door(self.door.knock())
            self.tasks.run(lambda: _warmed(care.unlock_by_keyring()), self._opened, self._closed)

    def _closed(self, refusal: Refusal) -> None:
        self._show_door(self.door.refuse(refusal))

    def _unlock(self, passphrase: str) -> None:
        self._show_door(self.door.knock())
        self.tasks.run(
            lambda: _warmed(self.functions.unlock(passphrase)), self._opened, self._closed
        )

    def _opened(self, unlocked: Unlocked) -> None:
        self.unlocked, self.door = unlocked, replace(self.door, busy=False, trouble="", who="")
        self.unlock.passphrase.clear()
        if unlocked.restored and self.functions.care:
            self._start().old_copy(self._to_sign_in, moved=unlocked.moved)
        else:
            self._to_sign_in()

    def _to_sign_in(self) -> None:
        from ui.entrance import Entrance
        from ui.idle import Idle

        assert self.unlocked is not None
        self.entrance = Entrance(self.functions, self.tasks, self.doors, self.unlocked)
        self.entrance.entered.connect(self._entered)
        self.idle = Idle(self)
        self.idle.over.connect(self.lock)
        for key in AT_ANY_DOOR:
            self._key(key, partial(self._pressed, key))
        self.entrance.open()

    @property
    def sign_in(self) -> SignInView:
        """The door people sign in at, once the desk is open."""
        return self.entrance.view

    @property
    def shift(self) -> ShiftView | None:
        """The question whether the shift may begin, while it is asked."""
        return self.entrance.shift

    def _entered(self, signed: SignedIn) -> None:
        if signed.look:
            self.looks.wear(signed.look)
        if hasattr(self, "places"):
            self._back_to_work(signed)
        else:
            self._serve(signed)
        self._keep_door()
        if not signed.operator.approved:
            # Whom the regulator has not agreed to yet may only practise.
            self.practising.begin()

    def _keep_door(self) -> None:
        """How many minutes without a key lock the desk, as the manager set them."""
        self.idle.wait(5)
        if self.functions.door_rules:
            self.tasks.run(
                self.functions.door_rules,
                lambda rules: self.idle.wait(rules.idle_minutes),
                self.places.watch.refuse,
            )

    def lock(self) -> None:
        """Shift+F12, or nobody touched it for some minutes: what is on the desk stays, unseen."""
        if not hasattr(self, "places") or self.entrance.here:
            return
        self.practising.end()
        for keeping in self.places.following.keepers():
            keeping.save()
        for dialog in self.findChildren(QDialog):
            dialog.reject()
        self.idle.rest()
        # It queues behind what is under way, so that whoever began that ends it.
        self.tasks.run(self.functions.leave, lambda _: None, self.places.watch.refuse)
        self.entrance.open(self.places.signed.operator)

    def _back_to_work(self, signed: SignedIn) -> None:
        self.doors.setCurrentWidget(self.morning or self.places.shell)
        if signed.operator == self.places.signed.operator:
            self.places.take_up(signed)
        else:
            self.places.hand_over(signed)
            self._greet()

    def _show_door(self, door: Door) -> None:
        self.door = door
        self.unlock.show_door(door)

    def _bring(self, screen: QWidget) -> None:
        self.doors.addWidget(screen)
        self.doors.setCurrentWidget(screen)

    # -- the shell

    def _serve(self, signed: SignedIn) -> None:
        """Build the working screens, now that somebody works."""
        from ui.keys import keys_of
        from ui.places import Places
        from ui.practising import Practising

        assert self.unlocked is not None
        self.places = Places(self.functions, self.tasks, self.unlocked, signed)
        self._bring(self.places.shell)
        self.places.shell.bar.theme.connect(self.looks.switch)
        self.places.ruled.connect(self._keep_door)
        self.places.watch.urgent.connect(partial(self._greet, began=True))
        self.practising = Practising(self)
        self.acts = keys_of(self.places)
        for key in self.acts:
            self._key(key, partial(self._pressed, key))
        self._key("Shift+F12", self.lock)
        self._key("Ctrl+F12", self._practise)
        # What is loaded by now stays: a full collection need not walk through it again.
        gc.freeze()
        self.places.start(CLOCK_EVERY, LIGHT_EVERY)
        QTimer.singleShot(NETWORK_AFTER, self, self._watch_network)
        self._greet()

    @property
    def morning(self) -> MorningView | None:
        """What is new, until it is acknowledged."""
        return self.greeting.view if self.greeting else None

    def _greet(self, *, began: bool = False) -> None:
        from ui.greeting import Greeting

        if self.greeting is None:
            self.greeting = Greeting(
                self.functions,
                self.tasks,
                self.doors,
                away=lambda: self.entrance.here,
                refuse=self.places.watch.refuse,
            )
            self.greeting.done.connect(self._begin)
        self.greeting.ask(began=began)

    def _begin(self) -> None:
        self.doors.setCurrentWidget(self.places.shell)
        self.places.take_up(self.places.signed)

    def _practise(self) -> None:
        if not self.entrance.here and self.morning is None:
            self.practising.toggle()

    def _watch_network(self) -> None:
        from ui.network import watch

        watch(self.places.shell, self.functions.wake)

    def _pressed(self, key: str) -> None:
        """What a key does by what is shown: a door, the morning (F9 alone), the work."""
        if self.entrance.here:
            act = self.entrance.keys().get(key)
        elif self.greeting is not None and self.greeting.view is not None:
            act = partial(self.greeting.press, key)
        else:
            act = self.acts.get(key)
        if act:
            act()

    def _redrawn(self) -> None:
        if hasattr(self, "places"):
            self.places.redraw()

    def _key(self, key: str, act: Callable[[], object]) -> None:
        # One for each key: two would make it ambiguous, and neither would be heard.
        if any(known.key() == QKeySequence.fromString(key) for known in self.shortcuts):
            return
        shortcut = QShortcut(QKeySequence.fromString(key), self)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.activated.connect(act)
        self.shortcuts.append(shortcut)


def _warmed(unlocked: Unlocked) -> Unlocked:
    """On the worker: the index of the search, which the first key press would otherwise make."""
    from app.domain.catalogue import search

    search(unlocked.catalogue, "")
    return unlocked
