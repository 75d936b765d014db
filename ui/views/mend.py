"""The form of a request that is put right: what becomes of it above, its fields, its fee beside."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.models.request import Request
from ui.theme import sizes
from ui.views.columns import SIDE_WIDTH
from ui.views.fee import FeeView
from ui.views.form_page import FormPage
from ui.views.parts import Notice, button, frame, on_click, tight


class MendView(QWidget):
    """Draws a Request. Reports `submitted` (F9), `to_trouble` (F8) and `left` (Esc)."""

    submitted = Signal()
    to_trouble = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.page: FormPage | None = None
        self.what, self.fee, self.confirm = Notice("info"), FeeView(), ""
        self.fee.submitted.connect(self.submitted)
        self.fee.to_trouble.connect(self.to_trouble)
        self.middle = tight(QVBoxLayout(), 8)
        top = tight(QVBoxLayout(), 0)
        top.setContentsMargins(20, 12, 20, 0)
        top.addWidget(self.what)
        self.middle.addLayout(top)
        line = tight(QHBoxLayout(self), 0)
        line.addLayout(self.middle, 1)
        line.addWidget(self._side())

    def begin(self, request: Request, said: str, confirm: str) -> FormPage:
        """A form in place of the one before; `said` is what F9 will do, `confirm` its words."""
        self.drop()
        self.confirm = confirm
        self.what.say(said)
        self.page = FormPage(request, self)
        self.page.without = ""  # a registered request is complete
        self.middle.addWidget(self.page, 1)
        self.fee.refuse("")
        self.show_request(request)
        return self.page

    def show_request(self, request: Request) -> None:
        """The next value of it."""
        if self.page:
            self.page.show_request(request)
        self.fee.show_request(request, request.locked)
        said = "در حال ثبت…" if request.locked else f"{self.confirm}   F9"
        self.fee.submit.setText(said)
        self.fee.submit.setAccessibleName(self.confirm)

    def drop(self) -> None:
        """No form any more."""
        if self.page is not None:
            self.middle.removeWidget(self.page)
            self.page.hide()
            self.page.deleteLater()
            self.page = None

    def follow(self, _old: object, now: object) -> None:
        """Scroll with the caret."""
        if self.page is not None and self.isVisible() and isinstance(now, QWidget):
            self.page.follow(now)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc: nothing is changed."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _side(self) -> QWidget:
        box = frame("side")
        sizes.hold(box, width=SIDE_WIDTH)
        column = tight(QVBoxLayout(box), 0)
        column.addWidget(self.fee, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(20, 0, 20, 16)
        foot.addWidget(on_click(button("بازگشت بی‌تغییر", "plain", key="Esc"), self.left.emit))
        column.addLayout(foot)
        return box
