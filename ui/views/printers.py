"""The printers of the office: which there are, how they do, and which kind of page goes where."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.models.printers import PrinterLine, Printers, RouteLine
from ui.views.cards import CardList
from ui.views.parts import Notice, button, card, chip, key_cap, on_click, row, text

NONE = "هنوز چاپگری نیست؛ برگه‌ها در پوشه کنار پرونده باجه ذخیره می‌شوند."


class PrintersView(QWidget):
    """Reports `added` (F9), `edited`, `removed`, `routed`, `tried` (F12), `straight(bool)`,
    `office` (F7) and `terminal` (F8); draws Printers."""

    added = Signal()
    edited = Signal()
    removed = Signal()
    routed = Signal()
    tried = Signal()
    straight = Signal(bool)
    office = Signal()
    terminal = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.state = Printers()
        self.told = Notice("good")
        self.printers, self.routes = CardList("چاپگرها"), CardList("برگه‌ها")
        for one in (self.printers, self.routes):
            one.installEventFilter(self)
        self.printers.currentRowChanged.connect(lambda _at: self._offer())
        self.none = text(NONE, "soft", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addLayout(row(text("چاپگرها و کارت‌خوان", "title"), 1, key_cap("Shift+F10")))
        column.addWidget(self.told)
        column.addWidget(self.none)
        beside = row(self.printers, self.routes, space=16)
        beside.setStretch(0, 1)
        beside.setStretch(1, 1)
        column.addLayout(beside, 1)
        column.addWidget(self._office())
        column.addWidget(self._foot())
        self._offer()

    def show_printers(self, state: Printers) -> None:
        """The only place that touches the lists after building; the marks stay."""
        before, self.state = self.state, state
        if state.printers != before.printers:
            _fill(self.printers, [_printer(line) for line in state.printers])
        if state.routes != before.routes or not self.routes.count():
            _fill(self.routes, [_route(line) for line in state.routes])
        self.none.setVisible(not state.printers)
        self.hours.setText(state.hours)
        self.display.setText(state.display)
        self.cards.setText(state.terminal)
        self._offer()

    def focus(self) -> None:
        """On the printers, or on the key that adds one."""
        target = self.printers if self.state.printers else self.add
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @property
    def marked(self) -> str:
        """The name of the printer the keys stand on."""
        at, known = self.printers.currentRow(), self.state.settings.printers
        return known[at].name if 0 <= at < len(known) else ""

    @property
    def route(self) -> RouteLine | None:
        """The kind of page the keys stand on."""
        at = self.routes.currentRow()
        return self.state.routes[at] if 0 <= at < self.routes.count() else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter puts right, Delete takes away."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                (self.edited if watched is self.printers else self.routed).emit()
                return True
            if event.key() == Qt.Key.Key_Delete and watched is self.printers:
                self.removed.emit()
                return True
        return super().eventFilter(watched, event)

    def _office(self) -> QWidget:
        box, column = card(margin=12, space=0)
        self.hours, self.display, self.cards = (text("", "soft") for _ in range(3))
        change = on_click(button("ساعت کار و نمایشگر", "plain", key="F7"), self.office.emit)
        cards = on_click(button("کارت‌خوان", "plain", key="F8"), self.terminal.emit)
        column.addLayout(row(self.hours, self.display, 1, change, space=24))
        column.addLayout(row(self.cards, 1, cards, space=24))
        return box

    def _foot(self) -> QWidget:
        box, column = card(margin=12, space=8)
        self.add = on_click(button("چاپگر تازه", "primary", key="F9"), self.added.emit)
        self.edit = on_click(button("ویرایش", key="Enter"), self.edited.emit)
        self.try_ = on_click(button("برگه آزمایش", key="F12"), self.tried.emit)
        self.remove = on_click(button("برداشتن", key="Delete"), self.removed.emit)
        self.asked = text("کادر برگه آزمایش کامل و راست است؟", "strong")
        self.yes = on_click(button("بله، راست است", key="F10"), lambda: self.straight.emit(True))
        self.no = on_click(button("خیر، کج یا بریده است", key="F11"), self._crooked)
        column.addLayout(row(self.asked, self.yes, self.no, 1))
        column.addLayout(row(self.add, self.edit, self.try_, 1, self.remove))
        return box

    def _crooked(self) -> None:
        self.straight.emit(False)

    def _offer(self) -> None:
        """Only what can be done with the marked printer is there to press."""
        there, free = bool(self.marked), not self.state.busy
        for push in (self.edit, self.try_, self.remove):
            push.setVisible(there)
            push.setEnabled(there and free)
        self.add.setEnabled(free)
        for part in (self.asked, self.yes, self.no):
            part.setVisible(bool(self.state.asked))


def _fill(made: CardList, cards: list[tuple[str, QWidget]]) -> None:
    at = max(0, made.currentRow())
    made.clear()
    for said, box in cards:
        made.put(box, said)
    made.setCurrentRow(min(at, len(cards) - 1))


def _printer(line: PrinterLine) -> tuple[str, QWidget]:
    box, column = card("draft", margin=12, space=4)
    head = row(text(line.title, "heading", wrap=True), chip(line.pill, line.tone))
    head.setStretch(0, 1)
    column.addLayout(head)
    column.addWidget(text(line.under, "soft", wrap=True))
    if line.why:
        column.addWidget(text(line.why, "note", wrap=True))
    return f"{line.title}، {line.pill}، {line.why}", box


def _route(line: RouteLine) -> tuple[str, QWidget]:
    box, column = card("draft", margin=10, space=2)
    head = row(text(line.title, "strong"), 1, text(line.under, "note"))
    column.addLayout(head)
    return f"{line.title}، {line.under}", box
