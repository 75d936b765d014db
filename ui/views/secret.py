"""One line for a password or a PIN: says which of both it hears, and counts a wait down."""

from PySide6.QtCore import QElapsedTimer, Qt, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.domain.approvals import Method
from app.domain.text import persian_digits
from ui.views.parts import RIGHT, button, on_click, row, text, tight

HEADS: dict[Method, str] = {"password": "گذرواژه", "pin": "رمز کوتاه"}
SWITCH: dict[Method, str] = {"pin": "با گذرواژه", "password": "با رمز کوتاه"}
TICK = 250


class SecretBox(QWidget):
    """Reports `entered` on Enter while no wait runs, `free` when a wait is over. `whose` names the
    box to screen readers."""

    entered = Signal()
    free = Signal()

    def __init__(self, whose: str) -> None:
        super().__init__()
        self._whose = whose
        self.method: Method = "password"
        self._pin = False
        self._left, self._since = 0, QElapsedTimer()
        self._tick = QTimer(self)
        self._tick.setInterval(TICK)
        self._tick.timeout.connect(self._count)
        self.head = text("", "label")
        self.switch = on_click(button("", "quiet"), self.toggle)
        self.switch.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.line = QLineEdit()
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setAlignment(RIGHT)
        self.line.returnPressed.connect(self._enter)
        self.waiting = text("", "strong")
        self.waiting.hide()
        column = tight(QVBoxLayout(self), 4)
        column.addLayout(row(self.head, 1, self.switch))
        column.addWidget(self.line)
        column.addWidget(self.waiting)
        self.setFocusProxy(self.line)
        self._draw()

    def hear(self, *, pin: bool, wait: int = 0) -> None:
        """Another person: their PIN where it works, else the password; what was typed is gone."""
        self._pin, self.method = pin, "pin" if pin else "password"
        self.line.clear()
        self._draw()
        self.wait(wait)

    def toggle(self) -> None:
        """F7: password instead of PIN, and back."""
        if self._pin:
            self.method = "password" if self.method == "pin" else "pin"
            self.line.clear()
            self._draw()
            self.line.setFocus()

    def take(self) -> str:
        """What was typed; the line is empty after."""
        typed = self.line.text()
        self.line.clear()
        return typed

    def wait(self, seconds: int) -> None:
        """Hear nothing for so long, and show how long still."""
        self._left = seconds
        self._since.start()
        if seconds:
            self._tick.start()
        self._count()

    @property
    def left(self) -> int:
        """Seconds until the next try is heard."""
        if not self._left:
            return 0
        return max(0, self._left - self._since.elapsed() // 1000)

    def _count(self) -> None:
        left = self.left
        over = not left and self._left > 0
        if not left:
            self._left = 0
            self._tick.stop()
        self.waiting.setText(f"کوشش بعدی پس از {_clock(left)}" if left else "")
        self.waiting.setVisible(bool(left))
        self.line.setEnabled(not left)
        if over:
            self.free.emit()

    def _enter(self) -> None:
        if self.line.text() and not self.left:
            self.entered.emit()

    def _draw(self) -> None:
        self.head.setText(HEADS[self.method])
        self.line.setAccessibleName(f"{HEADS[self.method]} {self._whose}")
        self.switch.setText(f"{SWITCH[self.method]}   F7")
        self.switch.setVisible(self._pin)


def _clock(seconds: int) -> str:
    """
    >>> _clock(75), _clock(9)
    ('۱ دقیقه و ۱۵ ثانیه', '۹ ثانیه')
    """
    minutes, rest = divmod(seconds, 60)
    words = f"{persian_digits(rest)} ثانیه"
    return f"{persian_digits(minutes)} دقیقه و {words}" if minutes else words
