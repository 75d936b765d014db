"""The guide window (F1): steps, papers, time and the legal card. Esc or F1 closes it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.domain.text import persian_digits
from ui.models.guide import CardLine, Guide
from ui.views.parts import (
    Notice,
    button,
    card,
    chip,
    key_cap,
    on_click,
    row,
    rule,
    scroll,
    text,
)
from ui.views.roomy import Dialog


class GuideView(Dialog):
    """Draws a Guide once; it does not change while it is open. Reports `printed` (F12)."""

    printed = Signal()

    def __init__(self, guide: Guide, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"راهنمای خدمت – {guide.title}")
        self.resize(760, 620)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        column.addWidget(_why_not(guide))
        for box in (
            _time(guide),
            _list("گام‌ها", guide.steps),
            _list("مدارک", guide.papers),
            _list("هزینه", guide.fees),
        ):
            column.addWidget(box)
        column.addWidget(_stated("این خدمت کجا و چگونه", guide.where))
        column.addWidget(_stated("شناسنامه خدمت", guide.card, guide.waiver))
        if guide.note:
            column.addWidget(text(guide.note, "note", wrap=True))
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 16, 0, 16)
        whole.addLayout(_head(guide))
        whole.addWidget(scroll(inside, name="راهنمای خدمت"), 1)
        whole.addLayout(self._foot())

    def say_paper(self, sentence: str, who: str = "", *, tone: str = "good") -> None:
        """What became of the printed guide."""
        self.paper.say(sentence, who, tone=tone)

    def _foot(self) -> QVBoxLayout:
        self.paper = Notice("good")
        push = button("چاپ راهنما", "plain", key="F12", name="printer")
        print_ = on_click(push, self.printed.emit)
        close = on_click(button("بستن", "plain", key="Esc"), self.reject)
        print_.setAutoDefault(False)
        foot = QVBoxLayout()
        foot.setContentsMargins(24, 8, 24, 0)
        foot.addWidget(self.paper)
        foot.addLayout(row(print_, close, 1))
        return foot

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F1 closes what F1 opened; F12 prints it."""
        if event.key() == Qt.Key.Key_F1:
            self.reject()
        elif event.key() == Qt.Key.Key_F12:
            self.printed.emit()
        else:
            super().keyPressEvent(event)


def _head(guide: Guide) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setContentsMargins(24, 0, 24, 0)
    title = text(guide.title, "title", wrap=True)
    words_, tone = guide.standing
    standing = chip(words_, tone)
    standing.setVisible(bool(words_))
    line = row(title, standing, key_cap("F1"))
    line.setStretch(0, 1)
    column.addLayout(line)
    column.addWidget(text(guide.under, "soft", wrap=True))
    return column


def _time(guide: Guide) -> QFrame:
    box, column = card(margin=16, space=4)
    mark = chip("موقت", "warn")
    mark.setVisible(guide.provisional)
    column.addLayout(row(text("زمان پاسخ", "strong"), mark, 1, text(guide.time, "heading")))
    return box


def _list(title: str, lines: tuple[str, ...]) -> QFrame:
    box, column = card(margin=16, space=6)
    column.addWidget(text(title, "strong"))
    for at, line in enumerate(lines, start=1):
        column.addWidget(text(f"{persian_digits(at)}. {line}", "soft", wrap=True))
    if not lines:
        column.addWidget(text("اعلام‌نشده توسط دستگاه", "note"))
    return box


def _why_not(guide: Guide) -> Notice:
    """Why it cannot be begun at this office today; nothing when it can."""
    strip = Notice("warn")
    strip.say(*guide.why_not)
    return strip


def _stated(title: str, lines: tuple[CardLine, ...], waiver: str = "") -> QFrame:
    """What is declared and what is not, line by line; above it the waiver that let it out so."""
    box, column = card(margin=16, space=10)
    column.addWidget(text(title, "strong"))
    strip = Notice("warn")
    strip.say(waiver)
    column.addWidget(strip)
    for at, line in enumerate(lines):
        if at:
            column.addWidget(rule())
        column.addLayout(row(text(line.title, "label", wrap=True), chip(line.status, line.tone)))
        column.addWidget(text(line.value, "soft", wrap=True))
    return box
