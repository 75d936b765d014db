"""The papers of a request as ticks: seen, fetched or made here; a copy is kept where it may be.

Where the law forbids a copy the line says so; there is no key that would take one.
"""

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.domain.documents import KEPT_KINDS, copy_forbidden
from app.domain.forms import Document, Wanted
from app.domain.text import persian_digits
from ui.models.request import Request
from ui.theme import sizes
from ui.views import files
from ui.views.fields.lines import LineEditor
from ui.views.form import section_card
from ui.views.parts import Notice, button, chip, on_click, reveal, row, text, tight
from ui.views.turning import Turning

DONE = {
    "original_seen": "اصل آن دیده شد",
    "obtained_online": "استعلام شد",
    "produced_here": "در دفتر تهیه شد",
    "copy": "رونوشت گرفته شد",
}
FORBIDDEN = "دریافت تصویر این مدرک ممنوع است"
CODE = "کد راستی‌آزمایی سند"


class PapersView(QWidget):
    """Reports `ticked(title, on)`, `coded(title, code)` and `brought(paper, file or picture)`;
    draws the papers whose condition holds. A copy comes by file, by drag, or from the clipboard
    (Shift+Insert)."""

    ticked = Signal(str, bool)
    brought = Signal(object, object)
    coded = Signal(str, str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.count = text("", "note")
        self.box, column = section_card("مدارک", self.count)
        self.missing = Notice("bad")
        column.addWidget(self.missing)
        self.lines = tight(QVBoxLayout(), 8)
        column.addLayout(self.lines)
        tight(QVBoxLayout(self)).addWidget(self.box)
        self.ticks: dict[str, QCheckBox] = {}
        self.keep: dict[str, QPushButton] = {}
        self.codes: dict[str, LineEditor] = {}
        self._rows: dict[str, QWidget] = {}

    def show_request(self, request: Request) -> None:
        """The only place that touches the ticks after building."""
        wanted = {paper.title: (paper, how) for paper, how in request.filled.papers}
        for at, title in enumerate(wanted):
            if title not in self._rows:
                self._rows[title] = self._line(*wanted[title])
            # In the form's order, also those that a condition brings in later.
            # Not when it is there: each insertion lays the whole page out again.
            if self.lines.indexOf(self._rows[title]) != at:
                self.lines.insertWidget(at, self._rows[title])
        for title, line in self._rows.items():
            reveal(line, title in wanted)
            self.ticks[title].setChecked(title in request.papers)
            self.ticks[title].setEnabled(not request.locked)
            self._show_copy(request, title)
            self._show_code(request, title)
        self._sum_up(request)

    def focus(self, title: str) -> None:
        """Put the caret on that paper."""
        self.ticks[title].setFocus(Qt.FocusReason.TabFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter ticks and goes on to the next."""
        if (paper := self._takes(watched)) is not None and self._brought(paper, event):
            return True
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if enter and isinstance(watched, QCheckBox):
                watched.setChecked(True)
                self._go_on(watched)
                return True
        return super().eventFilter(watched, event)

    def _takes(self, watched: QObject) -> Document | None:
        """The paper whose copy may be brought to that widget."""
        found = watched.property("paper")
        return found if isinstance(found, Document) else None

    def _brought(self, paper: Document, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            pasted = event.matches(QKeySequence.StandardKey.Paste)
            return pasted and self._carried(paper, QGuiApplication.clipboard().mimeData())
        if isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop:
            return self._carried(paper, event.mimeData())
        if isinstance(event, QDropEvent):
            event.acceptProposedAction()
            return True
        return False

    def _go_on(self, tick: QCheckBox) -> None:
        """To the next paper; after the last one to whatever comes."""
        shown = [one for one in self.ticks.values() if one.isVisibleTo(self)]
        after = shown[shown.index(tick) + 1 :]
        if after:
            after[0].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.focusNextChild()

    def _show_copy(self, request: Request, title: str) -> None:
        if push := self.keep.get(title):
            kept = title in (request.files or {})
            push.setText("رونوشت پیوست است" if kept else "پیوست رونوشت…")
            push.setEnabled(not request.locked)

    def _show_code(self, request: Request, title: str) -> None:
        if line := self.codes.get(title):
            known = (request.codes or {}).get(title, "")
            if not line.hasFocus() and (line.answer() or "") != known:
                line.put(known)
            line.setEnabled(not request.locked)

    def _code(self, paper: Document) -> LineEditor:
        """Where the verification code of an electronic document is typed."""
        line = LineEditor("code")
        line.setMaxLength(64)
        line.setPlaceholderText(CODE)
        line.setAccessibleName(f"{CODE}: {paper.title}")
        sizes.hold(line, span=190)
        line.edited.connect(lambda typed: self.coded.emit(paper.title, str(typed or "")))
        self.codes[paper.title] = line
        return line

    def _pick(self, paper: Document) -> None:
        """The system's own dialog; what the file is, the desk finds out."""
        files.choose(
            self, paper.title, files.FORMS, lambda path: self.brought.emit(paper, str(path))
        )

    def _carried(self, paper: Document, carried: QMimeData) -> bool:
        """What was dropped or pasted, if it is a file or a picture."""
        if carried.hasUrls() and carried.urls()[0].isLocalFile():
            self.brought.emit(paper, carried.urls()[0].toLocalFile())
        elif carried.hasImage():
            self.brought.emit(paper, QImage(carried.imageData()))
        else:
            return False
        return True

    def _sum_up(self, request: Request) -> None:
        shown = request.filled.papers
        done = sum(paper.title in request.papers for paper, _ in shown)
        of = f"{persian_digits(done)} از {persian_digits(len(shown))}"
        self.count.setText(f"{of} مدرک" if shown else "")
        reveal(self, bool(shown))
        missing = "، ".join(f"«{paper.title}»" for paper in request.papers_missing)
        show = request.pressed and missing and not request.locked
        self.missing.say(f"هنوز ندیده‌اید: {missing}" if show else "")

    def _line(self, paper: Document, wanted: Wanted) -> QWidget:
        tick = QCheckBox()
        tick.setAccessibleName(f"{paper.title}: {DONE.get(paper.kind, 'دیده شد')}")
        tick.toggled.connect(lambda on: self.ticked.emit(paper.title, on))
        tick.installEventFilter(self)
        self.ticks[paper.title] = tick
        asked, marks = tight(QHBoxLayout(), 8), tight(QHBoxLayout(), 8)
        known = row(tick, _words(paper), space=8)
        known.setStretch(1, 1)
        line = Turning((known, 1), (asked, 0), (marks, 0), space=8)
        if paper.kind in KEPT_KINDS and not copy_forbidden(paper):
            asked.addWidget(self._keep(paper, line, tick))
        if paper.kind == "obtained_online" or paper.obtained_by:
            asked.addWidget(self._code(paper))
        marks.addWidget(chip(DONE.get(paper.kind, "دیده شد")))
        if wanted == "welcome":
            marks.addWidget(chip("اختیاری", "info"))
        for part in (asked, marks):
            part.addStretch(1)
        return line

    def _keep(self, paper: Document, line: QWidget, tick: QCheckBox) -> QPushButton:
        """The key that takes a copy; it may be dropped or pasted on the whole line."""
        push = on_click(button("پیوست رونوشت…", "quiet"), lambda: self._pick(paper))
        push.setToolTip("پرونده را این‌جا رها کنید، یا با Shift+Insert از حافظه بیاورید")
        self.keep[paper.title] = push
        for part in (line, tick, push):
            part.setProperty("paper", paper)
            part.installEventFilter(self)
        line.setAcceptDrops(True)
        return push


def _words(paper: Document) -> QWidget:
    box = QWidget()
    column = tight(QVBoxLayout(box), 2)
    times = f" ({persian_digits(paper.count)} نسخه)" if paper.count > 1 else ""
    column.addWidget(text(paper.title + times, "strong", wrap=True))
    if copy_forbidden(paper):
        column.addWidget(text(FORBIDDEN, "note", wrap=True))
    elif paper.note:
        column.addWidget(text(paper.note, "note", wrap=True))
    return box
