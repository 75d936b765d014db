"""The sending queue (صف ارسال): the lights, what waits or was put aside, and what puts it right.

Enter does what the marked line needs; F9 sends it now, F5 everything. Under the list stands why,
who must act and how.
"""

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QListView, QProgressBar, QVBoxLayout, QWidget

from ui.models.light import Lamp, Light
from ui.models.sending import Queue, Row
from ui.theme import sizes
from ui.views.empty import Empty
from ui.views.lamps import LampCards
from ui.views.parts import Notice, button, card, key_cap, key_of, on_click, row, text
from ui.views.sending_rows import RowPainter, SendingRows

DO = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
EMPTY = (
    "چیزی در صف ارسال نیست. هر درخواست، پرداخت و رسید نخست در پرونده رمزشده همین باجه ثبت می‌شود و "
    "سپس فرستاده می‌شود؛ قطع شبکه چیزی را از میان نمی‌برد."
)


class SyncView(QWidget):
    """Draws a Queue, its lights and the marked line.

    Reports `wanted` (all), `retried` (the marked one), `answered`, `switched`, `by_hand` and
    `stopped`.
    """

    wanted = Signal()
    retried = Signal()
    answered = Signal()
    switched = Signal()
    by_hand = Signal()
    stopped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.queue, self.busy = Queue(), False
        self.rows, self.lamps = SendingRows(), LampCards()
        self.count, self.title = text(Queue().count, "soft"), text("", "strong")
        self.release, self.trouble = text("", "note"), Notice("warn")
        self.list = self._list()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        head = row(text("صف ارسال", "title"), self.count, 1, space=12)
        for label in (self.title, self.release, key_cap("F4")):
            head.addWidget(label)
        column.addLayout(head)
        for part in (self.lamps, self.trouble, self._under_way()):
            column.addWidget(part)
        column.addWidget(self.list, 1)
        self.empty = Empty("refresh-cw", EMPTY)
        column.addWidget(self.empty, 1)
        self.detail = self._detail()
        column.addWidget(self.detail)
        column.addLayout(self._keys())
        self.rows.dataChanged.connect(self._redraw)
        self.rows.modelReset.connect(self._redraw)
        self.show_queue(self.queue)

    def show_light(self, light: Light, busy: bool) -> None:
        """The regulator's light in words, and whether a round somebody asked for is under way."""
        self.busy = busy
        self.title.setText(light.title)
        self.release.setText(light.release)
        self.trouble.say(light.trouble, "کار پذیرش بدون شبکه ادامه دارد." if light.trouble else "")
        self._show_progress()

    def show_lamps(self, lamps: tuple[Lamp, ...]) -> None:
        """The lights."""
        self.lamps.show_lamps(lamps)

    def show_queue(self, queue: Queue) -> None:
        """Other lines, or another standing of the line; the mark stays on its line."""
        marked, at = self.marked, max(0, self.list.currentIndex().row())
        self.queue = queue
        self.rows.show(queue)
        keys = queue.keys
        place = keys.index(marked.line.key) if marked and marked.line.key in keys else at
        if keys:
            self.list.setCurrentIndex(self.rows.index(min(place, len(keys) - 1)))
        self.count.setText(queue.count)
        self.switch.setText(f"{queue.switch}   F11")
        self.switch.setAccessibleName(queue.switch)
        self.empty.stand_for(self.list, empty=not keys)
        self._show_progress()
        self._redraw()

    def focus(self) -> None:
        """On the list, or on the button while there is none."""
        target: QWidget = self.list if self.queue.keys else self.now
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @property
    def marked(self) -> Row | None:
        """The line the keys stand on, once it was read."""
        return self.rows.row(self.list.currentIndex().row())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter on the marked line."""
        if key_of(event) in DO:
            (self.answer if self.answer.isEnabled() else self.retry).click()
            return True
        return super().eventFilter(watched, event)

    def _redraw(self, *_changed: object) -> None:
        """What stands under the list is always about the marked line."""
        found = self.marked
        self.why.setText(found.why if found else "")
        self.why.setVisible(bool(found and found.why))
        self.who.setText(" · ".join(filter(None, (found.who, found.fix))) if found else "")
        self.answer.setVisible(found is not None and found.may_answer)
        self.answer.setEnabled(found is not None and found.may_answer)
        self.retry.setVisible(found is not None and found.may_retry)
        self.retry.setEnabled(found is not None and found.may_retry and not self.busy)
        self.detail.setVisible(bool(self.queue.keys))

    def _show_progress(self) -> None:
        told = self.queue.progress
        self.way.setVisible(bool(told) or self.busy)
        self.progress.setText(told or "در حال همگام‌سازی…")
        self.stop.setVisible(bool(told))
        catch_up = self.queue.catch_up
        self.bar.setRange(0, max(1, catch_up.total) if catch_up else 0)
        self.bar.setValue(catch_up.done if catch_up else 0)
        self.now.setEnabled(not self.busy)

    def _list(self) -> QListView:
        made = QListView()
        made.setProperty("role", "drafts")
        made.setAccessibleName("صف ارسال")
        made.setModel(self.rows)
        made.setItemDelegate(RowPainter(made))
        made.setUniformItemSizes(True)
        made.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        sizes.hold(made, least_height=90)
        made.installEventFilter(self)
        made.selectionModel().currentChanged.connect(self._moved)
        return made

    def _moved(self, _now: QModelIndex, _before: QModelIndex) -> None:
        if hasattr(self, "detail"):
            self._redraw()

    def _under_way(self) -> QFrame:
        self.way, column = card("inset", margin=12, space=8)
        self.progress = text("", "strong")
        self.stop = on_click(button("لغو همگام‌سازی", key="F8"), self.stopped.emit)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("پیشرفت همگام‌سازی")
        line = row(self.progress, self.bar, self.stop, space=16)
        line.setStretch(1, 1)
        column.addLayout(line)
        return self.way

    def _detail(self) -> QFrame:
        box, column = card(margin=12, space=6)
        self.why, self.who = text("", "strong", wrap=True), text("", "soft", wrap=True)
        self.answer = on_click(button("پاسخ به سازمان", key="Enter"), self.answered.emit)
        self.retry = on_click(button("ارسال همین مورد", key="F9"), self.retried.emit)
        column.addWidget(self.why)
        line = row(self.who, self.answer, self.retry, space=12)
        line.setStretch(0, 1)
        column.addLayout(line)
        return box

    def _keys(self) -> "QVBoxLayout":
        self.now = on_click(button("ارسال همه", "primary", key="F5"), self.wanted.emit)
        self.hand = on_click(button("بی‌خط: بسته پیک", key="F10"), self.by_hand.emit)
        self.switch = on_click(button("", key="F11"), self.switched.emit)
        line = QVBoxLayout()
        line.addLayout(row(self.now, self.hand, 1, self.switch, space=12))
        return line
