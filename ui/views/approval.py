"""The manager's word at the operator's desk: what is asked, on what, and why; yes or no by PIN."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from app.domain.approvals import Ask, Word
from app.domain.money import rials
from app.domain.text import persian_digits
from ui import words
from ui.models.door import Door
from ui.staff import AtDoor
from ui.theme import sizes
from ui.views.parts import RIGHT, Notice, button, card, on_click, row, text
from ui.views.roomy import Dialog
from ui.views.secret import SecretBox

WIDTH = 520


class ApprovalView(Dialog):
    """Reports `granted(Word)` and `refused(Word, reason)`."""

    granted = Signal(object)
    refused = Signal(object, str)

    def __init__(self, ask: Ask, managers: tuple[AtDoor, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("تأیید مدیر دفتر")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sizes.hold(self, width=WIDTH)
        self._managers = managers
        self.people = QComboBox()
        self.people.setAccessibleName("مدیر دفتر")
        for one in managers:
            self.people.addItem(one.operator.name, one.operator.number)
        self.people.currentIndexChanged.connect(self._chosen)
        self.secret = SecretBox("مدیر دفتر")
        self.secret.entered.connect(self._yes)
        self.secret.free.connect(self._free)
        self.reason = QLineEdit()
        self.reason.setAlignment(RIGHT)
        self.reason.setAccessibleName("دلیل رد")
        self.reason.setPlaceholderText("برای رد: دلیل را بنویسید")
        self.reason.textChanged.connect(lambda _words: self._enable())
        self.trouble = Notice("bad")
        self.yes = on_click(button("تأیید", "primary", key="Enter"), self._yes)
        self.no = on_click(button("رد با دلیل"), self._no)
        self._busy = False
        self._lay(ask)
        self._chosen()

    def show_door(self, door: Door) -> None:
        """A try is under way, or it was refused."""
        self._busy = door.busy
        self.trouble.say(door.trouble, door.who)
        self.secret.wait(door.wait)
        self._enable()
        if door.trouble:
            self.secret.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F7 changes between PIN and password; Enter is the secret line's own."""
        if event.key() == Qt.Key.Key_F7:
            self.secret.toggle()
        else:
            super().keyPressEvent(event)

    def _lay(self, ask: Ask) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(text(words.RIGHTS[ask.right], "heading"))
        column.addWidget(_facts(ask))
        column.addWidget(text("مدیر دفتر", "label"))
        column.addWidget(self.people)
        for widget in (self.secret, self.trouble, self.reason):
            column.addWidget(widget)
        back = on_click(button("بازگشت", key="Esc"), self.reject)
        for push in (self.no, back):
            push.setAutoDefault(False)
        self.yes.setAutoDefault(False)
        line = row(self.yes, self.no, back, 1)
        column.addLayout(line)

    def _chosen(self) -> None:
        if 0 <= self.people.currentIndex() < len(self._managers):
            one = self._managers[self.people.currentIndex()]
            self.secret.hear(pin=one.pin, wait=one.wait)
            self.secret.setFocus()
        self._enable()

    def _free(self) -> None:
        self._enable()
        self.secret.line.setFocus()

    def _enable(self) -> None:
        free = not self._busy and not self.secret.left and self.people.count() > 0
        self.yes.setEnabled(free)
        self.no.setEnabled(free and bool(self.reason.text().strip()))

    def _yes(self) -> None:
        if said := self._said():
            self.granted.emit(said)

    def _no(self) -> None:
        if said := self._said():
            self.refused.emit(said, self.reason.text().strip())

    def _said(self) -> Word | None:
        method = self.secret.method
        if self._busy or self.secret.left or not (secret := self.secret.take()):
            self.secret.setFocus()
            return None
        return Word(str(self.people.currentData()), secret, method)


def _facts(ask: Ask) -> QWidget:
    box, column = card("inset", margin=12, space=4)
    if ask.tid:
        column.addLayout(row(text("شناسه پیگیری", "soft"), 1, text(words.tracking(ask.tid))))
    if ask.service:
        column.addLayout(row(text("شماره خدمت", "soft"), 1, text(persian_digits(ask.service))))
    if ask.amount is not None:
        amount = text(f"{rials(ask.amount)} ریال", "strong")
        column.addLayout(row(text("مبلغ", "soft"), 1, amount))
    reason = text(words.reason(ask.reason), wrap=True)
    column.addLayout(row(text("دلیل", "soft"), 1, reason) if len(ask.reason) < 40 else row(reason))
    return box
