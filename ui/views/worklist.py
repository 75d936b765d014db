"""A list to be worked off: its rows, what is told of the last act, the acts of the marked row."""

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.views.acts import ActsView
from ui.views.empty import Empty
from ui.views.paged_rows import PAGE, PagedRows, Painted, cuts, paged_list
from ui.views.parts import Notice, key_cap, key_of, row, text, tight

OPEN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class WorkList(QWidget):
    """Reports `moved`: another row is marked; `opened`: Enter on it; `left`: Esc."""

    moved = Signal()
    opened = Signal()
    left = Signal()

    def __init__(self, title: str, key: str, nothing: str) -> None:
        super().__init__()
        self.rows, self.told, self.count = PagedRows(), Notice("info"), text("", "soft")
        self.whole = text("", "soft", wrap=True)
        self.whole.hide()
        self.acts = ActsView("کارهای این مورد")
        self.list = paged_list(self.rows, title)
        self.list.installEventFilter(self)
        self.list.selectionModel().currentChanged.connect(self._moved)
        middle = QWidget()
        self.column = QVBoxLayout(middle)
        self.column.setContentsMargins(24, 20, 24, 16)
        self.column.setSpacing(12)
        head = row(text(title, "title", wrap=True), self.count, key_cap(key), space=12)
        head.setStretch(0, 1)
        self.column.addLayout(head)
        self.column.addWidget(self.told)
        self.column.addWidget(self.list, 1)
        self.empty = Empty("list-checks", nothing)
        self.column.addWidget(self.empty, 1)
        self.column.addWidget(self.whole)
        line = tight(QHBoxLayout(self), 0)
        line.addWidget(middle, 1)
        line.addWidget(self.acts)

    def show_rows(self, rows: dict[str, Painted], count: str) -> None:
        """Other rows; the mark stays on its row, or where it stood."""
        keys, at = tuple(rows), max(0, self.list.currentIndex().row())
        marked = self.marked_key
        self.rows.put_keys(keys)
        for start in range(0, len(keys), PAGE):
            page = keys[start : start + PAGE]
            self.rows.put_page(page, {key: rows[key] for key in page})
        if keys:
            place = keys.index(marked) if marked in keys else min(at, len(keys) - 1)
            self.list.setCurrentIndex(self.rows.index(place))
        self.count.setText(count)
        self.empty.stand_for(self.list, empty=not keys)
        self._tell_whole()
        self.moved.emit()

    @property
    def marked_key(self) -> str:
        """The key of the marked row, or ""."""
        at = self.list.currentIndex().row()
        return self.rows.keys[at] if 0 <= at < len(self.rows.keys) else ""

    def say(self, said: str, who: str = "", tone: str = "good") -> None:
        """What became of the last act."""
        self.told.say(said, who, tone=tone)

    def focus(self) -> None:
        """On the list; on the acts where it is empty, or on what says so."""
        if self.rows.keys:
            self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif not self.acts.focus():
            self.empty.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter on the list."""
        if key_of(event) in OPEN:
            self.opened.emit()
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc, wherever the caret is."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More words are cut, or fewer."""
        super().resizeEvent(event)
        self._tell_whole()

    def _tell_whole(self) -> None:
        """Under the list: what the marked row had to cut."""
        row_ = self.rows.painted(self.list.currentIndex().row()) if self.rows.keys else None
        cut = row_ is not None and cuts(row_.second, self.list.viewport().width())
        self.whole.setText(row_.second if row_ and cut else "")
        self.whole.setVisible(cut)

    def _moved(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self._tell_whole()
        self.moved.emit()
