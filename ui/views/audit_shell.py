"""The frame around the auditor's work: rail at the right, a bar with who he is and how the
country's log stands, and the place in between."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.models.audit_words import LogLight
from ui.models.banners import Banner
from ui.theme import icons, sizes
from ui.theme.dress import current
from ui.views.parts import chip, clear, icon, retone, row, text, tight
from ui.views.rail import Rail, Way
from ui.views.roomy import Roomy, Stack
from ui.views.shell import BAR_HEIGHT, banner_strip, person, theme_switch

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
        self.switch = theme_switch()
        self.switch.clicked.connect(self.theme)
        self.who = text(name, "strong")
        line = tight(QHBoxLayout(self), 12)
        line.setContentsMargins(20, 4, 16, 4)
        line.addWidget(icon("landmark", "primary", 28))
        names = tight(QVBoxLayout(), 0)
        names.addStretch(1)
        names.addWidget(text("میز ناظر", "heading"))
        names.addWidget(text(scope, "note"))
        names.addStretch(1)
        line.addLayout(names)
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
        """The switch shows where it goes."""
        icons.put_on(self.switch, "moon" if current().name == "light" else "sun", "text2", 20)


class AuditShell(QWidget):
    """Rail, bar and a stack of places. Reports `back`: Esc that no place had a use for."""

    back = Signal()

    def __init__(self, name: str, scope: str, ways: Sequence[Way]) -> None:
        super().__init__()
        self.rail = Rail(ways, HINTS)
        self.bar = AuditBar(name, scope)
        self.stack = Stack(wide=True)
        whole = tight(QVBoxLayout(self), 0)
        whole.addWidget(self.bar)
        self.strips = tight(QVBoxLayout(), 1)
        whole.addLayout(self.strips)
        under = tight(QHBoxLayout(), 0)
        under.addWidget(self.rail)
        under.addWidget(Roomy(self.stack), 1)
        whole.addLayout(under, 1)
        self.bar.show_theme()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back the way one came."""
        if event.key() == Qt.Key.Key_Escape:
            self.back.emit()
        else:
            super().keyPressEvent(event)

    def show_banners(self, banners: Sequence[Banner]) -> None:
        """The strips under the bar."""
        clear(self.strips)
        for banner in banners:
            self.strips.addWidget(banner_strip(banner))

    def show_place(self, place: str, screen: QWidget) -> None:
        """Bring that screen to the front; one reached from a place leaves it marked."""
        if self.stack.indexOf(screen) < 0:
            self.stack.addWidget(screen)
        self.stack.setCurrentWidget(screen)
        self.rail.show_place(place)
