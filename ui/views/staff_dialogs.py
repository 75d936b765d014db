"""Small windows of the people screen: a starting code, rules of the door, reads."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHeaderView,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.domain.staff import DoorRules
from app.domain.text import latin_digits, persian_digits
from ui import words
from ui.theme import sizes
from ui.views.parts import RIGHT, Notice, button, on_click, row, text
from ui.views.roomy import Dialog

HEADS = ("زمان", "چه کسی", "کجا", "پرونده", "دلیل")
WIDTHS = (190, 140, 90, 190)
START = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter


class CodeView(Dialog):
    """A starting code in big type, shown this once."""

    def __init__(self, name: str, code: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.resize(480, 0)
        under = "همین یک بار دیده می‌شود و سه روز کار می‌کند. با آن تنها گذرواژه خود را می‌سازد."
        column = _column(self, f"کد شروع {name}", under)
        self.code = text(words.grouped(f"{code[:4]} {code[4:]}"), "display")
        self.code.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.code.setAccessibleName("کد شروع")
        column.addWidget(self.code)
        done = on_click(button("به دستش رسید", "primary", key="Enter"), self.accept)
        done.setDefault(True)
        column.addWidget(done)


class RulesView(Dialog):
    """Reports `agreed(DoorRules)`; stays until it is kept (`accept`) or left."""

    agreed = Signal(object)

    def __init__(self, rules: DoorRules, parent: QWidget) -> None:
        super().__init__(parent)
        self.resize(520, 0)
        self.trouble = Notice("bad")
        self.idle = _number(rules.idle_minutes, "دقیقه تا قفل خودکار")
        self.days = _number(rules.offline_days, "روز بی‌تأیید سازمان")
        column = _column(self, "قفل و مهلت ورود", "برای همه کارکنان این باجه.")
        column.addLayout(row(text("قفل خودکار پس از چند دقیقه بی‌کاری"), 1, self.idle))
        under = "ورود متصدی تا چند روز پس از آخرین پاسخ سازمان"
        column.addLayout(row(text(under), 1, self.days))
        column.addWidget(self.trouble)
        keep = on_click(button("نگه‌داشتن", "primary", key="Enter"), self._agree)
        keep.setDefault(True)
        back = on_click(button("بازگشت", key="Esc"), self.reject)
        back.setAutoDefault(False)
        line = row(keep, back, 1)
        column.addLayout(line)

    def _agree(self) -> None:
        typed = [latin_digits(box.text().strip()) for box in (self.idle, self.days)]
        if all(one.isascii() and one.isdigit() for one in typed):
            self.agreed.emit(DoorRules(int(typed[0]), int(typed[1])))
        else:
            self.trouble.say("هر دو خانه عدد می‌خواهد.")


class ReadsView(Dialog):
    """Who looked at whose case and why: ninety days, newest first."""

    def __init__(self, rows: tuple[tuple[str, ...], ...], parent: QWidget) -> None:
        super().__init__(parent)
        self.resize(1000, 560)
        under = "پرونده‌هایی که کسی جز پذیرنده آن دیده است، در نود روز گذشته."
        column = _column(self, "چه کسی چه دید", under)
        self.table = QTableWidget(len(rows), len(HEADS))
        self.table.setHorizontalHeaderLabels(HEADS)
        self.table.setAccessibleName("چه کسی چه دید")
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.table.setAlternatingRowColors(True)
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        sizes.hold(self.table.verticalHeader(), rows=40)
        head = self.table.horizontalHeader()
        head.setDefaultAlignment(START)
        for at, wide in enumerate(WIDTHS):
            head.resizeSection(at, wide)
        head.setSectionResizeMode(len(WIDTHS), QHeaderView.ResizeMode.Stretch)
        for at, cells in enumerate(rows):
            for column_, said in enumerate(cells):
                item = QTableWidgetItem(said)
                item.setTextAlignment(START)
                item.setToolTip(said)
                self.table.setItem(at, column_, item)
        column.addWidget(self.table, 1)
        none = "" if rows else "در این مدت کسی پرونده همکار را ندیده است."
        back = on_click(button("بازگشت", key="Esc"), self.reject)
        column.addLayout(row(text(none, "soft"), 1, back))


def _column(dialog: QDialog, about: str, under: str) -> QVBoxLayout:
    dialog.setWindowTitle(about)
    dialog.finished.connect(dialog.deleteLater)
    column = QVBoxLayout(dialog)
    column.setContentsMargins(24, 20, 24, 20)
    column.setSpacing(12)
    column.addWidget(text(about, "heading", wrap=True))
    column.addWidget(text(under, "soft", wrap=True))
    return column


def _number(value: int, name: str) -> QLineEdit:
    box = QLineEdit(persian_digits(value))
    box.setAlignment(RIGHT)
    sizes.hold(box, span=90)
    box.setMaxLength(3)
    box.setAccessibleName(name)
    return box
