"""Packages by hand: write one to the stick, take an answer or another desk's package from it.

Each direction has a field for the file and a key; what is under way shows how far it has come and
can be stopped. Below stands what the office's desks took today, each as of its package.
"""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ui.models.by_hand import Progress
from ui.views import files
from ui.views.parts import LEFT, Notice, button, card, clear, on_click, row, scroll, text, tight
from ui.views.roomy import Dialog

WIDTH, HEIGHT = 760, 700
FILES = "بسته پیک (*.courier *.answer);;همه پرونده‌ها (*)"


class ByHandView(Dialog):
    """Reports `write(path)`, `take(path)` and `stopped`; closes only while nothing is under way."""

    write = Signal(str)
    take = Signal(str)
    stopped = Signal()

    def __init__(self, folder: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("بسته پیک")
        self.folder, self.busy = folder, False
        self.out, self.into = _field("پرونده بسته"), _field("پرونده پاسخ یا بسته")
        self.told = Notice("good")
        self.progress, self.bar = text("", "strong"), QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("پیشرفت")
        self.stop = on_click(button("لغو", key="Esc"), self.stopped.emit)
        self.stop.setAutoDefault(False)
        self.totals = QGridLayout()
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(24, 20, 24, 12)
        column.setSpacing(12)
        column.addWidget(text("کار بی‌خط: با حافظه ببرید و بیاورید", "title"))
        column.addWidget(self._out_card())
        column.addWidget(self._in_card())
        column.addWidget(self._totals_card())
        self.close_ = on_click(button("بستن", key="Esc"), self.reject)
        self.close_.setAutoDefault(False)
        column.addStretch(1)
        whole = tight(QVBoxLayout(self), 8)
        whole.addWidget(scroll(inside, name="بسته پیک"), 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(24, 0, 24, 16)
        # What is under way and what came of it is always in sight.
        for part in (self._way(), self.told):
            foot.addWidget(part)
        foot.addLayout(row(1, self.close_))
        whole.addLayout(foot)
        self.show_progress(None)

    def open(self) -> None:
        """Over the window, never higher than it."""
        parent = self.parentWidget()
        self.resize(WIDTH, min(HEIGHT, parent.window().height() - 40) if parent else HEIGHT)
        super().open()

    def show_name(self, name: str) -> None:
        """A name to begin with; what was typed stays."""
        if not self.out.text():
            self.out.setText(str(Path(self.folder) / name))

    def show_progress(self, progress: Progress | None) -> None:
        """How far it has come; None when nothing is under way."""
        self.busy = progress is not None
        self.way.setVisible(self.busy)
        self.put.setEnabled(not self.busy)
        self.get.setEnabled(not self.busy)
        self.close_.setEnabled(not self.busy)
        if progress:
            self.bar.setRange(0, progress.total)
            self.bar.setValue(progress.done)
            self.progress.setText("در حال ایستادن…" if progress.stopped else "در حال انجام…")

    def show_totals(self, lines: tuple[tuple[str, ...], ...]) -> None:
        """The office's desks, one line each."""
        clear(self.totals)
        for at, line in enumerate(lines):
            last = at == len(lines) - 1
            for place, words in enumerate(line):
                role = "strong" if last or place == 0 else "soft"
                self.totals.addWidget(text(words, role), at, place)
        self.totals.setColumnStretch(2, 1)

    def reject(self) -> None:
        """Esc: stop what is under way, else close."""
        if self.busy:
            self.stopped.emit()
        else:
            super().reject()

    def _out_card(self) -> QFrame:
        self.put = button("نوشتن بسته", "primary", key="F9")
        self.put.setShortcut("F9")
        on_click(self.put, lambda: self.write.emit(self.out.text().strip()))
        self.out.returnPressed.connect(self.put.click)
        where = on_click(button("جای پرونده…", key="F2"), self._choose_out)
        where.setShortcut("F2")
        told = "آنچه به سازمان نرسیده با مدارکش مهرشده نوشته می‌شود؛ محتوا را تنها سازمان می‌خواند."
        return _card("۱. نوشتن برای سازمان", told, (self.out, where, self.put))

    def _in_card(self) -> QFrame:
        self.get = button("برداشتن", "primary", key="F10")
        self.get.setShortcut("F10")
        on_click(self.get, lambda: self.take.emit(self.into.text().strip()))
        self.into.returnPressed.connect(self.get.click)
        where = on_click(button("گزیدن پرونده…", key="F3"), self._choose_in)
        where.setShortcut("F3")
        told = "پاسخ سازمان به بسته همین باجه؛ یا بسته باجه دیگری از این دفتر، برای جمع امروز."
        return _card("۲. برداشتن از حافظه", told, (self.into, where, self.get))

    def _way(self) -> QFrame:
        self.way, column = card("inset", margin=12, space=8)
        column.addLayout(row(self.progress, 1, self.stop))
        column.addWidget(self.bar)
        return self.way

    def _totals_card(self) -> QFrame:
        box, column = card(margin=12, space=8)
        column.addWidget(text("جمع امروز دفتر", "heading"))
        self.totals.setHorizontalSpacing(24)
        self.totals.setVerticalSpacing(4)
        column.addLayout(self.totals)
        return box

    def _choose_out(self) -> None:
        name = self.out.text()
        files.save_as(
            self, "جای بسته", name, kinds=FILES, then=lambda path: self.out.setText(str(path))
        )

    def _choose_in(self) -> None:
        files.choose(
            self,
            "گزیدن پرونده",
            FILES,
            lambda path: self.into.setText(str(path)),
            folder=self.folder,
        )


def _field(name: str) -> QLineEdit:
    made = QLineEdit()
    made.setAccessibleName(name)
    made.setAlignment(LEFT)
    made.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    return made


def _card(title: str, told: str, parts: tuple[QLineEdit, QPushButton, QPushButton]) -> QFrame:
    box, column = card(margin=12, space=8)
    field, where, do = parts
    for push in (where, do):
        push.setAutoDefault(False)
    column.addWidget(text(title, "heading"))
    column.addWidget(text(told, "soft", wrap=True))
    line = row(field, where, do)
    line.setStretch(0, 1)
    column.addLayout(line)
    return box
