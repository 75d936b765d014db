"""The drafts of this desk: Enter goes on where the caret stood, F7 from what was set aside, Delete
asks for a reason first.
"""

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from ui.models.drafts import DraftLine, Drafts
from ui.views.cards import ROLE, CardList
from ui.views.empty import Empty
from ui.views.parts import (
    RIGHT,
    Notice,
    button,
    card,
    chip,
    key_cap,
    on_click,
    row,
    text,
)
from ui.views.roomy import Dialog

REASONS_LEAST = 3
BACK = "بازگشت به نسخه کنارگذاشته"
NOTHING = (
    "پیش‌نویسی نمانده است. هر کاربرگ نیمه‌کاره، تا ثبت شود، خودبه‌خود این‌جا می‌ماند؛ پس از قطع برق هم."
)


class DraftsView(QWidget):
    """Reports `wanted(name)` and `given_up(DraftLine)`; draws Drafts."""

    wanted = Signal(str)
    given_up = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.trouble = Notice("bad")
        self.count = text("", "soft")
        self.list = CardList("پیش‌نویس‌ها")
        self.list.installEventFilter(self)
        self.list.itemDoubleClicked.connect(self._want)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        head = row(text("پیش‌نویس‌ها", "title"), self.count, 1, key_cap("Shift+F3"), space=12)
        column.addLayout(head)
        column.addWidget(self.trouble)
        self.empty = Empty("file-pen", NOTHING)
        column.addWidget(self.list, 1)
        column.addWidget(self.empty, 1)
        keys = (("Enter", "ادامه از همان‌جا"), ("F7", BACK), ("Delete", "پاک کردن با دلیل"))
        caps = [part for key, words in keys for part in (key_cap(key), text(words, "note"))]
        column.addLayout(row(*caps, 1))

    def show_drafts(self, drafts: Drafts) -> None:
        """The only place that touches the list after building; the mark stays where it was."""
        at = max(0, self.list.currentRow())
        self.list.clear()
        for line in drafts.lines:
            self._add(line)
        self.list.setCurrentRow(min(at, len(drafts.lines) - 1))
        self.count.setText(drafts.count if drafts.lines else "")
        self.empty.stand_for(self.list, empty=not drafts.lines)

    def focus(self) -> None:
        """On the list, or on what says that there is none."""
        here = self.empty if self.list.isHidden() else self.list
        here.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @property
    def marked(self) -> DraftLine | None:
        """The draft the keys stand on."""
        item = self.list.currentItem()
        return item.data(ROLE) if item else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and Delete on the marked draft."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self.marked:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.wanted.emit(self.marked.row.draft)
                return True
            if event.key() == Qt.Key.Key_Delete:
                self.given_up.emit(self.marked)
                return True
        return super().eventFilter(watched, event)

    def _want(self, item: Any) -> None:
        self.wanted.emit(item.data(ROLE).row.draft)

    def _add(self, line: DraftLine) -> None:
        self.list.put(_row(line), f"{line.title}، {line.pill}، {line.kept}", line)


def _row(line: DraftLine) -> QFrame:
    box, column = card("draft", margin=12, space=4)
    title = text(line.title, "heading", wrap=True)
    head = row(title, chip(line.kept, "info" if line.row.aside else ""), chip(line.pill, line.tone))
    head.setStretch(0, 1)
    column.addLayout(head)
    column.addWidget(text(line.under, "soft", wrap=True))
    if line.missing:
        column.addWidget(text(line.missing, "note", wrap=True))
    return box


class ReasonView(Dialog):
    """Asks why a draft is given up; no reason, no way on. Reports `agreed(reason)`."""

    agreed = Signal(str)

    def __init__(self, line: DraftLine, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("پاک کردن پیش‌نویس")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(520, 0)
        self.reason = QLineEdit()
        self.reason.setAlignment(RIGHT)
        self.reason.setAccessibleName("دلیل پاک کردن")
        self.reason.setPlaceholderText("مانند: متقاضی منصرف شد")
        self.reason.textChanged.connect(self._typed)
        self.agree = on_click(button("پاک کردن", "primary", key="Enter"), self._agree)
        self.agree.setEnabled(False)
        self.agree.setDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(text(line.title, "heading", wrap=True))
        column.addWidget(text("پاسخ‌های نوشته‌شده پاک می‌شود و برنمی‌گردد.", "soft", wrap=True))
        column.addWidget(text("دلیل", "label"))
        column.addWidget(self.reason)
        back = on_click(button("بازگشت", "plain", key="Esc"), self.reject)
        back.setAutoDefault(False)
        column.addLayout(row(self.agree, back, 1))

    def _typed(self, words: str) -> None:
        self.agree.setEnabled(len(words.strip()) >= REASONS_LEAST)

    def _agree(self) -> None:
        if self.agree.isEnabled():
            self.agreed.emit(self.reason.text().strip())
            self.accept()
