"""The doors a person goes through: sign in or unlock, a secret of one's own, the shift.

Used at the start and whenever the desk is locked; what stands behind the door is not touched.
"""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.domain.acts import Operator, SyncState
from app.domain.approvals import Word
from app.domain.errors import Refusal
from ui import words
from ui.functions import Functions, SignedIn, Unlocked
from ui.models.door import Door
from ui.staff import AtDoor
from ui.tasks import Tasks
from ui.views.sign_in import ShiftView, SignInView

if TYPE_CHECKING:
    from ui.views.new_secret import NewSecretView

OWN_FIRST = "password-own-first"


class Entrance(QObject):
    """Reports `entered(SignedIn)`: somebody works, with an open shift where they may have one."""

    entered = Signal(object)

    def __init__(
        self, functions: Functions, tasks: Tasks, doors: QStackedWidget, unlocked: Unlocked
    ) -> None:
        super().__init__(doors)
        self.functions, self.tasks, self.doors = functions, tasks, doors
        self.view = SignInView(unlocked)
        self.view.signed.connect(self._sign)
        self.view.own.connect(lambda word: self._own(word, first=False))
        self.view.synced.connect(self.sync)
        self.new: NewSecretView | None = None
        self.shift: ShiftView | None = None
        self.doors.addWidget(self.view)

    @property
    def here(self) -> bool:
        """Whether a person stands at one of these doors now."""
        return self.doors.currentWidget() in (self.view, self.new, self.shift)

    def keys(self) -> dict[str, Callable[[], object]]:
        """What the F-keys do at the door that is shown."""
        shown = self.doors.currentWidget()
        if self.new is not None and shown is self.new:
            return {"F9": self.new.write}
        if shown is self.view:
            view = self.view
            return {"F5": self.sync, "F7": view.secret.toggle, "F8": view.renew_own}
        return {}

    def open(self, at_work: Operator | None = None) -> None:
        """Stand before the desk: at the start, or before the work of the one who left."""
        self.view.stand_before(at_work)
        self.doors.setCurrentWidget(self.view)
        self.view.focus()
        self.ask()

    def ask(self) -> None:
        """Who may be chosen, as it is now."""
        self.tasks.run(self.functions.at_door, self._stand, self._refused)

    def sync(self) -> None:
        """F5: one round with the regulator, before anybody signed in."""
        self.view.trouble.say("در حال همگام‌سازی…", tone="info")
        self.tasks.run(self.functions.sync_now, self._synced, self._refused, line="sync")

    def _stand(self, people: tuple[AtDoor, ...]) -> None:
        if people:
            self.view.show_people(people)

    def _synced(self, state: SyncState) -> None:
        self.view.say_synced(state.trouble or "همگام شد.", "مدیر دفتر" if state.trouble else "")
        self.ask()

    def _sign(self, word: Word) -> None:
        sign_in = self.functions.sign_in
        self.view.show_door(Door().knock())
        self.tasks.run(
            lambda: sign_in(word.number, word.secret, word.method),
            self._signed,
            partial(self._not_signed, word),
        )

    def _not_signed(self, word: Word, refusal: Refusal) -> None:
        if refusal.code == OWN_FIRST:
            self.view.show_door(Door())
            self._own(word, first=True)
        else:
            self._refused(refusal)
            self._again(refusal)

    def _again(self, refusal: Refusal) -> None:
        """A PIN that is worn out or asleep, a lock: the door looks different now."""
        if refusal.code in ("pin-off", "pin-asleep", "password-locked", "operator-locked"):
            said, who = words.sentence(refusal), words.who_acts(refusal)
            at_door = self.functions.at_door

            def stand(people: tuple[AtDoor, ...]) -> None:
                self._stand(people)
                self.view.trouble.say(said, who, tone="bad")
                self.view.secret.line.setFocus()

            self.tasks.run(at_door, stand, self._refused)

    def _own(self, word: Word, *, first: bool) -> None:
        name = self.view.people.currentText().split(" · ")[0]
        self._drop_new()
        from ui.views.new_secret import NewSecretView

        new = self.new = NewSecretView(name, first=first)
        new.written.connect(lambda password, pin: self._renew(word, password, pin))
        new.left.connect(self._back)
        self._bring(new)
        new.focus()

    def _renew(self, word: Word, password: str, pin: str) -> None:
        renew, sign_in = self.functions.renew, self.functions.sign_in

        def work() -> SignedIn:
            if renew:
                renew(word, password, pin)
            return sign_in(word.number, password or word.secret, "password")

        if self.new:
            self.new.show_door(Door().knock())
        self.tasks.run(work, self._signed, self._not_renewed)

    def _not_renewed(self, refusal: Refusal) -> None:
        if self.new:
            self.new.show_door(Door().refuse(refusal))

    def _back(self) -> None:
        self.doors.setCurrentWidget(self.view)
        self._drop_new()
        self.view.focus()

    def _signed(self, signed: SignedIn) -> None:
        self.view.secret.line.clear()
        self.view.show_door(Door())
        if signed.shift is not None or not signed.operator.approved:
            self._enter(signed)
            return
        shift = self.shift = ShiftView(signed.operator.name)
        shift.opened.connect(self._open_shift)
        self._bring(shift)
        shift.focus()

    def _open_shift(self) -> None:
        if self.shift:
            self.shift.show_door(Door().knock())
        self.tasks.run(self.functions.open_shift, self._enter, self._no_shift)

    def _no_shift(self, refusal: Refusal) -> None:
        if self.shift:
            self.shift.show_door(Door().refuse(refusal))

    def _enter(self, signed: SignedIn) -> None:
        self.entered.emit(signed)
        self._drop_new()
        if self.shift:
            self.doors.removeWidget(self.shift)
            self.shift.deleteLater()
            self.shift = None

    def _refused(self, refusal: Refusal) -> None:
        self.view.show_door(Door().refuse(refusal))

    def _drop_new(self) -> None:
        if self.new:
            self.doors.removeWidget(self.new)
            self.new.deleteLater()
            self.new = None

    def _bring(self, screen: QWidget) -> None:
        self.doors.addWidget(screen)
        self.doors.setCurrentWidget(screen)
