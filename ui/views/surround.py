"""What stands around the work of an operator and of an auditor alike: rail, bar, strips, and the
place in between; and what both bars are made of.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from ui.theme import icons, sizes
from ui.theme.dress import current
from ui.views.parts import clear, icon, row, text, tight
from ui.views.roomy import Roomy, Stack

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.models.banners import Banner
    from ui.views.rail import Rail

BAR_HEIGHT = 60


class Surround(QWidget):
    """Rail, bar and a stack of places."""

    def __init__(self, rail: Rail, bar: QFrame) -> None:
        super().__init__()
        self.rail = rail
        self.stack = Stack(wide=True)
        self.whole = whole = tight(QVBoxLayout(self), 0)
        whole.addWidget(bar)
        self.strips = tight(QVBoxLayout(), 1)
        self._banners: tuple[Banner, ...] = ()
        whole.addLayout(self.strips)
        under = tight(QHBoxLayout(), 0)
        under.addWidget(self.rail)
        under.addWidget(Roomy(self.stack), 1)
        whole.addLayout(under, 1)

    def show_banners(self, banners: Sequence[Banner]) -> None:
        """The strips under the bar; nothing moves while they stay the same."""
        if tuple(banners) != self._banners:
            self._banners = tuple(banners)
            clear(self.strips)
            for banner in banners:
                self.strips.addWidget(_strip(banner))

    def show_place(self, place: str, screen: QWidget) -> None:
        """Bring that screen to the front; one reached from a place leaves it marked."""
        if self.stack.indexOf(screen) < 0:
            self.stack.addWidget(screen)
        self.stack.setCurrentWidget(screen)
        self.rail.show_place(place)


class ThemeSwitch(QToolButton):
    """The square button of the themes; it shows where it goes: a moon by day."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "square")
        sizes.hold(self, square=40)
        self.setAccessibleName("روشن، تیره یا پررنگ (F6)")
        self.setToolTip("روشن، تیره یا پررنگ (F6)")

    def show_theme(self) -> None:
        """After another theme was put on."""
        icons.put_on(self, "moon" if current().name == "light" else "sun", "text2", 20)


def person(who: QLabel, hint: str) -> QFrame:
    """Who works, in a box that says which keys change it."""
    box = QFrame()
    box.setProperty("role", "inset")
    sizes.hold(box, height=40)
    box.setToolTip(hint)
    line = QHBoxLayout(box)
    line.setContentsMargins(12, 0, 12, 0)
    line.setSpacing(6)
    line.addWidget(icon("user", "text2"))
    line.addWidget(who)
    return box


def named(title: str, under: str) -> QVBoxLayout:
    """Where one is, in two lines."""
    names = tight(QVBoxLayout(), 0)
    names.addStretch(1)
    names.addWidget(text(title, "heading"))
    names.addWidget(text(under, "note"))
    names.addStretch(1)
    return names


def _strip(banner: Banner) -> QFrame:
    """One wide strip: the sentence, and who must act at its far side."""
    strip = QFrame()
    strip.setProperty("role", "notice")
    strip.setProperty("wide", True)
    strip.setProperty("tone", banner.tone)
    who = text(banner.who, "note", wrap=True)
    line = row(text(banner.words, "strong", wrap=True), who, space=24)
    line.setStretch(0, 3)
    line.setStretch(1, 2)
    line.setContentsMargins(24, 6, 24, 6)
    strip.setLayout(line)
    return strip
