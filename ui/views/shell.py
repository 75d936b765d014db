"""The frame around an operator's work: the bar above it, and practice's frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from app.domain.text import persian_digits
from ui.theme import sizes
from ui.views.lamps import BarLamps
from ui.views.parts import (
    button,
    chip,
    icon,
    key_cap,
    on_click,
    retone,
    row,
    text,
    tight,
)
from ui.views.rail import Rail
from ui.views.surround import BAR_HEIGHT, Surround, ThemeSwitch, named, person

if TYPE_CHECKING:
    from ui.functions import SignedIn, Unlocked
    from ui.models.light import Lamp, Light
    from ui.models.queue import Queue

FRAME, EDGES, SPACE = 5, 48, 12
PRACTICE = "هیچ کاری این‌جا ثبت و ارسال نمی‌شود و برگه‌ها «تمرینی – فاقد اعتبار» هستند."


class TopBar(QFrame):
    """Office, date, light, theme switch, operator. Reports `theme` and `queue`."""

    theme = Signal()
    queue = Signal()

    def __init__(self, unlocked: Unlocked, signed: SignedIn) -> None:
        super().__init__()
        self.setProperty("role", "topbar")
        sizes.hold(self, least_height=BAR_HEIGHT)
        self.light, self.lamps = chip("", ""), BarLamps()
        self.waiting = on_click(button("", "pill"), self.queue.emit)
        self.waiting.setAccessibleName("صف چاپ (Shift+F4)")
        self.waiting.setToolTip("صف چاپ (Shift+F4)")
        self.waiting.hide()
        self.date, self.clock = text("", "soft"), text("", "soft")
        self.switch = ThemeSwitch()
        self.switch.clicked.connect(self.theme)
        self.line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self.line.setContentsMargins(20, 4, 16, 4)
        self.line.setSpacing(4)
        self.office, self.standing = QWidget(), QWidget()
        self.line.addWidget(self.office)
        self.line.addStretch(1)
        self.line.addWidget(self.standing)
        self.day, self.hour = QWidget(), QWidget()
        self.day.setLayout(row(icon("calendar", "text3"), self.date, space=6))
        self.hour.setLayout(row(icon("clock", "text3"), self.clock, space=6))
        office = tight(QHBoxLayout(self.office), 12)
        office.addWidget(icon("landmark", "primary", 28))
        office.addLayout(_office(unlocked))
        office.addStretch(1)
        line = tight(QHBoxLayout(self.standing), SPACE)
        line.addStretch(1)
        line.addWidget(self.waiting)
        line.addWidget(self.light)
        line.addWidget(self.lamps)
        line.addSpacing(8)
        line.addWidget(self.day)
        line.addWidget(self.hour)
        line.addSpacing(8)
        line.addWidget(self.switch)
        self.who = text("", "strong")
        line.addWidget(person(self.who, "کارکنان Shift+F5 · قفل یا همکار دیگر Shift+F12"))
        self.show_operator(signed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where one line is too narrow, date and clock go first; then there are two lines."""
        self._arrange()
        super().resizeEvent(event)

    def _arrange(self) -> None:
        gap, room = SPACE, self.width() - self.office.sizeHint().width() - EDGES
        parts = (self.day, self.hour)
        hidden = sum(part.sizeHint().width() + gap for part in parts if part.isHidden())
        whole = self.standing.sizeHint().width() + hidden
        for part in parts:
            part.setVisible(whole <= room)
            whole -= (part.sizeHint().width() + gap) * part.isHidden()
        way = QBoxLayout.Direction
        self.line.setDirection(way.LeftToRight if whole <= room else way.TopToBottom)

    def show_light(self, light: Light) -> None:
        """The regulator's light."""
        self.light.setText(light.chip)
        retone(self.light, light.tone)

    def show_lamps(self, lamps: tuple[Lamp, ...]) -> None:
        """Every light, small."""
        self.lamps.show_lamps(lamps)

    def show_queue(self, queue: Queue) -> None:
        """How many pages wait for paper; nothing when none does."""
        self.waiting.setText(queue.chip)
        self.waiting.setAccessibleName(f"{queue.chip} (Shift+F4)")
        retone(self.waiting, queue.tone)
        self.waiting.setVisible(bool(queue.chip))

    def show_time(self, date: str, clock: str) -> None:
        """Date in words and clock time."""
        self.date.setText(date)
        self.clock.setText(clock)

    def show_operator(self, signed: SignedIn) -> None:
        """Who works now; «تمرینی» while the regulator has not agreed to them."""
        waits = "" if signed.operator.approved else " · تمرینی"
        self.who.setText(f"{signed.operator.name}{waits}")

    def show_theme(self) -> None:
        """Another theme was put on."""
        self.switch.show_theme()
        self._arrange()


class Shell(Surround):
    """The frame of an operator's work."""

    def __init__(self, unlocked: Unlocked, signed: SignedIn) -> None:
        self.bar = TopBar(unlocked, signed)
        super().__init__(Rail(), self.bar)
        self.bar.show_theme()

    def show_practice(self) -> None:
        """A coloured frame around everything, and the word for it, as long as this shell lives."""
        self.setProperty("role", "practice")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.whole.setContentsMargins(FRAME, FRAME, FRAME, FRAME)
        line = row(text("تمرینی", "strong"), text(PRACTICE, "strong", wrap=True), space=16)
        line.addWidget(text("پایان", "strong"))
        line.addWidget(key_cap("Ctrl+F12"))
        line.setStretch(1, 1)
        line.setContentsMargins(24, 4, 24, 6)
        strip = QFrame()
        strip.setProperty("role", "practice")
        strip.setLayout(line)
        self.whole.insertWidget(0, strip)


def _office(unlocked: Unlocked) -> QVBoxLayout:
    code, desk = persian_digits(unlocked.office.code), persian_digits(unlocked.desk)
    return named(unlocked.office.name, f"کد دفتر {code} · باجه {desk}")
