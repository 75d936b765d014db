"""Duties on screen: two columns of cards, the state of everything that endangers the licence.

F9 answers what presses most, F7 asks to close for a while, F12 prints the page for an inspector.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from ui.models.duties import Card, DutiesScreen, Line
from ui.views.parts import (
    RIGHT,
    Notice,
    button,
    card,
    chip,
    clear,
    key_cap,
    on_click,
    retone,
    row,
    rule,
    scroll,
    text,
    tight,
)
from ui.views.roomy import Dialog

ACTS = {
    "approve": "تأیید یا رد",
    "finding": "پاسخ",
    "remedy": "بازگرداندن مبلغ",
    "complaint": "پاسخ",
}


class DutiesView(QWidget):
    """Draws a DutiesScreen. Reports `acted(Line)`, `closing` and `printed`."""

    acted = Signal(object)
    closing = Signal()
    printed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.drawn = DutiesScreen()
        self.told = Notice("bad")
        self.verdict = chip("")
        inside = QWidget()
        both = row(space=12)
        self.columns = (tight(QVBoxLayout(), 12), tight(QVBoxLayout(), 12))
        for column in self.columns:
            both.addLayout(column, 1)
        inside.setLayout(both)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 20)
        whole.setSpacing(12)
        head = row(text("پروانه و تکلیف‌ها", "title"), self.verdict, 1, space=12)
        head.addWidget(key_cap("Ctrl+F9"))
        whole.addLayout(head)
        whole.addWidget(self.told)
        self.area = scroll(inside, name="پروانه و تکلیف‌ها")
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        whole.addWidget(self.area, 1)
        whole.addWidget(self._foot())

    def show_screen(self, screen: DutiesScreen) -> None:
        """The only place that touches the widgets after building; the same page changes nothing."""
        if screen == self.drawn:
            return
        self.drawn = screen
        words, tone = screen.verdict
        self.verdict.setText(words)
        retone(self.verdict, tone)
        for column in self.columns:
            clear(column)
        heights = [0, 0]
        for one in screen.cards:
            place = heights.index(min(heights))
            heights[place] += 2 + 2 * max(1, len(one.lines))
            self.columns[place].addWidget(self._card(one))
        for column in self.columns:
            column.addStretch(1)
        self.answer.setEnabled(screen.pressing is not None)

    def focus(self) -> None:
        """On the page, so that it scrolls by keys."""
        self.area.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def press_first(self) -> None:
        """F9."""
        if line := self.drawn.pressing:
            self.acted.emit(line)

    def _card(self, one: Card) -> QFrame:
        box, column = card(margin=16, space=8)
        column.addWidget(text(one.title, "heading"))
        for at, line in enumerate(one.lines):
            if at:
                column.addWidget(rule())
            column.addLayout(self._line(line))
        if not one.lines:
            column.addWidget(text(one.none, "soft"))
        return box

    def _line(self, line: Line) -> QVBoxLayout:
        column = tight(QVBoxLayout(), 2)
        head = row(text(line.words, "strong", wrap=True), space=8)
        head.setStretch(0, 1)
        if line.act:
            push = on_click(button(ACTS[line.act], "pill"), lambda: self.acted.emit(line))
            push.setAccessibleName(f"{ACTS[line.act]}: {line.words}")
            head.addWidget(push, 0, Qt.AlignmentFlag.AlignTop)
        if line.pill:
            head.addWidget(chip(line.pill, line.tone), 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        if line.under:
            column.addWidget(text(line.under, "soft", wrap=True))
        return column

    def _foot(self) -> QFrame:
        box, column = card(margin=12, space=8)
        self.print_ = on_click(button("آماده بازرسی", "primary", key="F12"), self.printed.emit)
        self.answer = on_click(button("پاسخ به فوری‌ترین", key="F9"), self.press_first)
        close = on_click(button("درخواست تعطیلی موقت", key="F7"), self.closing.emit)
        self.answer.setEnabled(False)
        column.addLayout(row(self.print_, 1, self.answer, close))
        return box


class ClosingView(Dialog):
    """Asks from when to when, and why. Reports `agreed(first, last, reason)`."""

    agreed = Signal(str, str, str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("درخواست تعطیلی موقت")
        self.resize(560, 0)
        self.first, self.last, self.reason = _date("از روز"), _date("تا روز"), QLineEdit()
        self.reason.setAlignment(RIGHT)
        self.reason.setAccessibleName("دلیل")
        self.trouble = Notice("bad")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        under = "بستن دفتر برای مدتی مجوز سازمان می‌خواهد. شماره مجوز در همین صفحه می‌رسد."
        column.addWidget(text("درخواست تعطیلی موقت", "heading"))
        column.addWidget(text(under, "soft", wrap=True))
        column.addLayout(row(text("از", "label"), self.first, text("تا", "label"), self.last, 1))
        column.addWidget(text("دلیل", "label"))
        column.addWidget(self.reason)
        column.addWidget(self.trouble)
        self.send = on_click(button("فرستادن درخواست", "primary", key="Enter"), self._agree)
        self.send.setDefault(True)
        back = on_click(button("بازگشت", key="Esc"), self.reject)
        back.setAutoDefault(False)
        column.addLayout(row(self.send, back, 1))
        self.finished.connect(self.deleteLater)

    def _agree(self) -> None:
        self.agreed.emit(self.first.text(), self.last.text(), self.reason.text())


def _date(name: str) -> QLineEdit:
    edit = QLineEdit()
    edit.setAccessibleName(name)
    edit.setPlaceholderText("۱۴۰۵/۱۲/۰۱")
    edit.setFixedWidth(140)
    edit.setMaxLength(10)
    edit.setAlignment(Qt.AlignmentFlag.AlignCenter)
    edit.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    return edit
