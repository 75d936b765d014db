"""Who works now: pick a name with the arrows, type the password, Enter. Then the shift, if none."""

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from app.domain.acts import Operator
from app.domain.text import persian_digits
from ui.functions import Unlocked
from ui.models.door import Door
from ui.views.parts import RIGHT, Notice, button, card, icon, on_click, text

WIDTH = 420
ROLES = {"operator": "متصدی", "manager": "مدیر دفتر"}


class SignInView(QWidget):
    """Reports `signed(number, password)`."""

    signed = Signal(str, str)

    def __init__(self, unlocked: Unlocked) -> None:
        super().__init__()
        self.setProperty("role", "ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        box, column = card(margin=32, space=8)
        box.setFixedWidth(WIDTH)
        self.people = _people(unlocked.operators)
        self.people.installEventFilter(self)
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setAlignment(RIGHT)
        self.password.setAccessibleName("گذرواژه متصدی")
        self.password.returnPressed.connect(self._sign)
        self.trouble = Notice("bad")
        self.enter = on_click(button("ورود", "primary", key="Enter"), self._sign)
        _head(column, unlocked)
        column.addWidget(text("متصدی", "label"))
        column.addWidget(self.people)
        column.addSpacing(8)
        column.addWidget(text("گذرواژه", "label"))
        column.addWidget(self.password)
        column.addWidget(self.trouble)
        column.addSpacing(8)
        column.addWidget(self.enter)
        outer = QVBoxLayout(self)
        outer.addWidget(box, 0, Qt.AlignmentFlag.AlignCenter)

    def show_door(self, door: Door) -> None:
        """The only place that touches the widgets after building."""
        self.trouble.say(door.trouble, door.who)
        self.enter.setEnabled(not door.busy)
        if door.trouble:
            self.password.selectAll()
            self.password.setFocus()

    def focus(self) -> None:
        """Straight to the password when there is only one name."""
        (self.password if self.people.count() == 1 else self.people).setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter on the name goes on to the password."""
        enter = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        pressed = event.type() == QEvent.Type.KeyPress
        if pressed and isinstance(event, QKeyEvent) and event.key() in enter:
            self.password.setFocus()
            return True
        return super().eventFilter(watched, event)

    def _sign(self) -> None:
        number: Any = self.people.currentData()
        if number and self.password.text():
            self.signed.emit(str(number), self.password.text())


class ShiftView(QWidget):
    """Reports `opened`: there is no shift yet, and nothing can be taken without one."""

    opened = Signal()

    def __init__(self, operator: str) -> None:
        super().__init__()
        self.setProperty("role", "ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        box, column = card(margin=32, space=12)
        box.setFixedWidth(WIDTH)
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


def _head(column: QVBoxLayout, unlocked: Unlocked) -> None:
    title = text("ورود به باجه", "title")
    title.setAlignment(Qt.AlignmentFlag.AlignCenter)
    code, desk = persian_digits(unlocked.office.code), persian_digits(unlocked.desk)
    under = text(f"{unlocked.office.name} · کد {code} · باجه {desk}", "soft", wrap=True)
    under.setAlignment(Qt.AlignmentFlag.AlignCenter)
    column.addWidget(icon("user", "primary", 36), 0, Qt.AlignmentFlag.AlignHCenter)
    column.addWidget(title)
    column.addWidget(under)
    column.addSpacing(12)


def _people(operators: tuple[Operator, ...]) -> QComboBox:
    people = QComboBox()
    people.setAccessibleName("متصدی")
    people.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    for operator in operators:
        number, role = persian_digits(operator.number), ROLES[operator.role]
        people.addItem(f"{operator.name} · {role} {number}", operator.number)
    return people
