"""The auditor's window: the door, the workspace behind it, and the door again when a session ends.

The session lives in memory. After a quarter of an hour without a key, or when the regulator ends
it, the door covers the work; the same person goes on where he was.
"""

from __future__ import annotations

import gc
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QMainWindow

from app.domain.errors import Refusal
from ui.audit_functions import AuditFunctions, Credentials, Entered
from ui.audit_keys import heard
from ui.idle import Idle
from ui.looks import Looks
from ui.models.audit_door import IDLE_MINUTES, Typed
from ui.models.door import Door
from ui.tasks import Tasks
from ui.views.audit_sign_in import AuditSignInView
from ui.views.roomy import Roomy, Stack

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.audit_places import AuditPlaces

ENDED = "audit-session-ended"


class AuditWindow(QMainWindow):
    """`left`: the auditor's work is over and the window closes."""

    left = Signal()

    def __init__(self, functions: AuditFunctions) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        self.functions, self.tasks = functions, Tasks(self)
        self.places: AuditPlaces | None = None
        self.door = Door()
        self.shortcuts: list[QShortcut] = []
        self.looks = Looks(self, functions, self.tasks)
        self.looks.changed.connect(self._redrawn)
        self.sign_in = AuditSignInView(functions.address())
        self.sign_in.signed.connect(self._sign)
        self.sign_in.left.connect(self._leave)
        self.doors = Stack()
        self.doors.addWidget(self.sign_in)
        self.setCentralWidget(Roomy(self.doors))
        self.setWindowTitle("پیشخوان – میز ناظر")
        self.resize(1366, 768)
        self.setMinimumSize(1100, 560)
        self.idle = Idle(self)
        self.idle.over.connect(self.cover)
        self._listen()
        self.sign_in.focus()
        self.looks.ask()

    @property
    def covered(self) -> bool:
        """Whether the door is shown."""
        return self.doors.currentWidget() is self.sign_in

    def closeEvent(self, event: QCloseEvent) -> None:
        """What runs is let finish; the session ends at the regulator."""
        if self.places:
            self.places.stop()
        self.tasks.finish(self._end)
        gc.unfreeze()
        event.accept()
        self.left.emit()

    def cover(self) -> None:
        """The door before the work: the session is over, what is open stays, unseen."""
        if self.places is None or self.covered:
            return
        for dialog in self.findChildren(QDialog):
            dialog.reject()
        self.idle.rest()
        self.places.stop()
        self.tasks.run(self.functions.sign_out, lambda _: None, lambda _: None, line="sync")
        self.sign_in.cover(self.places.entered.session.name)
        self.doors.setCurrentWidget(self.sign_in)
        self.sign_in.focus()

    def refused(self, refusal: Refusal) -> bool:
        """Whether that refusal ended the session, and the door says so."""
        if refusal.code != ENDED:
            return False
        self.cover()
        self._show_door(self.door.refuse(refusal))
        return True

    def _sign(self, typed: Typed) -> None:
        if found := typed.trouble:
            self.sign_in.refuse(*found)
            return
        told = Credentials(typed.address, typed.number, typed.password, typed.digits)
        self._show_door(self.door.knock())
        sign_in = self.functions.sign_in
        self.tasks.run(lambda: sign_in(told), self._entered, self._closed, line="sync")

    def _entered(self, entered: Entered) -> None:
        from ui.audit_places import AuditPlaces

        self._show_door(Door())
        for secret in ("password", "code"):
            self.sign_in.boxes[secret].clear()
        if self.places is None:
            self.places = AuditPlaces(self, entered)
            self.doors.addWidget(self.places.shell)
            self.places.shell.bar.theme.connect(self.looks.switch)
            # What is loaded by now stays: a full collection need not walk through it again.
            gc.freeze()
        self.doors.setCurrentWidget(self.places.shell)
        self.places.begin(entered)
        self.idle.wait(IDLE_MINUTES)

    def _closed(self, refusal: Refusal) -> None:
        self._show_door(self.door.refuse(refusal))

    def _show_door(self, door: Door) -> None:
        self.door = door
        self.sign_in.show_door(door)

    def _leave(self) -> None:
        """Esc at the door: first the covered work is given up, then the window."""
        if self.places is None:
            self.close()
            return
        self.doors.removeWidget(self.places.shell)
        self.places.shell.deleteLater()
        self.places = None
        gc.unfreeze()
        self.sign_in.cover(None)
        self.sign_in.focus()

    def _end(self) -> None:
        try:
            self.functions.sign_out()
        except Refusal:
            return  # No line: the session dies of itself.

    def _pressed(self, key: str) -> None:
        if self.places and not self.covered:
            self.places.press(key)

    def _redrawn(self) -> None:
        if self.places:
            self.places.redraw()

    def _listen(self) -> None:
        for key, act in self.looks.keys().items():
            self._key(key, act)
        self._key("Shift+F12", self.cover)
        for key in heard():
            self._key(key, partial(self._pressed, key))

    def _key(self, key: str, act: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence.fromString(key), self)
        shortcut.activated.connect(act)
        self.shortcuts.append(shortcut)
