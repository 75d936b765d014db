"""The small parts a case is drawn with: a line and its chip, a step of the story, a titled card."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.models.case import Line, Told
from ui.theme import sizes
from ui.theme.dress import current
from ui.views.parts import card, chip, row, rule, text, tight

NAME_WIDTH, DOT, LINE = 96, 10, 24


def line_row(line: Line, *, narrow: bool = False) -> QWidget:
    """What it is and its chip, which stands below where there is little room; under it what is
    said."""
    box = QWidget()
    column = tight(QVBoxLayout(box), 2)
    name = text(line.name, "strong", wrap=True)
    if narrow:
        column.addWidget(name)
        column.addWidget(text(line.said, "soft", wrap=True))
        column.addLayout(row(chip(line.pill, line.tone), 1))
        return box
    head = row(name, *((chip(line.pill, line.tone),) if line.pill else ()), space=8)
    head.setStretch(0, 1)
    column.addLayout(head)
    if line.said:
        column.addWidget(text(line.said, "soft", wrap=True))
    return box


def fact_row(line: Line) -> QWidget:
    """A label at the right, and what is said beside it."""
    box = QWidget()
    name, said = text(line.name, "soft"), text(line.said, "body", wrap=True)
    sizes.hold(name, span=NAME_WIDTH)
    name.setAlignment(name.alignment() | Qt.AlignmentFlag.AlignTop)
    both = row(name, said, space=8)
    both.setStretch(1, 1)
    box.setLayout(both)
    return box


def told_row(told: Told) -> QWidget:
    """One step of the story: a dot in its tone, what and when, by whom, and what more it says."""
    box = QWidget()
    column = tight(QVBoxLayout(), 1)
    what = text(told.what, "strong", wrap=True)
    head = row(what, text(told.at, "note"), space=8)
    head.setStretch(0, 1)
    column.addLayout(head)
    for said in filter(None, (told.more, told.who)):
        column.addWidget(text(said, "soft" if said == told.more else "note", wrap=True))
    line = row(Dot(told.tone), space=10)
    line.addLayout(column, 1)
    line.setContentsMargins(0, 0, 0, 8)
    box.setLayout(line)
    return box


def titled(title: str, parts: list[QWidget]) -> QFrame:
    """A card with its title and those parts, a thin line between two."""
    box, column = card(margin=16, space=10)
    column.addWidget(text(title, "heading"))
    for at, part in enumerate(parts):
        if at:
            column.addWidget(rule())
        column.addWidget(part)
    return box


class Dot(QWidget):
    """A dot in a tone, beside the first line of a step; it follows the theme."""

    def __init__(self, tone: str) -> None:
        super().__init__()
        self.tone = tone
        sizes.hold(self, span=DOT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """As wide as it is, where the first line stands."""
        tokens = current()
        colour = tokens.primary if self.tone == "info" else getattr(tokens, self.tone or "edge")
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        painter.drawEllipse(0, (sizes.high(LINE) - self.width()) // 2, self.width(), self.width())
