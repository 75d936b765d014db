"""The frame around the auditor's work: rail at the right, a bar with who he is and how the
country's log stands, and the place in between."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout

from ui.models.audit_words import LogLight
from ui.theme import sizes
from ui.views.parts import chip, icon, retone, row, text, tight
from ui.views.rail import Rail, Way
from ui.views.surround import BAR_HEIGHT, Surround, ThemeSwitch, named, person

PLACES: tuple[Way, ...] = (
    ("entries", "رویدادها", "list-checks", "F2"),
    ("findings", "یافته‌ها", "megaphone", "F3"),
    ("chain", "زنجیره باجه", "pin", "F4"),
    ("compare", "سنجش", "file-text", "Shift+F2"),
    ("board", "داشبورد", "landmark", "Shift+F3"),
    ("package", "بسته ادله", "shield-check", "Shift+F4"),
)
HINTS = ("پایان نشست\nShift+F12", "کلیدها\nCtrl+F1")


class AuditBar(QFrame):
    """Regulator, light of the log, date, theme, auditor. Reports `theme`."""

    theme = Signal()

    def __init__(self, name: str, scope: str) -> None:
        super().__init__()
        self.setProperty("role", "topbar")
        sizes.hold(self, least_height=BAR_HEIGHT)
        self.light = chip("", "")
        self.date, self.clock = text("", "soft"), text("", "soft")
        self.switch = ThemeSwitch()
        self.switch.clicked.connect(self.theme)
        self.who = text(name, "strong")
        line = tight(QHBoxLayout(self), 12)
        line.setContentsMargins(20, 4, 16, 4)
        line.addWidget(icon("landmark", "primary", 28))
        line.addLayout(named("میز ناظر", scope))
        line.addStretch(1)
        line.addWidget(self.light)
        line.addLayout(row(icon("calendar", "text3"), self.date, space=6))
        line.addLayout(row(icon("clock", "text3"), self.clock, space=6))
        line.addWidget(self.switch)
        line.addWidget(person(self.who, "پایان نشست یا ورود دیگری Shift+F12"))

    def show_light(self, light: LogLight) -> None:
        """How the country's log stands."""
        self.light.setText(light.chip)
        self.light.setToolTip(light.said)
        retone(self.light, light.tone)

    def show_time(self, date: str, clock: str) -> None:
        """Date in words and clock time."""
        self.date.setText(date)
        self.clock.setText(clock)

    def show_theme(self) -> None:
        """Another theme was put on."""
        self.switch.show_theme()


class AuditShell(Surround):
    """Rail, bar and a stack of places. Reports `back`: Esc that no place had a use for."""

    back = Signal()

    def __init__(self, name: str, scope: str, ways: Sequence[Way]) -> None:
        self.bar = AuditBar(name, scope)
        super().__init__(Rail(ways, HINTS), self.bar)
        self.bar.show_theme()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back the way one came."""
        if event.key() == Qt.Key.Key_Escape:
            self.back.emit()
        else:
            super().keyPressEvent(event)
