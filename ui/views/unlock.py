"""The first window: the desk file's passphrase. The only screen built before the first frame."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ui.models.door import Door
from ui.theme import sizes
from ui.views.parts import RIGHT, Notice, button, card, icon, on_click, row, text

WIDTH = 420


class UnlockView(QWidget):
    """Reports `opened(passphrase)`, `by_keyring`, `others` and `auditor`; draws a Door."""

    opened = Signal(str)
    by_keyring = Signal()
    others = Signal()
    auditor = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        box, column = card(margin=32, space=12)
        sizes.hold(box, width=WIDTH)
        self.passphrase = QLineEdit()
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.passphrase.setAlignment(RIGHT)
        self.passphrase.setAccessibleName("گذرواژه باجه")
        self.passphrase.returnPressed.connect(self._open)
        self.trouble = Notice("bad")
        self.open = on_click(button("باز کردن باجه", "primary", key="Enter"), self._open)
        self.keyring = on_click(button("با کلیددان سیستم", key="F2"), self.by_keyring.emit)
        self.keyring.setShortcut("F2")
        self.keyring.hide()
        self.more = on_click(button("راه‌های دیگر", "quiet", key="F7"), self.others.emit)
        self.more.setShortcut("F7")
        self.more.hide()
        self.audit = on_click(button("ورود ناظر", "quiet", key="F8"), self.auditor.emit)
        self.audit.setShortcut("F8")
        self.audit.hide()
        self.protection = text("", "note", wrap=True)
        for part in _head():
            column.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(12)
        column.addWidget(text("گذرواژه باجه", "label"))
        for widget in (self.passphrase, self.trouble, self.open, self.keyring):
            column.addWidget(widget)
        shield = icon("shield-check", "good")
        column.addLayout(row(shield, self.protection))
        column.addLayout(row(1, self.more, self.audit, 1))
        outer = QVBoxLayout(self)
        outer.addWidget(box, 0, Qt.AlignmentFlag.AlignCenter)

    def show_door(self, door: Door) -> None:
        """The only place that touches the widgets after building."""
        self.protection.setText(door.protection)
        self.trouble.say(door.trouble, door.who)
        self.open.setEnabled(not door.busy)
        self.open.setText("در حال باز کردن…" if door.busy else "باز کردن باجه   Enter")
        self.passphrase.setEnabled(not door.busy)
        self.keyring.setVisible(door.keyring)
        self.keyring.setEnabled(not door.busy)
        if door.trouble:
            self.passphrase.selectAll()
            self.passphrase.setFocus()

    def focus(self) -> None:
        """Caret in the box."""
        self.passphrase.setFocus()

    def _open(self) -> None:
        if typed := self.passphrase.text():
            self.opened.emit(typed)


def _head() -> tuple[QWidget, ...]:
    title = text("پیشخوان", "display")
    title.setAlignment(Qt.AlignmentFlag.AlignCenter)
    under = text("میز کار دفتر پیشخوان دولت", "soft")
    under.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return icon("landmark", "primary", 40), title, under
