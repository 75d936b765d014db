"""The print queue: one card for each page, and under the list what can be done with the marked one.

Enter sends it again; Delete or Shift+F8 takes it out of the queue, after a question.
"""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ui.models.queue import Queue, QueueLine
from ui.views.cards import ROLE, CardList
from ui.views.empty import Empty
from ui.views.parts import Notice, button, card, chip, key_cap, on_click, row, text

NOTHING = "چیزی در صف چاپ نیست. برگه‌ای که چاپ نشود، با دلیل آن، این‌جا می‌ماند."
AGAIN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class QueueView(QWidget):
    """Reports `retried`, `answered(came_out)`, `cancelled`, `printed` and `printers` (where they
    are set); draws a Queue."""

    retried = Signal()
    printers = Signal()
    answered = Signal(bool)
    cancelled = Signal()
    printed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.told = Notice("bad")
        self.count = text("", "soft")
        self.list = CardList("صف چاپ")
        self.list.installEventFilter(self)
        self.list.currentRowChanged.connect(self._offer)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        there = on_click(button("چاپگرها", "pill", key="Shift+F10"), self.printers.emit)
        head = row(text("صف چاپ", "title"), self.count, 1, there, key_cap("Shift+F4"), space=12)
        column.addLayout(head)
        column.addWidget(self.told)
        self.empty = Empty("printer", NOTHING)
        column.addWidget(self.list, 1)
        column.addWidget(self.empty, 1)
        self.foot = self._foot()
        column.addWidget(self.foot)
        self.queue, self.busy = Queue(), False
        self.empty.stand_for(self.list, empty=True)
        self._offer()

    def show_queue(self, queue: Queue, busy: bool = False) -> None:
        """The only place that touches the list after building; the mark stays on its page."""
        if (queue, busy) == (self.queue, self.busy):
            return
        marked, at = self.marked, max(0, self.list.currentRow())
        self.queue, self.busy = queue, busy
        self.list.clear()
        for line in queue.lines:
            self._add(line)
        found = [i for i, line in enumerate(queue.lines) if marked and _same(line, marked)]
        self.list.setCurrentRow(found[0] if found else min(at, len(queue.lines) - 1))
        self.count.setText(queue.count if queue.lines else "")
        self.empty.stand_for(self.list, empty=not queue.lines)
        self._offer()

    def focus(self) -> None:
        """On the list, or on what says that nothing waits."""
        here = self.empty if self.list.isHidden() else self.list
        here.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @property
    def marked(self) -> QueueLine | None:
        """The page the keys stand on."""
        item = self.list.currentItem()
        return item.data(ROLE) if item else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and Delete on the marked page."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in AGAIN:
                (self.print_ if self.print_.isEnabled() else self.retry).click()
                return True
            if event.key() == Qt.Key.Key_Delete:
                self.cancel.click()
                return True
        return super().eventFilter(watched, event)

    def _foot(self) -> QFrame:
        box, column = card(margin=12, space=8)
        self.retry = on_click(button("چاپ همین حالا", key="F9"), self.retried.emit)
        self.print_ = on_click(button("چاپ رسید", key="F12"), self.printed.emit)
        self.cancel = on_click(button("لغو چاپ", key="Shift+F8"), self.cancelled.emit)
        self.yes = on_click(button("بله، بیرون آمد", key="F10"), lambda: self.answered.emit(True))
        self.no = on_click(button("خیر، دوباره چاپ شود", key="F11"), self._answer_no)
        self.asked = text("کاغذ بیرون آمد؟", "strong")
        answers = (self.asked, self.yes, self.no)
        column.addLayout(row(self.retry, self.print_, *answers, 1, self.cancel))
        return box

    def _answer_no(self) -> None:
        self.answered.emit(False)

    def _offer(self, _row: int = 0) -> None:
        """Only what can be done with the marked page is there to press."""
        line, free = self.marked, not self.busy
        may: dict[QPushButton, bool] = {
            self.retry: line is not None and line.may_retry,
            self.print_: line is not None and line.may_print,
            self.yes: line is not None and line.may_answer,
            self.no: line is not None and line.may_answer,
            self.cancel: line is not None and line.may_cancel,
        }
        for push, can in may.items():
            push.setVisible(can)
            push.setEnabled(can and free)
        self.asked.setVisible(may[self.yes])
        # Its place stays while there is a list, so that nothing moves under the keys.
        self.foot.setVisible(bool(self.queue.lines))

    def _add(self, line: QueueLine) -> None:
        said = f"{line.title}، {line.pill}، {line.why} {line.who}"
        self.list.put(_card(line), said, line)


def _same(one: QueueLine, other: QueueLine) -> bool:
    if one.job and other.job:
        return one.job.id == other.job.id
    return one.job is other.job and one.tid == other.tid


def _card(line: QueueLine) -> QFrame:
    box, column = card("draft", margin=12, space=4)
    head = row(text(line.title, "heading", wrap=True), chip(line.pill, line.tone))
    head.setStretch(0, 1)
    column.addLayout(head)
    for words, role in ((line.under, "soft"), (line.why, "body"), (line.who, "note")):
        if words:
            column.addWidget(text(words, role, wrap=True))
    return box
