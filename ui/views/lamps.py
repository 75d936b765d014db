"""The lights drawn: a card for each on the queue's screen, a small icon for each in the bar.

Colour never stands alone: the card says it in words, the icon in its name and tool tip.
"""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from ui.models.light import Lamp
from ui.theme import icons, sizes
from ui.theme.dress import current
from ui.views.parts import card, icon, row, text, tight

DOT = 14
TOKENS = {"good": "good", "warn": "warn", "bad": "bad", "": "text3"}


class Dot(QWidget):
    """A disc in the tone's colour."""

    def __init__(self) -> None:
        super().__init__()
        sizes.hold(self, square=DOT)
        self.tone = ""

    def show_tone(self, tone: str) -> None:
        """Another tone."""
        self.tone = tone
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Full for what works or fails, hollow for what says nothing."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = QColor(getattr(current(), TOKENS.get(self.tone, "text3")))
        painter.setPen(colour)
        painter.setBrush(colour if self.tone else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QRectF(2, 2, self.width() - 4, self.height() - 4))


class LampCard(QFrame):
    """One light: what it is, how it stands, since when, and what still works."""

    def __init__(self, lamp: Lamp) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.dot, self.state = Dot(), text("", "strong")
        self.since, self.works = text("", "note"), text("", "note", wrap=True)
        box, column = card("clear", margin=12, space=4)
        head = row(icon(lamp.icon, "text2"), text(lamp.title, "heading"), 1, self.dot, space=8)
        column.addLayout(head)
        column.addLayout(row(self.state, self.since, 1, space=8))
        column.addWidget(self.works)
        column.addStretch(1)
        tight(QHBoxLayout(self), 0).addWidget(box)
        self.show_lamp(lamp)

    def show_lamp(self, lamp: Lamp) -> None:
        """Another standing."""
        self.dot.show_tone(lamp.tone)
        self.state.setText(lamp.state)
        self.since.setText(lamp.since)
        self.works.setText(lamp.works)
        self.setAccessibleName(lamp.said)
        self.setToolTip(lamp.why)


class LampCards(QWidget):
    """All of them side by side."""

    def __init__(self) -> None:
        super().__init__()
        self.cards: dict[str, LampCard] = {}
        self._line = tight(QHBoxLayout(self), 12)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def show_lamps(self, lamps: tuple[Lamp, ...]) -> None:
        """The first time they are built, then only what they say changes; one that is told of no
        more goes.
        """
        for which, known in self.cards.items():
            known.setVisible(any(lamp.which == which for lamp in lamps))
        for lamp in lamps:
            if found := self.cards.get(lamp.which):
                found.show_lamp(lamp)
            else:
                self.cards[lamp.which] = LampCard(lamp)
                self._line.addWidget(self.cards[lamp.which], 1)


class BarLamps(QPushButton):
    """The lights in the bar, one icon each in its colour; a press goes to the queue."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "pill")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.icons: dict[str, QLabel] = {}
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(10, 0, 10, 0)
        self._line.setSpacing(8)
        self.setAccessibleName("چراغ‌ها")
        self.hide()

    def show_lamps(self, lamps: tuple[Lamp, ...]) -> None:
        """Colours, and all of it in words for tool tip and ear."""
        for which, known in self.icons.items():
            known.setVisible(any(lamp.which == which for lamp in lamps))
        for lamp in lamps:
            if lamp.which not in self.icons:
                self.icons[lamp.which] = icon(lamp.icon, "text3", 18)
                self._line.addWidget(self.icons[lamp.which])
            icons.put_on(self.icons[lamp.which], lamp.icon, TOKENS.get(lamp.tone, "text3"), 18)
        said = "\n".join(f"{lamp.title}: {lamp.state} {lamp.since}".strip() for lamp in lamps)
        self.setToolTip(f"{said}\nF4")
        self.setAccessibleName(said.replace("\n", "، ") or "چراغ‌ها")
        sizes.hold(self, height=32, least_span=26 * len(lamps) + 14)
        self.setVisible(bool(lamps))
