"""The frame of every guided path: a title, where one is, one page, and the two ways out of it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from app.domain.progress import Progress
from app.domain.text import persian_digits
from ui.theme import sizes
from ui.views.parts import Notice, button, card, icon, on_click, retone, row, text, tight
from ui.views.wizard_pages import Page

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
STEPS = {
    "asking": "پرسش از سامانه سازمان…",
    "writing": "نوشتن پرونده رمزشده…",
    "catalogue": "گرفتن فهرست خدمات و تعرفه‌ها…",
    "unpacking": "بازکردن پشتیبان…",
    "pages": "وارسی صفحه‌های پرونده…",
    "chain": "وارسی زنجیره رویدادها…",
    "placing": "نشاندن پشتیبان در جای خود…",
    "devices": "سراغ گرفتن از کارت‌خوان و چاپگر…",
    "sending": "فرستادن آنچه مانده است…",
    "erasing": "امحا و بازسازی پرونده…",
    "packing": "ساختن بسته…",
    "fetching": "گرفتن نسخه تازه…",
}


class WizardView(QWidget):
    """Reports `forward`, `back` and `stopped`; shows one Page at a time."""

    forward = Signal()
    back = Signal()
    stopped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        box, column = card(margin=32, space=12)
        self.box = box
        self.title, self.step = text("", "title"), text("", "note")
        self.lead = text("", "soft", wrap=True)
        self.page: Page | None = None
        self.trouble = Notice("bad")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("پیشرفت کار")
        self.doing = text("", "soft")
        self.next = on_click(button("ادامه", "primary", key="Enter"), self._go)
        sizes.hold(self.next, least_width=180)
        self.leave = on_click(button("بازگشت", "plain", key="Esc"), self._leave)
        column.addLayout(row(icon("landmark", "primary", 28), self.title, 1, self.step, space=12))
        column.addWidget(self.lead)
        self.place = tight(QVBoxLayout(), 0)
        column.addLayout(self.place)
        for widget in (self.trouble, self.doing, self.bar):
            column.addWidget(widget)
        column.addSpacing(4)
        column.addLayout(row(self.next, 1, self.leave))
        outer = QVBoxLayout(self)
        outer.addWidget(box, 0, Qt.AlignmentFlag.AlignCenter)
        self.busy(None)

    def show_page(self, page: Page, place: tuple[int, int]) -> None:
        """Another page; `place` is (step, of), (0, 0) where there are no steps."""
        if self.page is not None:
            self.place.removeWidget(self.page)
            self.page.hide()
            self.page.deleteLater()
        self.page = page
        sizes.hold(self.box, width=page.breadth)
        page.setAccessibleName(page.title)
        page.entered.connect(self._go)
        self.place.addWidget(page)
        self.title.setText(page.title)
        self.lead.setText(page.lead)
        self.lead.setVisible(bool(page.lead))
        step, of = (persian_digits(number) for number in place)
        self.step.setText(f"گام {step} از {of}" if place[1] else "")
        self.next.setVisible(bool(page.forward))
        self.next.setText(f"{page.forward}   Enter")
        self.next.setAccessibleName(page.forward)
        self.trouble.say("")
        self.busy(None)
        page.focus()

    def busy(self, progress: Progress | None) -> None:
        """What is being done and how far it is; None when nothing is."""
        working = progress is not None
        self.bar.setVisible(working)
        self.doing.setVisible(working)
        self.next.setEnabled(not working)
        self.leave.setText("توقف   Esc" if working else "بازگشت   Esc")
        if self.page is not None:
            self.page.setEnabled(not working)
        if progress is not None:
            self.doing.setText(STEPS.get(progress.step, "در حال انجام…"))
            self.bar.setRange(0, progress.of)
            self.bar.setValue(progress.done)

    def refuse(self, words: str, who: str = "") -> None:
        """What stands in the way."""
        self.busy(None)
        self.trouble.say(words, who)
        retone(self.trouble, "bad")
        if self.page is not None:
            self.page.focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, Esc goes back or stops."""
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        elif event.key() in ENTER:
            self._go()
        else:
            super().keyPressEvent(event)

    def _go(self) -> None:
        if self.page is None or not self.next.isEnabled() or not self.page.forward:
            return
        trouble = self.page.trouble()
        if trouble:
            self.refuse(trouble)
        else:
            self.forward.emit()

    def _leave(self) -> None:
        (self.stopped if self.bar.isVisibleTo(self) else self.back).emit()
