"""The line above the request: whose visit it is, what was taken in it, who waits."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.models.visit import Visit
from ui.models.waiting import Waiting
from ui.views.parts import button, chip, icon, on_click, retone, row, text, tight


class VisitLine(QFrame):
    """Reports `identify` (F5), `call` (Ctrl+F5) and `queue` (Ctrl+F2); draws a Visit."""

    identify = Signal()
    call = Signal()
    queue = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "visit")
        self.place, self.state = chip("", "info"), chip("", "good")
        self.who, self.done = text("", "heading"), text("", "note", wrap=True)
        self.told = text("", "soft", wrap=True)
        self.since = text("", "note")
        self.card = on_click(button("مراجعه‌کننده", "pill", key="F5"), self.identify.emit)
        self.next = on_click(button("", "pill"), self.call.emit)
        self.all = on_click(button("", "pill"), self.queue.emit)
        names = tight(QVBoxLayout(), 0)
        names.addLayout(row(self.who, self.place, self.state, self.since, 1))
        names.addWidget(self.done)
        self.line = line = QHBoxLayout(self)
        line.setContentsMargins(20, 6, 16, 6)
        line.setSpacing(10)
        line.addWidget(icon("user", "primary", 22))
        line.addLayout(names, 3)
        line.addWidget(self.told)
        for push in (self.card, self.next, self.all):
            line.addWidget(push)
        self.setMinimumHeight(54)

    def show_visit(self, visit: Visit, waiting: Waiting, now: datetime) -> None:
        """The only place that touches the line after building."""
        self.who.setText(visit.who)
        for mark, said in ((self.place, visit.place), (self.state, visit.state)):
            mark.setText(said)
            mark.setVisible(bool(said))
        self.since.setText(visit.lasted(now))
        self.since.setVisible(visit.since is not None)
        self.done.setText(visit.done)
        self.done.setVisible(bool(visit.done))
        self.card.setVisible(not visit.checked)
        self._offer(self.next, f"فراخوان · {waiting.count}", "Ctrl+F5")
        self._offer(self.all, waiting.aside or "نوبت‌ها", "Ctrl+F2")
        self.next.setVisible(waiting.waiting > 0 and not visit.somebody)
        retone(self.all, "warn" if waiting.parked else "")

    def say(self, said: str, who: str = "") -> None:
        """One line about what just happened; "" takes it away."""
        self.told.setText(f"{said} {who}".strip())
        self.line.setStretchFactor(self.told, 2 if self.told.text() else 0)

    def _offer(self, push: QWidget, said: str, key: str) -> None:
        push.setProperty("text", f"{said}   {key}")
        push.setAccessibleName(f"{said} ({key})")
