"""The auditor signs in: address, number, password, one-time code. Covers his work after a quarter
of an hour without a key, and lets him go on where he was."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.domain.errors import Refusal
from ui import words
from ui.models.audit_door import Typed
from ui.models.door import Door
from ui.theme import icons, sizes
from ui.views.parts import LEFT, RIGHT, Notice, button, card, icon, on_click, row, text

WIDTH = 440
BOXES = {
    "address": "نشانی سامانه سازمان",
    "number": "شماره کاربری",
    "password": "گذرواژه",
    "code": "کد یک‌بارمصرف",
}
ROOM = "رویدادهای دفترها، پرونده‌ها، یافته‌ها و برهان آن‌ها"
LEFT_OPEN = "آنچه باز بود سر جای خود است؛ پس از ورود دوباره همان‌جا ادامه دهید."


class AuditSignInView(QWidget):
    """Reports `signed(Typed)` and `left`; draws a Door."""

    signed = Signal(object)
    left = Signal()

    def __init__(self, address: str = "") -> None:
        super().__init__()
        self.setProperty("role", "ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._busy = False
        self.picture = icon("shield-check", "primary", 40)
        self.title, self.under = text("", "title"), text("", "soft", wrap=True)
        self.boxes = {name: self._box(name) for name in BOXES}
        self.boxes["address"].setText(address)
        self.trouble = Notice("bad")
        self.enter = on_click(button("ورود", "primary", key="Enter"), self._sign)
        self.back = on_click(button("بازگشت", "quiet", key="Esc"), self.left.emit)
        self.back.setShortcut("Esc")
        self._lay()
        self.cover(None)

    def cover(self, name: str | None) -> None:
        """The first sign-in, or the same person's work lies covered behind."""
        again = name is not None
        icons.put_on(self.picture, "lock" if again else "shield-check", "primary", 40)
        self.title.setText("نشست ناظر بسته شد" if again else "ورود ناظر")
        self.under.setText(f"{name} · {LEFT_OPEN}" if again else ROOM)
        self.trouble.say("")
        for secret in ("password", "code"):
            self.boxes[secret].clear()
        for given in ("address", "number"):
            self.boxes[given].setEnabled(not again)
        self.back.setText("پایان کار   Esc" if again else "بازگشت   Esc")

    def show_door(self, door: Door) -> None:
        """A try is under way, or what came of it."""
        self._busy = door.busy
        self.trouble.say(door.trouble, door.who, tone="bad")
        self.enter.setEnabled(not door.busy)
        self.enter.setText("در حال ورود…" if door.busy else "ورود   Enter")
        if door.trouble:
            self.boxes["code"].clear()
            self.focus()

    def refuse(self, place: str, refusal: Refusal) -> None:
        """A box that cannot be sent as it is."""
        self.trouble.say(words.sentence(refusal), tone="bad")
        self.boxes[place].setFocus()

    def focus(self) -> None:
        """In the first box that is still empty."""
        empty = [box for box in self.boxes.values() if box.isEnabled() and not box.text()]
        (empty or [self.boxes["code"]])[0].setFocus()

    def typed(self) -> Typed:
        """What stands in the boxes."""
        return Typed(**{name: box.text() for name, box in self.boxes.items()})

    def _sign(self) -> None:
        if not self._busy:
            self.signed.emit(self.typed())

    def _next(self, name: str) -> None:
        """Enter goes to the next empty box; from the last one in."""
        later = [*BOXES][[*BOXES].index(name) + 1 :]
        waiting = [one for one in later if not self.boxes[one].text()]
        if waiting and self.boxes[name].text():
            self.boxes[waiting[0]].setFocus()
        else:
            self._sign()

    def _box(self, name: str) -> QLineEdit:
        box = QLineEdit()
        box.setAccessibleName(BOXES[name])
        box.setAlignment(LEFT if name == "address" else RIGHT)
        box.setMaxLength(200)
        if name == "password":
            box.setEchoMode(QLineEdit.EchoMode.Password)
        if name == "address":
            box.setPlaceholderText("https://")
        box.returnPressed.connect(lambda: self._next(name))
        return box

    def _lay(self) -> None:
        box, column = card(margin=32, space=6)
        sizes.hold(box, width=WIDTH)
        column.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignHCenter)
        for label in (self.title, self.under):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
        column.addSpacing(8)
        for name, edit in self.boxes.items():
            column.addWidget(text(BOXES[name], "label"))
            column.addWidget(edit)
        column.addWidget(self.trouble)
        column.addSpacing(8)
        column.addWidget(self.enter)
        column.addLayout(row(1, self.back, 1))
        outer = QVBoxLayout(self)
        outer.addWidget(box, 0, Qt.AlignmentFlag.AlignCenter)
