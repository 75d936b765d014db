"""The dark rail at the right: where one can go, each place with its key, and a few keys."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QToolButton, QVBoxLayout, QWidget

from ui.theme import icons, sizes
from ui.views.parts import scroll, text, tight

# A place, its words, its icon and its key.
Way = tuple[str, str, str, str]
PLACES: tuple[Way, ...] = (
    ("request", "درخواست", "plus", "F2"),
    ("visitors", "نوبت‌ها", "user", "Ctrl+F2"),
    ("today", "امروز", "list-checks", "F3"),
    ("search", "جست‌وجو", "search", "Ctrl+F3"),
    ("drafts", "پیش‌نویس‌ها", "file-pen", "Shift+F3"),
    ("queue", "صف چاپ", "printer", "Shift+F4"),
    ("sync", "صف ارسال", "refresh-cw", "F4"),
)
HINTS = ("قفل\nShift+F12", "کلیدها\nCtrl+F1", "راهنما F1")
RAIL_WIDTH = 96
# Of a way in the rail: its height at most, what its edges and its picture take, what is between.
MOST, EDGES, PICTURE, GAP, MARGIN = 71, 9, 24, 2, 8


class Rail(QFrame):
    """Where one can go. Reports `wanted(place)`."""

    wanted = Signal(str)

    def __init__(self, places: Sequence[Way] = PLACES, hints: Sequence[str] = HINTS) -> None:
        super().__init__()
        self.ways = tuple(places)
        self.setProperty("role", "rail")
        sizes.hold(self, span=RAIL_WIDTH)
        column = tight(QVBoxLayout(self), 0)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        self.places = {place: self._place(place, words, key) for place, words, _, key in places}
        inside = QWidget()
        self.area = scroll(inside, name="جاها")
        self.area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column.addWidget(self.area, 1)
        ways = tight(QVBoxLayout(inside), GAP)
        for push in self.places.values():
            ways.addWidget(push)
        ways.addStretch(1)
        self.hints = [text(words, "rail") for words in hints]
        for hint in self.hints:
            hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
            ways.addWidget(hint)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lower buttons where strips take room; where pictures fit no more, words alone."""
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        words = 2 * next(iter(self.places.values())).fontMetrics().height() + EDGES
        hints = sum(hint.sizeHint().height() + GAP for hint in self.hints) + 2 * MARGIN
        room = (self.height() - hints) // len(self.places) - GAP
        pictures = room >= words + sizes.px(PICTURE)
        style = Qt.ToolButtonStyle
        way = style.ToolButtonTextUnderIcon if pictures else style.ToolButtonTextOnly
        for push in self.places.values():
            push.setToolButtonStyle(way)
            push.setFixedHeight(min(room, sizes.px(MOST)) if pictures else words)
        for hint in self.hints:
            hint.setVisible(room >= words)

    def show_place(self, here: str) -> None:
        """Mark where we are."""
        for place, push in self.places.items():
            push.setChecked(place == here)
        for place, _, name, _ in self.ways:
            token = "rail_strong" if place == here else "rail_text"
            icons.put_on(self.places[place], name, token, 20)
        self._share()

    def _place(self, place: str, words: str, key: str) -> QToolButton:
        push = QToolButton()
        push.setProperty("role", "rail")
        push.setCheckable(True)
        push.setText(f"{words}\n{key}")
        push.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        sizes.hold(push, span=RAIL_WIDTH - 16)
        push.setAccessibleName(f"{words} ({key})")
        push.clicked.connect(lambda: self.wanted.emit(place))
        return push
