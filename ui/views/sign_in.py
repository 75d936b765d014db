"""Who works now: pick a name with the arrows, type PIN or password, Enter. Then the shift, if none.

The same screen locks the desk: it stands before what is on it and says whose work that is.
"""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from app.domain.acts import Operator
from app.domain.approvals import Word
from app.domain.text import persian_digits
from ui.functions import Unlocked
from ui.models.door import Door
from ui.staff import AtDoor
from ui.theme import icons, sizes
from ui.views.parts import Notice, button, card, icon, on_click, row, text
from ui.views.secret import SecretBox

WIDTH = 420
ROLES = {"operator": "متصدی", "manager": "مدیر دفتر"}
LEFT = "سر جای خود است؛ همو یا همکاری دیگر ادامه می‌دهد."
SHUT = {
    "locked": (
        "ورود این نام پس از گذرواژه‌های نادرست قفل است.",
        "مدیر دفتر با نام خود وارد می‌شود و در «کارکنان» (Shift+F5) قفل را باز می‌کند.",
    ),
    "no-password": (
        "این نام هنوز در این باجه گذرواژه ندارد.",
        "مدیر دفتر در «کارکنان» (Shift+F5) کد شروع می‌دهد.",
    ),
}


class SignInView(QWidget):
    """Reports `signed(Word)`, `own(Word)` to set a secret of one's own, and `synced`."""

    signed = Signal(object)
    own = Signal(object)
    synced = Signal()

    def __init__(self, unlocked: Unlocked) -> None:
        super().__init__()
        self.setProperty("role", "ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._standing: dict[str, AtDoor] = {}
        self._busy = self._locked = False
        self.picture = icon("user", "primary", 36)
        self.title, self.under = text("", "title"), text("", "soft", wrap=True)
        self.people = QComboBox()
        self.people.setAccessibleName("متصدی")
        fit = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.people.setSizeAdjustPolicy(fit)
        self.people.currentIndexChanged.connect(self._chosen)
        self.people.installEventFilter(self)
        self.secret = SecretBox("متصدی")
        self.secret.entered.connect(self._sign)
        self.secret.free.connect(self._free)
        self.trouble, self.shut = Notice("bad"), Notice("warn")
        self.enter = on_click(button("ورود", "primary", key="Enter"), self._sign)
        self.renew = on_click(button("گذرواژه و رمز کوتاه تازه", "quiet", key="F8"), self.renew_own)
        self.sync = on_click(button("همگام‌سازی", "quiet", key="F5"), self.synced.emit)
        self._office = _office(unlocked)
        self._lay()
        self.show_people(tuple(AtDoor(operator) for operator in unlocked.operators))
        self.stand_before(None)

    @property
    def password(self) -> QLineEdit:
        """The line that hears password or PIN."""
        return self.secret.line

    def stand_before(self, at_work: Operator | None) -> None:
        """The first sign-in of the day, or a lock before somebody's work."""
        self._locked = at_work is not None
        icons.put_on(self.picture, "lock" if at_work else "user", "primary", 36)
        self.title.setText("میز قفل است" if at_work else "ورود به باجه")
        self.under.setText(f"کار {at_work.name} {LEFT}" if at_work else self._office)
        self.trouble.say("")
        self.secret.line.clear()
        if at_work:
            self.people.setCurrentIndex(max(0, self.people.findData(at_work.number)))

    def show_people(self, people: tuple[AtDoor, ...]) -> None:
        """Who may be chosen; the mark stays on the one it was on."""
        marked = self.people.currentData()
        self._standing = {one.operator.number: one for one in people}
        self.people.blockSignals(True)
        self.people.clear()
        for one in people:
            self.people.addItem(_name(one.operator), one.operator.number)
        self.people.setCurrentIndex(max(0, self.people.findData(marked)))
        self.people.blockSignals(False)
        self._chosen()

    def show_door(self, door: Door) -> None:
        """A try is under way, or what came of it."""
        self._busy = door.busy
        self.trouble.say(door.trouble, door.who)
        if door.wait:
            self.secret.wait(door.wait)
        self._enable()
        if door.trouble:
            (self.people if door.wait else self.secret.line).setFocus()

    def say_synced(self, words: str, who: str = "") -> None:
        """What the regulator answered from here."""
        self.trouble.say(words, who, tone="bad" if who else "good")

    def focus(self) -> None:
        """Straight to the password when there is only one name, or a desk that was left."""
        (self.secret.line if self._locked or self.people.count() == 1 else self.people).setFocus()

    def renew_own(self) -> None:
        """F8: a new password or PIN, proven by the password typed here."""
        if self.secret.method == "pin":
            self.secret.toggle()
        if (word := self._word()) is None:
            self.trouble.say("نخست گذرواژه کنونی یا کد شروع را بنویسید، سپس F8.", tone="info")
            self.secret.line.setFocus()
        else:
            self.own.emit(word)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter on the name goes on to the password."""
        enter = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        pressed = event.type() == QEvent.Type.KeyPress
        if pressed and isinstance(event, QKeyEvent) and event.key() in enter:
            self.secret.line.setFocus()
            return True
        return super().eventFilter(watched, event)

    def _chosen(self) -> None:
        one = self._standing.get(str(self.people.currentData()))
        if one:
            self.secret.hear(pin=one.pin, wait=one.wait)
            words, who = SHUT.get(one.shut, ("", ""))
            self.shut.say(words, who)
        self._enable()

    def _enable(self) -> None:
        one = self._standing.get(str(self.people.currentData()))
        free = not self._busy and not self.secret.left
        self.enter.setEnabled(free and one is not None and not one.shut)

    def _free(self) -> None:
        self.trouble.say("")
        self._enable()
        self.secret.line.setFocus()

    def _word(self) -> Word | None:
        method, number = self.secret.method, self.people.currentData()
        if not number or self._busy or self.secret.left or not (secret := self.secret.take()):
            return None
        return Word(str(number), secret, method)

    def _sign(self) -> None:
        if self.enter.isEnabled() and (word := self._word()):
            self.signed.emit(word)

    def _lay(self) -> None:
        box, column = card(margin=32, space=8)
        sizes.hold(box, width=WIDTH)
        column.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignHCenter)
        for label in (self.title, self.under):
            _centred(label)
            column.addWidget(label)
        column.addSpacing(12)
        column.addWidget(text("متصدی", "label"))
        column.addWidget(self.people)
        column.addWidget(self.shut)
        column.addSpacing(8)
        column.addWidget(self.secret)
        column.addWidget(self.trouble)
        column.addSpacing(8)
        column.addWidget(self.enter)
        column.addLayout(row(self.renew, 1, self.sync))
        outer = QVBoxLayout(self)
        outer.addWidget(box, 0, Qt.AlignmentFlag.AlignCenter)


class ShiftView(QWidget):
    """Reports `opened`: there is no shift yet, and nothing can be taken without one."""

    opened = Signal()

    def __init__(self, operator: str) -> None:
        super().__init__()
        self.setProperty("role", "ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        box, column = card(margin=32, space=12)
        sizes.hold(box, width=WIDTH)
        column.addWidget(icon("clock", "primary", 36), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(text(f"{operator}، شیفت شما باز نیست.", "heading", wrap=True))
        column.addWidget(text("با باز شدن شیفت، پذیرش درخواست آغاز می‌شود.", "soft", wrap=True))
        self.trouble = Notice("bad")
        self.open = on_click(button("آغاز شیفت", "primary", key="Enter"), self.opened.emit)
        self.open.setAutoDefault(True)
        column.addWidget(self.trouble)
        column.addWidget(self.open)
        outer = QVBoxLayout(self)
        outer.addWidget(box, 0, Qt.AlignmentFlag.AlignCenter)

    def show_door(self, door: Door) -> None:
        """The only place that touches the widgets after building."""
        self.trouble.say(door.trouble, door.who)
        self.open.setEnabled(not door.busy)

    def focus(self) -> None:
        """On the only button."""
        self.open.setFocus()


def _office(unlocked: Unlocked) -> str:
    code, desk = persian_digits(unlocked.office.code), persian_digits(unlocked.desk)
    return f"{unlocked.office.name} · کد {code} · باجه {desk}"


def _centred(label: QLabel) -> None:
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)


def _name(operator: Operator) -> str:
    number, role = persian_digits(operator.number), ROLES[operator.role]
    waits = "" if operator.approved else " · در انتظار تأیید"
    return f"{operator.name} · {role} {number}{waits}"
