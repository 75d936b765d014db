"""A password and a PIN of one's own, each written twice; only their owner ever knows them."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.domain.errors import OperatorCanFix
from app.domain.staff import check_password, check_pin
from app.domain.text import latin_digits
from ui import words
from ui.models.door import Door
from ui.theme import sizes
from ui.views.parts import RIGHT, Notice, button, card, icon, on_click, row, text, tight

WIDTH = 600
PAIRS = (
    ((("password", "گذرواژه تازه"), ("again", "تکرار گذرواژه")), "دست‌کم ۸ نویسه."),
    (
        (("pin", "رمز کوتاه"), ("pin_again", "تکرار رمز کوتاه")),
        "دست‌کم ۶ رقم؛ پس از یک بار گذرواژه، میز قفل‌شده را باز می‌کند.",
    ),
)


class NewSecretView(QWidget):
    """Reports `written(password, pin)`, "" for what stays as it is, and `left`."""

    written = Signal(str, str)
    left = Signal()

    def __init__(self, name: str, *, first: bool) -> None:
        super().__init__()
        self.setProperty("role", "ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._first = first
        self.boxes: dict[str, QLineEdit] = {}
        self.trouble = Notice("bad")
        self.keep = on_click(button("نگه‌داشتن و ورود", "primary", key="F9"), self.write)
        box, column = card(margin=32, space=6)
        sizes.hold(box, width=WIDTH)
        column.addWidget(icon("lock", "primary", 36), 0, Qt.AlignmentFlag.AlignHCenter)
        title = f"{name}، گذرواژه خود را بسازید" if first else f"{name}، گذرواژه و رمز کوتاه"
        column.addWidget(text(title, "heading", wrap=True))
        hint = "" if first else " آنچه خالی بماند عوض نمی‌شود."
        column.addWidget(text(f"جز خود شما کسی آن را نمی‌داند.{hint}", "soft", wrap=True))
        column.addSpacing(4)
        for pair, under in PAIRS:
            column.addLayout(self._pair(pair))
            column.addWidget(text(under, "note"))
            column.addSpacing(4)
        column.addWidget(self.trouble)
        column.addSpacing(8)
        back = on_click(button("بازگشت", key="Esc"), self.left.emit)
        line = row(self.keep, back)
        line.setStretch(0, 1)
        column.addLayout(line)
        outer = QVBoxLayout(self)
        outer.addWidget(box, 0, Qt.AlignmentFlag.AlignCenter)

    def show_door(self, door: Door) -> None:
        """A try is under way, or what came of it."""
        self.trouble.say(door.trouble, door.who)
        self.keep.setEnabled(not door.busy)

    def focus(self) -> None:
        """In the first box."""
        self.boxes["password"].setFocus()

    def write(self) -> None:
        """F9: when each was written twice alike and is good enough."""
        said = {name: box.text() for name, box in self.boxes.items()}
        try:
            place = self._wrong(said)
        except OperatorCanFix as refused:
            place = "pin" if refused.code.startswith("pin") else "password"
            self.trouble.say(words.sentence(refused), words.who_acts(refused))
        if place:
            self.boxes[place].setFocus()
            self.boxes[place].selectAll()
        elif self.keep.isEnabled():
            self.written.emit(said["password"], said["pin"])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back; Enter goes on to the next box."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _wrong(self, said: dict[str, str]) -> str:
        """The box to write again, told why; nothing when all is well."""
        if said["password"] or self._first:
            check_password(said["password"])
        if said["pin"]:
            check_pin(said["pin"])
        if said["password"] != said["again"]:
            self.trouble.say("دو بار نوشتن گذرواژه یکسان نیست؛ دوباره بنویسید.")
            return "again"
        if latin_digits(said["pin"]) != latin_digits(said["pin_again"]):
            self.trouble.say("دو بار نوشتن رمز کوتاه یکسان نیست؛ دوباره بنویسید.")
            return "pin_again"
        if not said["password"] and not said["pin"]:
            self.trouble.say("گذرواژه تازه یا رمز کوتاه تازه را بنویسید.")
            return "password"
        return ""

    def _pair(self, pair: tuple[tuple[str, str], ...]) -> QHBoxLayout:
        line = tight(QHBoxLayout(), 12)
        for name, label in pair:
            column = tight(QVBoxLayout(), 4)
            column.addWidget(text(label, "label"))
            column.addWidget(self._box(name, label))
            line.addLayout(column)
        return line

    def _box(self, name: str, label: str) -> QLineEdit:
        box = self.boxes[name] = QLineEdit()
        box.setEchoMode(QLineEdit.EchoMode.Password)
        box.setAlignment(RIGHT)
        box.setAccessibleName(label)
        box.returnPressed.connect(lambda: self._next(name))
        return box

    def _next(self, name: str) -> None:
        names = list(self.boxes)
        after = names.index(name) + 1
        if after < len(names):
            self.boxes[names[after]].setFocus()
        else:
            self.write()
