"""The middle column while a request is filled: title, questions, told amounts, papers."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.text import persian_digits
from ui.models.choosing import agency_of
from ui.models.drafts import pill
from ui.models.request import Request
from ui.models.versions import newer
from ui.views.form import FormView
from ui.views.papers import PapersView
from ui.views.parts import (
    LEFT,
    Notice,
    button,
    chip,
    key_cap,
    on_click,
    retone,
    row,
    scroll,
    text,
    tight,
)
from ui.views.told import ToldView
from ui.words import tracking


class FormPage(QWidget):
    """One request's; the next one gets a page of its own."""

    edited = Signal(str, object)
    left = Signal(str)
    upgrade = Signal()
    without = " بدون آن‌ها: F11 پذیرش ناقص."

    def __init__(self, request: Request, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        inside = QWidget()
        self.pill, self.kept = chip(""), text("", "note")
        self.kept.setAlignment(LEFT)
        self.newer, self.standing = Notice("info"), Notice("warn")
        self.another = Notice("info")
        self.first = Notice("info")
        self.move_on = button("دیدن و پذیرفتن نسخه جدید", "quiet", key="Shift+F7")
        on_click(self.move_on, self.upgrade.emit)
        self.area = scroll(inside, name="کاربرگ")
        whole = tight(QVBoxLayout(self), 8)
        whole.addLayout(_title(request, self.pill, self.kept))
        whole.addLayout(self._strips())
        whole.addWidget(self.area, 1)
        self.form = FormView(request, inside)
        self.told, self.papers = ToldView(inside), PapersView(inside)
        self.form.edited.connect(self.edited)
        self.form.left.connect(self.left)
        column = QVBoxLayout(inside)
        column.setContentsMargins(20, 4, 20, 20)
        column.setSpacing(12)
        for part in (self.first, self.another, self.form, self.told, self.papers):
            column.addWidget(part)
        column.addStretch(1)
        self.show_request(request)

    def show_request(self, request: Request) -> None:
        """Hand the request to each part."""
        for part in (self.form, self.told, self.papers):
            part.show_request(request)
        words_, tone = pill(request.trouble_count)
        self.pill.setText(words_)
        retone(self.pill, tone)
        self._ask_papers(request)
        version = newer(request)
        said = f"نسخه {persian_digits(version)} این کاربرگ منتشر شده است" if version else ""
        self.newer.say(f"{said}؛ پاسخ‌ها با نسخه پیشین مانده‌اند." if version else "")
        self.move_on.setVisible(bool(version) and not request.locked)
        self.versions.setVisible(bool(version))

    def _ask_papers(self, request: Request) -> None:
        titles = "، ".join(paper.title for paper in request.papers_missing)
        known = f"ادامه درخواست {tracking(request.completes)}. " if request.completes else ""
        asked = f"مدارکی که هنوز دیده نشده: {titles}.{self.without}" if titles else ""
        self.first.say(f"{known}{asked}" if not request.locked else known)

    def show_kept(self, words_: str, who: str) -> None:
        """How the last save of the draft went; loud only when it did not."""
        self.kept.setText("" if who else words_)
        if who:
            self.standing.say(words_, who, tone="bad")

    def stand(self, place: str) -> None:
        """The caret back where it stood, else on the first thing that is missing."""
        if not (place and self.form.stand(place)):
            self.focus(self.form.request.first_trouble or self.form.first())

    def focus(self, place: str) -> None:
        """Put the caret where `Request.first_trouble` says."""
        where, _, what = place.partition("/")
        if where == "paper":
            self.papers.focus(what)
        elif where == "told":
            self.told.focus(int(what))
        else:
            self.form.focus(place)

    def follow(self, widget: QWidget | None) -> None:
        """Scroll so that the caret and its message are in sight."""
        if widget is not None and self.isAncestorOf(widget):
            self.area.ensureWidgetVisible(widget, 20, 60)

    def _strips(self) -> QVBoxLayout:
        strips = tight(QVBoxLayout(), 6)
        strips.setContentsMargins(20, 0, 20, 0)
        strips.addWidget(self.standing)
        line = row(self.newer, self.move_on)
        line.setStretch(0, 1)
        # A line of hidden parts alone would be no wider than its margins, and all strips with it.
        self.versions = QWidget()
        self.versions.setLayout(line)
        strips.addWidget(self.versions)
        return strips


def _title(request: Request, state: QWidget, kept: QWidget) -> QVBoxLayout:
    service = request.service
    code = chip(f"کد {persian_digits(service.number)}")
    column = QVBoxLayout()
    column.setContentsMargins(24, 16, 24, 0)
    column.setSpacing(2)
    title = text(service.title, "title", wrap=True)
    line = row(title, state, code, text("راهنما", "note"), key_cap("F1"), space=8)
    line.setStretch(0, 1)
    column.addLayout(line)
    under = row(text(agency_of(request.catalogue, service), "soft", wrap=True), kept)
    under.setStretch(0, 1)
    column.addLayout(under)
    return column
