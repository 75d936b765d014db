"""The one window: unlock, sign in, shift, then the shell. Every act has an F-key."""

from __future__ import annotations

import gc
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QWidget

from app.domain.errors import Refusal
from ui.models.door import Door
from ui.tasks import Tasks
from ui.theme import dress, icons
from ui.views.unlock import UnlockView

if TYPE_CHECKING:
    # Values of the acts pull in the rules; the first frame needs none of them.
    from ui.care import House
    from ui.functions import Functions, Morning, SignedIn, Unlocked
    from ui.starting import Starting
    from ui.views.morning import MorningView

CLOCK_EVERY, LIGHT_EVERY = 20_000, 30_000
NETWORK_AFTER = 1_000  # not while the first screen is drawn


class Window(QMainWindow):
    """Only the unlock view is built before the first frame; the rest follows when it is needed."""

    def __init__(self, functions: Functions) -> None:
        super().__init__()
        self.functions = functions
        self.tasks = Tasks(self)
        self.unlocked: Unlocked | None = None
        self.door = Door()
        self.shortcuts: list[QShortcut] = []
        self.morning: MorningView | None = None
        self.doors = QStackedWidget()
        self.doors.setProperty("role", "ground")
        self.unlock = UnlockView()
        self.unlock.opened.connect(self._unlock)
        self.unlock.by_keyring.connect(self._unlock_by_keyring)
        self.unlock.others.connect(lambda: self._start().begin())
        self.doors.addWidget(self.unlock)
        self.setCentralWidget(self.doors)
        self.setWindowTitle("پیشخوان")
        self.resize(1366, 768)
        self.setMinimumSize(1100, 560)
        self.unlock.focus()
        QTimer.singleShot(0, self._ask_protection)

    def closeEvent(self, event: QCloseEvent) -> None:
        """What was typed is saved and what runs is let finish; then the file is closed."""
        if hasattr(self, "places"):
            self.places.counter.keeping.save()
        self.tasks.finish(self.functions.close)
        event.accept()

    # -- the doors

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
        from ui.care import House
        from ui.starting import Starting

        assert self.functions.care is not None
        self.starting = Starting(self.functions.care, self.tasks, house or House(), self)
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
            self._start().old_copy(self._to_sign_in)
        else:
            self._to_sign_in()

    def _to_sign_in(self) -> None:
        from ui.views.sign_in import SignInView

        assert self.unlocked is not None
        self.sign_in = SignInView(self.unlocked)
        self.sign_in.signed.connect(self._sign)
        self._bring(self.sign_in)
        self.sign_in.focus()

    def _sign(self, number: str, password: str) -> None:
        self.sign_in.show_door(self.door.knock())
        sign_in = self.functions.sign_in
        self.tasks.run(
            lambda: sign_in(number, password, "password"), self._signed, self._not_signed
        )

    def _not_signed(self, refusal: Refusal) -> None:
        self.sign_in.show_door(self.door.refuse(refusal))

    def _signed(self, signed: SignedIn) -> None:
        self.sign_in.password.clear()
        if signed.shift is not None:
            self._serve(signed)
            return
        from ui.views.sign_in import ShiftView

        self.shift = ShiftView(signed.operator.name)
        self.shift.opened.connect(self._open_shift)
        self._bring(self.shift)
        self.shift.focus()

    def _open_shift(self) -> None:
        self.shift.show_door(self.door.knock())
        self.tasks.run(self.functions.open_shift, self._serve, self._no_shift)

    def _no_shift(self, refusal: Refusal) -> None:
        self.shift.show_door(self.door.refuse(refusal))

    def _show_door(self, door: Door) -> None:
        self.door = door
        self.unlock.show_door(door)

    def _bring(self, screen: QWidget) -> None:
        self.doors.addWidget(screen)
        self.doors.setCurrentWidget(screen)

    # -- the shell

    def _serve(self, signed: SignedIn) -> None:
        """Build the working screens, now that somebody works."""
        from ui.places import Places

        assert self.unlocked is not None
        self.places = Places(self.functions, self.tasks, self.unlocked, signed)
        self._bring(self.places.shell)
        self.places.shell.bar.theme.connect(self.switch_theme)
        for key, act in self.places.keys().items():
            self._key(key, partial(self._at_work, key, act))
        self._key("F6", self.switch_theme)
        # What is loaded by now stays: a full collection need not walk through it again.
        gc.freeze()
        self.places.start(CLOCK_EVERY, LIGHT_EVERY)
        QTimer.singleShot(NETWORK_AFTER, self, self._watch_network)
        self.tasks.run(self.functions.morning, self._greeted, self.places.watch.refuse)

    def _watch_network(self) -> None:
        from ui.network import watch

        watch(self.places.shell, self.functions.wake)

    # -- the morning

    def _greeted(self, morning: Morning | None) -> None:
        """What changed is shown before the first citizen, until it is acknowledged."""
        if morning is None:
            return
        from ui.models.morning import news_of
        from ui.views.morning import MorningView

        self.morning = MorningView(news_of(morning))
        self.morning.read.connect(partial(self._acknowledge, morning))
        self._bring(self.morning)
        self.morning.focus()

    def _acknowledge(self, morning: Morning) -> None:
        if self.morning:
            self.morning.show_busy(True)
            acknowledge = self.functions.acknowledge
            self.tasks.run(lambda: acknowledge(morning), self._acknowledged, self._not_yet)

    def _acknowledged(self, _: object) -> None:
        if self.morning:
            self.doors.removeWidget(self.morning)
            self.morning.deleteLater()
            self.morning = None
            self.doors.setCurrentWidget(self.places.shell)
            self.places.go(self.places.here)

    def _not_yet(self, refusal: Refusal) -> None:
        from ui import words

        if self.morning:
            self.morning.show_busy(False, words.sentence(refusal), words.who_acts(refusal))

    def _at_work(self, key: str, act: Callable[[], object]) -> None:
        """While the morning stands before the desk, F9 acknowledges and no other key acts."""
        if self.morning is None:
            act()
        elif key == "F9" and self.morning.agree.isEnabled():
            self.morning.read.emit()

    def switch_theme(self) -> None:
        """F6: light or dark."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        dress.wear(app, dress.other(dress.current()))
        icons.renew(self)
        if hasattr(self, "places"):
            self.places.redraw()

    def _key(self, key: str, act: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence.fromString(key), self)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.activated.connect(act)
        self.shortcuts.append(shortcut)


def _warmed(unlocked: Unlocked) -> Unlocked:
    """On the worker: the index of the search, which the first key press would otherwise make."""
    from app.domain.catalogue import search

    search(unlocked.catalogue, "")
    return unlocked
