"""The end of a shift: its figures, what it leaves open, terminals' totals, a word to the next.

F9 closes (a second F9 agrees), F12 prints the X report, F10 goes to the next open shift.
"""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from app.domain.errors import Refusal
from app.domain.shifts import Closing, Stated
from ui.models.shift import Asked, ShiftScreen, compared, stated_of
from ui.views.parts import (
    Notice,
    button,
    card,
    chip,
    clear,
    key_cap,
    on_click,
    retone,
    row,
    scroll,
    text,
)


class TerminalLine(QFrame):
    """What one terminal says, and why it differs."""

    def __init__(self, asked: Asked) -> None:
        super().__init__()
        self.asked = asked
        self.amount, self.note = _edit("جمع کارت‌خوان (ریال)"), _edit("توضیح اختلاف")
        self.amount.setAccessibleName(f"جمع {asked.title}")
        self.note.setAccessibleName(f"توضیح اختلاف {asked.title}")
        self.said = chip()
        self.amount.textChanged.connect(self._compare)
        line = row(text(asked.title, "strong"), self.amount, self.note, self.said, space=12)
        line.setStretch(1, 1)
        line.setStretch(2, 2)
        line.setContentsMargins(0, 0, 0, 0)
        self.setLayout(line)
        self._compare()

    def stated(self) -> Stated | None:
        """What was typed; raises when it is no number."""
        return stated_of(self.asked, self.amount.text(), self.note.text())

    def _compare(self) -> None:
        words, tone = compared(self.asked, self.amount.text())
        self.said.setText(words)
        retone(self.said, tone)


class ShiftView(QWidget):
    """Draws a ShiftScreen. Reports `closing`, `printed`, `other` and `begin`."""

    closing = Signal()
    printed = Signal()
    other = Signal()
    begin = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.told = Notice("bad")
        self.title, self.newer = text("", "soft"), text("", "soft", wrap=True)
        self.figures, self.open, self.terminals = QGridLayout(), QVBoxLayout(), QVBoxLayout()
        self.lines: list[TerminalLine] = []
        self.asked: tuple[Asked, ...] | None = None
        self.figures.setHorizontalSpacing(24)
        self.figures.setColumnStretch(1, 1)
        self.figures.setColumnStretch(3, 1)
        self.note = _edit("یادداشت برای نفر بعد")
        self.note.setAccessibleName("یادداشت تحویل شیفت")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(12)
        head = row(
            text("پایان شیفت", "title"), self.title, 1, key_cap("\u200fShift+F1 سپس F9"), space=12
        )
        column.addLayout(head)
        column.addWidget(self.told)
        column.addWidget(self.newer)
        inside = QWidget()
        body = QVBoxLayout(inside)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(12)
        body.addWidget(_part("کار شیفت", self.figures))
        body.addWidget(_part("پیش از بستن ببینید", self.open))
        body.addWidget(_part("جمع کارت‌خوان‌ها", self.terminals))
        body.addWidget(self.note)
        body.addStretch(1)
        column.addWidget(scroll(inside, name="پایان شیفت"), 1)
        column.addWidget(self._foot())

    def show_screen(self, screen: ShiftScreen, *, others: bool) -> None:
        """The shift as it stands; what was typed stays while its terminals are the same."""
        self.title.setText(screen.title)
        clear(self.figures)
        for place, (words, value) in enumerate(screen.figures):
            self.figures.addWidget(text(words, "soft"), place // 2, place % 2 * 2)
            self.figures.addWidget(text(value, "strong"), place // 2, place % 2 * 2 + 1)
        clear(self.open)
        for words, tone in screen.open or (("چیزی باز نمانده است", "good"),):
            self.open.addWidget(chip(words, tone))
        if screen.asked != self.asked:
            self._ask(screen.asked)
        running = screen.shift is not None
        for push, shown in ((self.close_, running), (self.x_, running), (self.new, not running)):
            push.setVisible(shown)
        self.next_.setVisible(others)

    def typed(self, shift: str) -> Closing:
        """What the closing rests on; raises a Refusal when a total is no number."""
        stated = [one for line in self.lines if (one := line.stated())]
        return Closing(shift, tuple(stated), note=self.note.text())

    def arm(self, armed: bool) -> None:
        """The second F9 closes."""
        self.close_.setText("بله، شیفت بسته شود   F9" if armed else "بستن شیفت   F9")

    def show_refusal(self, refusal: Refusal, say: Callable[[Refusal], tuple[str, str]]) -> None:
        """Why it was not done."""
        words, who = say(refusal)
        self.told.say(words, who, tone="bad")

    def focus(self) -> None:
        """On the first total, or on the note."""
        first = self.lines[0].amount if self.lines else self.note
        first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _ask(self, asked: tuple[Asked, ...]) -> None:
        clear(self.terminals)
        self.asked = asked
        self.lines = [TerminalLine(one) for one in asked]
        for line in self.lines:
            self.terminals.addWidget(line)
        if not asked:
            self.terminals.addWidget(text("در این شیفت پرداختی با کارت‌خوان نبوده است.", "soft"))

    def _foot(self) -> QFrame:
        box, column = card(margin=12, space=8)
        self.close_ = on_click(button("بستن شیفت", "primary", key="F9"), self.closing.emit)
        self.new = on_click(button("آغاز شیفت تازه", "primary", key="F9"), self.begin.emit)
        self.x_ = on_click(button("چاپ گزارش میان‌شیفت", key="F12"), self.printed.emit)
        self.next_ = on_click(button("شیفت باز دیگر", key="F10"), self.other.emit)
        self.new.hide()
        self.next_.hide()
        column.addLayout(row(self.close_, self.new, self.x_, 1, self.next_))
        return box


def _edit(words: str) -> QLineEdit:
    edit = QLineEdit()
    edit.setPlaceholderText(words)
    edit.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
    return edit


def _part(title: str, inside: QGridLayout | QVBoxLayout) -> QFrame:
    box, column = card(margin=16, space=8)
    heading: QLabel = text(title, "heading")
    column.addWidget(heading)
    column.addLayout(inside)
    return box
