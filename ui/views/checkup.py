"""The check-up of the desk on screen: a line for each thing looked at, the worst at a glance."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QProgressBar, QVBoxLayout, QWidget

from ui.models.checkup import CheckLine, Checkup
from ui.views.parts import (
    Notice,
    button,
    card,
    chip,
    clear,
    icon,
    key_cap,
    on_click,
    retone,
    row,
    scroll,
    text,
    tight,
)

ICONS = {"good": "shield-check", "warn": "info", "bad": "info"}


class CheckupView(QWidget):
    """Reports `wanted`, `tended` and `stopped`; draws a Checkup."""

    wanted = Signal()
    tended = Signal()
    stopped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.verdict = chip("")
        self.again = on_click(button("از نو", "primary", key="F5"), self.wanted.emit)
        self.stop = on_click(button("توقف", "plain", key="Esc"), self.stopped.emit)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("پیشرفت معاینه")
        self.looking = text("", "soft")
        self.told = Notice("bad")
        inside = QWidget()
        self.lines = tight(QVBoxLayout(inside), 8)
        self.lines.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        head = row(text("معاینه باجه", "title"), self.verdict, 1, self.looking, space=12)
        self.tend = on_click(button("نگهداری…", "plain", key="F9"), self.tended.emit)
        for widget in (self.tend, self.again, self.stop, key_cap("Shift+F6")):
            head.addWidget(widget)
        column.addLayout(head)
        column.addWidget(self.bar)
        column.addWidget(self.told)
        column.addWidget(scroll(inside, name="یافته‌های معاینه"), 1)
        self._drawn: tuple[CheckLine, ...] = ()

    def show_checkup(self, checkup: Checkup) -> None:
        """The only place that touches the widgets after building; lines that stand stay."""
        words, tone = checkup.verdict
        self.verdict.setText(words)
        self.verdict.setVisible(bool(words))
        retone(self.verdict, tone)
        self.looking.setText(checkup.looking)
        self.bar.setValue(checkup.part)
        self.bar.setVisible(checkup.running)
        here = self.stop.hasFocus() or self.again.hasFocus()
        self.stop.setVisible(checkup.running)
        self.again.setVisible(not checkup.running)
        if here:
            self.focus()
        if checkup.lines[: len(self._drawn)] != self._drawn:
            clear(self.lines)
            self.lines.addStretch(1)
            self._drawn = ()
        for line in checkup.lines[len(self._drawn) :]:
            self.lines.insertWidget(self.lines.count() - 1, _card(line))
        self._drawn = checkup.lines

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc stops what runs."""
        if event.key() == Qt.Key.Key_Escape and self.stop.isVisibleTo(self):
            self.stopped.emit()
        else:
            super().keyPressEvent(event)

    def focus(self) -> None:
        """On the button that is there."""
        (self.stop if self.stop.isVisibleTo(self) else self.again).setFocus(
            Qt.FocusReason.ShortcutFocusReason
        )


def _card(line: CheckLine) -> QFrame:
    box, column = card("card", margin=12, space=2)
    sign, mark = icon(ICONS[line.tone], line.tone, 20), chip(line.pill, line.tone)
    if not line.do:
        found = text(line.found, "soft", wrap=True)
        well = row(sign, text(line.title, "strong"), found, mark, space=10)
        well.setStretch(2, 1)
        column.addLayout(well)
        return box
    column.addLayout(row(sign, text(line.title, "heading"), 1, mark, space=10))
    column.addWidget(text(line.found, "body", wrap=True))
    column.addWidget(text(line.do, "strong", wrap=True))
    column.addWidget(text(f"اقدام با {line.who}", "note"))
    return box
