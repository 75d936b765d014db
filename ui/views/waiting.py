"""Who waits at the right, who was set aside at the left. Enter calls the marked number, or takes
the marked citizen up again.
"""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ui.models.waiting import ParkedLine, TicketLine, Waiting
from ui.views.empty import Empty
from ui.views.flow import Flow
from ui.views.parts import Notice, button, card, chip, key_cap, on_click, row, text, tight

ROLE = Qt.ItemDataRole.UserRole
FRAME = QSize(0, 6)  # the border of a card, which its hint does not count
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
NOBODY = "کسی در نوبت نیست. با F9 نوبت بدهید؛ بی‌نوبت هم می‌توان پذیرفت."
NOTHING = "مراجعه‌ای کنار گذاشته نشده است. Shift+F8 روی میز، مراجعه را با همه کارهایش کنار می‌گذارد."


class WaitingView(QWidget):
    """Reports `called(number)`, `resumed(visit)`, and what its keys do: `taken` (F9), `absent`
    (F8), `sent` (F11), `printed` (F12); draws a Waiting."""

    called = Signal(int)
    resumed = Signal(str)
    taken = Signal()
    absent = Signal()
    sent = Signal()
    printed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.told = Notice("info")
        self.count, self.aside = text("", "soft"), text("", "soft")
        self.tickets, self.parked = _list("نوبت‌ها"), _list("کنارگذاشته‌ها")
        self.nobody, self.nothing = Empty("user", NOBODY), Empty("clock", NOTHING)
        for rows in (self.tickets, self.parked):
            rows.installEventFilter(self)
        self.tickets.itemDoubleClicked.connect(lambda _item: self._enter(self.tickets))
        self.parked.itemDoubleClicked.connect(lambda _item: self._enter(self.parked))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addWidget(self.told)
        both = row(self._queue(), self._set_aside(), space=20)
        both.setStretch(0, 1)
        both.setStretch(1, 1)
        column.addLayout(both, 1)
        column.addWidget(_keys())

    def show_waiting(self, waiting: Waiting) -> None:
        """The only place that touches the lists after building; the marks stay where they were."""
        self.count.setText(waiting.count if waiting.tickets else "")
        self.aside.setText(waiting.aside)
        _fill(self.tickets, [(line, _ticket(line), line.title) for line in waiting.tickets])
        _fill(self.parked, [(line, _parked(line), line.title) for line in waiting.parked])
        self.nobody.stand_for(self.tickets, empty=not waiting.tickets)
        self.nothing.stand_for(self.parked, empty=not waiting.parked)
        self.goes_on.setVisible(bool(waiting.parked))

    def focus(self) -> None:
        """On the numbers; on those set aside when nobody waits; else where a number is given."""
        some = [rows for rows in (self.tickets, self.parked) if rows.count()]
        first: QWidget = some[0] if some else self.take
        first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @property
    def ticket(self) -> TicketLine | None:
        """The marked number."""
        item = self.tickets.currentItem()
        return item.data(ROLE) if item else None

    @property
    def visit(self) -> ParkedLine | None:
        """The marked citizen."""
        item = self.parked.currentItem()
        return item.data(ROLE) if item else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter on a line; ← and → go from one list to the other."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in ENTER:
                self._enter(watched)
                return True
            if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
                other = self.parked if event.key() == Qt.Key.Key_Left else self.tickets
                other.setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return super().eventFilter(watched, event)

    def _enter(self, rows: QObject) -> None:
        if rows is self.tickets and self.ticket:
            self.called.emit(self.ticket.ticket.number)
        elif rows is self.parked and self.visit:
            self.resumed.emit(self.visit.visit.visit)

    def _queue(self) -> QWidget:
        self.take = on_click(button("نوبت تازه", "primary", key="F9"), self.taken.emit)
        pushes = (
            self.take,
            on_click(button("نیامد", key="F8"), self.absent.emit),
            on_click(button("فرستادن به جای دیگر، یا اولویت", key="F11"), self.sent.emit),
            on_click(button("چاپ دوباره", key="F12"), self.printed.emit),
        )
        foot = QWidget()
        flow = Flow(foot, 8)
        for push in pushes:
            flow.addWidget(push)
        return _column("نوبت‌ها", self.count, (self.nobody, self.tickets), foot)

    def _set_aside(self) -> QWidget:
        self.goes_on = text("Enter ادامه می‌دهد، همان‌جا که مانده بود.", "note", wrap=True)
        return _column("کنارگذاشته‌ها", self.aside, (self.nothing, self.parked), self.goes_on)


def _column(
    title: str, count: QWidget, parts: tuple[QWidget, QListWidget], foot: QWidget
) -> QWidget:
    box, column = card(margin=16, space=10)
    column.addLayout(row(text(title, "title"), count, 1, space=12))
    empty, rows = parts
    column.addWidget(empty, 100)
    column.addWidget(rows, 100)
    column.addWidget(foot)
    return box


def _keys() -> QWidget:
    foot = QWidget()
    flow = Flow(foot)
    keys = (
        ("Enter", "فراخوان، یا ادامه"),
        ("← →", "فهرست دیگر"),
        ("Ctrl+F5", "فراخوان نفر بعدی از هر جا"),
        ("F5", "تازه کردن"),
    )
    for key, meaning in keys:
        pair = QWidget()
        pair.setLayout(row(key_cap(key), text(meaning, "note"), space=4))
        flow.addWidget(pair)
    return foot


def _list(name: str) -> QListWidget:
    made = QListWidget()
    made.setProperty("role", "drafts")
    made.setAccessibleName(name)
    made.setSpacing(4)
    made.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return made


def _fill(rows: QListWidget, lines: list[tuple[object, QFrame, str]]) -> None:
    at = max(0, rows.currentRow())
    rows.clear()
    for line, box, said in lines:
        item = QListWidgetItem(rows)
        item.setData(ROLE, line)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, said)
        item.setSizeHint(box.sizeHint() + FRAME)
        rows.setItemWidget(item, box)
    rows.setCurrentRow(min(at, len(lines) - 1))


def _ticket(line: TicketLine) -> QFrame:
    box, column = card("draft", margin=10, space=2)
    head = row(text(line.title, "title"), 1, chip(line.pill, line.tone))
    column.addLayout(head)
    column.addWidget(text(line.under, "soft"))
    if line.ticket.word:
        column.addWidget(text(f"«{line.ticket.word}»", "note"))
    return box


def _parked(line: ParkedLine) -> QFrame:
    box, column = card("draft", margin=10, space=2)
    column.addLayout(row(text(line.title, "heading"), 1, chip(line.pill, line.tone)))
    under = tight(QVBoxLayout(), 2)
    under.addWidget(text(line.under, "soft"))
    if line.lacks:
        under.addWidget(text(line.lacks, "note"))
    column.addLayout(under)
    return box
