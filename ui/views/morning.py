"""What changed in the catalogue, once, before the first citizen; F9 or Enter acknowledges it.

It is acknowledged only when the worker says so: closing the window before shows it again.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.text import persian_digits
from ui.models.morning import Line, News, Section
from ui.theme import sizes
from ui.views.parts import Notice, button, card, chip, icon, on_click, row, rule, scroll, text

WIDTH = 860


class MorningView(QWidget):
    """Reports `read`; draws News once."""

    read = Signal()

    def __init__(self, news: News, *, began: bool = False) -> None:
        super().__init__()
        self.setProperty("role", "ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(24, 8, 24, 8)
        column.setSpacing(12)
        for notice in news.notices:
            column.addWidget(_notice(*notice))
        for section in news.sections:
            column.addWidget(_section(section))
        column.addStretch(1)
        self.trouble = Notice("bad")
        said = "خواندم؛ ادامه کار" if began else "دیدم؛ آغاز کار"
        self.agree = on_click(button(said, "primary", key="F9"), self.read.emit)
        self.agree.setAutoDefault(True)
        box = QFrame()
        box.setProperty("role", "card")
        sizes.hold(box, most_width=WIDTH)
        whole = QVBoxLayout(box)
        whole.setContentsMargins(0, 20, 0, 20)
        whole.setSpacing(12)
        whole.addLayout(_head(news))
        self.area = scroll(inside, name="آنچه تازه شد")
        # The arrow keys turn a long list.
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        whole.addWidget(self.area, 1)
        whole.addLayout(self._foot())
        outer = row(1, box, 1)
        outer.setStretch(1, 6)
        outer.setContentsMargins(24, 24, 24, 24)
        self.setLayout(outer)

    def show_busy(self, busy: bool, sentence: str = "", who: str = "") -> None:
        """While it is being written down, and why it could not be."""
        self.agree.setEnabled(not busy)
        self.trouble.say(sentence, who)

    def focus(self) -> None:
        """On the only button."""
        self.agree.setFocus()

    def _foot(self) -> QVBoxLayout:
        foot = QVBoxLayout()
        foot.setContentsMargins(24, 0, 24, 0)
        foot.addWidget(self.trouble)
        note = text("تا نپذیرید، هر بار پس از ورود دوباره نشان داده می‌شود.", "note", wrap=True)
        line = row(note, self.agree, space=16)
        line.setStretch(0, 1)
        foot.addLayout(line)
        return foot


def _head(news: News) -> QVBoxLayout:
    head = QVBoxLayout()
    head.setContentsMargins(24, 0, 24, 0)
    head.setSpacing(4)
    head.addLayout(
        row(icon("megaphone", "primary", 28), text("آنچه تازه شد", "title"), 1, space=12)
    )
    head.addWidget(text(news.release, "soft"))
    return head


def _notice(title: str, words: str, critical: bool) -> QFrame:
    box, column = card("inset", margin=16, space=6)
    kind = chip("فوری", "bad") if critical else chip("اطلاعیه", "info")
    column.addLayout(row(text(title, "heading", wrap=True), kind))
    column.addWidget(text(words, "body", wrap=True))
    return box


def _section(section: Section) -> QFrame:
    box, column = card("inset", margin=16, space=8)
    count = chip(persian_digits(section.count))
    column.addLayout(row(text(section.title, "heading"), count, 1))
    for at, line in enumerate(section.lines):
        if at:
            column.addWidget(rule())
        column.addLayout(_line(line))
    if section.more:
        more = f"و {persian_digits(section.more)} مورد دیگر؛ راهنمای هر خدمت با F1 آن را می‌گوید."
        column.addWidget(text(more, "note", wrap=True))
    return box


def _line(line: Line) -> QGridLayout:
    """What at the right; below it when; old → new at the left edge."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(2)
    grid.setColumnStretch(0, 1)
    grid.addWidget(text(line.what, "strong", wrap=True), 0, 0)
    if line.note:
        note = text(line.note, "message", wrap=True)
        note.setProperty("tone", "" if line.way else line.tone)
        grid.addWidget(note, 1, 0)
    if line.way:
        grid.addLayout(_amounts(line), 0, 1)
        grid.addLayout(row(1, chip(line.way, line.tone)), 1, 1)
    return grid


def _amounts(line: Line) -> QHBoxLayout:
    """Old → new, at the left edge; only one of them for what is new or gone."""
    old, new = text(line.old, "soft"), text(line.new, "strong")
    parts = [old, text("←", "soft"), new] if line.old and line.new else [old if line.old else new]
    return row(1, *parts, text("ریال", "note"), space=8)
