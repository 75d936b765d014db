"""The search over all requests: one field for anything a citizen brings, filters, and the list.

The caret stays in the field: arrow keys move the mark, Enter opens the case. A scanner types here.
"""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QComboBox, QFrame, QLineEdit, QVBoxLayout, QWidget

from app.domain.acts import RequestRow
from app.domain.text import persian_digits
from ui.models.search import STATES, FoundRow, Search
from ui.theme import sizes
from ui.views.empty import Empty
from ui.views.fields.lines import LineEditor
from ui.views.paged_rows import PagedRows, paged_list
from ui.views.parts import (
    RIGHT,
    Notice,
    button,
    card,
    key_cap,
    on_click,
    retone,
    row,
    text,
)
from ui.views.turning import Turning

OPEN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
HINT = "شناسه پیگیری، کد ملی، نام، کد دستگاه، یا QR رسید با اسکنر"
MOST = 400  # letters; a receipt's QR has fewer


class SearchView(QWidget):
    """Draws a Search. Reports `typed(text)`, `narrowed(state, since, until)` and `opened`."""

    typed = Signal(str)
    narrowed = Signal(str, str, str)
    opened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rows = PagedRows()
        self.list = paged_list(self.rows, "درخواست‌های پیدا شده")
        self.list.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.list.doubleClicked.connect(lambda _index: self.opened.emit())
        self.count, self.trouble = text("", "soft"), Notice("bad")
        self.field = self._field()
        self.state, self.since, self.until = self._states(), self._date("از"), self._date("تا")
        self.wrong = text("", "message", wrap=True)
        retone(self.wrong, "bad")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        title = text("جست‌وجوی درخواست‌ها", "title")
        column.addLayout(row(title, self.count, 1, key_cap("Ctrl+F3"), space=12))
        column.addWidget(self._ask())
        column.addWidget(self.trouble)
        column.addWidget(self.list, 1)
        self.empty = Empty("search")
        column.addWidget(self.empty, 1)
        column.addLayout(_hints())
        self.show_search(Search())

    def show_search(self, search: Search) -> None:
        """Draw what is found; the mark goes to the newest when other requests were found."""
        changed = search.found.places != self.rows.keys
        self.rows.put_keys(search.found.places)
        if changed and search.found.places:
            self.list.setCurrentIndex(self.rows.index(0))
        self.count.setText(search.count)
        self.empty.say(search.empty)
        self.empty.stand_for(self.list, empty=not search.found.places)
        wrong = [search.date_trouble(name) for name in ("since", "until")]
        self.wrong.setText(next(filter(None, wrong), ""))
        self.wrong.setVisible(any(wrong))
        for editor, why in zip((self.since, self.until), wrong, strict=True):
            retone(editor, "bad" if why else "")

    def focus(self) -> None:
        """In the field, what stands there marked, so that the next scan takes its place."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def to_filters(self) -> None:
        """F7: to the first filter."""
        self.state.setFocus(Qt.FocusReason.TabFocusReason)

    def clear(self) -> None:
        """F8: nothing typed, nothing filtered."""
        self.state.setCurrentIndex(0)
        for editor in (self.since, self.until):
            editor.put(None)
        self.field.clear()
        self._narrowed()
        self.typed.emit("")
        self.focus()

    @property
    def marked(self) -> RequestRow | None:
        """The request the keys stand on, once it was read."""
        found: FoundRow | None = self.rows.painted(self.list.currentIndex().row())
        return found.request if found else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrow keys and Enter in the field are the list's."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in OPEN:
                self.opened.emit()
                return True
            if watched is self.field and event.key() in MOVES:
                QApplication.sendEvent(self.list, event)
                return True
        return super().eventFilter(watched, event)

    def _field(self) -> QLineEdit:
        field = QLineEdit()
        field.setAlignment(RIGHT)
        field.setMaxLength(MOST)
        field.setPlaceholderText(HINT)
        field.setAccessibleName("جست‌وجوی درخواست‌ها")
        field.setAccessibleDescription(HINT)
        field.setProperty("scans", True)
        field.textEdited.connect(self._typed)
        field.installEventFilter(self)
        self.list.installEventFilter(self)
        return field

    def _typed(self, typed: str) -> None:
        """Digits in Persian, save beside the Latin letters of a code."""
        if not any(letter.isascii() and letter.isalpha() for letter in typed):
            at = self.field.cursorPosition()
            self.field.setText(persian_digits(typed))
            self.field.setCursorPosition(at)
        self.typed.emit(typed)

    def _states(self) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName("وضعیت")
        box.addItem("همه وضعیت‌ها", "")
        for state, told in STATES:
            box.addItem(told, state)
        box.currentIndexChanged.connect(lambda _at: self._narrowed())
        sizes.hold(box, span=200)
        return box

    def _date(self, said: str) -> LineEditor:
        editor = LineEditor("jalali-date")
        editor.setAccessibleName(f"{said} تاریخ")
        sizes.hold(editor, span=150)
        editor.edited.connect(lambda _value: self._narrowed())
        editor.installEventFilter(self)
        return editor

    def _narrowed(self) -> None:
        state = str(self.state.currentData())
        self.narrowed.emit(state, self.since.text(), self.until.text())

    def _ask(self) -> QFrame:
        box, column = card(margin=16, space=10)
        column.addWidget(self.field)
        dates = row(text("از", "label"), self.since, text("تا", "label"), self.until, 1, space=8)
        clear = row(1, on_click(button("پاک کردن", "pill", key="F8"), self.clear))
        state = row(text("وضعیت", "label"), self.state, space=8)
        state.addStretch(1)
        column.addWidget(Turning((state, 0), (dates, 0), (clear, 1), most=150))
        column.addWidget(self.wrong)
        return box


def _hints() -> QVBoxLayout:
    column = QVBoxLayout()
    keys = (("↑ ↓", "درخواست دیگر"), ("Enter", "باز کردن پرونده"), ("F7", "پالایه‌ها"))
    caps = [part for key, said in keys for part in (key_cap(key), text(said, "note"))]
    column.addLayout(row(*caps, 1))
    return column
