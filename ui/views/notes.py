"""Notes to whoever works next, and one's own pace. Enter leaves a note, Delete ends it."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QLineEdit, QVBoxLayout, QWidget

from app.domain.acts import Operator
from ui.models.notes import NoteLine, count_of
from ui.theme import sizes
from ui.views.cards import CardList
from ui.views.empty import Empty
from ui.views.parts import (
    RIGHT,
    Notice,
    button,
    card,
    chip,
    clear,
    frame,
    key_cap,
    on_click,
    row,
    text,
    tight,
)
from ui.views.turning import Turning

SIDE, MOST = 320, 500
EVERYBODY = "همه همکاران"
NOTHING = "یادداشتی برای شما نیست. آن‌چه همکار بعدی باید بداند زیر همین نوشته می‌شود."
PRIVATE = "تنها شما این را می‌بینید؛ در هیچ گزارشی نمی‌آید."


class NotesView(QWidget):
    """Reports `left(words, to)` and `done(NoteLine)`."""

    left = Signal(str, str)
    done = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[NoteLine, ...] = ()
        self.told, self.count = Notice("bad"), text("", "soft")
        self.list = CardList("یادداشت‌ها")
        self.list.installEventFilter(self)
        self.said, self.to = QLineEdit(), QComboBox()
        self.said.setMaxLength(MOST)
        self.said.setAlignment(RIGHT)
        self.said.setAccessibleName("یادداشت تازه")
        self.said.setPlaceholderText("چه باید همکار بعدی بداند؟")
        self.said.returnPressed.connect(self.leave)
        self.to.setAccessibleName("برای چه کسی")
        self.to.setMinimumContentsLength(16)
        self.pace = tight(QVBoxLayout(), 12)
        both = Turning((self._notes(), 1), (self._pace(), 0), space=0, most=150)
        tight(QVBoxLayout(self), 0).addWidget(both)

    def show_people(self, people: tuple[Operator, ...]) -> None:
        """To whom a note may be left."""
        self.to.clear()
        self.to.addItem(EVERYBODY, "")
        for one in people:
            self.to.addItem(one.name, one.number)

    def show_notes(self, lines: tuple[NoteLine, ...]) -> None:
        """The only place that touches the list after building; the mark stays where it was."""
        at = max(0, self.list.currentRow())
        self.lines = lines
        self.list.clear()
        for line in lines:
            self.list.put(_card(line), f"{line.said}، {line.under}", line)
        self.list.setCurrentRow(min(at, len(lines) - 1))
        self.count.setText(count_of(lines) if lines else "")
        self.empty.stand_for(self.list, empty=not lines)

    def show_pace(self, lines: tuple[tuple[str, str, str], ...]) -> None:
        """One's own figures."""
        clear(self.pace)
        for name, value, usual in lines:
            box, column = card("inset", margin=12, space=2)
            column.addWidget(text(name, "soft", wrap=True))
            column.addWidget(text(value, "title"))
            column.addWidget(text(usual, "note", wrap=True))
            self.pace.addWidget(box)

    def focus(self) -> None:
        """Where a note is written."""
        self.said.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def leave(self) -> None:
        """F9, or Enter in the line."""
        self.left.emit(self.said.text(), str(self.to.currentData() or ""))

    def finish(self) -> None:
        """F8: what the marked note asked for is done."""
        at = self.list.currentRow()
        if 0 <= at < len(self.lines):
            self.done.emit(self.lines[at])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Delete on a note ends it."""
        if isinstance(event, QKeyEvent) and _is_delete(event):
            self.finish()
            return True
        return super().eventFilter(watched, event)

    def _notes(self) -> QWidget:
        place = QWidget()
        column = QVBoxLayout(place)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        head = row(text("یادداشت‌های تحویل", "title"), self.count, 1, key_cap("Ctrl+F4"), space=12)
        column.addLayout(head)
        column.addWidget(self.told)
        self.empty = Empty("megaphone", NOTHING)
        column.addWidget(self.list, 1)
        column.addWidget(self.empty, 1)
        box, foot = card(margin=12, space=8)
        leave = on_click(button("گذاشتن یادداشت", "primary", key="F9"), self.leave)
        done = on_click(button("انجام شد", key="F8"), self.finish)
        foot.addWidget(self.said)
        foot.addLayout(row(text("برای", "label"), self.to, 1, done, leave))
        column.addWidget(box)
        return place

    def _pace(self) -> QFrame:
        box = frame("side")
        sizes.hold(box, least_width=SIDE)
        column = QVBoxLayout(box)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        column.addWidget(text("کار امروز من", "heading"))
        column.addLayout(self.pace)
        column.addWidget(text(PRIVATE, "note", wrap=True))
        column.addStretch(1)
        return box


def _is_delete(event: QKeyEvent) -> bool:
    return event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Delete


def _card(line: NoteLine) -> QFrame:
    box, column = card("draft", margin=12, space=4)
    head = row(text(line.said, "strong", wrap=True))
    if line.pill:
        head.addWidget(chip(line.pill, "info"))
    head.setStretch(0, 1)
    column.addLayout(head)
    column.addWidget(text(line.under, "note", wrap=True))
    return box
