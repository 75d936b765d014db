"""The page the manager lives on: great figures, the curve, and one table at a time.

Enter goes down to the facts behind a line, and from a fact to its receipt; Esc comes back.
"""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from app.domain.drill import Drill, Found
from app.domain.summary import Summary
from app.domain.summary_tables import SumTable
from app.domain.text import persian_digits
from ui.models.summary import Figure, SummaryScreen, cells, drill_title, found_cells, others_of
from ui.theme import sizes
from ui.views.chart import Bar, Chart
from ui.views.parts import Notice, button, card, clear, key_cap, on_click, row, text, tight
from ui.views.tables import fill, plain_table
from ui.views.turning import Turning

OPEN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SummaryView(QWidget):
    """Draws a SummaryScreen. Reports `drilled(Drill)`, `receipt(tid)`, `ranged(first, last)`,
    `whose` (this desk or the office) and what its keys ask for."""

    drilled = Signal(object)
    receipt = Signal(str)
    earlier = Signal()
    later = Signal()
    wider = Signal()
    printed = Signal()
    saved = Signal()
    shift = Signal()
    ranged = Signal(str, str)
    whose = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.drawn = SummaryScreen()
        self.below: tuple[Found, ...] = ()
        self.told = Notice("bad")
        self.title = text("", "title")
        self.figures = tuple(tight(QHBoxLayout(), 12) for _ in range(2))
        self.chart = Chart("روند درخواست‌ها")
        self.which = QComboBox()
        self.which.setAccessibleName("جدول")
        sizes.hold(self.which, least_width=260)
        self.which.currentIndexChanged.connect(lambda _at: self._show_table())
        self.table = plain_table(3, name="جدول گزارش")
        self.table.installEventFilter(self)
        self.table.doubleClicked.connect(lambda _index: self._down())
        self.path = text("", "soft")
        self.others = text("", "soft", wrap=True)
        self.others.hide()
        self.first, self.last = _date("از تاریخ"), _date("تا تاریخ")
        for edit in (self.first, self.last):
            edit.returnPressed.connect(self._ranged)
        self.who = on_click(button("این باجه", "pill", key="Shift+F8"), self.whose.emit)
        self._build()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(self._head())
        column.addWidget(self.told)
        column.addWidget(Turning(*((line, 1) for line in self.figures), space=12, most=150))
        column.addWidget(self.others)
        left, beside = card(margin=12, space=8)
        beside.addWidget(text("روند درخواست‌ها", "heading"))
        beside.addWidget(self.chart, 1)
        right, under = card(margin=12, space=8)
        under.addLayout(row(self.which, self.path, 1))
        under.addWidget(self.table, 1)
        both = row(right, left, space=12)
        both.setStretch(0, 1)
        both.setStretch(1, 1)
        column.addLayout(both, 1)
        column.addWidget(self._foot())

    def _head(self) -> QWidget:
        dates = row(text("از", "soft"), self.first, text("تا", "soft"), self.last, space=8)
        for part in (key_cap("Shift+F7"), self.who, key_cap("Shift+F1")):
            dates.addWidget(part)
        dates.addStretch(1)
        return Turning((row(self.title, 1), 1), (dates, 0), most=150)

    def type_range(self) -> None:
        """Shift+F7: the first day of a stretch."""
        self.first.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.first.selectAll()

    def _ranged(self) -> None:
        self.ranged.emit(self.first.text(), self.last.text())
        self.focus()

    def _show_span(self, summary: Summary) -> None:
        """The days shown, ready to be typed over; and whose they are."""
        self.first.setText(persian_digits(summary.period.first_sh))
        self.last.setText(persian_digits(summary.period.last_sh))
        whose = "همه باجه‌ها" if summary.office else "این باجه"
        self.who.setText(f"{whose}   Shift+F8")
        self.who.setAccessibleName(whose)

    def show_screen(self, screen: SummaryScreen) -> None:
        """Another period, or the same one read again; the table chosen stays."""
        chosen = self.which.currentData()
        self.drawn, self.below = screen, ()
        self.title.setText(screen.title)
        for line in self.figures:
            clear(line)
        half = (len(screen.figures) + 1) // len(self.figures)
        for place, figure in enumerate(screen.figures):
            self.figures[place // half].addWidget(_figure(figure), 1)
        self._curve()
        said = others_of(screen.page) if screen.page else ""
        self.others.setText(said)
        self.others.setVisible(bool(said))
        if screen.page:
            self._show_span(screen.page.summary)
        self.which.blockSignals(True)
        self.which.clear()
        for name, title in screen.places:
            self.which.addItem(title, name)
        self.which.setCurrentIndex(max(0, self.which.findData(chosen)))
        self.which.blockSignals(False)
        self._show_table()

    def show_below(self, drill: Drill, found: tuple[Found, ...]) -> None:
        """The facts behind a line, in its table's place."""
        self.below = found
        self.path.setText(f"{drill_title(drill, len(found))} (Esc: بازگشت)")
        fill(self.table, [found_cells(one) for one in found], ("زمان", "شناسه پیگیری", "مبلغ"))

    def focus(self) -> None:
        """On the table."""
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter goes down, Esc comes back."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in OPEN:
                self._down()
                return True
            if event.key() == Qt.Key.Key_Escape and self.below:
                self.below = ()
                self._show_table()
                return True
        return super().eventFilter(watched, event)

    def _down(self) -> None:
        at = self.table.currentRow()
        if self.below:
            if 0 <= at < len(self.below) and self.below[at].receipt:
                self.receipt.emit(self.below[at].tid)
            return
        table = self.drawn.table(str(self.which.currentData()))
        if table and 0 <= at < len(table.lines) and table.lines[at].drill:
            self.drilled.emit(table.lines[at].drill)

    def _show_table(self) -> None:
        table = self.drawn.table(str(self.which.currentData()))
        self.below = ()
        self.path.setText("" if table else "در این بازه کاری ثبت نشده است.")
        fill(self.table, _rows(table), (table.of if table else "", "تعداد", "مبلغ (ریال)"))

    def _curve(self) -> None:
        page = self.drawn.page
        trend = page.table("trend") if page else None
        period = page.summary.period if page else None
        self.chart.show_bars(
            tuple(
                Bar(
                    line.title[5:],
                    line.count or 0,
                    line.drill is not None and line.drill.period == period,
                )
                for line in (trend.lines if trend else ())
            )
        )

    def _foot(self) -> QFrame:
        box, column = card(margin=12, space=8)
        pushes = (
            on_click(button("پیشین", key="F7"), self.earlier.emit),
            on_click(button("پسین", key="F8"), self.later.emit),
            on_click(button("روز، هفته، ماه، سال", key="F10"), self.wider.emit),
        )
        self.save = on_click(button("پرونده", key="F11"), self.saved.emit)
        self.print_ = on_click(button("چاپ", "primary", key="F12"), self.printed.emit)
        end = on_click(button("پایان شیفت", key="F9"), self.shift.emit)
        ends = row(1, end, self.save, self.print_)
        column.addWidget(Turning((row(*pushes, 1), 1), (ends, 0), most=150))
        return box


def _date(name: str) -> QLineEdit:
    edit = QLineEdit()
    edit.setAccessibleName(name)
    sizes.hold(edit, span=116)
    edit.setMaxLength(10)
    edit.setAlignment(Qt.AlignmentFlag.AlignCenter)
    edit.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    return edit


def _figure(figure: Figure) -> QFrame:
    box, column = card(margin=12, space=2)
    column.addWidget(text(figure.name, "soft"))
    value = text(figure.value, "title")
    value.setProperty("tone", figure.tone)
    column.addWidget(value)
    for line in figure.under.split("\n"):
        column.addWidget(text(line, "note"))
    column.addStretch(1)
    return box


def _rows(table: SumTable | None) -> list[tuple[str, str, str]]:
    if table is None:
        return []
    lines = (*table.lines, table.total) if table.total else table.lines
    return [cells(line) for line in lines]
