"""Settlement on screen: the acquirer's file, its columns, every row explained, accounts and days.

F7 chooses a file, F9 compares it and then takes it in, F8 goes through the tables, F11 shows only
what needs somebody; Esc stops what is under way.
"""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLineEdit, QProgressBar, QVBoxLayout
from PySide6.QtWidgets import QWidget as Widget

from ui.models.settlement import COLUMN_NAMES, HEADS, TABLES, SettlementScreen, TableName
from ui.views.flow import Flow
from ui.views.parts import (
    LEFT,
    RIGHT,
    Notice,
    button,
    card,
    chip,
    clear,
    key_cap,
    on_click,
    row,
    text,
    tight,
)
from ui.views.tables import fill, plain_table

NOBODY = "— ستون را برگزینید —"


class SettlementView(Widget):
    """Draws a SettlementScreen. Reports `chosen`, `primary`, `stopped` and `other` (the next
    table)."""

    chosen = Signal()
    primary = Signal()
    stopped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.drawn, self.waiting = SettlementScreen(), False
        self.told = Notice("bad")
        self.path = _edit("پرونده‌ای برگزیده نشده است", LEFT)
        self.path.setReadOnly(True)
        self.path.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.path.setAccessibleName("پرونده تسویه")
        self.provider = _edit("شرکت پرداخت", RIGHT)
        self.provider.setMaxLength(100)
        self.columns = {name: _choice(words) for name, words in COLUMN_NAMES.items()}
        self.bar, self.step = QProgressBar(), text("", "soft")
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("پیشرفت")
        self.tally = Widget()
        self.chips = Flow(self.tally, 8)
        self.which = QComboBox()
        self.which.setAccessibleName("جدول")
        self.which.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        for name, title in TABLES.items():
            self.which.addItem(title, name)
        self.which.setCurrentIndex(self.which.findData("accounts"))
        self.which.currentIndexChanged.connect(lambda _at: self._fill())
        self.table = plain_table(6, name="جدول مغایرت‌گیری", wide=5)
        self.empty = text("", "soft", wrap=True)
        self._build()
        self.show_screen(self.drawn)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        told = text("هر ردیف پرونده در برابر پرداخت‌های این باجه", "soft", wrap=True)
        head = row(text("مغایرت‌گیری", "title"), told, key_cap("Ctrl+F8"), space=12)
        head.setStretch(1, 1)
        column.addLayout(head)
        column.addWidget(self.told)
        column.addWidget(self._file())
        box, under = card(margin=12, space=8)
        line = row(self.which, self.tally, space=12)
        line.setStretch(1, 1)
        under.addLayout(line)
        under.addWidget(self.empty)
        under.addWidget(self.table, 1)
        column.addWidget(box, 1)
        column.addWidget(self._foot())

    def show_screen(self, screen: SettlementScreen) -> None:
        """The only place that touches the widgets after building; the table chosen stays."""
        before, self.drawn = self.drawn, screen
        self.path.setText(screen.path)
        if screen.columns is not before.columns and screen.columns:
            self._offer(screen)
        if screen.found is not before.found and screen.found:
            self.which.setCurrentIndex(self.which.findData("rows"))
        self.asked.setVisible(screen.columns is not None)
        self.way.setVisible(bool(screen.busy))
        self.step.setText(screen.busy)
        self.bar.setRange(0, 100 if screen.part else 0)
        self.bar.setValue(screen.part)
        self.do.setText(f"{screen.primary or 'سنجیدن'}   F9")
        self.do.setEnabled(bool(screen.primary) and not screen.busy)
        self.choose.setEnabled(not screen.busy)
        clear(self.chips)
        for words, tone in screen.chips:
            self.chips.addWidget(chip(words, tone))
        self._fill()

    def typed(self) -> Mapping[str, str]:
        """Which column is which, as chosen."""
        return {name: str(box.currentData() or "") for name, box in self.columns.items()}

    def next_table(self) -> None:
        """F8."""
        self.which.setCurrentIndex((self.which.currentIndex() + 1) % self.which.count())

    def only_waiting(self) -> None:
        """F11: only what needs somebody, or everything."""
        self.waiting = not self.waiting
        self.only.setText(f"{'همه ردیف‌ها' if self.waiting else 'تنها نیازمند پیگیری'}   F11")
        self._fill()

    def focus(self) -> None:
        """On the table."""
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc stops what runs."""
        if event.key() == Qt.Key.Key_Escape and self.drawn.busy:
            self.stopped.emit()
        else:
            super().keyPressEvent(event)

    def _fill(self) -> None:
        name: TableName = self.which.currentData()
        rows, tones = self.drawn.rows(name, waiting=self.waiting)
        self.empty.setText("" if rows else self._why_empty(name))
        self.empty.setVisible(not rows)
        fill(self.table, rows, HEADS[name], tones)

    def _why_empty(self, name: TableName) -> str:
        if name == "accounts":
            return "در این دو ماه پرداختی نیست که در انتظار تسویه باشد."
        if self.drawn.found is None:
            return "پرونده تسویه را برگزینید (F7) و بسنجید (F9)؛ تا ثبت نکنید چیزی نوشته نمی‌شود."
        return "چیزی برای نشان دادن نیست."

    def _offer(self, screen: SettlementScreen) -> None:
        assert screen.columns is not None
        for name, box in self.columns.items():
            box.blockSignals(True)
            box.clear()
            for title in ("", *screen.columns.names):
                box.addItem(title or NOBODY, title)
            box.setCurrentIndex(max(0, box.findData(screen.columns.chosen.get(name, ""))))
            box.blockSignals(False)
        if not self.provider.text():
            self.provider.setText(screen.columns.provider)

    def _file(self) -> QFrame:
        box, column = card(margin=12, space=8)
        self.choose = on_click(button("گزیدن پرونده", key="F7"), self.chosen.emit)
        line = row(self.path, self.choose)
        line.setStretch(0, 1)
        column.addLayout(line)
        self.asked = Widget()
        names = tight(QHBoxLayout(self.asked), 12)
        for name, choice in self.columns.items():
            names.addLayout(_labelled(f"ستون {COLUMN_NAMES[name]}", choice), 1)
        names.addLayout(_labelled("شرکت پرداخت", self.provider), 1)
        column.addWidget(self.asked)
        self.way = Widget()
        way = tight(QHBoxLayout(self.way), 12)
        way.addWidget(self.step)
        way.addWidget(self.bar, 1)
        self.stop = on_click(button("توقف", key="Esc"), self.stopped.emit)
        way.addWidget(self.stop)
        column.addWidget(self.way)
        return box

    def _foot(self) -> QFrame:
        box, column = card(margin=12, space=8)
        self.do = on_click(button("سنجیدن", "primary", key="F9"), self.primary.emit)
        after = on_click(button("جدول دیگر", key="F8"), self.next_table)
        self.only = on_click(button("تنها نیازمند پیگیری", key="F11"), self.only_waiting)
        foot = Widget()
        flow = Flow(foot, 8)
        for push in (self.do, after, self.only):
            flow.addWidget(push)
        column.addWidget(foot)
        return box


def _edit(words: str, side: Qt.AlignmentFlag) -> QLineEdit:
    edit = QLineEdit()
    edit.setPlaceholderText(words)
    edit.setAccessibleName(words)
    edit.setAlignment(side)
    return edit


def _choice(words: str) -> QComboBox:
    made = QComboBox()
    made.setAccessibleName(f"ستون {words}")
    made.setMinimumWidth(90)
    made.setMinimumContentsLength(6)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return made


def _labelled(words: str, widget: Widget) -> QVBoxLayout:
    column = tight(QVBoxLayout(), 4)
    column.addWidget(text(words, "label"))
    column.addWidget(widget)
    return column
