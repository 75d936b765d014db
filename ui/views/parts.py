"""The small parts every screen is made of: texts, cards, chips, buttons, notices, key caps."""

from collections.abc import Callable
from html import escape
from typing import TypeVar

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.theme import icons

Box = TypeVar("Box", bound=QBoxLayout)
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter


class Wrapped(QLabel):
    """Words over several lines. Plain labels hang the space at a line's end out at the right edge
    of right-to-left text; a rich one keeps the edge straight, so the words are handed on escaped.
    """

    def __init__(self) -> None:
        super().__init__()
        self._words = ""
        self.setTextFormat(Qt.TextFormat.RichText)

    def setText(self, words: str) -> None:
        """The words, as plain as they are given."""
        if words != self._words:
            self._words = words
            super().setText(f'<div dir="rtl">{escape(words)}</div>' if words else "")

    def text(self) -> str:
        """The words as they were given."""
        return self._words


def text(words: str = "", role: str = "body", *, wrap: bool = False) -> QLabel:
    """Plain text in one of the sheet's roles, at the right edge."""
    label = Wrapped() if wrap else QLabel()
    if not wrap:
        label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(words)
    label.setProperty("role", role)
    label.setAlignment(RIGHT)
    label.setWordWrap(wrap)
    if wrap:
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        label.setSizePolicy(policy)
    return label


def chip(words: str = "", tone: str = "") -> QLabel:
    """A state mark, as high as the sheet says."""
    label = text(words, "chip")
    label.setProperty("tone", tone)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    return label


def key_cap(words: str) -> QLabel:
    """The picture of a key."""
    label = text(words, "key")
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    return label


def icon(name: str, token: str, size: int = 18) -> QLabel:
    """A lucide icon as a picture."""
    label = QLabel()
    icons.put_on(label, name, token, size)
    return label


def button(words: str, role: str = "plain", *, key: str = "", name: str = "") -> QPushButton:
    """A push button that shows its key; `name` is an icon's name."""
    push = QPushButton(f"{words}   {key}" if key else words)
    if name:
        # Qt leaves no gap between an icon and right-to-left words.
        push.setText(f" {push.text()}")
    push.setProperty("role", role)
    push.setAccessibleName(words)
    push.setCursor(Qt.CursorShape.PointingHandCursor)
    if name:
        icons.put_on(push, name, {"primary": "on_primary", "plain": "text2"}.get(role, "primary"))
    return push


def frame(role: str) -> QFrame:
    """An empty frame of that role."""
    box = QFrame()
    box.setProperty("role", role)
    return box


def card(role: str = "card", *, margin: int = 16, space: int = 8) -> tuple[QFrame, QVBoxLayout]:
    """A rounded surface and the column inside it."""
    box = frame(role)
    column = QVBoxLayout(box)
    column.setContentsMargins(margin, margin, margin, margin)
    column.setSpacing(space)
    return box, column


def tight(layout: Box, space: int = 8) -> Box:
    """No margins, that spacing."""
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(space)
    return layout


def row(*widgets: QWidget | int, space: int = 8) -> QHBoxLayout:
    """Widgets side by side; an int is a stretch."""
    line = QHBoxLayout()
    tight(line, space)
    for widget in widgets:
        if isinstance(widget, int):
            line.addStretch(widget)
        else:
            line.addWidget(widget)
    return line


def fit(dialog: QDialog, column: QLayout) -> None:
    """Make a dialog as high as its words need at its width; wrapped ones ask for too much."""
    column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
    column.activate()
    dialog.resize(dialog.width(), column.totalHeightForWidth(dialog.width()))


def rule() -> QFrame:
    """A 1 px line."""
    return frame("line")


def scroll(inside: QWidget, *, name: str) -> QScrollArea:
    """Lets a panel be lower than its content; never scrolls sideways, never takes Tab."""
    area = _Panel()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setAccessibleName(name)
    inside.setProperty("role", inside.property("role") or "clear")
    area.setWidget(inside)
    return area


class _Panel(QScrollArea):
    """Never narrower than what it shows: it scrolls up and down, and is not cut at its side."""

    def minimumSizeHint(self) -> QSize:
        """As wide as the words inside that do not wrap."""
        inside, bar = self.widget(), self.verticalScrollBar().sizeHint().width()
        wide = inside.minimumSizeHint().width() if inside else 0
        return QSize(wide + bar, super().minimumSizeHint().height())


def reveal(widget: QWidget, on: bool) -> None:
    """Show it or hide it, only when that differs: to show what is not hidden dresses it at once,
    under each parent anew, and lays out all that is above it."""
    if widget.isHidden() == on:
        widget.setVisible(on)


def retone(widget: QWidget, tone: str) -> None:
    """Change a widget's tone and let the sheet look again, only when it differs."""
    if (widget.property("tone") or "") != tone:
        widget.setProperty("tone", tone)
        for part in (widget, *widget.findChildren(QLabel)):
            part.style().unpolish(part)
            part.style().polish(part)


def clear(layout: QLayout) -> None:
    """Remove and delete everything in a layout."""
    while item := layout.takeAt(0):
        if inner := item.layout():
            clear(inner)
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()


class Notice(QFrame):
    """A coloured strip with a sentence; invisible while it has nothing to say."""

    def __init__(self, tone: str = "warn") -> None:
        super().__init__()
        self.setProperty("role", "notice")
        self.setProperty("tone", tone)
        self.words = text("", "strong", wrap=True)
        self.who = text("", "note", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(2)
        column.addWidget(self.words)
        column.addWidget(self.who)
        self.hide()

    def say(self, words: str, who: str = "", *, tone: str = "") -> None:
        """Show the sentence and who must act; an empty one hides the strip."""
        self.words.setText(words)
        self.who.setText(who)
        reveal(self.who, bool(who))
        if tone:
            retone(self, tone)
        reveal(self, bool(words))


def key_of(event: QEvent) -> int:
    """The key that was pressed, for filters of events; 0 of anything else."""
    if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
        return event.key()
    return 0


def on_click(push: QPushButton, act: Callable[[], object]) -> QPushButton:
    """Connect without the `checked` argument."""
    push.clicked.connect(lambda _checked: act())
    return push
