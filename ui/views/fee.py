"""The left column while a form is filled: fee lines, total, due date, and the primary key."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.text import persian_digits
from ui import words
from ui.models.request import Request
from ui.models.side import FeeText, fee_texts, total_text
from ui.views.due import DueCard
from ui.views.exemptions import ExemptionsView
from ui.views.parts import (
    LEFT,
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


class FeeView(QWidget):
    """Reports `submitted` and `to_trouble`; draws a Request."""

    submitted = Signal()
    to_trouble = Signal()

    def __init__(self) -> None:
        super().__init__()
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(20, 16, 20, 12)
        column.setSpacing(12)
        column.addWidget(text("هزینه و زمان پاسخ", "heading"))
        column.addWidget(self._fee_card())
        self.exemptions = ExemptionsView()
        column.addWidget(self.exemptions)
        self.due = DueCard()
        column.addWidget(self.due)
        self.notices = tight(QVBoxLayout(), 8)
        column.addLayout(self.notices)
        column.addStretch(1)
        whole = tight(QVBoxLayout(self), 0)
        whole.addWidget(scroll(inside, name="هزینه"), 1)
        whole.addWidget(self._foot())
        self._drawn: tuple[object, ...] = ()

    def show_request(self, request: Request, busy: bool = False) -> None:
        """The only place that touches the widgets after building."""
        texts = fee_texts(request)
        if self._drawn != (texts, request.fee.notices):
            self._drawn = (texts, request.fee.notices)
            self._draw_lines(texts)
            self._draw_notices(request)
        self.exemptions.show_request(request)
        self.total.setText(total_text(request))
        self.unit.setVisible(request.fee.total > 0)
        self.due.show_due(request.due)
        self._draw_trouble(request)
        self.submit.setEnabled(not busy)
        self.submit.setText("در حال ثبت…" if busy else "ثبت درخواست   F9")

    def refuse(self, words_: str, who: str = "") -> None:
        """Why the last try was not accepted; "" takes it away."""
        self.refusal.say(words_, who, tone="bad")

    def _draw_trouble(self, request: Request) -> None:
        if request.refusal is not None:
            why = request.refusal
            self.refusal.say(words.sentence(why), words.who_acts(why), tone="bad")
        elif not request.pressed or not request.trouble_count:
            self.refusal.say("")
        count = request.trouble_count
        left = f"{persian_digits(count)} مورد مانده" if count else "کامل است"
        self.state.setText(left)
        retone(self.state, "warn" if count else "good")
        self.jump.setVisible(bool(count))
        self.cap.setVisible(bool(count))

    def _draw_lines(self, texts: tuple[FeeText, ...]) -> None:
        clear(self.lines)
        for line in texts:
            self.lines.addWidget(_fee_line(line))
        if not texts:
            self.lines.addWidget(text("با پاسخ‌های تاکنون هزینه‌ای نیست.", "soft", wrap=True))

    def _draw_notices(self, request: Request) -> None:
        clear(self.notices)
        for code in request.fee.notices:
            strip = Notice()
            self.notices.addWidget(strip)
            strip.say(words.notice(code))

    def _fee_card(self) -> QWidget:
        box, column = card("inset", margin=14, space=10)
        self.lines = tight(QVBoxLayout(), 10)
        column.addLayout(self.lines)
        column.addWidget(rule())
        self.total = text("", "title")
        self.total.setAlignment(LEFT)
        self.unit = text("ریال", "note")
        column.addLayout(row(text("جمع", "strong"), 1, self.total, self.unit, space=6))
        return box

    def _foot(self) -> QWidget:
        foot = QWidget()
        column = QVBoxLayout(foot)
        column.setContentsMargins(20, 8, 20, 16)
        column.setSpacing(8)
        self.refusal = Notice("bad")
        column.addWidget(self.refusal)
        self.state = chip("")
        self.cap = key_cap("F8")
        self.jump = on_click(button("نخستین مورد", "quiet"), self.to_trouble.emit)
        column.addLayout(row(self.state, 1, self.jump, self.cap, space=4))
        self.submit = on_click(button("ثبت درخواست", "primary", key="F9"), self.submitted.emit)
        column.addWidget(self.submit)
        return foot


def _fee_line(line: FeeText) -> QWidget:
    box = QWidget()
    column = tight(QVBoxLayout(box), 2)
    amount = text(line.amount, "strong")
    amount.setAlignment(LEFT | Qt.AlignmentFlag.AlignTop)
    title = text(line.title, "soft", wrap=True)
    top = row(title, amount, space=8)
    top.setStretch(0, 1)
    top.setAlignment(amount, Qt.AlignmentFlag.AlignTop)
    column.addLayout(top)
    column.addWidget(text(line.payee, "note", wrap=True))
    if line.exempted:
        off = text(line.exempted, "message", wrap=True)
        off.setProperty("tone", "good")
        column.addWidget(off)
    basis = text(line.basis, "message", wrap=True)
    basis.setProperty("tone", line.tone)
    column.addWidget(basis)
    return box
