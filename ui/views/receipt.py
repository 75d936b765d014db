"""The promise on screen: tracking ID in groups, V-code, due date, and the paper to print."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.domain.acts import Registered
from app.domain.money import rials
from app.domain.text import persian_digits
from app.domain.tracking import spoken
from ui import words
from ui.views.due import DueCard
from ui.views.parts import LEFT, Notice, button, card, on_click, row, scroll, text, tight

PAPER_WIDTH = 460


class PaperView(QWidget):
    """The middle column: the receipt's picture on the desk."""

    def __init__(self) -> None:
        super().__init__()
        self.paper = QLabel()
        self.paper.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.paper.setAccessibleName("پیش‌نمایش رسید")
        self.title = text("رسید", "title", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(16)
        column.addWidget(self.title)
        area = scroll(self.paper, name="پیش‌نمایش رسید")
        # The arrow keys turn the paper.
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        column.addWidget(area, 1)

    def show_paper(self, title: str, png: bytes) -> None:
        """Draw the picture at paper width, sharp on dense screens; none while it is made."""
        self.title.setText(f"رسید {title}")
        picture = QPixmap()
        if not png or not picture.loadFromData(png):
            self.paper.setText("رسید در حال آماده‌شدن است…")
            return
        scale = self.devicePixelRatioF()
        wide = min(PAPER_WIDTH, self.width() - 80) if picture.height() > picture.width() else 600
        smooth = Qt.TransformationMode.SmoothTransformation
        picture = picture.scaledToWidth(round(max(wide, 240) * scale), smooth)
        picture.setDevicePixelRatio(scale)
        self.paper.setPixmap(picture)


class PromiseView(QWidget):
    """The left column at the end. Reports `printed`, `pages` (Shift+F11), `next_one` (F9) and
    `another` (Shift+F9)."""

    printed = Signal()
    pages = Signal()
    another = Signal()
    next_one = Signal()

    def __init__(self) -> None:
        super().__init__()
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(20, 16, 20, 12)
        column.setSpacing(12)
        self.head, self.before = text("رسید صادر شد", "heading"), text("", "note")
        column.addWidget(self.head)
        self.due = DueCard()
        for box in (self._numbers(), self.due, self._sum()):
            column.addWidget(box)
        column.addWidget(self.before)
        self.told = Notice("good")
        column.addWidget(self.told)
        column.addStretch(1)
        whole = tight(QVBoxLayout(self), 0)
        whole.addWidget(scroll(inside, name="رسید"), 1)
        whole.addWidget(self._foot())

    def show_promise(self, every: tuple[Registered, ...]) -> None:
        """The only place that touches the numbers after building: the last request whole, those
        before it by their tracking IDs."""
        *before, registered = every
        several = f"{persian_digits(len(every))} رسید صادر شد" if before else "رسید صادر شد"
        self.head.setText(several)
        told = "\n".join(words.tracking(one.tid) for one in before)
        self.before.setText(f"پیش از آن در همین مراجعه:\n{told}" if before else "")
        self.before.setVisible(bool(before))
        self.print_.setText(f" چاپ {'رسیدها و پاکت' if before else 'رسید'}   F12")
        self.tid.setText(words.grouped(spoken(registered.tid)))
        self.v_code.setText(words.grouped(registered.v_code))
        self.due.show_due(registered.due)
        self.total.setText(rials(sum(one.fee.total for one in every)))
        self.told.say("")

    def say(self, sentence: str, who: str = "", *, tone: str = "good") -> None:
        """What became of the paper."""
        self.told.say(sentence, who, tone=tone)

    def _numbers(self) -> QWidget:
        box, column = card("inset", margin=14, space=2)
        column.addWidget(text("شناسه پیگیری", "label"))
        self.tid = text("", "title")
        column.addWidget(self.tid)
        column.addSpacing(8)
        self.v_code = text("", "display")
        self.v_code.setAlignment(LEFT)
        column.addLayout(row(text("رمز پیگیری", "label"), 1, self.v_code))
        return box

    def _sum(self) -> QWidget:
        box, column = card("inset", margin=14, space=4)
        self.total = text("", "heading")
        self.total.setAlignment(LEFT)
        head = text("دریافت‌شده", "label")
        column.addLayout(row(head, 1, self.total, text("ریال", "note"), space=6))
        return box

    def _foot(self) -> QWidget:
        foot = QWidget()
        column = QVBoxLayout(foot)
        column.setContentsMargins(20, 8, 20, 16)
        column.setSpacing(8)
        self.print_ = button("چاپ رسید", "plain", key="F12", name="printer")
        self.next = button("متقاضی بعدی", "primary", key="F9")
        self.same = button("خدمت دیگر، همین متقاضی", "plain", key="Shift+F9")
        self.others = button("برگه‌های دیگر", "plain", key="Shift+F11")
        column.addWidget(on_click(self.print_, self.printed.emit))
        column.addWidget(on_click(self.others, self.pages.emit))
        column.addWidget(on_click(self.same, self.another.emit))
        column.addWidget(on_click(self.next, self.next_one.emit))
        return foot
